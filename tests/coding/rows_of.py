"""All rows of a study's floor as values, for a test that an undo restores every one of them."""

from django.apps import apps
from django.core import serializers

RECORD = {"coding.edition", "coding.coderevision", "projects.event", "projects.project", "sessions.session"}
"""The log and the codebook's record, which only grow, and who is signed in."""


def rows() -> dict[str, str]:
    models = [model for model in apps.get_models() if model._meta.label_lower not in RECORD]
    return {
        model._meta.label: serializers.serialize("json", model._default_manager.order_by("pk"))
        for model in models
    }
