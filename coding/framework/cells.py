"""A cell of the framework matrix: what it is of, and which codings lie under it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from django.db.models import QuerySet
from django.urls import reverse

from coding.codebook.tree import CodeTree
from coding.excerpts.retrieval import Passage, Silent, Whose, codings_of
from coding.models import Code, Summary
from interviews.models import Appearance, Participant
from interviews.places import Places
from interviews.spans import Span
from projects.models import Project, User

Part = Summary.Part
Thing = TypeVar("Thing", Participant, Code)
SETTLED = Whose()
"""Whose codings lie under a summary: the same for everybody who reads it."""
_KEY = re.compile(r"p([1-9]\d{0,8})-(?:t([1-9]\d{0,8})|(case|type))|t([1-9]\d{0,8})")


@dataclass(frozen=True)
class Cell:
    """A participant under a theme; a case as a whole, or its type; or a theme across participants."""

    project: Project
    part: Part
    participant: Participant | None = None
    theme: Code | None = None

    @property
    def key(self) -> str:
        person, theme = self.participant, self.theme
        return key_of(person.pk if person else None, theme.pk if theme else None, self.part)

    @property
    def label(self) -> str:
        names = (self.participant, self.theme)
        return " × ".join(str(each) for each in names if each) + ("" if self.theme else f" · {self.about}")

    @property
    def about(self) -> str:
        return str(self.part.label)

    @property
    def href(self) -> str:
        return href_of(self.project.slug, self.key)

    @cached_property
    def transcripts(self) -> set[int]:
        """Those in which the participant speaks."""
        return set(self.participant.transcripts.values_list("pk", flat=True)) if self.participant else set()

    @property
    def kept(self) -> QuerySet[Summary]:
        """What stands in it: one summary or none."""
        return self.project.summaries.filter(
            part=self.part, participant=self.participant, theme=self.theme
        ).select_related("by")


def key_of(participant: int | None, theme: int | None, part: str) -> str:
    """How pages and requests name a cell: ``p7-t12``, ``p7-case``, ``p7-type``, ``t12``."""
    return "-".join(
        [
            *([f"p{participant}"] if participant else []),
            f"t{theme}" if theme else str(part),
        ]
    )


def href_of(slug: str, key: str) -> str:
    """The address of the cell's own page."""
    found = _KEY.fullmatch(key)
    assert found  # noqa: S101  keys are made by ``key_of``
    person, theme, part, across = found.groups()
    if theme:
        return reverse("framework_cell", args=[slug, person, theme])
    if across:
        return reverse("framework_across", args=[slug, across])
    return reverse(f"framework_{part}", args=[slug, person])


def cell_named(project: Project, key: str) -> Cell | None:
    """The cell of this name, if its participant is in the study and its theme in use."""
    found = _KEY.fullmatch(key)
    if not found:
        return None
    person, theme, part, across = found.groups()
    participant = project.participants.in_study().filter(pk=person).first() if person else None
    code = project.codes.in_use().filter(pk=theme or across).first() if theme or across else None
    if (person and participant is None) or ((theme or across) and code is None):
        return None
    kind = Part(part) if part else (Part.THEME if across else Part.CELL)
    return Cell(project, kind, participant, code)


def still_there(cell: Cell) -> Cell | None:
    """The cell read again, since its participant may have left and its theme gone."""
    return cell_named(cell.project, cell.key)


@dataclass(frozen=True)
class Neighbours:
    """The cells before and after: of the same theme, and of the same participant."""

    up: Cell | None
    down: Cell | None
    left: Cell | None
    right: Cell | None


def neighbours(cell: Cell, tree: CodeTree) -> Neighbours | None:
    """Of a participant under a theme; among themes for a theme, among its siblings for a code."""
    if cell.part != Part.CELL or cell.participant is None or cell.theme is None:
        return None
    people = list(cell.project.participants.in_study())
    codes = tree.children(cell.theme.parent_id)
    up, down = _around(people, cell.participant)
    left, right = _around(codes, cell.theme)
    person, theme = cell.participant, cell.theme
    return Neighbours(
        *(Cell(cell.project, Part.CELL, other, theme) if other else None for other in (up, down)),
        *(Cell(cell.project, Part.CELL, person, other) if other else None for other in (left, right)),
    )


def _around(things: list[Thing], one: Thing) -> tuple[Thing | None, Thing | None]:
    place = things.index(one) if one in things else 0
    return (things[place - 1] if place else None), (things[place + 1] if place + 1 < len(things) else None)


class Ground(NamedTuple):
    """A coding, and whose words it is on."""

    coding: int
    code: int
    participant: int
    passage: Passage

    @property
    def length(self) -> int:
        return self.passage.end - self.passage.start


def grounds(
    project: Project,
    user: User,
    places: dict[int, Places],
    silent: Silent | None = None,
    whose: Whose = SETTLED,
) -> Iterator[Ground]:
    """The codings that count in these transcripts, in order; none of what the interviewer says."""
    rows = (
        codings_of(project, user, whose, silent)
        .filter(transcript__in=places)
        .order_by("transcript", "start", "end", "pk")
        .values_list("pk", "code", "transcript", "start", "end")
    )
    for pk, code, transcript, start, end in rows.iterator(chunk_size=5000):
        there, span = places[transcript], Span(start, end)
        participant = None if there.is_asked(span) else there.participant(span)
        if participant:
            yield Ground(pk, code, participant, Passage(transcript, start, end))


def columns_of(tree: CodeTree, themes: Iterable[int]) -> dict[int, list[int]]:
    """For each code the columns in which its codings count: its own, and those of the codes above it."""
    wanted = set(themes)
    return {node.code.pk: [code.pk for code in node.path if code.pk in wanted] for node in tree}


def labels_in(project: Project) -> dict[str, tuple[int, int]]:
    """What citations call participants in each transcript: P07.2 → the transcript and the participant."""
    people = project.participants.in_study()
    rows = Appearance.objects.filter(transcript__project=project, participant__in=people)
    return {
        str(each): (each.transcript_id, each.participant_id) for each in rows.select_related("participant")
    }


def by_cell(
    found: Iterable[Ground], columns: dict[int, list[int]]
) -> dict[tuple[int, int], dict[int, Ground]]:
    """The codings under each cell, by participant and theme, by their ids."""
    cells: defaultdict[tuple[int, int], dict[int, Ground]] = defaultdict(dict)
    for ground in found:
        for column in columns.get(ground.code, ()):
            cells[ground.participant, column][ground.coding] = ground
    return cells
