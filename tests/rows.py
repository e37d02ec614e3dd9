"""All rows as values, for a test that nothing changed, or that an undo restores every one of them."""

from collections.abc import Collection
from typing import Any

from django.apps import apps

RECORD = {"coding.edition", "coding.coderevision", "projects.event", "projects.project", "sessions.session"}
"""The log and the codebook's record, which only grow, and who is signed in."""


def rows(besides: Collection[str] = RECORD) -> dict[str, list[tuple[Any, ...]]]:
    """Of every table, which tags and the like have too, but those of models named ``app.model``."""
    models = apps.get_models(include_auto_created=True)
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values_list())
        for model in models
        if model._meta.label_lower not in besides
    }
