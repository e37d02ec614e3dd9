"""Has a report set: by one engine, or by two that each set a part, which are then joined."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from coding.exports.desk import Desk
from coding.exports.engine import Engine, Message, listen
from coding.exports.sheets import Halves

JOINER = "coding.exports.joining"
Watch = Callable[..., None]
"""Told every half second how far the work is; raises to stop it, as ``jobs.Progress`` does."""


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
        pdf = self._ask(engine, "report", html, None)
        for said_by, message in listen([engine], self.until, self._beat):
            self._note(said_by, message)
        return pdf

    def in_two(self, parts: Halves) -> Path:
        engines = [self.desk.take(), self.desk.take()]
        pdfs = [
            self._ask(engine, f"part-{number}", html, number)
            for number, (engine, html) in enumerate(zip(engines, parts, strict=True))
        ]
        laid: dict[Engine, Message] = {}
        bookmarks: dict[Engine, list[object]] = {}
        for engine, message in listen(engines, self.until, self._beat):
            self._note(engine, message)
            if "bookmarks" in message:
                bookmarks[engine] = message["bookmarks"]
            if "anchors" in message:
                laid[engine] = message
                if len(laid) == len(engines):
                    self._agree(engines[0], engines[1], laid)
        return self._join(pdfs, [mark for engine in engines for mark in bookmarks[engine]])

    def _ask(self, engine: Engine, name: str, html: str, part: int | None) -> Path:
        page, pdf = self.desk.folder / f"{name}.html", self.desk.folder / f"{name}.pdf"
        page.write_text(html, encoding="utf-8")
        engine.tell({"html": str(page), "pdf": str(pdf), "part": part})
        return pdf

    def _agree(self, first: Engine, second: Engine, laid: dict[Engine, Message]) -> None:
        """Tell each where its pages stand in the whole."""
        before = laid[first]["pages"]
        self._total = total = before + laid[second]["pages"]
        elsewhere = {name: page + before + 1 for name, page in laid[second]["anchors"].items()}
        first.tell({"before": 0, "total": total, "elsewhere": elsewhere})
        second.tell({"before": before, "total": total, "elsewhere": {}})

    def _join(self, pdfs: Sequence[Path], bookmarks: Sequence[object]) -> Path:
        target = self.desk.folder / "report.pdf"
        joiner = self.desk.start(JOINER, *map(str, pdfs), str(target))
        joiner.tell(bookmarks)
        for _said in listen([joiner], self.until, self._beat):
            pass
        return target

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
