"""How far long work is and how long it will still take: by its pace, and by earlier jobs of its kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

SOON = 0.05
"""Below this part of a part its pace says nothing."""


class Part(NamedTuple):
    """A part of a kind of work, known before the work begins."""

    key: str
    words: object
    """What is being done, as the page says it, translated when it is said."""
    share: float
    """Of the whole time, while no job of the kind has been measured; all parts together have 1."""
    counted: object = ""
    """How its progress is said, with ``%(done)s`` and ``%(total)s``."""
    units_in_size: float = 0.0
    """How many pages a character makes, while no job of the kind has been measured."""
    tail: float = 0.0
    """What of it comes after the last that is counted."""


class Measured(NamedTuple):
    """What an earlier job of the kind took."""

    seconds: Mapping[str, float]
    """By part."""
    size: int
    """In characters of the page that was set; 0 where nothing was."""
    units: int
    """How many pages that made."""


class Moment(NamedTuple):
    """Where the work stands."""

    past: Mapping[str, float]
    """The seconds that each part took that is over."""
    key: str
    spent: float
    """Seconds in the part that is being done."""
    done: int
    total: int
    size: int


class Forecast(NamedTuple):
    portion: float
    """Of the whole work that is done, from 0 to 1, as time goes."""
    seconds: float | None
    """That it will still take; ``None`` while neither the pace nor an earlier job says anything."""


@dataclass(frozen=True)
class Pace:
    """The parts of a kind of work, and what earlier jobs of the kind took."""

    parts: Sequence[Part]
    earlier: Sequence[Measured] = ()
    is_same: bool = False
    """Whether the earlier ones were asked for the same, so that this is as long as they were."""

    def counts(self, key: str) -> bool:
        """Whether what the part has done are the pages that a size makes."""
        return self._part(key).units_in_size > 0

    def units(self, key: str, size: int) -> int:
        """How many pages so many characters should make; 0 where nothing is known."""
        guessed = self._part(key).units_in_size
        known = [each.units / each.size for each in self.earlier if each.size and each.units and guessed]
        return round(size * (median(known) if known else guessed))

    def forecast(self, now: Moment) -> Forecast | None:
        """``None`` while nothing at all is known."""
        current = self._current(now)
        length = self._part(now.key).share * self._rate(now.past) if current is None else current
        if not length:
            return None
        lengths = {**now.past, now.key: max(length, now.spent)}
        rate = self._rate(lengths)
        later = [self._usual(part.key, now.size) or part.share * rate for part in self._after(now.key)]
        left = lengths[now.key] - now.spent + sum(later)
        whole = sum(lengths.values()) + sum(later)
        is_known = current is not None and self._is_measured(now)
        return Forecast(1 - left / whole if whole else 0.0, left if is_known else None)

    def _is_measured(self, now: Moment) -> bool:
        """Whether it is known how much there is to do: of what is made of a size, once that is known."""
        return self.is_same or now.size > 0 or not self._makes_pages

    @property
    def _makes_pages(self) -> bool:
        return any(part.units_in_size for part in self.parts)

    def _part(self, key: str) -> Part:
        return next((part for part in self.parts if part.key == key), Part(key, "", 0.0))

    def _after(self, key: str) -> Sequence[Part]:
        place = next((place for place, part in enumerate(self.parts) if part.key == key), len(self.parts))
        return self.parts[place + 1 :]

    def _current(self, now: Moment) -> float | None:
        """The seconds of the part that is being done: at first as usual, at last as its pace says."""
        usual = self._usual(now.key, now.size)
        counted = min(now.done / now.total, 1.0) if now.total else 0.0
        fraction = counted * (1 - self._part(now.key).tail)
        if fraction < SOON:
            return self._by_share(now) if usual is None else usual
        paced = now.spent / fraction
        return paced if usual is None else (1 - fraction) * usual + fraction * paced

    def _by_share(self, now: Moment) -> float | None:
        """As the parts of this job that are over would have it, while no other has been measured.

        Not where pages are made: reading says little of how long they take.
        """
        rate = 0.0 if self._makes_pages else self._rate(now.past)
        return next((part.share * rate for part in self.parts if part.key == now.key), None) if rate else None

    def _usual(self, key: str, size: int) -> float | None:
        known = [each for each in self.earlier if key in each.seconds and self._is_like(each, size)]
        if not known:
            return None
        if size:
            return median(each.seconds[key] / each.size for each in known) * size
        return median(each.seconds[key] for each in known)

    def _is_like(self, each: Measured, size: int) -> bool:
        """Whether how long it took says something of work of this size, or of one that is not known yet."""
        return each.size > 0 if size else self.is_same or not each.size

    def _rate(self, lengths: Mapping[str, float]) -> float:
        """Seconds for a share of 1, as the parts that are known would have it."""
        shares = sum(part.share for part in self.parts if part.key in lengths)
        return sum(lengths.values()) / shares if shares else 0.0
