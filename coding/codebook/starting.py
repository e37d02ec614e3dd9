"""Starting a study: its owner, its first codebook, what it records of participants."""

import json
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from coding.codebook.changes import keep
from coding.models import Code, Edition, Layer, Qualifier, QualifierValue
from interviews.models import Attribute, AttributeChoice
from projects import log
from projects.models import Membership, Project, Role, User

DEFAULT = Path(__file__).parent.parent / "codebooks" / "police_social_media.json"
TAKEN = frozenset({"account", "admin", "api", "health", "join", "media", "new", "projects", "static"})
"""Addresses that are not a project's."""


class Start(StrEnum):
    """What codebook a study begins with."""

    DEFAULT = "default"
    EMPTY = "empty"
    CSV = "csv"


@cache
def default_codebook() -> dict[str, Any]:
    codebook: dict[str, Any] = json.loads(DEFAULT.read_text(encoding="utf-8"))
    return codebook


@transaction.atomic
def start_project(owner: User, name: str, start: Start, description: str = "") -> Project:
    """A study with its owner, open layer, first edition and codebook; a CSV is read into it afterwards."""
    project = Project.objects.create(name=name, slug=free_slug(name), description=description)
    Membership.objects.create(project=project, user=owner, role=Role.OWNER)
    Layer.objects.create(project=project, kind=Layer.Kind.OPEN)
    edition = Edition.objects.create(project=project, number=1, reason=str(_("Start of the study")), by=owner)
    if start == Start.DEFAULT:
        keep(make_codes(project), edition)
        make_qualifiers(project)
        make_attributes(project)
    log.record(project, owner, "started", project, start=str(start))
    project.refresh_from_db()  # saving it with the old number of events would make the log count twice
    return project


def free_slug(name: str) -> str:
    """The name as an address, with a number where it is taken."""
    wish = slugify(name)[:50].strip("-") or "study"
    taken = TAKEN | set(Project.objects.filter(slug__startswith=wish).values_list("slug", flat=True))
    number = 2
    slug = wish
    while slug in taken:
        slug, number = f"{wish}-{number}", number + 1
    return slug


def make_codes(project: Project) -> list[Code]:
    """The themes and codes of the default codebook, those of its start set offered first."""
    codebook = default_codebook()
    made: list[Code] = []
    for place, theme in enumerate(codebook["themes"], start=1):
        top = _code(project, theme, None, place)
        by_key = {theme["key"]: top}
        for number, entry in enumerate(theme["codes"], start=1):
            parent = by_key[entry["parent"] or theme["key"]]
            by_key[entry["key"]] = _code(project, entry, parent, number)
        made += by_key.values()
    return made


def _code(project: Project, entry: dict[str, str], parent: Code | None, place: int) -> Code:
    texts = (
        "key",
        "name",
        "colour",
        "definition",
        "apply_when",
        "do_not_apply_when",
        "example_type",
        "source",
    )
    return Code.objects.create(
        project=project,
        parent=parent,
        position=place,
        is_first_choice=entry["key"] in default_codebook()["start_set"],
        **{field: entry.get(field, "") for field in texts},
    )


def make_qualifiers(project: Project) -> None:
    for place, entry in enumerate(default_codebook()["qualifiers"], start=1):
        qualifier = Qualifier.objects.create(
            project=project, name=entry["name"], use=entry["use"], position=place
        )
        QualifierValue.objects.bulk_create(
            QualifierValue(qualifier=qualifier, value=value, position=number)
            for number, value in enumerate(entry["values"], start=1)
        )


def make_attributes(project: Project) -> None:
    """What the study records of participants; who interviewed and who transcribed is never printed."""
    for place, entry in enumerate(default_codebook()["attributes"], start=1):
        attribute = Attribute.objects.create(
            project=project,
            name=entry["name"],
            kind=entry["kind"],
            never_print=entry.get("never_print", False),
            position=place,
        )
        choices: Sequence[str] = entry.get("choices", ())
        AttributeChoice.objects.bulk_create(
            AttributeChoice(attribute=attribute, value=value, position=number)
            for number, value in enumerate(choices, start=1)
        )
