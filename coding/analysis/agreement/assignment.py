"""The cheapest way to give each of some rows a column of its own, or none."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from math import inf


def cheapest(rows: Sequence[Mapping[int, float]]) -> dict[int, int]:
    """Column to row, of the least sum of costs; a row may stay without at no cost.

    Columns are numbered from 0, and a row names those that it may have. One row after the other takes the
    cheapest path of exchanges (Jonker & Volgenant 1987), found over the few columns that are near (Dijkstra).
    """
    # Staying without is a column of the row's own, numbered from -1 down.
    costs = [{**row, -1 - place: 0.0} for place, row in enumerate(rows)]
    given: dict[int, int] = {}
    column_price: defaultdict[int, float] = defaultdict(float)
    row_price = [min(row.values()) for row in costs]
    for start in range(len(costs)):
        path = _Path(costs, given, column_price, row_price)
        end, reach = path.search(start)
        row_price[start] += reach
        for column, distance in path.reached.items():
            if column in given:
                row_price[given[column]] += reach - distance
            column_price[column] -= reach - distance
        path.exchange(end, start)
    return {column: row for column, row in given.items() if column >= 0}


class _Path:
    """The cheapest exchanges that make room for one more row."""

    def __init__(
        self,
        costs: Sequence[Mapping[int, float]],
        given: dict[int, int],
        column_price: Mapping[int, float],
        row_price: Sequence[float],
    ) -> None:
        self.costs, self.given = costs, given
        self.column_price, self.row_price = column_price, row_price
        self.reached: dict[int, float] = {}
        self.came_from: dict[int, int] = {}

    def search(self, start: int) -> tuple[int, float]:
        """The free column at which the path ends, and what it costs beyond the prices."""
        near: dict[int, float] = {}
        waiting: list[tuple[float, int]] = []
        row, reach = start, 0.0
        while True:
            for column, cost in self.costs[row].items():
                distance = reach + cost - self.row_price[row] - self.column_price.get(column, 0.0)
                if column not in self.reached and distance < near.get(column, inf):
                    near[column], self.came_from[column] = distance, row
                    heappush(waiting, (distance, column))
            reach, column = heappop(waiting)
            while column in self.reached:
                reach, column = heappop(waiting)
            self.reached[column] = reach
            if column not in self.given:
                return column, reach
            row = self.given[column]

    def exchange(self, end: int, start: int) -> None:
        """Each row on the path takes the next column."""
        held = {self.given[column]: column for column in self.reached if column in self.given}
        column = end
        while True:
            row = self.came_from[column]
            self.given[column] = row
            if row == start:
                return
            column = held[row]
