"""What row 23 measures: studies of many spans, made from a seed, compared in every way that has a goal."""

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from coding.analysis.agreement.alpha_u import alpha_u
from coding.analysis.agreement.coefficients import krippendorff_alpha
from coding.analysis.agreement.comparison import compare, compare_characters
from coding.analysis.agreement.continuum import Continuum, Unit, continuum, single
from coding.analysis.agreement.readings import Reading, Source
from coding.analysis.agreement.sets import alpha_on_sets, masi
from coding.analysis.agreement.study import study_in_characters
from coding.analysis.agreement.unitizing import unitizing
from interviews.spans import Span
from tests.bench.memory import most_megabytes


class Workload(NamedTuple):
    documents: int
    characters: int
    passages: int
    """In each document; nine of ten are marked by each coder, most with the same code."""
    coders: int
    codes: int


WORKLOADS = {
    "a": Workload(1, 200_000, 2_000, 2, 40),
    "b": Workload(50, 40_000, 400, 5, 40),
    "c": Workload(100, 40_000, 340, 10, 200),
}
TURN = 200


class Study(NamedTuple):
    sources: list[Source]
    readings: list[Reading]
    codes: range
    length: int

    @property
    def whole(self) -> list[Source]:
        """Each document as one unit."""
        return [Source(source.transcript, [Span(0, self.length)]) for source in self.sources]

    def of(self, document: int) -> list[Reading]:
        coders = len(self.readings) // len(self.sources)
        return self.readings[document * coders : (document + 1) * coders]


def study(load: Workload, seed: int = 20) -> Study:
    chance = random.Random(seed)
    turns = [Span(start, start + TURN) for start in range(0, load.characters, TURN)]
    readings = [
        reading for document in range(load.documents) for reading in _readings(load, document, chance)
    ]
    sources = [Source(document, turns) for document in range(load.documents)]
    return Study(sources, readings, range(load.codes), load.characters)


def _readings(load: Workload, document: int, chance: random.Random) -> list[Reading]:
    marks: list[dict[int, list[Span]]] = [{} for _ in range(load.coders)]
    for _ in range(load.passages):
        start, code = chance.randrange(load.characters - 350), chance.randrange(load.codes)
        end = start + chance.randrange(60, 300)
        for own in marks:
            if chance.random() < 0.88:
                given = code if chance.random() < 0.85 else chance.randrange(load.codes)
                first, last = max(0, start + chance.randrange(-20, 20)), end + chance.randrange(-20, 20)
                own.setdefault(given, []).append(Span(first, last))
    return [Reading(coder, document, own) for coder, own in enumerate(marks)]


def characters(given: Study) -> None:
    for row in compare_characters(given.whole, given.readings, given.codes).rows:
        assert row.further


def turns(given: Study) -> None:
    for row in compare(given.sources, given.readings, given.codes).rows:
        assert row.further


def set_alpha(given: Study) -> None:
    alpha_on_sets(study_in_characters(given.whole, given.readings, given.codes), masi)


def family(given: Study) -> None:
    """On partitions: of quotations that overlap the first counts."""
    found = unitizing(_partition(given, document) for document in range(len(given.sources)))
    assert found.alpha() is not None
    assert all((found.binary(), found.coding(), *map(found.of, given.codes)))


def _partition(given: Study, document: int) -> Continuum:
    return continuum(given.length, {r.coder: list(_apart(r)) for r in given.of(document)})


def _apart(reading: Reading) -> Iterator[Unit]:
    units = sorted(Unit(*span, code) for code, spans in reading.quotations.items() for span in spans)
    behind = 0
    for unit in units:
        if unit.start >= behind:
            behind = unit.end
            yield unit


def squared(given: Study) -> None:
    for document in range(len(given.sources)):
        read = given.of(document)
        alpha_u(
            single(given.length, {r.coder: r.quotations.get(code, ()) for r in read}, code)
            for code in given.codes
        )


def apart(given: Study) -> float:
    """How far alpha is from that of one document judged character by character, on a few codes."""
    most = 0.0
    rows = compare_characters(given.whole[:1], given.of(0), given.codes[:3]).rows
    for row in rows:
        times = Counter[int]()
        for reading in given.of(0):
            spans = reading.quotations.get(row.code, ())
            times.update({at for start, end in spans for at in range(start, min(end, given.length))})
        coders = len(given.of(0))
        tallies = [({True: k, False: coders - k}, 1) for k in times.values()]
        tallies += [({False: coders}, 1)] * (given.length - len(times))
        alpha = krippendorff_alpha(tallies)
        most = max(most, abs((row.alpha.number or 0) - (alpha or 0)))
    return most


OPERATIONS: dict[str, Callable[[Study], None]] = {
    "characters": characters,
    "turns": turns,
    "MASI on characters": set_alpha,
    "u-alpha family": family,
    "alpha_U 1995": squared,
}
ON_THE_LARGEST = ("characters", "turns")


def timed(work: Callable[[Study], None], given: Study) -> float:
    """Milliseconds of the processor: nothing is waited for, and neighbours disturb it less."""
    started = time.process_time()
    work(given)
    return (time.process_time() - started) * 1000


def main() -> None:
    size, times = sys.argv[1], int(sys.argv[2])
    given = study(WORKLOADS[size])
    names = ON_THE_LARGEST if size == "c" else tuple(OPERATIONS)
    took = {name: [timed(OPERATIONS[name], given) for _ in range(times)] for name in names}
    megabytes = most_megabytes()
    spans = sum(len(each) for reading in given.readings for each in reading.quotations.values())
    print(json.dumps({"took": took, "spans": spans, "megabytes": megabytes, "apart": apart(given)}))


if __name__ == "__main__":
    main()
