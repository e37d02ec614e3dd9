"""A list of excerpts: how many passages there are, in which order, and whose words are withheld."""

import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property, lru_cache
from typing import NamedTuple

from coding.analysis.folding import Folded, fold_line
from coding.codebook.tree import CodeTree, Node
from coding.codebook.withholding import tree_without
from coding.excerpts.filters import Filters, People
from coding.excerpts.ordering import Group, Heads, Spans, ordered
from coding.excerpts.retrieval import DISTINCT_PASSAGES, Passage, codings_of
from coding.models import Code
from coding.models.codings import CodingQuerySet
from interviews.models import Transcript
from interviews.places import Places, places_of
from projects.models import Project, User

SEARCH_SECONDS = 5.0
SHOWN = ("parent", "name", "colour", "shade", "definition", "is_in_vivo")
"""The fields of codes that a list of excerpts shows; converting the others costs more than these."""
Spoken = dict[tuple[int, int], int | None]
"""Start and end of passages, with who speaks first in each."""
Barred = dict[tuple[int, int], frozenset[int]]
"""Of those that can't be quoted, with everybody who speaks in each."""


class SearchTooLong(Exception):
    """The words were not looked for everywhere in the time that a page may take."""


class Counts(NamedTuple):
    """What is in a list, each passage counted once however many codes it has."""

    passages: int
    participants: frozenset[int]
    withheld: int
    """Passages of participants who can't be quoted."""
    withheld_from: frozenset[int]


class Tally(NamedTuple):
    """What stands under one code."""

    passages: int
    participants: int


def words_in(text: str, places: Places, passage: Passage) -> str:
    """The words of a passage, without the labels that stand between its turns."""
    return "\n".join(text[start:end] for _who, (start, end) in places.pieces(passage.span))


def tree_to_list(project: Project) -> CodeTree:
    """The codebook as a list of excerpts needs it; not to be changed, for other requests share it."""
    return tree_without(tree_since(project.pk, project.last_event), project)


@lru_cache(maxsize=64)
def tree_since(project: int, _event: int) -> CodeTree:
    """Read once between two events of the project, since every change of a codebook makes one."""
    return CodeTree(Code.objects.in_use().filter(project=project).only(*SHOWN))


