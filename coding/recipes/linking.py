"""Ways through a report: from a cell of a matrix or a quote to the excerpt, and from an excerpt back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from coding.excerpts.retrieval import Passage
from coding.reports.excerpts import ExcerptsReport, Quote
from coding.reports.framework_panels import FrameworkReport, quotes_of
from coding.reports.matrix import Column, Line
from coding.reports.panels import MatrixReport


class Place(NamedTuple):
    """Where a passage stands in another part."""

    part: int
    """Its number in the report."""
    anchor: str


@dataclass
class Links:
    """Of one report while it is set; where it holds no excerpts there are none."""

    excerpts: dict[tuple[int | None, Passage], str] = field(default_factory=dict)
    """Anchors, by the code that a cell is about, or none, and the passage."""
    codes: dict[int, str] = field(default_factory=dict)
    """Anchors of the excerpts under each code."""
    back: defaultdict[Passage, list[Place]] = field(default_factory=lambda: defaultdict(list))
    taken: set[str] = field(default_factory=set)
    """Anchors that were given already: somebody in several groups has several rows."""

    def to_excerpt(self, passage: Passage, code: int | None) -> str:
        """The anchor of the excerpt, if possible of one under the code; nothing where there is none."""
        return self.excerpts.get((code, passage)) or self.excerpts.get((None, passage), "")

    def takes(self, anchor: str) -> bool:
        """Whether the anchor was free, which it is once."""
        is_free = anchor not in self.taken
        self.taken.add(anchor)
        return is_free


def excerpt_anchor(prefix: str, number: int) -> str:
    return f"{prefix}x{number}"


def cell_anchor(prefix: str, line: Line, column: Column) -> str:
    return f"{prefix}c-{line.row.key or 'all'}-{column.key}"


def passages_of(quote: Quote) -> list[Passage]:
    """Of all excerpts for which it stands."""
    return [Passage(each.transcript, each.start, each.end) for each in quote.excerpts]


def links_of(parts: Iterable[tuple[int, str, object]]) -> Links:
    """Of the parts of a report, each with its number, the prefix of its anchors, and its value."""
    links, found = Links(), list(parts)
    for _number, prefix, report in found:
        if isinstance(report, ExcerptsReport):
            _learn(links, prefix, report)
    if not links.excerpts:
        return links
    for number, prefix, report in found:
        for passage, anchor in _cells(prefix, report):
            if all(place.part != number for place in links.back[passage]):
                links.back[passage].append(Place(number, anchor))
    return links


def _learn(links: Links, prefix: str, report: ExcerptsReport) -> None:
    for chapter in report.chapters:
        links.codes.setdefault(chapter.theme.pk, chapter.anchor)
        for section in chapter.sections:
            links.codes.setdefault(section.code.pk, section.anchor)
            codes = (None, *(each.pk for each in section.node.path))
            for quote in section.printed:
                anchor = excerpt_anchor(prefix, quote.excerpt.number)
                for code, passage in product(codes, passages_of(quote)):
                    links.excerpts.setdefault((code, passage), anchor)


def _cells(prefix: str, report: object) -> Iterator[tuple[Passage, str]]:
    """Each passage that a matrix cites or quotes, and where."""
    if isinstance(report, MatrixReport) and report.matrix.wish.shows.lists:
        for line in report.matrix.lines:
            for cell in line.cells:
                anchor = cell_anchor(prefix, line, cell.column)
                yield from ((cited.passage, anchor) for cited in cell.cited)
    if isinstance(report, FrameworkReport):
        quotes = (quote for written in report.matrix.cells for quote in quotes_of(written))
        yield from (
            (where.passage, f"{prefix}{anchor}")
            for anchor, where in quotes
            if where.passage and where.words is not None
        )
