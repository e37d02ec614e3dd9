"""Statements of SQL written by hand, planned once for a connection."""

import uuid

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from projects import log
from projects.models import Project
from projects.statements import Statement
from tests import make


@pytest.fixture
def sums() -> Statement:
    """Of a name of its own, since the connection outlives a test."""
    sql = "SELECT %(one)s + %(other)s WHERE %(one)s > 0"
    return Statement(f"sums_{uuid.uuid4().hex}", sql, {"one": "int", "other": "int"})


@pytest.mark.django_db(transaction=True)
def test_a_statement_answers_the_same_when_it_is_planned_and_on_another_connection(sums: Statement) -> None:
    assert sums.first({"one": 2, "other": 3}) == (5,)
    assert sums.first({"one": 4, "other": 3}) == (7,)
    assert sums.first({"one": 0, "other": 3}) is None
    connection.close()
    assert sums.first({"one": 2, "other": 3}) == (5,)


@pytest.mark.django_db
def test_a_statement_is_planned_once_for_a_connection(sums: Statement) -> None:
    with CaptureQueriesContext(connection) as asked:
        for other in range(3):
            sums.first({"one": 1, "other": other})
    plans = [each["sql"] for each in asked.captured_queries if each["sql"].startswith("PREPARE")]
    assert len(plans) == (1 if connection.vendor == "postgresql" else 0)
    assert len(asked) == 3 + len(plans)


@pytest.mark.django_db
def test_nothing_is_planned_where_a_pool_gives_each_transaction_another_connection(
    sums: Statement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    with CaptureQueriesContext(connection) as asked:
        assert sums.first({"one": 2, "other": 3}) == (5,)
    assert [each["sql"].split()[0] for each in asked.captured_queries] == ["SELECT"]


@pytest.mark.django_db(transaction=True)
def test_a_project_is_locked_within_a_transaction_alone_and_while_it_is_there() -> None:
    project = make.project(make.user("olga"))
    with pytest.raises(transaction.TransactionManagementError):
        log.lock(project)
    with transaction.atomic():
        assert log.lock(project) == project
    Project.objects.filter(pk=project.pk).delete()
    with pytest.raises(Project.DoesNotExist), transaction.atomic():
        log.lock(project)