class Listing:
    """The excerpts that filters leave, in codebook order: theme, code, participant, transcript, start."""

    def __init__(self, tree: CodeTree, project: Project, user: User, filters: Filters) -> None:
        self.tree, self.filters, self.project, self._user = tree, filters, project, user
        self.people = People(project, filters)
        # What a round that is asked for holds would else have no row.
        self.everything = self._codings(filters.question.rounds if filters.question else ())
        self.nodes = {node.code.pk: node for node in self._asked()}
        self.narrowed = filters.narrow(self.everything)
        """Under any code."""
        self.codings = self.narrowed.filter(code__in=self.nodes)

    def _codings(self, rounds: Collection[int] = ()) -> CodingQuerySet:
        return codings_of(self.project, self._user, self.filters.whose, self.people.silent, rounds)

    def _asked(self) -> Iterable[Node]:
        asked = self.filters.question.codes if self.filters.question else None
        nodes = list(self.tree) if asked is None else [node for node in self.tree if node.code.pk in asked]
        if not self.filters.code:
            return nodes
        pk = self.filters.code.code.pk
        under = self.tree.under(pk) if self.filters.with_below else {pk}
        return [node for node in nodes if node.code.pk in under]

    @cached_property
    def groups(self) -> list[Group]:
        """All groups that hold a passage, in order."""
        order = {code: place for place, code in enumerate(self.nodes)}
        spans, places = self._chosen[0], self.people.order
        if not self.filters.order.is_plain:
            return ordered(spans, order, self.filters.order, self.heads)
        found = [*self._counted, *(_group(key, here) for key, here in spans.items())]
        return sorted(found, key=lambda group: (order[group.code], places[group.transcript]))

    @cached_property
    def heads(self) -> Heads:
        return Heads(self.project, self.filters.order, self.people.codes)

    @property
    def excerpts(self) -> int:
        """How many there are; a passage stands under each of its codes."""
        return sum(group.passages for group in self.groups)

    @cached_property
    def tallies(self) -> dict[int, Tally]:
        """What stands under each code that has anything, in order."""
        passages, speaking = defaultdict[int, int](int), defaultdict[int, set[int]](set)
        for group in self.groups:
            passages[group.code] += group.passages
            speaking[group.code] |= group.speaking
        return {code: Tally(number, len(speaking[code])) for code, number in passages.items()}

    @cached_property
    def counts(self) -> Counts:
        _groups, passages, withheld = self._chosen
        speaking = frozenset().union(*{group.speaking for group in self.groups})
        shown, hidden, silent = len(passages), len(withheld), self._silent_in(withheld)
        for transcript, number in self._distinct:
            person = self.people.solo.get(transcript)
            if person in self.people.silent.participants:
                hidden, silent = hidden + number, silent | {person}
            else:
                shown += number
        return Counts(shown, speaking, hidden, frozenset(silent))

    def _silent_in(self, withheld: Mapping[Passage, frozenset[int]]) -> frozenset[int]:
        return frozenset().union(*withheld.values()) & self.people.silent.participants

    @cached_property
    def _whole(self) -> list[int]:
        """The transcripts whose passages are all in or all out, so that the database can count them."""
        if self.filters.reads_all:
            return []
        return [pk for pk, person in self.people.solo.items() if person in self.people.wanted]

    @property
    def _countable(self) -> CodingQuerySet:
        if len(self._whole) == len(self.people.solo) and not self.filters.narrows_people:
            return self.codings
        return self.codings.filter(transcript__in=self._whole)

    @cached_property
    def _by_code(self) -> list[tuple[int, int, int]]:
        if not self._whole:
            return []
        whole = set(self._whole)
        rows = (
            self._countable.order_by().values_list("code", "transcript").annotate(passages=DISTINCT_PASSAGES)
        )
        return [(code, transcript, number) for code, transcript, number in rows if transcript in whole]

    @property
    def _counted(self) -> Iterator[Group]:
        quotable = {
            pk: frozenset({person})
            for pk, person in self.people.solo.items()
            if person not in self.people.silent.participants
        }
        for code, transcript, number in self._by_code:
            if transcript in quotable:
                yield Group(code, transcript, number, None, quotable[transcript])

    @property
    def _distinct(self) -> Iterable[tuple[int, int]]:
        """How many passages each whole transcript has."""
        if len(self.nodes) == 1:
            return [(transcript, number) for _code, transcript, number in self._by_code]
        if not self._whole:
            return []
        whole = set(self._whole)
        rows = self._countable.order_by().values_list("transcript").annotate(passages=DISTINCT_PASSAGES)
        return [(transcript, number) for transcript, number in rows if transcript in whole]

    @cached_property
    def _chosen(self) -> tuple[Spans, set[Passage], dict[Passage, frozenset[int]]]:
        """Of transcripts that must be read: who speaks in what is shown, its passages, and those withheld."""
        spans: dict[tuple[int, int], dict[tuple[int, int], int | None]] = {}
        passages, withheld = set[Passage](), dict[Passage, frozenset[int]]()
        for key, found, barred in self._read():
            spans[key] = {place: person for place, person in found.items() if place not in barred}
            passages.update([Passage(key[1], *place) for place in spans[key]])
            withheld |= {Passage(key[1], *place): people for place, people in barred.items()}
        return {key: here for key, here in spans.items() if here}, passages, withheld

    def _read(self) -> Iterator[tuple[tuple[int, int], Spoken, Barred]]:
        """What must be read, less what nobody asked for, by code and transcript.

        Each passage with who speaks first in it; and those that can't be quoted, with all who speak in them.
        """
        found: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for code, transcript, start, end in self._to_read:
            found[code, transcript].append((start, end))
        # Whatever the words, where one participant appears they are theirs.
        solo = {} if self.filters.words else self.people.solo
        apart = {transcript for _code, transcript in found} - solo.keys()
        all_places = places_of(apart) if apart else {}
        search = Search(self.filters.words, apart) if self.filters.words else None
        for key, stretches in found.items():
            if key[1] in solo:
                yield key, *self._read_solo(solo[key[1]], stretches)
            else:
                yield key, *self._read_apart(all_places[key[1]], key[1], stretches, search)

    def _read_solo(self, person: int, stretches: Sequence[tuple[int, int]]) -> tuple[Spoken, Barred]:
        if self.filters.narrows_people and person not in self.people.wanted:
            return {}, {}
        barred = stretches if person in self.people.silent.participants else ()
        return dict.fromkeys(stretches, person), dict.fromkeys(barred, frozenset({person}))

    def _read_apart(
        self, places: Places, transcript: int, stretches: Iterable[tuple[int, int]], search: "Search | None"
    ) -> tuple[Spoken, Barred]:
        found, barred = Spoken(), Barred()
        for place in stretches:
            passage = Passage(transcript, *place)
            if self._is_asked(places, passage) and (not search or search.finds(places, passage)):
                found[place] = places.participant(passage.span)
                if self.people.silent.bars(places, passage.span):
                    barred[place] = places.participants(passage.span)
        return found, barred

    @property
    def _to_read(self) -> Iterable[tuple[int, int, int, int]]:
        several_or_none, filters = self.people.several_or_none, self.filters
        if not (several_or_none or filters.reads_all):
            return ()
        answer = self._answer
        if answer is not None and not answer:
            return ()
        rows = self.codings.order_by().values_list("code", "transcript", "start", "end")
        if answer is None:
            return rows if filters.reads_all else rows.filter(transcript__in=several_or_none)
        return (row for row in rows if row[1:] in answer)

    @property
    def _answer(self) -> Set[tuple[int, int, int]] | None:
        """The passages that the query finds, if one is asked."""
        question = self.filters.question
        asked = self._codings() if question and question.rounds else self.everything
        return question.passages(self._user, asked, self.people) if question else None

    def _is_asked(self, places: Places, passage: Passage) -> bool:
        return not self.filters.narrows_people or places.participant(passage.span) in self.people.wanted


