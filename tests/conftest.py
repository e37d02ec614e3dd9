"""What every test starts from."""

import pytest
from django.conf import settings
from django.test import TransactionTestCase
from hypothesis import settings as properties

from tests.remembered import forget

# How long an example takes says nothing where neighbours share the machine.
properties.register_profile("untimed", deadline=None)
properties.load_profile("untimed")

DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what works on the database: on a second one nothing else could come out otherwise."""
    for item in items:
        fixtures, of = getattr(item, "fixturenames", ()), getattr(item, "cls", None)
        is_case = isinstance(of, type) and issubclass(of, TransactionTestCase)
        if item.get_closest_marker("django_db") or DATABASE.intersection(fixtures) or is_case:
            item.add_marker("database")


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    forget()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as in use: in memory its threads share one connection, and lock each other out."""
    request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
    default = settings.DATABASES["default"]
    if default["ENGINE"] == "django.db.backends.sqlite3":
        default["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
