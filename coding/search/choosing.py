"""The hits that were ticked, and what became of them."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from coding.analysis.finding import Meaningless, TookTooLong
from coding.excerpts.listing import tree_to_list
from coding.excerpts.quoting import quoted, shortened
from coding.forms.search import CodeHitsForm
from coding.models import Code
from coding.rounds.numbering import Numbering
from coding.search.auto_coding import Plan, Target, plan
from coding.search.hits import Found, Hit, search
from coding.search.page import Searched
from interviews.spans import Span
from projects import undo
from projects.models import Project, User
from projects.refusals import Refused

SHOWN = 20
"""Codings of a plan that are shown before it is carried out."""


@dataclass(frozen=True)
class Preview:
    """What coding the chosen hits would add, some of it word by word."""

    plan: Plan
    form: CodeHitsForm
    lines: list[tuple[str, str]]
    """Citation and words of the first; no words where consent forbids to quote them."""


def preview(searched: Searched, posted: QueryDict, by: User) -> Preview:
    """Raises ``Refused`` where nothing can be coded."""
    form = CodeHitsForm(posted, tree_to_list(searched.project))
    if not form.is_valid():
        raise Refused(_("Choose the code that the hits get, what is coded, and which hits."))
    try:
        found = search(searched.asked)
    except (Meaningless, TookTooLong) as error:
        raise Refused(_("The search could not be made again; change it, then choose hits.")) from error
    hits = _chosen(searched, found, set(form.ticks), takes_all=form.takes_all)
    if not hits:
        raise Refused(_("No hit was ticked; tick those that are to be coded."))
    code = Code.objects.select_related("project").get(pk=form.chosen_code.pk)
    planned = plan(found, hits, code, form.chosen_unit, by)
    return Preview(planned, form, [_line(found, target) for target in planned.new[:SHOWN]])


def _chosen(searched: Searched, found: Found, ticked: set[str], *, takes_all: bool) -> list[Hit]:
    here = list(searched.page(found))
    if not takes_all:
        return [hit for hit in here if hit.key in ticked]
    left = {hit.key for hit in here} - ticked
    return [hit for hit in found.hits if hit.key not in left and (hit.key in ticked or found.is_offered(hit))]


def _line(found: Found, target: Target) -> tuple[str, str]:
    places, span = found.places[target.transcript], Span(target.start, target.end)
    if found.people.silent.bars(places, span):
        return places.cite(span), ""
    return places.cite(span), shortened(quoted(found.texts[target.transcript], places, span), 60)


@dataclass(frozen=True)
class Done:
    """What coding hits did, as the page says it afterwards."""

    act: int
    codings: int
    transcripts: int
    code: str


def done(project: Project, number: str, by: User) -> Done | None:
    """The person's own act of this number, as they know it, if it can still be taken back."""
    act = Numbering(project, by).real(int(number)) if number.isdecimal() and len(number) < 16 else 0
    if not undo.can_undo(project, by, act):
        return None
    events = project.events.filter(act=act, by=by, kind="coding", verb="applied", facts__auto=True)
    rows = list(events.values_list("facts__transcript", "facts__code"))
    code = project.codes.filter(pk__in={code for _transcript, code in rows}).first()
    if not rows or code is None:
        return None
    return Done(int(number), len(rows), len({transcript for transcript, _code in rows}), code.name)
