"""What a cell is written beside: the passages under it, or the summaries that it sums up."""

from dataclasses import dataclass, replace

from django.urls import reverse

from coding.excerpts.quoting import quotable
from coding.excerpts.retrieval import Passage
from coding.excerpts.silent_words import silent_words
from coding.framework.cells import Cell, Part
from coding.framework.grid import framework_matrix
from coding.framework.marking import marked
from coding.framework.supports import Supports, supports_of
from coding.framework.writing import codings_under
from coding.leaving.phrases import phrases, repeated
from coding.matrix.cells import within
from coding.models import Code
from coding.reports.framework import Wish, Written
from projects.models import Project, User


@dataclass(frozen=True)
class Excerpt:
    """A passage under the cell."""

    number: int
    passage: Passage
    cite: str
    mark: str
    """What leads to it from the summary's words."""
    words: str | None
    """``None`` where they may not be quoted."""
    codes: tuple[str, ...]
    href: str
    is_quoted: bool

    @property
    def key(self) -> str:
        return "-".join(map(str, self.passage))


@dataclass(frozen=True)
class Beside:
    excerpts: tuple[Excerpt, ...] = ()
    summaries: tuple[Written, ...] = ()
    types: tuple[str, ...] = ()
    """Those in use, to choose from."""
    repeats: tuple[str, ...] = ()
    """Words of the summary that somebody said who may not be quoted."""

    @property
    def withheld(self) -> int:
        return sum(each.words is None for each in self.excerpts)


def beside(cell: Cell, user: User) -> Beside:
    return replace(_beside(cell, user), repeats=_repeats(cell))


def _repeats(cell: Cell) -> tuple[str, ...]:
    body = next(iter(cell.kept.values_list("body", flat=True)), "")
    if not body:
        return ()
    said = phrases(silent_words(cell.project, [cell.participant.pk] if cell.participant else None))
    return tuple(body[slice(*span)] for span in repeated(body, said))


def _beside(cell: Cell, user: User) -> Beside:
    if cell.part == Part.CELL:
        return Beside(excerpts=_excerpts(cell, user))
    matrix = framework_matrix(cell.project, user, _around(cell))
    if cell.part == Part.THEME:
        return Beside(summaries=tuple(line.cells[0] for line in matrix.lines))
    line = next(iter(matrix.lines))
    if cell.part == Part.CASE:
        return Beside(summaries=line.cells)
    return Beside(summaries=(*line.cells, line.case), types=types_in(cell.project))


def types_in(project: Project) -> tuple[str, ...]:
    """The types of the study, each once."""
    types = project.summaries.filter(part=Part.TYPE).exclude(body="").order_by("body")
    return tuple(types.values_list("body", flat=True).distinct())


def _around(cell: Cell) -> Wish:
    return Wish(only=cell.participant, columns=(cell.theme.pk,) if cell.theme else ())


def _excerpts(cell: Cell, user: User) -> tuple[Excerpt, ...]:
    """The passages under the cell, but for those that lie within others of it."""
    codes: dict[Passage, set[int]] = {}
    for each in codings_under(cell, user).values():
        codes.setdefault(each.passage, set()).add(each.code)
    quotes = quotable(cell.project, {passage.transcript for passage in codes})
    names = dict(Code.objects.filter(project=cell.project).order_by().values_list("pk", "name"))
    known = _known(cell, user)
    led, inner = marked(codes, quotes.places, known.passages), within(codes)
    quoted = {where.passage for found in known.quoted.values() for where in found}
    shown = [passage for passage in sorted(codes) if passage not in inner or passage in quoted]
    return tuple(
        Excerpt(
            number,
            passage,
            quotes.places[passage.transcript].cite(passage.span),
            led[passage],
            quotes.words(passage.transcript, passage.span),
            tuple(names[pk] for pk in sorted(codes[passage])),
            _href(cell, passage),
            passage in quoted,
        )
        for number, passage in enumerate(shown, start=1)
    )


def _known(cell: Cell, user: User) -> Supports:
    """What the cell's summary leads to and quotes already."""
    return supports_of(cell.project, user, cell.kept.values_list("pk", flat=True))


def _href(cell: Cell, passage: Passage) -> str:
    page = reverse("workspace", args=[cell.project.slug, passage.transcript])
    return f"{page}?coders=all&at={passage.start}-{passage.end}"
