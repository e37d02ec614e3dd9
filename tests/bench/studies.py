"""A study that is measured: its database, our program and the bare one, each behind a real server."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.bench.databases import Database, copy
from tests.bench.facts import Facts
from tests.bench.figures import Line, Sample
from tests.bench.servers import Client, Server, floor_of, served

WARMING = 5


@dataclass(frozen=True)
class Study:
    size: str
    database: Database
    ours: Server
    floor: Server
    quick: bool

    @property
    def facts(self) -> Facts:
        return self.database.facts

    def times(self, usual: int) -> int:
        """How often a thing is measured."""
        return max(2, usual // 5) if self.quick else usual

    def client(self, person: int = 0) -> Client:
        return Client(self.ours.port, self.facts["sessions"][person])

    def bare(self) -> Client:
        return Client(self.floor.port)

    @property
    def some_transcripts(self) -> list[int]:
        """The first, the middle and the last."""
        found = self.facts["transcripts"]
        return sorted({found[0], found[len(found) // 2], found[-1]})


@contextmanager
def opened(size: str, kind: str, *, quick: bool) -> Iterator[Study]:
    with copy(size, kind) as database, served(database) as ours, floor_of(database) as floor:
        yield Study(size, database, ours, floor, quick)


def alternately(times: int, ours: Callable[[], float], floor: Callable[[], float]) -> tuple[Sample, Sample]:
    """Both so many times in turn, so that what disturbs one disturbs the other; the first ones warm up."""
    values: list[tuple[float, float]] = []
    for _ in range(WARMING + times):
        values.append((ours(), floor()))
        time.sleep(0.002)
    return Sample.of(one for one, _ in values[WARMING:]), Sample.of(other for _, other in values[WARMING:])


def as_a_ratio(
    row: int, operation: str, study: Study, took: tuple[Sample, Sample], most: float, floor: str
) -> Line:
    """Ours may take so many times as long as the floor, which is told."""
    ours, beside = took
    return Line(
        row,
        operation,
        study.database.kind,
        study.size,
        ours,
        beside,
        goal=f"≤ {most:.1f} ×",
        holds=ours.median <= most * beside.median,
        notes=(f"the floor is {floor}",),
    )
