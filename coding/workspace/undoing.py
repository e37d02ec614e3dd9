"""What undo and redo must keep true on this floor, which rows alone don't say."""

from collections.abc import Iterator, Sequence

from django.db.models import Model
from django.utils.translation import gettext as _

from coding.codebook.changes import MEANING, keep, new_edition
from coding.codebook.csv_format import DEEPEST
from coding.codebook.tree import tree_of
from coding.consensus.undoing import renew_after
from coding.models import Code, Coding, Layer, Qualifier, QualifierValue, Reading, Round
from coding.rounds.closing import finish
from coding.rounds.freezing import refuse_frozen
from projects.acts import Act
from projects.models import Event, Project
from projects.refusals import Refused
from projects.rows import Row
from projects.undo import UNDID, BuiltUpon

MEANS = frozenset({*MEANING, "parent_id", "retired", "merged_into_id"})
"""The columns whose change is a change of meaning."""


def ask(project: Project, events: Sequence[Event]) -> None:
    """Before rows are played back: closed work stays as it is, and so does the codebook while a round runs.

    Asked first, because what stands in the way of a code may be another's work in that round.
    """
    _refuse_closed(project, events)
    if _meant(events) or any(_rows_of(Qualifier, events)) or any(_rows_of(QualifierValue, events)):
        refuse_frozen(project)


def is_within(project: Project, head: Event, transcript: int | None) -> bool:
    """Whether all that an act did in transcripts it did in this one, and that was something."""
    done = project.events.filter(act=head.act)
    places = set(done.filter(facts__has_key="transcript").values_list("facts__transcript", flat=True))
    return places == {transcript}


def guard(doing: Act, events: Sequence[Event]) -> None:
    """After rows were played back: the codebook is a tree with editions, and a complete round is closed."""
    _refuse_retired(doing.project, events)
    _finish_rounds(doing, events)
    renew_after(doing, events)
    if not any(True for _row in _rows_of(Code, events)):
        return
    _refuse_lost(doing.project)
    means = _meant(events)
    if means:
        _renew_edition(doing, events, means)


def _meant(events: Sequence[Event]) -> set[int]:
    """The codes of which the act changed the meaning."""
    written = _rows_of(Code, events)
    return {row.key for row in written if not (row.before and row.after) or MEANS & row.after.keys()}


def _finish_rounds(doing: Act, events: Sequence[Event]) -> None:
    """Doing "complete" again may be what a round waited for; then its coder is to say so on the page."""
    layers = {event.layer_id for event in events if any(_rows_of(Reading, [event]))}
    for round in Round.objects.filter(layers__in=layers, closed=None):
        finish(doing, round, may_close=False)


def _refuse_closed(project: Project, events: Sequence[Event]) -> None:
    layers = {event.layer_id for event in events if event.layer_id}
    if layers and Layer.objects.filter(project=project, pk__in=layers, closed__isnull=False).exists():
        raise Refused(_("This work is closed: nothing in it can change any more."))


def _refuse_retired(project: Project, events: Sequence[Event]) -> None:
    """A coding that came back under a code deleted since it was first done would be in no list."""
    codes = {
        row.before["code_id"] for row in _rows_of(Coding, events) if row.before and "code_id" in row.before
    }
    code = (
        Code.objects.filter(pk__in=codes, retired__gt=_first(project, events[0]).at).first()
        if codes
        else None
    )
    if code:
        reason = _("“%(code)s” is no longer in the codebook") % {"code": code}
        raise BuiltUpon(reason, events[0].act)


def _first(project: Project, head: Event) -> Event:
    """The act that this one, perhaps after some taking back, is about."""
    while head.undoes is not None:
        head = project.events.get(number=head.undoes)
    return head


def _rows_of(model: type[Model], events: Sequence[Event]) -> Iterator[Row]:
    """The rows of the model that the act wrote."""
    for event in events:
        rows = (Row(*row) for row in event.rows or ())
        yield from (row for row in rows if row.model == model._meta.label_lower)


def _refuse_lost(project: Project) -> None:
    """A code under itself or under one that was deleted meanwhile would be nowhere, one too deep too far."""
    tree = tree_of(project)
    is_too_deep = any(node.depth >= DEEPEST for node in tree)
    if is_too_deep or len(tree) != project.codes.in_use().count():
        sentence = _("The codebook was changed since, so that a code would lose its place; move it first.")
        raise Refused(sentence)


def _renew_edition(doing: Act, events: Sequence[Event], codes: set[int]) -> None:
    """To take a change of meaning back is one too: editions are the codebook's record and only grow."""
    first = _first(doing.project, events[0])
    made = doing.project.editions.filter(number=first.facts.get("edition") or 0).first()
    said = _("Taken back: %(change)s") if doing.events[0].verb == UNDID else _("Made again: %(change)s")
    reason = said % {"change": made.reason if made else _("a change")}
    edition = new_edition(doing.project, doing.by, reason)
    keep(Code.objects.filter(pk__in=codes), edition)
