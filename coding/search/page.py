"""The page of a search: what was asked, the counts, and the part of the hits that is leafed to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.analysis.finding import Meaningless, TookTooLong
from coding.excerpts.asked import MORE, PAGE, WORDS, saved_words, understood, without
from coding.excerpts.cutting import beginning, ending
from coding.excerpts.quoting import quoted, shortened
from coding.forms.excerpts import ATTRIBUTE, ExcerptsForm
from coding.forms.search import SearchForm
from coding.search.asked import Asked, Who, problem, stopped
from coding.search.hits import INTERVIEWER, PARTICIPANT, Found, Hit, Speaking, search
from interviews.models import Speaker
from interviews.spans import Span
from projects.models import Project

PER_PAGE = 50
AROUND = 110
"""Characters before and after a hit."""
MOST_WORDS_OF_A_TURN = 80
SPACE = re.compile(r"\s+")
PEOPLE = ("participant", "transcript", "tag", "speaker")


class Line(NamedTuple):
    """A hit as the page shows it, in its context."""

    key: str
    href: str
    cite: str
    silent: bool
    before: str
    words: str
    after: str
    question: str
    is_offered: bool
    """Whether it is ticked at first."""


class Group(NamedTuple):
    """The hits of one transcript that stand on this page."""

    title: str
    hits: int
    """In the whole transcript."""
    lines: Sequence[Line]


class Counted(NamedTuple):
    """A row of a table of counts."""

    label: str
    hits: int
    href: str = ""


@dataclass(frozen=True)
class Searched:
    """What an address asks for: the forms that say it, and what of it makes no sense."""

    project: Project
    form: SearchForm
    people: ExcerptsForm
    query: QueryDict
    odd: Sequence[str]

    @classmethod
    def of(cls, project: Project, query: QueryDict) -> "Searched":
        narrowed = any(key in PEOPLE or ATTRIBUTE.match(key) for key in query)
        people, query, odd = understood(project, query, whole=narrowed or MORE in query)
        words, chosen = saved_words(project, query.get(WORDS, "")), people.cleaned_data.get("transcript")
        speakers = Speaker.objects.filter(transcript=chosen).select_related("transcript") if chosen else ()
        form = SearchForm(query, words, speakers)
        if "speaker" in form.errors:
            odd = [*odd, str(form["speaker"].label)]
        return cls(project, form, people, query, odd)

    @property
    def asked(self) -> Asked:
        form = self.form
        return Asked(self.project, form.query, form.who_speaks, self.people.filters(), form.speaker_chosen)

    @property
    def asks_whose(self) -> bool:
        """Whether some value of an attribute is asked for."""
        return any(ATTRIBUTE.match(key) for key in self.query)

    @property
    def address(self) -> str:
        """What is asked as a query string."""
        return without(self.query, PAGE, MORE, "done").urlencode()

    def page(self, found: Found) -> Page[Hit]:
        return Paginator(found.hits, PER_PAGE).get_page(self.query.get(PAGE))


def shown(searched: Searched) -> dict[str, object]:
    """What the page shows; where nothing can be found, ``problem`` says why."""
    told: dict[str, object] = {
        "project": searched.project,
        "searched": searched,
        "form": searched.form,
        "people": searched.people,
        "odd": searched.odd,
        "query": searched.address,
    }
    if not searched.query.get(WORDS):
        return told
    try:
        found = search(searched.asked)
    except Meaningless as error:
        return told | {"problem": problem(error)}
    except TookTooLong:
        return told | {"problem": stopped()}
    return told | _results(searched, found)


def _results(searched: Searched, found: Found) -> dict[str, object]:
    page = searched.page(found)
    return {
        "found": found,
        "page": page,
        "sentences": list(_sentences(found)),
        "groups": list(_groups(found, list(page))),
        "transcripts": list(_by_transcript(searched, found)),
        "speakers": list(_by_speaker(searched, found)),
    }


def _sentences(found: Found) -> Iterator[str]:
    if not found.hits:
        return
    hits = ngettext("%(n)s hit", "%(n)s hits", len(found.hits)) % {"n": f"{len(found.hits):,}"}
    transcripts = len(found.by_transcript)
    where = ngettext("in %(n)s transcript", "in %(n)s transcripts", transcripts) % {"n": transcripts}
    yield f"{hits} {where}."
    if found.withheld:
        yield ngettext(
            "%(n)s of them is by somebody who allows no quotes: counted, and to be read in its transcript.",
            "%(n)s of them are by people who allow no quotes: counted, and to be read in their transcripts.",
            found.withheld,
        ) % {"n": f"{found.withheld:,}"}


def _groups(found: Found, hits: Sequence[Hit]) -> Iterator[Group]:
    for pk, here in groupby(hits, key=lambda hit: hit.transcript):
        address = reverse("workspace", args=[found.asked.project.slug, pk])
        lines = [_line(found, hit, address) for hit in here]
        yield Group(_title(found, pk), found.by_transcript[pk], lines)


def _title(found: Found, transcript: int) -> str:
    """``P07 Sergeant``; the title alone where nobody is known to speak."""
    places = found.places[transcript]
    who = ", ".join(places.label(person) for person in places.appearing)
    return f"{who} {places.title}".strip()


def _line(found: Found, hit: Hit, address: str) -> Line:
    text, places = found.texts[hit.transcript], found.places[hit.transcript]
    silent = found.is_silent(hit)
    before = words = after = question = ""
    if not silent and found.asked.who == Who.ANSWERS:
        words = shortened(quoted(text, places, hit.span), MOST_WORDS_OF_A_TURN)
        before_it = places.question_before(hit.span)
        question = ending(text[slice(*before_it)].strip(), 2 * AROUND) if before_it else ""
    elif not silent:
        before, words, after = in_context(text, hit.span, Span(hit.turn.start, hit.turn.end))
    href = f"{address}?at={hit.span.start}-{hit.span.end}"
    cite, is_offered = places.cite(hit.span), found.is_offered(hit)
    return Line(hit.key, href, cite, silent, before, words, after, question, is_offered)


def in_context(text: str, span: Span, turn: Span) -> tuple[str, str, str]:
    """The words with some before and after them, of the same turn, each in one line."""
    before = SPACE.sub(" ", text[turn.start : span.start].lstrip())
    after = SPACE.sub(" ", text[span.end : turn.end].rstrip())
    return ending(before, AROUND), SPACE.sub(" ", text[span.start : span.end]), beginning(after, AROUND)


def _by_transcript(searched: Searched, found: Found) -> Iterator[Counted]:
    left = without(searched.query, PAGE, "done", "transcript", "speaker").urlencode()
    for pk, hits in found.by_transcript.items():
        yield Counted(_title(found, pk), hits, f"?{left}&transcript={pk}")


def _by_speaker(searched: Searched, found: Found) -> Iterator[Counted]:
    """Those with most hits first."""
    left = without(searched.query, PAGE, "done", "participant", "who", "speaker").urlencode()
    for who, hits in found.by_speaker.most_common():
        href = ""
        if who.kind == INTERVIEWER:
            href = f"?{left}&who={Who.INTERVIEWERS}"
        elif who.participant:
            href = f"?{left}&who={Who.PARTICIPANTS}&participant={who.participant}"
        yield Counted(_speaker(found, who), hits, href)


def _speaker(found: Found, who: Speaking) -> str:
    if who.kind == INTERVIEWER:
        return _("Interviewers")
    if who.kind == PARTICIPANT:
        return found.people.codes.get(who.participant or 0, _("Participants not named"))
    return _("Nobody: headings")
