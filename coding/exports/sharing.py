"""Lets several processes set one report: each lays out its part and waits; then their pages count as one.

WeasyPrint has no door for that, so its two functions that make pages and their margins are taken over:
between the two all pages are known and none bears its number yet.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from types import SimpleNamespace
from typing import Any, NamedTuple

from weasyprint import document, layout
from weasyprint.css.targets import TargetCollector, TargetLookupItem


class Pages(NamedTuple):
    """What a part has become."""

    pages: int
    anchors: dict[str, int]
    """The page, from 0, of what can be linked to."""
    strings: dict[str, str]
    """What the heads of later pages say, by the names that the stylesheets give."""


class Place(NamedTuple):
    """Where the part stands in the whole."""

    before: int
    """Pages before it."""
    total: int
    """Pages of the whole."""
    elsewhere: dict[str, int]
    """The numbers of the pages of what other parts hold."""
    strings: dict[str, str]
    """What the heads of its pages say until it says something itself."""


UNKNOWN = Place(0, 0, {}, {})


@dataclass
class Shared:
    """The layout of one part; ``ask`` says what became of it, and waits for where it stands."""

    ask: Callable[[Pages], Place]
    wanted: frozenset[str]
    """What is linked to and stands in other parts."""
    place: Place = field(default=UNKNOWN, init=False)

    @contextmanager
    def taken(self) -> Iterator[None]:
        """While this holds, the engine lays out a part."""
        self._make, self._margins = layout.make_all_pages, layout.make_margin_boxes
        layout.make_all_pages, layout.make_margin_boxes = self._pages, self._numbered
        document.TargetCollector = self._targets
        try:
            yield
        finally:
            layout.make_all_pages, layout.make_margin_boxes = self._make, self._margins
            document.TargetCollector = TargetCollector

    @property
    def elsewhere(self) -> dict[str, int]:
        """The numbers of the pages of what is linked to in other parts, and is there."""
        return {name: number for name, number in self.place.elsewhere.items() if name in self.wanted}

    def _targets(self) -> TargetCollector:
        """As if it held what stands in other parts."""
        targets = TargetCollector()
        for name in self.wanted:
            item = targets.target_lookup_items[name] = TargetLookupItem("up-to-date")
            item.target_box = SimpleNamespace(cached_counter_values={})
        return targets

    def _pages(self, context: Any, root: Any, html: Any, pages: list[Any]) -> Iterator[Any]:
        made = list(self._make(context, root, html, pages))
        if self.place is UNKNOWN:
            self.place = self.ask(_found(context, made))
            self._settle(context)
        yield from made

    def _settle(self, context: Any) -> None:
        """Move the numbers of the pages, and have those made again that name one."""
        maker, targets = context.page_maker, context.target_collector
        maker[0][3][2][-1].add("page")  # the counter, which the first page would begin
        for state in maker:
            counters = state[3][1]
            counters["page"] = [number + self.place.before for number in counters.get("page", [0])]
        for number, state in enumerate(maker[:-1]):
            for name in state[-1]["anchors"]:
                targets.cache_target_page_counters(name, maker[number + 1][3][1], number, maker)
        for name, number in self.elsewhere.items():
            counters = {"page": [number], "pages": [self.place.total]}
            targets.cache_target_page_counters(name, counters, len(maker) - 2, maker)

    def _numbered(self, context: Any, page: Any, state: Any) -> Iterator[Any]:
        state[1]["pages"] = [self.place.total]
        context.get_string_set_for = partial(self._string, type(context).get_string_set_for, context)
        yield from self._margins(context, page, state)

    def _string(
        self, own: Any, context: Any, page: Any, name: str, keyword: str = "first"
    ) -> tuple[str, ...]:
        return own(context, page, name, keyword) or (self.place.strings.get(name, ""),)


def _found(context: Any, pages: list[Any]) -> Pages:
    anchors: dict[str, int] = {}
    for number, state in enumerate(context.page_maker):
        for name in state[-1]["anchors"]:
            anchors.setdefault(name, number)
    said = (box.string_set for page in pages for box in page.descendants() if box.string_set)
    strings = dict(pair for pairs in said if pairs != "none" for pair in pairs)
    return Pages(len(pages), anchors, strings)
