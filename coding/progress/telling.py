"""What was done, in words: for a message after undo, a coding's history and the log's pages."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coding.models import Code
from interviews.models import Transcript
from projects.models import Event, Project
from projects.undo import REDID, UNDID, Reversal

SENTENCES = {
    ("coding", "applied"): gettext_lazy("%(thing)s applied"),
    ("coding", "removed"): gettext_lazy("a coding with %(thing)s removed"),
    ("coding", "resized"): gettext_lazy("the borders of a coding with %(thing)s moved"),
    ("coding", "recoded"): gettext_lazy("a coding given the code %(thing)s"),
    ("coding", "qualified"): gettext_lazy("the qualifiers of a coding with %(thing)s set"),
    ("code", "added"): gettext_lazy("%(thing)s added to the codebook"),
    ("code", "changed"): gettext_lazy("%(thing)s changed in the codebook"),
    ("code", "moved"): gettext_lazy("%(thing)s moved in the codebook"),
    ("code", "reordered"): gettext_lazy("%(thing)s put elsewhere among its siblings"),
    ("code", "retired"): gettext_lazy("%(thing)s deleted from the codebook"),
    ("code", "merged"): gettext_lazy("%(thing)s merged into another code"),
    ("code", "split"): gettext_lazy("%(thing)s split"),
    ("code", "promoted"): gettext_lazy("%(thing)s promoted from in vivo"),
    ("edition", "imported"): gettext_lazy("a codebook imported"),
    ("edition", "named"): gettext_lazy("a version of the codebook named"),
    ("memo", "wrote"): gettext_lazy("a memo written"),
    ("memo", "changed"): gettext_lazy("a memo changed"),
    ("memo", "deleted"): gettext_lazy("a memo deleted"),
    ("memo", "resolved"): gettext_lazy("a memo resolved"),
    ("memo", "reopened"): gettext_lazy("a memo opened again"),
    ("transcript", "read"): gettext_lazy("how far the reading is, marked"),
}
"""By kind and verb; ``thing`` is the code that it is about, in quotation marks."""
CODES = {"coding", "code"}


class Names(NamedTuple):
    """What an event is about, as the study calls it; nothing where that is unknown."""

    code: str = ""
    place: str = ""
    """The participants of the transcript, or its title."""


NOTHING = Names()


def said(verb: str, kind: str, names: Names = NOTHING, size: int = 1) -> str:
    """Such as ``“Tight control” applied in P07, with 3 more changes``; ``size`` counts all of the act."""
    sentence = SENTENCES.get((kind, verb))
    thing = _("“%(code)s”") % {"code": names.code} if names.code else _("a code")
    done = str(sentence) % {"thing": thing} if sentence else f"{kind} {verb}"
    if names.place:
        done = _("%(done)s in %(place)s") % {"done": done, "place": names.place}
    more = ngettext("%(done)s, with %(more)d more change", "%(done)s, with %(more)d more changes", size - 1)
    return more % {"done": done, "more": size - 1} if size > 1 else done


def told(event: Event, names: Names) -> str:
    """One event of the log; of an act taken back, what was."""
    first = str(event.facts.get("verb", event.verb))
    what = said(first, event.kind, names)
    if event.verb == UNDID:
        return _("undone: %(what)s") % {"what": what}
    return _("done again: %(what)s") % {"what": what} if event.verb == REDID else what


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
    head = reversal.head
    (names,) = names_of(project, [head])
    return said(str(head.facts.get("verb", head.verb)), head.kind, names, reversal.size)


def _name_kept(event: Event) -> str:
    """What a code was called that is there no longer, since making it was undone."""
    if event.kind != "code":
        return ""
    stood = chain.from_iterable((row[2], row[3]) for row in event.rows or () if row[0] == "coding.code")
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
