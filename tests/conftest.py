"""What every test starts from."""

import pytest
from django.conf import settings
from django.core.cache import cache

from coding.excerpts.excerpts import qualifiers_since
from coding.excerpts.filters import cast_since
from coding.excerpts.listing import tree_since
from coding.excerpts.retrieval import past_since
from coding.rounds.numbering import block_of, hidden_since


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Rows that were rolled back leave their ids to the next test's."""
    tree_since.cache_clear()
    cast_since.cache_clear()
    past_since.cache_clear()
    qualifiers_since.cache_clear()
    hidden_since.cache_clear()
    block_of.cache_clear()
    cache.clear()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as in use: in memory its threads share one connection, and lock each other out."""
    request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
    default = settings.DATABASES["default"]
    if default["ENGINE"] == "django.db.backends.sqlite3":
        default["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
