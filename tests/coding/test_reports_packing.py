import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from coding.reports.packing import packed, unpacked


class Colour(StrEnum):
    RED = "red"


class Point(NamedTuple):
    x: int
    colour: Colour | None = None


@dataclass(frozen=True)
class Picture:
    name: Any
    points: Sequence[Point]
    corners: tuple[Point, ...]
    pair: tuple[int, float]
    by_colour: Mapping[Colour, tuple[int, ...]]
    times: Counter[Point]
    none: float | None = None


def test_what_was_packed_comes_back_by_its_types() -> None:
    picture = Picture(
        name="P",
        points=[Point(1, Colour.RED), Point(2)],
        corners=(Point(3),),
        pair=(1, 0.5),
        by_colour={Colour.RED: (1, 2)},
        times=Counter({Point(1): 4}),
    )
    back = unpacked(Picture, json.loads(json.dumps(packed(picture))))
    assert back == picture
    assert isinstance(back.points[0].colour, Colour)
    assert isinstance(back.times, Counter)
