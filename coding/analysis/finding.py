"""Words, phrases and regular expressions found in the turns of a text, without regard to case and accents.

A label between turns is never part of what is found, and nothing found runs from one turn into the next.
"""

import math
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import regex

from coding.analysis.folding import Folded, fold
from interviews.spans import Span

LONGEST = 200
"""Characters of what is looked for."""
MOST_REPEATS = 10_000
"""Of a regular expression's counts multiplied; the engine writes each of them out."""
COUNT = regex.compile(r"\{([0-9]*)(?:,([0-9]*))?\}")
VERBOSE = regex.compile(r"(?<!\\)(?:\\\\)*\(\?\w*-?\w*x")
"""The flag x switched, under which counts may hold spaces and what is one expression reads as another."""
CALL = regex.compile(r"\(\?(?:R|[+-]?\d+|&|P>)")
"""A group called from elsewhere in the expression, by which it could call itself without end."""


class Way(StrEnum):
    """How the words that were typed are meant."""

    PHRASE = ""
    WORDS = "words"
    """All of them somewhere in a turn; each place where one of them stands is found."""
    PATTERN = "pattern"
    """A regular expression."""


class Meaningless(ValueError):
    """Nothing can be found by it; ``why`` tells what is wrong with a regular expression."""

    class Why(StrEnum):
        EMPTY = "empty"
        WRONG = "wrong"
        REPEATS = "repeats"
        CALLS = "calls"
        VERBOSE = "verbose"

    def __init__(self, why: Why, place: int | None = None) -> None:
        super().__init__(why)
        self.why, self.place = why, place
        """The character, counted from 0, at which the expression goes wrong, if the engine tells."""


class TookTooLong(Exception):
    """Not everything could be searched in time."""


class Deadline:
    """So many seconds of this thread's own work from now, however many others the machine works for."""

    def __init__(self, seconds: float) -> None:
        self._until = time.thread_time() + seconds

    @property
    def left(self) -> float:
        """Seconds; raises ``TookTooLong`` where there are none."""
        left = self._until - time.thread_time()
        if left <= 0:
            raise TookTooLong
        return left


@dataclass(frozen=True)
class Query:
    """What is looked for."""

    typed: str
    way: Way = Way.PHRASE
    whole: bool = False
    """Whether whole words only; nothing for a regular expression, which can say so itself."""

    def finder(self, deadline: Deadline) -> "Finder":
        """Raises ``Meaningless``."""
        if self.way == Way.PATTERN:
            return Pattern(self.typed, deadline)
        words = fold(self.typed).split()
        return Words(words if self.way == Way.WORDS else [" ".join(words)], self.whole, deadline)


class Finder(Protocol):
    def is_in(self, folded: Folded) -> bool:
        """Whether the text can hold it at all, which is quick to tell."""

    def parts(self, folded: Folded, start: int, end: int) -> Iterable[tuple[int, int]]:
        """Where it is in a part of the folded text, in order."""


def find(finder: Finder, folded: Folded, turn: Span) -> Iterator[Span]:
    """Each place in the turn, none of which overlap; raises ``TookTooLong``."""
    start, end = folded.place(turn.start), folded.place(turn.end)
    done = turn.start
    for part in finder.parts(folded, start, end):
        found = folded.span(*part)
        if found.start >= done:  # both halves of a ligature give the whole of it
            done = min(found.end, turn.end)
            yield Span(found.start, done)


class Words:
    """Phrases, all of which must be in a turn."""

    def __init__(self, phrases: Iterable[str], whole: bool, deadline: Deadline) -> None:
        # The longest first, or "cat" would be found in every "cattle" that is asked for too.
        distinct = sorted(set(filter(None, phrases)), key=lambda phrase: (-len(phrase), phrase))
        if not distinct:
            raise Meaningless(Meaningless.Why.EMPTY)
        self._deadline = deadline
        self._each = [regex.compile(_literal(phrase, whole)) for phrase in distinct]
        self._any = regex.compile("|".join(_literal(phrase, whole) for phrase in distinct))

    def is_in(self, folded: Folded) -> bool:
        try:
            return all(each.search(folded.text, timeout=self._deadline.left) for each in self._each)
        except TimeoutError as error:
            raise TookTooLong from error

    def parts(self, folded: Folded, start: int, end: int) -> list[tuple[int, int]]:
        several = self._each if len(self._each) > 1 else ()
        if not self._deadline.left or any(not each.search(folded.text, start, end) for each in several):
            return []
        return [found.span() for found in self._any.finditer(folded.text, start, end)]


def _literal(phrase: str, whole: bool) -> str:
    pattern = r"[\s\x1c-\x1f]+".join(map(regex.escape, phrase.split()))
    return rf"(?<!\w){pattern}(?!\w)" if whole else pattern


class Pattern:
    """A regular expression over each turn, where ``^`` and ``$`` are its beginning and end."""

    def __init__(self, typed: str, deadline: Deadline) -> None:
        folded = _folded_pattern(typed)
        _refuse_endless(folded)
        self._deadline = deadline
        try:
            self._pattern = regex.compile(folded, regex.IGNORECASE)
        except regex.error as error:
            raise Meaningless(Meaningless.Why.WRONG, getattr(error, "pos", None)) from error
        except MemoryError as error:
            raise Meaningless(Meaningless.Why.REPEATS) from error
        except (RecursionError, OverflowError, ValueError, KeyError) as error:
            raise Meaningless(Meaningless.Why.WRONG) from error

    def is_in(self, folded: Folded) -> bool:
        return self._deadline.left > 0

    def parts(self, folded: Folded, start: int, end: int) -> list[tuple[int, int]]:
        turn = folded.text[start:end]
        try:
            found = [each.span() for each in self._pattern.finditer(turn, timeout=self._deadline.left)]
            # The engine can search backwards, and finds what is empty.
            return sorted((start + first, start + last) for first, last in found if first < last)
        except (TimeoutError, MemoryError) as error:
            raise TookTooLong from error


def _refuse_endless(folded: str) -> None:
    """What would take more memory than time; time has a limit. As folded: ``¹`` is a digit only then."""
    if not folded.strip():
        raise Meaningless(Meaningless.Why.EMPTY)
    if VERBOSE.search(folded):
        raise Meaningless(Meaningless.Why.VERBOSE)
    counts = [max(int(low or 1), int(high or 1), 1) for low, high in COUNT.findall(folded)]
    if math.prod(counts) > MOST_REPEATS:
        raise Meaningless(Meaningless.Why.REPEATS)
    if CALL.search(folded):
        raise Meaningless(Meaningless.Why.CALLS)


def _folded_pattern(typed: str) -> str:
    """The letters folded as the text is; what is said after a backslash, and case, stay for the engine."""
    parts, is_escaped = [], False
    for character in typed:
        plain = character if is_escaped or character.isascii() else regex.escape(fold(character))
        parts.append(plain)
        is_escaped = character == "\\" and not is_escaped
    return "".join(parts)
