"""Undo and redo of one's own acts."""

from collections.abc import Callable

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from coding.api import asking
from coding.api.asking import IN_ROUND, Id, Problem, door, layer_asked
from coding.progress.sentences import about_to_undo, taken_back, why_not
from coding.rounds.numbering import Numbering
from coding.rounds.seats import acts_of
from coding.workspace.undoing import is_within
from projects import undo as undoing
from projects.access import May
from projects.models import Project, User
from projects.undo import BuiltUpon, Reversal

router = Router()


class Before(Schema):
    before: int | None = Field(default=None, ge=1, le=2**53)
    """The number of an act that could not be undone: the one before it is meant."""
    act: int | None = Field(default=None, ge=1, le=2**53)
    """Just this act, about which the person was asked."""
    within: Id | None = None
    """The transcript that the person works in: what was done elsewhere is asked about first."""


class Undone(Schema):
    act: int
    verb: str
    """What was done first: ``applied``, ``removed``, ``merged`` …"""
    kind: str
    """To a ``coding``, ``code``, ``memo`` …"""
    transcript: int | None
    """Where, if in one."""
    code: int | None
    """With which code, of a coding."""
    coding: str | None
    """Its GUID, of a coding."""
    size: int
    """How many things it was done to."""
    said: str
    """The same as a sentence."""

    @classmethod
    def of(cls, project: Project, user: User, reversal: Reversal) -> "Undone":
        head = reversal.head
        return cls(
            act=Numbering(project, user).known(reversal.number),
            verb=head.facts.get("verb", head.verb),
            kind=head.kind,
            transcript=head.facts.get("transcript"),
            code=head.facts.get("code"),
            coding=head.object_id if head.kind == "coding" else None,
            size=reversal.size,
            said=taken_back(project, reversal),
        )


class BuiltUponProblem(Problem):
    act: int | None = None
    """The act that can't be undone; sent as ``before``, the one before it is. Or the one ``elsewhere``."""
    elsewhere: bool = False
    """Nothing stands in the way, but it was done elsewhere; sent as ``act``, it is undone all the same."""


PROBLEMS = asking.PROBLEMS | {409: BuiltUponProblem}


@router.post("/{slug}/undo", response={200: Undone, **PROBLEMS}, openapi_extra=IN_ROUND)
def undo(request: HttpRequest, slug: str, wish: Before) -> Undone | Status[BuiltUponProblem]:
    """Take back one's latest act in the study, wherever and whenever it was done; of a round's acts in it."""
    project, user = door(request, slug, May.CODE)
    numbering = Numbering(project, user)
    if wish.act is not None:
        act = numbering.real(wish.act)
        return _turned(project, user, lambda: undoing.undo_act(project, user, act))
    among = acts_of(project, user, layer_asked(request, project, user))
    before = None if wish.before is None else numbering.real(wish.before)
    head = undoing.next_undo(project, user, before, among) if wish.within else None
    if head and not is_within(project, head, wish.within):
        act = numbering.known(head.act)
        return Status(409, BuiltUponProblem(detail=about_to_undo(project, head), act=act, elsewhere=True))
    return _turned(project, user, lambda: undoing.undo(project, user, before, among))


@router.post("/{slug}/redo", response={200: Undone, **PROBLEMS}, openapi_extra=IN_ROUND)
def redo(request: HttpRequest, slug: str) -> Undone | Status[BuiltUponProblem]:
    """Do again what one took back last."""
    project, user = door(request, slug, May.CODE)
    among = acts_of(project, user, layer_asked(request, project, user))
    return _turned(project, user, lambda: undoing.redo(project, user, among))


def _turned(project: Project, user: User, turn: Callable[[], Reversal]) -> Undone | Status[BuiltUponProblem]:
    try:
        return Undone.of(project, user, turn())
    except BuiltUpon as refusal:
        act = Numbering(project, user).known(refusal.act)
        return Status(409, BuiltUponProblem(detail=why_not(project, refusal), act=act))
