"""Lets two processes set one report: each lays out its part and waits; then their pages count as one.

WeasyPrint has no door for that, so its two functions that make pages and their margins are taken over:
between the two all pages are known and none bears its number yet.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from weasyprint import layout


class Pages(NamedTuple):
    """What a part has become."""

    pages: int
    anchors: dict[str, int]
    """The page, from 0, of what can be linked to."""


class Place(NamedTuple):
    """Where the part stands in the whole."""

    before: int
    """Pages before it."""
    total: int
    """Pages of the whole."""
    elsewhere: dict[str, int]
    """The numbers of the pages of what the other part holds."""


UNKNOWN = Place(0, 0, {})


@dataclass
class Shared:
    """The layout of one part; ``ask`` says what became of it, and waits for where it stands."""

    ask: Callable[[Pages], Place]
    place: Place = field(default=UNKNOWN, init=False)

    @contextmanager
    def taken(self) -> Iterator[None]:
        """While this holds, the engine lays out a part."""
        self._make, self._margins = layout.make_all_pages, layout.make_margin_boxes
        layout.make_all_pages, layout.make_margin_boxes = self._pages, self._numbered
        try:
            yield
        finally:
            layout.make_all_pages, layout.make_margin_boxes = self._make, self._margins

    def _pages(self, context: Any, root: Any, html: Any, pages: list[Any]) -> Iterator[Any]:
        made = list(self._make(context, root, html, pages))
        if self.place is UNKNOWN:
            self.place = self.ask(_found(context, len(made)))
            self._settle(context)
        yield from made

    def _settle(self, context: Any) -> None:
        """Move the numbers of the pages, and have those made again that name a page of the other part."""
        for state in context.page_maker[1:]:
            state[3][1]["page"] = [number + self.place.before for number in state[3][1]["page"]]
        last = len(context.page_maker) - 2
        for name, number in self.place.elsewhere.items():
            counters = {"page": [number], "pages": [self.place.total]}
            context.target_collector.cache_target_page_counters(name, counters, last, context.page_maker)

    def _numbered(self, context: Any, page: Any, state: Any) -> Iterator[Any]:
        state[1]["pages"] = [self.place.total]
        yield from self._margins(context, page, state)


def _found(context: Any, pages: int) -> Pages:
    anchors: dict[str, int] = {}
    for number, state in enumerate(context.page_maker):
        for name in state[-1]["anchors"]:
            anchors.setdefault(name, number)
    return Pages(pages, anchors)