def _group(key: tuple[int, int], spans: Mapping[tuple[int, int], int | None]) -> Group:
    speaking = frozenset(person for person in spans.values() if person)
    return Group(*key, len(spans), frozenset(spans), speaking)


class Search:
    """Looks for words in passages, without regard to case and accents, alike on every database."""

    def __init__(self, words: str, transcripts: Iterable[int]) -> None:
        self._words = fold_line(words)
        self._until = time.monotonic() + SEARCH_SECONDS
        self._texts = dict(texts_of(transcripts))
        singly = self._words.split()
        self._starts = {pk: _starts(text, singly) for pk, text in self._texts.items()} if singly else {}

    def finds(self, places: Places, passage: Passage) -> bool:
        if not self._words:
            return True
        starts = self._starts[passage.transcript]
        first = bisect_left(starts, passage.start)
        if first == len(starts) or starts[first] >= passage.end:
            return False
        if time.monotonic() > self._until:
            raise SearchTooLong
        return self._words in fold_line(words_in(self._texts[passage.transcript], places, passage))


def _starts(text: str, words: Sequence[str]) -> list[int]:
    """Where the first of the words begins, if the text has all of them.

    A phrase may run on from turn to turn; its single words can't.
    """
    folded, starts = Folded(text), []
    if not all(word in folded.text for word in words):
        return []
    place = folded.text.find(words[0])
    while place >= 0:
        starts.append(folded.span(place, place + 1).start)
        place = folded.text.find(words[0], place + 1)
    return starts


def texts_of(transcripts: Iterable[int]) -> Iterator[tuple[int, str]]:
    """The current text of each transcript."""
    rows = Transcript.objects.filter(pk__in=list(transcripts)).order_by()
    yield from rows.values_list("pk", "current__text").iterator(chunk_size=20)
