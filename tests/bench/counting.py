"""What each request asks of the database, counted inside Django: queries, and rows that came back."""

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import Any, NamedTuple

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.http import HttpResponseBase
from django.test import Client

from projects.models import User
from tests.bench.facts import Facts


class Cost(NamedTuple):
    queries: int
    rows: int


class Counted(CursorWrapper):
    """A cursor that counts."""

    queries = rows = 0

    def execute(self, sql: Any, params: Any = None) -> Any:
        Counted.queries += 1
        return super().execute(sql, params)

    def fetchone(self) -> Any:
        row = self.cursor.fetchone()
        Counted.rows += row is not None
        return row

    def fetchmany(self, size: int = 100) -> Sequence[Any]:
        return self._counted(self.cursor.fetchmany(size))

    def fetchall(self) -> Sequence[Any]:
        return self._counted(self.cursor.fetchall())

    def __iter__(self) -> Iterator[Any]:
        return iter(self.fetchall())

    @staticmethod
    def _counted(rows: Sequence[Any]) -> Sequence[Any]:
        Counted.rows += len(rows)
        return rows


def cost_of(client: Client, path: str, bodies: Iterator[bytes | None]) -> Cost:
    """Of the second request; the first may write that something was opened today."""
    for body in (next(bodies), next(bodies)):
        Counted.queries = Counted.rows = 0
        _ask(client, path, body)
    return Cost(Counted.queries, Counted.rows)


def _ask(client: Client, path: str, body: bytes | None) -> None:
    response: HttpResponseBase = (
        client.get(path) if body is None else client.post(path, body, content_type="application/json")
    )
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}")
    if response.streaming:
        for _part in response:
            pass


def main() -> None:
    """Facts of the study on standard input; a cost for each row of the table on standard output."""
    facts: Facts = json.load(sys.stdin)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(pk=facts["users"][0]), "django.contrib.auth.backends.ModelBackend")
    connection.make_cursor = lambda cursor: Counted(cursor, connection)  # type: ignore[method-assign]
    slug, transcript = facts["slug"], facts["transcripts"][0]
    codings = f"/api/{slug}/transcripts/{transcript}/codings"
    gets = {
        1: f"/{slug}/transcripts/{transcript}/code/?coders=all",
        3: codings,
        8: f"/{slug}/excerpts/?code={facts['most_used']}&page=1",
        10: f"/{slug}/excerpts.csv",
    }
    costs = {row: cost_of(client, path, repeat(None)) for row, path in gets.items()}
    costs[4] = cost_of(client, codings, _bodies(facts))
    print(json.dumps(costs))


def _bodies(facts: Facts) -> Iterator[bytes]:
    for number in range(1, 3):
        wish = {
            "guid": f"00000000-0000-4000-8000-{number:012}",
            "code": facts["codes"][0],
            "start": number,
            "end": 50,
            "revision": 1,
        }
        yield json.dumps(wish).encode()
