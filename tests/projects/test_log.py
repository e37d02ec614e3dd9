"""The log."""

import pytest
from django.db import transaction

from projects import log
from tests import make


@pytest.mark.django_db
def test_events_are_numbered_within_their_project() -> None:
    one, two = make.project(), make.project()
    for project in (one, one, two):
        log.record(project, None, "add", project)
    assert list(one.events.values_list("number", flat=True)) == [1, 2]
    assert list(two.events.values_list("number", flat=True)) == [1]


@pytest.mark.django_db(transaction=True)
def test_the_log_refuses_to_write_outside_the_transaction_of_the_change() -> None:
    project = make.project()
    with pytest.raises(RuntimeError, match="transaction of the change"):
        log.record(project, None, "add", project)
    with transaction.atomic():
        assert log.record(project, None, "add", project).number == 1
