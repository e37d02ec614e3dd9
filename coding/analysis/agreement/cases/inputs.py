"""The formats that a case may come in, as the values that coefficients take."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import isfinite
from typing import Any

from coding.analysis.agreement.readings import Code, Reading, Source
from coding.analysis.agreement.tables import Square, tallied
from coding.analysis.agreement.values import Extent
from interviews.spans import Span

Given = Mapping[str, Any]


class BadCase(Exception):
    """What is wrong with a case, as a clause after its id."""


class NotOffered(BadCase):
    """It asks for a coefficient, metric or distance that there is not."""


@dataclass(frozen=True)
class Ratings:
    """Judgements of units, as far as the format tells them."""

    tallies: list[tuple[Counter[Any], int]]
    squares: list[Square] = field(default_factory=list)
    """Of each pair of coders, where it is known who judged what."""
    coders: list[Counter[Any]] = field(default_factory=list)
    """How often each coder gave which value, where that is known."""

    @property
    def extent(self) -> Extent:
        pairable = sum(units for tally, units in self.tallies if tally.total() > 1)
        most = max((tally.total() for tally, _ in self.tallies), default=0)
        return Extent(max(most, sum(any(own.values()) for own in self.coders)), min(pairable, 1), pairable)

    @property
    def values(self) -> int:
        """How many values were used."""
        return len({value for tally, _ in self.tallies for value, count in tally.items() if count})

    @property
    def square(self) -> Square:
        if len(self.squares) != 1:
            raise BadCase("needs two coders and what each of them said")
        return self.squares[0]


@dataclass(frozen=True)
class Quotations:
    """Texts with what coders marked in them."""

    sources: Sequence[Source]
    readings: Sequence[Reading]
    codes: Sequence[Code]
    lengths: Sequence[int]


def given(case: Given, key: str, kind: type | tuple[type, ...], where: str = "") -> Any:
    """What stands under the key, if it is of the kind."""
    if not isinstance(case, Mapping) or key not in case:
        raise BadCase(f"lacks “{key}”{where}")
    found = case[key]
    if not isinstance(found, kind) or isinstance(found, bool):
        raise BadCase(f"has no such “{key}”{where} as its format asks for")
    return found


def ratings_of(data: Given) -> Ratings:
    """A list of units, each with a value for each coder or null."""
    units = given(data, "units", list)
    if not units or not all(isinstance(unit, list) and len(unit) == len(units[0]) for unit in units):
        raise BadCase("must give each unit as many values as there are coders, null for none")
    _check_values(value for unit in units for value in unit)
    columns = list(zip(*units, strict=True))
    return Ratings(
        tallied(units),
        [_square(list(zip(a, b, strict=True))) for a, b in combinations(columns, 2)],
        [Counter(value for value in column if value is not None) for column in columns],
    )


def _check_values(values: Any) -> None:
    if not all(value is None or _is_value(value) for value in values):
        raise BadCase("may have texts, numbers and null for values, nothing else")


def _is_value(value: Any) -> bool:
    return isinstance(value, str | int) or (isinstance(value, float) and isfinite(value))


def _square(pairs: list[tuple[Any, Any]]) -> Square:
    """Only of what both judged."""
    counts = Counter(pair for pair in pairs if None not in pair)
    values = list(dict.fromkeys(value for pair in counts for value in pair))
    return [[counts[row, column] for column in values] for row in values]


def contingency_of(data: Given) -> Ratings:
    """Two coders' table: rows are what the first said."""
    labels, table = given(data, "labels", list), given(data, "table", list)
    _check_values(labels)
    _check_counts(table, len(labels))
    if len(table) != len(labels):
        raise BadCase("must have a row and a column for each label")
    tallies = [
        (Counter([a, b]), count)
        for a, row in zip(labels, table, strict=True)
        for b, count in zip(labels, row, strict=True)
    ]
    rows = Counter({label: sum(row) for label, row in zip(labels, table, strict=True)})
    columns = Counter({label: sum(row[k] for row in table) for k, label in enumerate(labels)})
    return Ratings(tallies, [table], [rows, columns])


def distribution_of(data: Given) -> Ratings:
    """How many coders gave each unit each category."""
    categories, counts = given(data, "categories", list), given(data, "counts", list)
    _check_values(categories)
    _check_counts(counts, len(categories))
    return Ratings([(Counter(dict(zip(categories, row, strict=True))), 1) for row in counts])


def _check_counts(rows: list[Any], width: int) -> None:
    for row in rows:
        if not isinstance(row, list) or len(row) != width:
            raise BadCase("must have a count for each label in each row")
        if not all(isinstance(count, int) and count >= 0 for count in row):
            raise BadCase("may have whole numbers from 0 for counts, nothing else")


def sets_of(data: Given) -> list[list[int | None]]:
    """Each unit's set of codes for each coder, as a number with a bit for each code."""
    units = given(data, "units", list)
    bits: dict[Code, int] = {}
    found: list[list[int | None]] = []
    for unit in units:
        if not isinstance(unit, list) or not all(codes is None or isinstance(codes, list) for codes in unit):
            raise BadCase("must give each unit a list of codes for each coder")
        codes_of_unit = [code for codes in unit for code in codes or ()]
        _check_values(codes_of_unit)
        for code in codes_of_unit:
            bits.setdefault(code, 1 << len(bits))
        found.append([None if codes is None else sum(bits[code] for code in set(codes)) for codes in unit])
    return found


def quotations_of(data: Given) -> Quotations:
    """One text with a length and spans, or a list of those under “docs”."""
    texts = given(data, "docs", list) if "docs" in data else [data]
    sources, readings, lengths = [], [], []
    for number, text in enumerate(texts):
        length, origin = given(text, "length", int), text.get("origin", 0)
        if length < 0 or not isinstance(origin, int):
            raise BadCase("must have a whole number from 0 for length and a whole one for origin")
        lengths.append(length)
        sources.append(Source(number, [Span(0, length)] if length else []))
        for coder, spans in given(text, "coders", dict).items():
            readings.append(Reading(coder, number, _by_code(spans, Span(origin, origin + length))))
    codes = list(dict.fromkeys(code for reading in readings for code in reading.quotations))
    return Quotations(sources, readings, codes, lengths)


def _by_code(spans: Any, text: Span) -> dict[Code, list[Span]]:
    """Counted from the text's beginning, and without what lies outside it or is empty."""
    if not isinstance(spans, list) or not all(map(_is_span, spans)):
        raise BadCase("must give each coder a list of spans: start, end, code")
    found: dict[Code, list[Span]] = {}
    for span in spans:
        start, end = max(span[0], text.start), min(span[1], text.end)
        if start < end:
            found.setdefault(span[2], []).append(Span(start - text.start, end - text.start))
    return found


def _is_span(span: Any) -> bool:
    return (
        isinstance(span, list)
        and len(span) == 3
        and all(type(at) is int for at in span[:2])
        and isinstance(span[2], str | int)
    )
