"""Numbers of events as a person knows them: those that they may see are 1, 2, 3 …, and lead back."""

import pytest
from django.db import transaction

from coding.models import Layer
from coding.rounds import numbering
from coding.rounds.numbering import Numbering
from projects import log
from projects.models import Project
from tests import make

pytestmark = pytest.mark.django_db


def study(pattern: str) -> tuple[Project, Layer]:
    """An event for each sign: ``-`` one for everybody, ``x`` one of a blind round."""
    project = make.project()
    ben = make.user("ben")
    layer = make.running_round(project, (ben,), ()).layers.get()
    with transaction.atomic():
        for sign in pattern:
            log.record(project, ben, "applied", project, layer=layer if sign == "x" else None)
    project.refresh_from_db()
    return project, layer


@pytest.mark.parametrize(
    "pattern", ["", "-", "x", "--", "x-", "-x", "xx-x--x-xxx", "-" * 7 + "x" * 5 + "-x-"]
)
@pytest.mark.parametrize("block", [2, 3, 1000])
def test_visible_events_are_counted_on_and_found_again(
    pattern: str, block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(numbering, "BLOCK", block)
    project, layer = study(pattern)
    ana = Numbering(project, make.user("ana"))
    shown = [number for number, sign in enumerate(pattern, start=1) if sign == "-"]
    assert [ana.known(number) for number in shown] == list(range(1, len(shown) + 1))
    assert [ana.real(known) for known in range(1, len(shown) + 1)] == shown
    assert ana.real(0) == 0
    assert layer.coder is not None
    own = Numbering(project, layer.coder)
    assert [own.known(number) for number in range(1, len(pattern) + 1)] == list(range(1, len(pattern) + 1))


def test_after_the_reveal_numbers_are_the_events_own_and_never_one_that_was_used() -> None:
    project, layer = study("-xx-")
    ana = make.user("ana")
    assert Numbering(project, ana).known(4) == 2
    layer.round.revealed = layer.round.closed = layer.round.made  # type: ignore[union-attr]
    layer.round.save()  # type: ignore[union-attr]
    with transaction.atomic():
        log.record(project, ana, "closed", project)
    project.refresh_from_db()
    assert [Numbering(project, ana).known(number) for number in (4, 5)] == [4, 5]
