"""Coded transcripts as they are printed: turn by turn, with what was coded in the margin."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from coding.codebook.colours import colour_of
from coding.codebook.stylesheets import address_of
from coding.codebook.tree import CodeTree, Node
from coding.excerpts.cutting import direction
from coding.excerpts.listing import tree_to_list
from coding.excerpts.quoting import Quotable, quotable
from coding.excerpts.retrieval import Whose
from coding.reports.coded_notes import Note, Reading, notes_of
from coding.reports.front import Front, front
from coding.reports.margins import Marked, Run, by_turn, lanes, opened, runs
from coding.workspace.neighbours import gathered
from coding.workspace.page import clock
from interviews.naming import natural
from interviews.outgoing import is_renaming
from interviews.places import Places
from interviews.spans import Span
from interviews.turns import Spoken
from projects.models import Project, User

Marks = Sequence[Marked]
WHOLE = Span(0, 2**31)
MARGIN = 15.0
"""Millimetres that all lanes of stripes share."""
WIDEST_LANE = 3.0


class Way(StrEnum):
    """How the margin says what was coded."""

    STRIPES = "stripes"
    NOTES = "notes"


WAYS = {
    Way.STRIPES: _lazy("stripes in the margin, with the names of codes"),
    Way.NOTES: _lazy("numbered notes in the margin, with coders and qualifiers"),
}


@dataclass(frozen=True)
class Wish:
    """What is to be printed, and how."""

    transcripts: tuple[int, ...]
    whose: Whose = field(default_factory=Whose)
    way: Way = Way.STRIPES
    with_times: bool = False
    with_memos: bool = False


class Turn(NamedTuple):
    """A turn as printed; one whose words may not be quoted has a single run that says so."""

    number: int
    manner: str
    """``interviewer``, ``participant``, or ``heading`` for text that belongs to nobody."""
    who: str
    time: str
    direction: str
    runs: list[Run]
    is_withheld: bool

    @property
    def words(self) -> str:
        return "".join(run.words for run in self.runs)


class Entry(NamedTuple):
    """A code of the legend."""

    node: Node
    passages: int


@dataclass(frozen=True)
class Talk:
    """One transcript."""

    pk: int
    title: str
    cited: str
    """As citations name who speaks in it, such as ``P07.2``; its title where nobody is known."""
    turns: list[Turn]
    notes: Mapping[int, Note]
    lanes: Mapping[int, int]
    legend: list[Entry]

    @property
    def anchor(self) -> str:
        return f"talk-{self.pk}"

    @property
    def heading(self) -> str:
        return self.title if self.cited == self.title else f"{self.cited} · {self.title}"

    @property
    def lane_count(self) -> int:
        return max(self.lanes.values(), default=0) + 1

    @property
    def passages(self) -> int:
        return len({note.span for note in self.notes.values()})

    @property
    def codings(self) -> int:
        return sum(len(note.marks) for note in self.notes.values())

    @property
    def length(self) -> int:
        """In characters."""
        return sum(len(turn.words) for turn in self.turns)

    def codes_in(self, turn: Turn) -> list[str]:
        """The codes of the passages in a turn of it, each once."""
        notes = (self.notes[number] for run in turn.runs for number in run.within)
        return list(dict.fromkeys(str(note.node) for note in notes))

    @property
    def withheld(self) -> int:
        return sum(turn.is_withheld for turn in self.turns)


@dataclass(frozen=True)
class CodedTranscripts:
    """The transcripts that were asked for and may be printed."""

    about: Front
    """What holds of each file that is made of them."""
    wish: Wish
    talks: Sequence[Talk]
    silent: Sequence[Talk] = ()
    """Left out, since nobody in them may be quoted."""
    is_part: bool = False
    """Whether it stands among other parts of a report, and each transcript has a heading under its own."""

    @cached_property
    def front(self) -> Front:
        is_one = len(self.talks) == 1 and not self.is_part
        title = self.talks[0].heading if is_one else _("Coded transcripts")
        said = (*_sentences(self.talks, self.silent), *self.about.sentences)
        return replace(self.about, title=title, filters=_terms(self.wish, self.talks), sentences=said)

    def alone(self, talk: Talk) -> "CodedTranscripts":
        """One of them as a report by itself."""
        return CodedTranscripts(self.about, self.wish, [talk])

    @property
    def has_stripes(self) -> bool:
        return self.wish.way == Way.STRIPES

    @cached_property
    def colours(self) -> str:
        """The colour of each code that occurs and the place of each lane, as the address of a stylesheet."""
        nodes = {entry.node.code.pk: entry.node for talk in self.talks for entry in talk.legend}
        # Within the part alone: other parts of a report show codes otherwise.
        code = ".transcripts-report .code-"
        rules = [f"{code}{pk}{{color:{colour_of(node).light}}}" for pk, node in nodes.items()]
        for number in sorted({talk.lane_count for talk in self.talks}):
            step = min(WIDEST_LANE, MARGIN / number)
            rules += [f".lanes-{number} .lane-{n}{{margin-left:{n * step:.2f}mm}}" for n in range(number)]
        return address_of("".join(rules))


def build(project: Project, user: User, wish: Wish) -> CodedTranscripts:
    """What the person may see of them and what may be quoted; a fixed number of queries.

    A transcript in which everything is withheld is left out and named, one that is gone is left out.
    """
    tree, asked = tree_to_list(project), _asked(project, wish)
    quotes = quotable(project, set(asked))
    reading = Reading(wish.whose, frozenset(asked), wish.with_memos)
    notes = notes_of(project, user, reading, tree, quotes)
    talks: list[Talk] = []
    silent: list[Talk] = []
    for pk in asked:
        talk = _Printing(tree, quotes, wish).talk(pk, notes.get(pk, []))
        (silent if talk.turns and talk.withheld == len(talk.turns) else talks).append(talk)
    if is_renaming():
        # The order of the study's IDs would tell who is who.
        for found in (talks, silent):
            found.sort(key=lambda talk: (talk.cited == talk.title, natural(talk.cited)))
    about = front(project, "", wish.whose, filters=(), sentences=())
    return CodedTranscripts(about, wish, talks, silent)


def _asked(project: Project, wish: Wish) -> list[int]:
    """In the order in which they are cited."""
    chosen = project.transcripts.in_order().filter(pk__in=wish.transcripts, current__isnull=False)
    return list(chosen.values_list("pk", flat=True))


class _Printing:
    def __init__(self, tree: CodeTree, quotes: Quotable, wish: Wish) -> None:
        self.tree, self.quotes, self.wish = tree, quotes, wish

    def talk(self, pk: int, notes: Sequence[Note]) -> Talk:
        places, text = self.quotes.places[pk], self.quotes.texts[pk]
        marks = [note.marked for note in notes]
        turns = [turn for turn in places.turns(WHOLE) if turn.start < turn.end]
        spans = [Span(turn.start, turn.end) for turn in turns]
        nexts = [following.start for _turn, following in pairwise(spans)]
        cut = [
            self._runs(places, text, span, after, found)
            for span, after, found in zip(spans, [*nexts, None], by_turn(spans, marks), strict=True)
        ]
        return Talk(
            pk,
            places.title,
            gathered([places.label(person) for person in places.appearing]) or places.title,
            [self._turn(places, *each) for each in zip(turns, list(opened(cut)), strict=True)],
            {note.number: note for note in notes},
            lanes(marks),
            self._legend(notes),
        )

    def _runs(self, places: Places, text: str, turn: Span, after: int | None, marks: Marks) -> list[Run]:
        cut = runs(text, turn, after, marks)
        return [_instead(text, turn, cut)] if self.quotes.silent.bars(places, turn) else cut

    def _turn(self, places: Places, turn: Spoken, cut: list[Run]) -> Turn:
        span = Span(turn.start, turn.end)
        [(who, _words)] = places.pieces(span)
        return Turn(
            turn.number,
            turn.kind or "heading",
            who,
            clock(turn.at_ms) if self.wish.with_times else "",
            direction("".join(run.words for run in cut)),
            cut,
            self.quotes.silent.bars(places, span),
        )

    def _legend(self, notes: Sequence[Note]) -> list[Entry]:
        counts = Counter(note.node.code.pk for note in notes)
        return [Entry(node, counts[node.code.pk]) for node in self.tree if counts[node.code.pk]]


def _instead(text: str, turn: Span, cut: Sequence[Run]) -> Run:
    """What stands for words that may not be quoted; what is noted of them stays noted."""
    number = len(text[turn.start : turn.end].split())
    return Run(
        ngettext("[%(n)s word withheld]", "[%(n)s words withheld]", number) % {"n": number},
        tuple(dict.fromkeys(each for run in cut for each in run.opens)),
        tuple(dict.fromkeys(each for run in cut for each in run.closes)),
        tuple(dict.fromkeys(each for run in cut for each in run.within)),
    )


def _terms(wish: Wish, talks: Sequence[Talk]) -> tuple[tuple[str, str], ...]:
    return (
        (_("Transcripts"), ", ".join(talk.cited for talk in talks)),
        (_("Time marks"), _("printed") if wish.with_times else _("left out")),
        (_("Memos on codings"), _("printed") if wish.with_memos else _("left out")),
    )


def _sentences(talks: Sequence[Talk], silent: Sequence[Talk]) -> Iterator[str]:
    passages, codings = sum(talk.passages for talk in talks), sum(talk.codings for talk in talks)
    codes = len({entry.node.code.pk for talk in talks for entry in talk.legend})
    what = ngettext("%(n)s transcript", "%(n)s transcripts", len(talks)) % {"n": f"{len(talks):,}"}
    yield _("%(what)s, with %(passages)s under %(codes)s, made of %(codings)s.") % {
        "what": what,
        "passages": ngettext("%(n)s passage", "%(n)s passages", passages) % {"n": f"{passages:,}"},
        "codes": ngettext("%(n)s code", "%(n)s codes", codes) % {"n": codes},
        "codings": ngettext("%(n)s coding", "%(n)s codings", codings) % {"n": f"{codings:,}"},
    }
    yield _("A passage counts once, however many codes and coders it has.")
    withheld = sum(talk.withheld for talk in talks)
    if withheld:
        yield ngettext(
            "The words of %(n)s turn are withheld, since somebody who may speak in it allows no quotes.",
            "The words of %(n)s turns are withheld, since somebody who may speak in them allows no quotes.",
            withheld,
        ) % {"n": f"{withheld:,}"}
    if silent:
        yield _("Left out, since nobody in it may be quoted: %(talks)s.") % {
            "talks": "; ".join(talk.cited for talk in silent)
        }
