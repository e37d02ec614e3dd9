"""How fast the machine is at the moment, told by a page of a minimal Django program.

The goals were set where that page took 3.4 ms. A machine that is shared takes twice as long in some hours,
so that a goal in ms says little by itself: it is held at the pace of the minutes in which it was measured.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from statistics import median

from tests.bench.databases import Database, copy
from tests.bench.servers import Client, Server, served

WHERE_SET = 3.4
"""In ms."""
WARMING, TIMES = 5, 25
PAGE = 50


class Pace:
    def __init__(self, port: int, path: str) -> None:
        self._port, self._path = port, path

    def now(self) -> float:
        """How many times as long as where the goals were set; on a connection of its own."""
        ask = Client(self._port).asking(self._path)
        took = [ask() for _ in range(WARMING + TIMES)]
        return median(took[WARMING:]) / WHERE_SET


@contextmanager
def measured() -> Iterator[Pace]:
    """Whatever is measured, the page is of the small study on SQLite."""
    with copy("S", "sqlite") as database, minimal(database) as plain:
        yield Pace(plain.port, middle_page(database))


def minimal(database: Database) -> AbstractContextManager[Server]:
    return served(database, "tests.bench.minimal:application", middle_page(database))


def middle_page(database: Database) -> str:
    """Fifty excerpts of the most used code, as the minimal program names them."""
    code = database.facts["most_used"]
    return f"/{code}/{(-(-database.facts['passages'][str(code)] // PAGE) + 1) // 2}/"
