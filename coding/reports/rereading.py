"""The page of codings to read again: by code and what its meaning was, with their words."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Paginator
from django.urls import reverse

from coding.codebook.rereading import Stretch, Waiting, codings_in, waiting
from coding.codebook.tree import CodeTree, Node
from coding.excerpts.quoting import quotable, shortened
from coding.excerpts.retrieval import Whose
from coding.models import Coding
from projects.models import Project, User

PER_PAGE = 30
LONGEST = 80
"""Words of a passage that are shown; the rest is read in its place."""


@dataclass(frozen=True)
class Line:
    """One coding to read again."""

    place: int
    """Which of those on the page it is: where one is answered, the next has its place."""
    guid: UUID
    cite: str
    words: str | None
    """``None`` where consent forbids to quote them."""
    href: str
    coder: User
    edition: int
    is_own: bool


@dataclass(frozen=True)
class Section:
    """A code, what it meant, and the codings made then that stand on this page."""

    node: Node
    stretch: Stretch
    codings: int
    lines: Sequence[Line]


@dataclass(frozen=True)
class Asked:
    """Whose codings, and of which code."""

    project: Project
    user: User
    whose: Whose
    code: int | None = None


def shown(asked: Asked, tree: CodeTree, number: str | None) -> dict[str, object]:
    """Page ``number`` of the sections, and how many codings wait in all."""
    found = waiting(asked.project, asked.user, asked.whose)
    counted = _counted(found, tree, asked.code)
    page = Paginator(range(sum(codings for _stretch, codings in counted)), PER_PAGE).get_page(number)
    first, last = page.start_index() - 1, page.end_index()
    stretches, before = _on_page(counted, max(first, 0), last)
    rows = codings_in(asked.project, asked.user, asked.whose, stretches)
    codings = list(rows[max(first, 0) - before : last - before]) if stretches else []
    return {
        "page": page,
        "found": found,
        "sections": list(_sections(asked, tree, dict(counted), codings)),
        "codes": {stretch.code for stretch in found.by_stretch},
    }


def _counted(found: Waiting, tree: CodeTree, code: int | None) -> list[tuple[Stretch, int]]:
    """In codebook order, what was coded first before what was coded later."""
    order = {node.code.pk: place for place, node in enumerate(tree)}
    rows = [row for row in found.by_stretch.items() if row[0].code in order and code in {None, row[0].code}]
    return sorted(rows, key=lambda row: (order[row[0].code], row[0].first))


def _on_page(counted: Iterable[tuple[Stretch, int]], first: int, last: int) -> tuple[list[Stretch], int]:
    """The stretches with codings from number ``first`` to before ``last``, and how many stand before them."""
    stretches: list[Stretch] = []
    number = before = 0
    for stretch, codings in counted:
        if number < last and number + codings > first:
            before = before if stretches else number
            stretches.append(stretch)
        number += codings
    return stretches, before


def _sections(
    asked: Asked, tree: CodeTree, counted: dict[Stretch, int], codings: Sequence[Coding]
) -> Iterator[Section]:
    by_code = {code: list(group) for code, group in itertools.groupby(counted, lambda each: each.code)}
    lines = list(_lines(asked, codings))
    of = [_stretch_of(coding, by_code) for coding in codings]
    rows = itertools.groupby(zip(of, lines, strict=True), key=lambda row: row[0])
    for stretch, group in rows:
        yield Section(tree[stretch.code], stretch, counted[stretch], [line for _stretch, line in group])


def _stretch_of(coding: Coding, by_code: dict[int, list[Stretch]]) -> Stretch:
    number = coding.edition.number
    return next(each for each in by_code[coding.code_id] if each.first <= number < each.until)


def _lines(asked: Asked, codings: Sequence[Coding]) -> Iterator[Line]:
    quotes = quotable(asked.project, {coding.transcript_id for coding in codings})
    for place, coding in enumerate(codings, start=1):
        words = quotes.words(coding.transcript_id, coding.span)
        text = reverse("workspace", args=[asked.project.slug, coding.transcript_id])
        yield Line(
            place=place,
            guid=coding.guid,
            cite=quotes.places[coding.transcript_id].cite(coding.span),
            words=words and shortened(words, LONGEST),
            href=f"{text}?coders={coding.coder_id}&at={coding.start}-{coding.end}",
            coder=coding.coder,
            edition=coding.edition.number,
            is_own=coding.coder_id == asked.user.pk,
        )
