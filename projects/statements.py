"""Statements of SQL written by hand, which PostgreSQL plans once for a connection.

Django's are planned each time; for a statement that joins much, planning takes several times as long as the
answer. SQLite's driver keeps what it has planned by itself.
"""

from collections.abc import Mapping
from typing import Any
from weakref import WeakSet

from django.db import connection


class Statement:
    """``sql`` with a place ``%(name)s`` for each of ``types``, as PostgreSQL calls them."""

    def __init__(self, name: str, sql: str, types: Mapping[str, str]) -> None:
        self._sql = sql
        places = {asked: f"${number}" for number, asked in enumerate(types, start=1)}
        self._plan = f"PREPARE {name} ({', '.join(types.values())}) AS {sql % places}"
        self._execute = f"EXECUTE {name} ({', '.join(f'%({asked})s' for asked in types)})"
        self._planned: WeakSet[Any] = WeakSet()
        """The driver's connections that know it."""

    def first(self, asked: Mapping[str, str | int | None]) -> tuple[Any, ...] | None:
        """The first row for what is asked, if there is one."""
        with connection.cursor() as cursor:
            cursor.execute(self._for_this_connection(), asked)
            row: tuple[Any, ...] | None = cursor.fetchone()
        return row

    def _for_this_connection(self) -> str:
        # Where each transaction may get another connection from a pool, a plan is not where it was made.
        is_pooled = connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS")
        if connection.vendor != "postgresql" or is_pooled:
            return self._sql
        if connection.connection not in self._planned:
            with connection.cursor() as cursor:
                cursor.execute(self._plan)
            self._planned.add(connection.connection)
        return self._execute
