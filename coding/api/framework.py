"""Cells of the framework matrix: read one, write it, choose its quotes, and what others wrote meanwhile."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from ninja import Field, Query, Router, Schema, Status

from coding.api.asking import PROBLEMS, Id, Offset, Problem, door
from coding.excerpts.retrieval import Passage
from coding.framework import writing
from coding.framework.beside import beside
from coding.framework.cells import Cell, cell_named, key_of
from coding.framework.grid import one_cell
from coding.models import Summary
from coding.reports.framework import Written
from coding.rounds.numbering import Numbering
from coding.row_versions import Outdated
from coding.templatetags.framework import framework_cell, look
from coding.workspace.news import events_since
from projects.access import May, can
from projects.models import Project, User

router = Router()
MANY = 60
"""Changed cells above which a page is told to read itself anew."""


class CellFacts(Schema):
    key: str
    body: str
    answer: str
    version: int | None
    """``None`` where nothing stands in it yet."""
    html: str
    """All within the cell, as pages show it."""
    look: str
    """Its classes."""
    beside: str | None = None
    """What it is written beside, as HTML, where that was asked for."""


class Words(Schema):
    body: str = Field(max_length=2 * writing.MOST)
    answer: str = Field(default="", max_length=10)
    version: Id | None = None
    """The one that the person had before them."""
    goes_on: bool = False
    """Whether they were written in one go with those before, so that one undo takes back both."""


class Chosen(Schema):
    transcript: Id
    start: Offset
    end: Offset
    quoted: bool = True


class Conflict(Problem):
    version: int | None = None
    body: str | None = None
    answer: str | None = None
    """What stands; sent with its ``version``, other words overwrite it knowingly."""


class Since(Schema):
    since: int = Field(default=0, ge=0, le=2**53)
    """The number of the last event that the page knows."""


class NewsOfCells(Schema):
    last: int
    whole: bool
    """Whether so much changed that the page is better read anew."""
    cells: list[CellFacts]


@router.get("/{slug}/framework/news", response={200: NewsOfCells, **PROBLEMS})
def news_of_cells(request: HttpRequest, slug: str, asked: Query[Since]) -> HttpResponse:
    """The cells that were written since an event; where nothing was, it costs one query."""
    project, user = door(request, slug)
    keys: list[str] = []
    last, numbering = asked.since, Numbering(project, user)
    real = numbering.real(asked.since)
    if real < project.last_event:
        told = list(
            events_since(real, project, user).order_by("number").values_list("number", "kind", "facts")
        )
        keys = list(dict.fromkeys(_key(facts) for _number, kind, facts in told if kind == "summary"))
        last = numbering.known(told[-1][0]) if told else last
    whole = len(keys) > MANY
    cells = [] if whole else [cell for key in keys if (cell := cell_named(project, key))]
    facts = {"last": last, "whole": whole, "cells": [_facts(cell, user) for cell in cells]}
    return HttpResponse(json.dumps(facts, separators=(",", ":")), content_type="application/json")


def _key(facts: dict[str, object]) -> str:
    person, theme = facts.get("participant"), facts.get("code")
    return key_of(
        person if isinstance(person, int) else None,
        theme if isinstance(theme, int) else None,
        str(facts.get("part")),
    )


@router.get("/{slug}/framework/cells/{str:key}", response={200: CellFacts, **PROBLEMS})
def cell_alone(request: HttpRequest, slug: str, key: str) -> dict[str, object]:
    """A cell as it stands, and what it is written beside."""
    project, user = door(request, slug)
    cell = _cell(project, key)
    return _facts(cell, user) | {"beside": _beside(cell, user)}


@router.put("/{slug}/framework/cells/{str:key}", response={200: CellFacts, **PROBLEMS, 409: Conflict})
def write_cell(
    request: HttpRequest, slug: str, key: str, wish: Words
) -> dict[str, object] | Status[Conflict]:
    """Give a cell its words; on an older version than the one that stands, it is refused."""
    project, user = door(request, slug, May.WRITE_MEMOS)
    cell = _cell(project, key)
    try:
        writing.write(cell, user, writing.Words(wish.body, wish.answer, wish.goes_on), wish.version)
    except Outdated as error:
        stands: Summary = error.stands
        detail = {"version": stands.version, "body": stands.body, "answer": stands.answer}
        return Status(409, Conflict.model_validate(detail | {"detail": str(error)}))
    return _facts(cell, user)


@router.put("/{slug}/framework/cells/{str:key}/quotes", response={200: CellFacts, **PROBLEMS})
def choose_quote(request: HttpRequest, slug: str, key: str, wish: Chosen) -> dict[str, object]:
    """Choose a passage to be quoted under a cell's summary, or no longer."""
    project, user = door(request, slug, May.WRITE_MEMOS)
    cell = _cell(project, key)
    writing.quote(cell, user, Passage(wish.transcript, wish.start, wish.end), wish.quoted)
    return _facts(cell, user) | {"beside": _beside(cell, user)}


@router.put("/{slug}/framework/cells/{str:key}/confirmed", response={200: CellFacts, **PROBLEMS})
def confirm_cell(request: HttpRequest, slug: str, key: str) -> dict[str, object]:
    """Say that a summary still fits, though codings under it changed."""
    project, user = door(request, slug, May.WRITE_MEMOS)
    cell = _cell(project, key)
    writing.confirm(cell, user)
    return _facts(cell, user)


def _cell(project: Project, key: str) -> Cell:
    cell = cell_named(project, key)
    if cell is None:
        raise Http404
    return cell


def _facts(cell: Cell, user: User) -> dict[str, object]:
    shown: Written = one_cell(cell, user)
    return {
        "key": shown.key,
        "body": shown.body,
        "answer": shown.answer,
        "version": shown.version,
        "html": framework_cell(shown, can(cell.project.role, May.WRITE_MEMOS)),
        "look": look(shown),
    }


def _beside(cell: Cell, user: User) -> str:
    may = can(cell.project.role, May.WRITE_MEMOS)
    facts = {"project": cell.project, "cell": cell, "beside": beside(cell, user), "may_write": may}
    return render_to_string("coding/_framework_beside.html", facts)
