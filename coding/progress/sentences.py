"""Sentences of what was done, with the names of the study: after an undo, and in a coding's history."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.models import Code
from coding.progress.telling import said
from interviews.models import Transcript
from interviews.places import places_of
from interviews.spans import Span
from projects.models import Event, Project
from projects.undo import REDID, UNDID, BuiltUpon, Reversal

CODES = {"coding", "code", "memo"}


class Names(NamedTuple):
    """What an event is about, as the study calls it; nothing where that is unknown."""

    code: str = ""
    place: str = ""
    """The participants of the transcript, or its title."""


NOTHING = Names()


def sentence(event: Event, names: Names, size: int = 1) -> str:
    """Such as ``a coding applied (“Tight control”, P07), with 3 more changes``; ``size`` counts all changes.

    Of an event that takes another back, what that one did.
    """
    done = said(str(event.facts.get("verb", event.verb)), event.kind)
    about = ", ".join(
        part for part in (names.code and _("“%(code)s”") % {"code": names.code}, names.place) if part
    )
    if about:
        done = _("%(done)s (%(about)s)") % {"done": done, "about": about}
    more = ngettext("%(done)s, with %(more)d more change", "%(done)s, with %(more)d more changes", size - 1)
    return more % {"done": done, "more": size - 1} if size > 1 else done


def told(event: Event, names: Names) -> str:
    """One event of the log; of an act taken back, what was."""
    what = sentence(event, names)
    if event.verb == UNDID:
        return _("undone: %(what)s") % {"what": what}
    return _("redone: %(what)s") % {"what": what} if event.verb == REDID else what


def names_of(project: Project, events: Sequence[Event]) -> list[Names]:
    """Of each event, in three queries however many there are."""
    codes = _codes(project, events)
    places = _places(project, {pk for event in events if (pk := event.facts.get("transcript"))})
    return [
        Names(codes.get(_code(event)) or _name_kept(event), places.get(event.facts.get("transcript"), ""))
        for event in events
    ]


def taken_back(project: Project, reversal: Reversal) -> str:
    """What an undo took back, or a redo did again."""
    return sentence(reversal.head, _named(project, reversal.head), reversal.size)


def about_to_undo(project: Project, head: Event) -> str:
    """Asks whether what was done elsewhere shall be taken back."""
    size = project.events.filter(act=head.act).values("kind", "object_id").distinct().count()
    done = sentence(head, _named(project, head), size)
    return _("The last thing that you did was: %(done)s. Undo it?") % {"done": done}


def _named(project: Project, event: Event) -> Names:
    """With the turn where it was, for the one who looks for it."""
    (names,) = names_of(project, [event])
    pk, facts = event.facts.get("transcript"), event.facts
    if pk is None or "start" not in facts or not names.place:
        return names
    return names._replace(place=places_of([pk])[pk].cite(Span(facts["start"], facts["end"])))


def why_not(project: Project, refusal: BuiltUpon) -> str:
    """What was to be taken back or done again, and why it can't be."""
    head = project.events.get(number=refusal.act)
    return f"{capfirst(sentence(head, _named(project, head)))}. {refusal}"


def _name_kept(event: Event) -> str:
    """What a code was called that is there no longer, since making it was undone."""
    return name_kept(event.rows or ()) if event.kind == "code" else ""


def name_kept(rows: Iterable[Sequence[Any]]) -> str:
    """What a code is called in rows that an event keeps."""
    stood = chain.from_iterable((row[2], row[3]) for row in rows if row[0] == "coding.code")
    return next((str(values["name"]) for values in stood if values and "name" in values), "")


def _code(event: Event) -> object:
    """The key of a code: its GUID where the event is about it, its number where it is about a coding."""
    return event.object_id if event.kind == "code" else event.facts.get("code")


def _codes(project: Project, events: Sequence[Event]) -> dict[object, str]:
    asked = [event for event in events if event.kind in CODES]
    codes = Code.objects.filter(project=project)
    keys = {_code(event) for event in asked}
    guids = {key for key in keys if isinstance(key, str)}
    pks = {key for key in keys if isinstance(key, int)}
    rows = list((codes.filter(guid__in=guids) | codes.filter(pk__in=pks)).values_list("guid", "pk", "name"))
    return {str(guid): name for guid, _pk, name in rows} | {pk: name for _guid, pk, name in rows}


def _places(project: Project, pks: Iterable[int]) -> dict[object, str]:
    transcripts = Transcript.objects.filter(project=project, pk__in=pks)
    found = transcripts.prefetch_related("appearances__participant")
    return {each.pk: ", ".join(str(one) for one in each.appearances.all()) or each.title for each in found}
