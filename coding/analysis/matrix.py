"""The theme matrix: who speaks of what, each passage counted once in a cell."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

# Whatever can be a key. Not ``Hashable``: mappings are invariant in their keys and would refuse dict[int, …].
Row = Any
Code = Any
Participant = Any
Unit = Any
Transcript = Any


class Passage(NamedTuple):
    """A distinct stretch of a transcript, however many codings it has."""

    transcript: Transcript
    start: int
    end: int


class Coded(NamedTuple):
    """A participant's passage with one of its codes."""

    participant: Participant
    code: Code
    passage: Passage
    unit: Unit = None
    """What its row goes by, where that is not the participant: a transcript, a speaker, a coder."""


@dataclass(frozen=True)
class Matrix:
    """Passages by row and column, as they came in; a column's cells hold those of the codes below it too."""

    rows: Sequence[Row]
    columns: Sequence[Code]
    cells: Mapping[tuple[Row, Code], Sequence[Passage]]
    speakers: Mapping[Code, Collection[Participant]]
    heard: Mapping[tuple[Row, Code], Collection[Participant]]
    """Whose passages a cell holds."""
    out_of: int

    def cell(self, row: Row, column: Code) -> Sequence[Passage]:
        return self.cells.get((row, column), ())

    @cached_property
    def row_totals(self) -> Mapping[Row, int]:
        """How many distinct passages each row has under any column."""
        return {row: self._distinct((row, column) for column in self.columns) for row in self.rows}

    @cached_property
    def column_totals(self) -> Mapping[Code, int]:
        """How many distinct passages each column has in any row, a participant of two rows counted once."""
        return {column: self._distinct((row, column) for row in self.rows) for column in self.columns}

    def people(self, row: Row, column: Code) -> int:
        """How many participants have a passage in the cell."""
        return len(self.heard.get((row, column), ()))

    def participants(self, column: Code) -> int:
        """How many of ``out_of`` participants have a passage in the column."""
        return len(self.speakers.get(column, ()))

    def _distinct(self, keys: Iterable[tuple[Row, Code]]) -> int:
        return len({passage for key in keys for passage in self.cells.get(key, ())})


def matrix(
    rows: Mapping[Row, Collection[Unit]],
    parents: Mapping[Code, Code | None],
    coded: Iterable[Coded],
    out_of: int,
) -> Matrix:
    """Fill the matrix from rows with their units and columns, both in order, with their parents.

    Units are participants, if nothing else. ``out_of`` counts the participants who have a row and a
    transcript to be coded. What was said by somebody without a row, or coded with a code that is no
    column, is left out.
    """
    rows_of = _rows_of(rows)
    # Dictionaries keep the order of passages and drop repetitions.
    cells: defaultdict[tuple[Row, Code], dict[Passage, None]] = defaultdict(dict)
    heard: defaultdict[tuple[Row, Code], set[Participant]] = defaultdict(set)
    for participant, code, passage, unit in coded:
        found = rows_of.get(participant if unit is None else unit, ())
        for key in ((row, column) for column in _ancestry(code, parents) for row in found):
            cells[key][passage] = None
            if participant is not None:
                heard[key].add(participant)
    speakers: defaultdict[Code, set[Participant]] = defaultdict(set)
    for (_row, column), people in heard.items():
        speakers[column] |= people
    filled = {key: tuple(passages) for key, passages in cells.items()}
    return Matrix(tuple(rows), tuple(parents), filled, dict(speakers), dict(heard), out_of)


def _rows_of(rows: Mapping[Row, Collection[Unit]]) -> dict[Unit, list[Row]]:
    found = defaultdict(list)
    for row, units in rows.items():
        for unit in units:
            found[unit].append(row)
    return dict(found)


def _ancestry(code: Code | None, parents: Mapping[Code, Code | None]) -> Iterator[Code]:
    while code in parents:
        yield code
        code = parents[code]
