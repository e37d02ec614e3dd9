"""The board: each transcript by each coder, how far it is in open work and who is asked to code it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q
from django.http import QueryDict

from coding.models import Layer, Reading
from coding.progress.reading_states import State
from coding.progress.shares import Share, shares_of
from interviews.models import Appearance, TaggedTranscript, Transcript
from projects.access import May, can
from projects.models import Project, ProjectTag, Role, User

PAGE = 50


class Wanted(NamedTuple):
    """Which transcripts the board shows, and in what order; all of it as strings of the address."""

    tag: str = ""
    assigned: str = ""
    """To the coder of this id, to ``nobody``, or empty for all transcripts."""
    sort: str = ""
    """``codings``, ``complete`` or a coder's id, each with ``-`` for the most first; empty: as cited."""

    @classmethod
    def asked(cls, query: QueryDict) -> "Wanted":
        return cls(*(query.get(name, "") for name in cls._fields))


class Cell(NamedTuple):
    coder: User
    state: State
    share: Share
    is_assigned: bool

    @property
    def is_complete(self) -> bool:
        return self.state.state == Reading.State.COMPLETE


@dataclass(frozen=True)
class Line:
    """A transcript and what each coder has done of it."""

    transcript: Transcript
    cells: list[Cell]

    @property
    def complete(self) -> int:
        return sum(cell.is_complete for cell in self.cells)

    @property
    def codings(self) -> int:
        return sum(cell.share.codings for cell in self.cells)


class Column(NamedTuple):
    """A coder and what they have done of all transcripts shown."""

    coder: User
    complete: int
    assigned: int
    share: Share


@dataclass(frozen=True)
class Board:
    wanted: Wanted
    columns: list[Column]
    lines: list[Line]
    """Of this page."""
    page: Page[Line]
    tags: list[ProjectTag]
    complete: int
    codings: int

    @property
    def was(self) -> str:
        """What is assigned on this page, as the form sends it back: ``12-3 12-4``."""
        assigned = ((line, cell) for line in self.lines for cell in line.cells if cell.is_assigned)
        return " ".join(f"{line.transcript.pk}-{cell.coder.pk}" for line, cell in assigned)


def board(project: Project, wanted: Wanted, number: str) -> Board:
    """Page ``number`` of the transcripts; nothing but open work is read, so that blind rounds stay blind."""
    layer = Layer.objects.open_work(project)
    transcripts = list(_transcripts(project))
    cells = Cells(layer, transcripts)
    lines = [Line(each, cells.of(each)) for each in transcripts if cells.fits(each, wanted)]
    lines = _ordered(lines, wanted.sort)
    page = Paginator(lines, PAGE).get_page(number)
    return Board(
        wanted,
        columns=[_column(place, coder, lines) for place, coder in enumerate(cells.coders)],
        lines=list(page),
        page=page,
        tags=list(project.tags.filter(tagged_transcripts__isnull=False).distinct()),
        complete=sum(line.complete for line in lines),
        codings=sum(line.codings for line in lines),
    )


def _transcripts(project: Project) -> Iterable[Transcript]:
    appearances = Prefetch("appearances", Appearance.objects.select_related("participant"))
    tagged = Prefetch("tagged", TaggedTranscript.objects.select_related("tag"))
    return project.transcripts.in_order().prefetch_related(appearances, tagged)


def coders_of(layer: Layer) -> list[User]:
    """Who may code in the study, and whoever has read or was asked to."""
    roles = [role for role in Role if can(role, May.CODE)]
    member = Q(memberships__project=layer.project, memberships__role__in=roles)
    # Each by its key: a join of all three would read a row for each pair of readings and assignments.
    busy = Q(pk__in=layer.readings.values("coder")) | Q(pk__in=layer.assignments.values("coder"))
    return list(User.objects.filter(member | busy).distinct().order_by("name", "pk"))


class Cells:
    """What each coder has done of each transcript, read at once."""

    def __init__(self, layer: Layer, transcripts: Iterable[Transcript]) -> None:
        self.coders = coders_of(layer)
        self._states = _by_pair(layer.readings.values_list("transcript", "coder", "state"))
        self._assigned = set(layer.assignments.values_list("transcript", "coder"))
        texts = {each.pk: each.current_id for each in transcripts if each.current_id}
        self._shares = shares_of(layer.project, [coder.pk for coder in self.coders], texts)

    def of(self, transcript: Transcript) -> list[Cell]:
        return [self._cell(transcript.pk, coder) for coder in self.coders]

    def _cell(self, pk: int, coder: User) -> Cell:
        state = State(coder, self._states.get((pk, coder.pk), ""))
        share = self._shares[coder.pk].get(pk, Share())
        return Cell(coder, state, share, (pk, coder.pk) in self._assigned)

    def fits(self, transcript: Transcript, wanted: Wanted) -> bool:
        tags = {str(tagged.tag_id) for tagged in transcript.tagged.all()}
        asked = {str(coder.pk) for coder in self.coders if (transcript.pk, coder.pk) in self._assigned}
        if wanted.tag and wanted.tag not in tags:
            return False
        return not wanted.assigned or wanted.assigned in (asked or {"nobody"})


def _by_pair(rows: Iterable[tuple[int, int, str]]) -> dict[tuple[int, int], str]:
    return {(transcript, coder): state for transcript, coder, state in rows}


def _ordered(lines: list[Line], sort: str) -> list[Line]:
    key = _key(lines, sort.removeprefix("-"))
    return sorted(lines, key=key, reverse=sort.startswith("-")) if key else lines


def _key(lines: list[Line], name: str) -> Callable[[Line], tuple[int, ...]] | None:
    plain: Mapping[str, Callable[[Line], tuple[int, ...]]] = {
        "codings": lambda line: (line.codings,),
        "complete": lambda line: (line.complete,),
    }
    coders = [str(cell.coder.pk) for cell in lines[0].cells] if lines else []
    if name in coders:
        place = coders.index(name)
        return lambda line: (line.cells[place].is_complete, line.cells[place].share.percent)
    return plain.get(name)


def _column(place: int, coder: User, lines: list[Line]) -> Column:
    cells = [line.cells[place] for line in lines]
    shares = [Share(), *(cell.share for cell in cells)]
    return Column(
        coder,
        complete=sum(cell.is_complete for cell in cells),
        assigned=sum(cell.is_assigned for cell in cells),
        share=Share(*(sum(numbers) for numbers in zip(*shares, strict=True))),
    )
