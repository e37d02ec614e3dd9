"""Has a report set: by one engine, or by several that each set a part, which are then joined."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from coding.exports.desk import Desk
from coding.exports.engine import Engine, Message, listen

JOINER = "coding.exports.joining"
Watch = Callable[..., None]
"""Told every half second how far the work is; raises to stop it, as ``jobs.Progress`` does."""


@dataclass
class Turns:
    """Engines that share the processors: so many of them work at a time, the others wait."""

    at_once: int
    _waiting: deque[tuple[Engine, Message]] = field(default_factory=deque)
    _working: int = 0

    def give(self, errands: Iterable[tuple[Engine, Message]]) -> None:
        """What engines are to be told when it is their turn."""
        self._waiting.extend(errands)
        self._begin()

    def over(self) -> None:
        """One that worked waits now, or is gone."""
        self._working -= 1
        self._begin()

    def _begin(self) -> None:
        while self._waiting and self._working < self.at_once:
            engine, words = self._waiting.popleft()
            engine.tell(words)
            self._working += 1


@dataclass
class Setting:
    """One report on its way to paper."""

    desk: Desk
    watch: Watch
    until: float
    size: int
    """In characters, for the estimate of how many pages it makes and how long it takes."""
    _laid: dict[Engine, int] = field(default_factory=dict)
    _painted: dict[Engine, int] = field(default_factory=dict)
    _total: int = 0

    def whole(self, html: str) -> Path:
        engine = self.desk.take()
        asked = self._asked("report", html, None)
        engine.tell(asked)
        for said_by, message in listen([engine], self.until, self._beat):
            self._note(said_by, message)
        return Path(asked["pdf"])

    def in_parts(self, parts: Sequence[str], at_once: int) -> Path:
        """Each part by an engine of its own, the longest first, so many working at a time."""
        asked = [self._asked(f"part-{number}", html, number) for number, html in enumerate(parts)]
        engines = [self.desk.take() for _part in parts]
        order = sorted(range(len(parts)), key=lambda number: -len(parts[number]))
        turns = Turns(at_once)
        turns.give((engines[number], asked[number]) for number in order)
        laid: dict[Engine, Message] = {}
        bookmarks: dict[Engine, Sequence[object]] = {}
        target, joiner = self.desk.folder / "report.pdf", None
        for engine, message in listen(engines, self.until, self._beat):
            self._note(engine, message)
            if "bookmarks" in message:
                bookmarks[engine] = message["bookmarks"]
                # It loads its libraries while others still paint.
                joiner = joiner or self.desk.start(JOINER, str(target), *(each["pdf"] for each in asked))
                turns.over()
            if "anchors" in message:
                laid[engine] = message
                turns.over()
                if len(laid) == len(engines):
                    places = list(self._places([laid[each] for each in engines]))
                    turns.give((engines[number], places[number]) for number in order)
        if joiner:
            joiner.tell([mark for engine in engines for mark in bookmarks[engine]])
            for _said in listen([joiner], self.until, self._beat):
                pass
        return target

    def _asked(self, name: str, html: str, part: int | None) -> Message:
        """What an engine is told to do."""
        page, pdf = self.desk.folder / f"{name}.html", self.desk.folder / f"{name}.pdf"
        page.write_text(html, encoding="utf-8")
        return {"html": str(page), "pdf": str(pdf), "part": part}

    def _places(self, laid: Sequence[Message]) -> Iterator[Message]:
        """Where the pages of each stand in the whole, and what lies on the others'."""
        *before, self._total = accumulate((part["pages"] for part in laid), initial=0)
        elsewhere = {
            name: first + page + 1
            for first, part in zip(before, laid, strict=True)
            for name, page in part["anchors"].items()
        }
        strings: dict[str, str] = {}
        for first, part in zip(before, laid, strict=True):
            yield {
                "before": first,
                "total": self._total,
                "elsewhere": elsewhere,
                "strings": dict(strings),
            }
            strings |= part["strings"]

    def _note(self, engine: Engine, message: Message) -> None:
        if "page" in message:
            self._laid[engine] = max(message["page"], self._laid.get(engine, 0))
        if "painted" in message:
            self._painted[engine] = message["painted"]
            self._total = max(self._total, message["total"])

    def _beat(self) -> None:
        if self._painted:
            self.watch("writing", sum(self._painted.values()), self._total)
        else:
            laid = sum(self._laid.values())
            self.watch("setting" if laid else "preparing", laid, size=self.size)
