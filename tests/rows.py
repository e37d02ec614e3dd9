"""All rows as values, for a test that nothing changed, or that an undo restores every one of them."""

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Model
from django.db.models.options import Options

RECORD = {"coding.edition", "coding.coderevision", "projects.event", "projects.project", "sessions.session"}
"""The log and the codebook's record, which only grow, and who is signed in."""


def rows(besides: Collection[str] = RECORD) -> dict[str, list[tuple[Any, ...]]]:
    """Of every table, which tags and the like have too, but those of models named ``app.model``.

    As the database gives them: hundreds of tests ask for all of it twice.
    """
    models = [model._meta for model in apps.get_models(include_auto_created=True)]
    with connection.cursor() as cursor:
        return {of.label: _rows(cursor, of) for of in models if of.label_lower not in besides}


def _rows(cursor: CursorWrapper, of: Options[Model]) -> list[tuple[Any, ...]]:
    cursor.execute(f'SELECT * FROM "{of.db_table}" ORDER BY "{of.pk.column}"')  # noqa: S608  our own tables
    return list(cursor.fetchall())
