"""Fills the framework matrix: summaries in their cells, and what lies under each."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _

from coding.codebook.tree import CodeTree, Node, tree_of
from coding.codebook.withholding import tree_without
from coding.excerpts.quoting import Quotable, quotable
from coding.excerpts.retrieval import Whose
from coding.framework.cells import Cell, Ground, Part, by_cell, columns_of, grounds, href_of, key_of
from coding.framework.grounds import since
from coding.framework.links import bits
from coding.framework.supports import Supports, supports_of
from coding.matrix.cells import read_to_the_end
from coding.matrix.grouping import arranged
from coding.matrix.rows import Arranged, Row
from coding.models import Summary
from coding.reports.framework import Column, FrameworkMatrix, Line, Section, Wish, Written
from interviews import outgoing
from interviews.models import Participant
from projects.models import Project, User

Under = dict[tuple[int, int], dict[int, Ground]]
"""The codings of each cell, by participant and theme."""


def framework_matrix(project: Project, user: User, wish: Wish) -> FrameworkMatrix:
    """The matrix as ``user`` may see it; the number of queries does not grow with what it holds."""
    tree = tree_without(tree_of(project), project)
    nodes = _columns(tree, wish.columns)
    around = arranged(project, user, wish.arrangement)
    if wish.only:
        around = _only(around, wish.only)
    quotes = quotable(project, set(around.transcripts), with_texts=wish.quotes)
    themes = [node.code.pk for node in nodes]
    found = grounds(project, user, quotes.places, quotes.silent)
    under = by_cell(found, columns_of(tree, themes))
    matrix = Grid(project, user, wish, around, tuple(nodes), under, quotes).matrix
    if (made := outgoing.now()) is not None:
        made.stale |= {each.key for each in (*matrix.cells, *matrix.wholes) if each.stale}
    return matrix


def _columns(tree: CodeTree, wanted: Collection[int]) -> list[Node]:
    chosen = [node for node in tree if node.code.pk in wanted]
    return chosen or tree.themes


def _only(around: Arranged, person: Participant) -> Arranged:
    rows = tuple(row for row in around.rows if person in row.participants)
    transcripts = {pk: who for pk, who in around.transcripts.items() if person.pk in who}
    return Arranged(rows, transcripts, around.participants & {person.pk})


@dataclass(frozen=True)
class Grid:
    """Makes the matrix of what was read."""

    project: Project
    user: User
    wish: Wish
    around: Arranged
    nodes: tuple[Node, ...]
    under: Under
    quotes: Quotable

    @property
    def matrix(self) -> FrameworkMatrix:
        return FrameworkMatrix(
            wish=self.wish,
            columns=tuple(self._column(node) for node in self.nodes),
            sections=self._sections,
            across=tuple(self._across(node) for node in self.nodes),
        )

    @cached_property
    def people(self) -> dict[int, Participant]:
        return {person.pk: person for row in self.around.rows for person in row.participants}

    @cached_property
    def summaries(self) -> dict[str, Summary]:
        """Those of the rows and columns, by the key of their cell."""
        rows = self.project.summaries.select_related("by").order_by("pk")
        shown = {node.code.pk for node in self.nodes}
        return {
            key_of(one.participant_id, one.theme_id, one.part): one
            for one in rows
            if (one.participant_id is None or one.participant_id in self.people)
            and (one.theme_id is None or one.theme_id in shown)
        }

    @cached_property
    def supports(self) -> Supports:
        pks = [one.pk for one in self.summaries.values()]
        return supports_of(self.project, self.user, pks, self.quotes)

    @cached_property
    def read(self) -> set[int]:
        return read_to_the_end(self.project, self.user, Whose())

    def _column(self, node: Node) -> Column:
        keys = [(pk, node.code.pk) for pk in self.people]
        written = (self.summaries.get(key_of(pk, theme, Part.CELL)) for pk, theme in keys)
        return Column(
            node,
            sum(bool(self.under.get(key)) for key in keys),
            sum(bool(one and one.body) for one in written),
        )

    @cached_property
    def _sections(self) -> tuple[Section, ...]:
        if not self.wish.arrangement.is_grouped:
            return (Section("", "", tuple(self._line(row, row.participants[0]) for row in self.around.rows)),)
        return tuple(
            Section(row.label, row.note, tuple(self._line(None, person) for person in row.participants))
            for row in self.around.rows
        )

    def _line(self, row: Row | None, person: Participant) -> Line:
        cells = tuple(self._cell(person, node) for node in self.nodes)
        latest = [cell.changed for cell in cells if cell.changed and not cell.is_empty]
        return Line(
            person,
            row.note if row else "",
            self._state(person),
            cells,
            self._whole(Part.CASE, person, None, latest),
            self._whole(Part.TYPE, person, None, ()),
        )

    def _state(self, person: Participant) -> str:
        """How far the person's transcripts are read, where that is not to the end."""
        theirs = [pk for pk, who in self.around.transcripts.items() if person.pk in who]
        read = sum(pk in self.read for pk in theirs)
        if not theirs:
            return _("no transcript")
        if read == len(theirs):
            return ""
        if not read:
            return _("not yet read")
        return _("%(read)s of %(all)s transcripts read") % {"read": read, "all": len(theirs)}

    def _cell(self, person: Participant, node: Node) -> Written:
        under = self.under.get((person.pk, node.code.pk), {})
        name = f"{person} × {node.code.name}"
        key = key_of(person.pk, node.code.pk, Part.CELL)
        summary = self.summaries.get(key)
        passages = len({each.passage for each in under.values()})
        if summary is None:
            return Written(key, Part.CELL, href_of(self.project.slug, key), name, passages=passages)
        changed = since(summary.ground, {pk: each.length for pk, each in under.items()})
        return self._written(summary, key, name, passages=passages, since=changed)

    def _whole(
        self, part: Part, person: Participant | None, node: Node | None, latest: Iterable[datetime]
    ) -> Written:
        """Of a case, its type, or a theme; ``latest`` says when what it sums up was written."""
        key = key_of(person.pk if person else None, node.code.pk if node else None, part)
        name = str(node.code.name if node else f"{person} · {part.label}")
        summary = self.summaries.get(key)
        if summary is None:
            return Written(key, part, href_of(self.project.slug, key), name)
        overtaken = sum(changed > summary.changed for changed in latest)
        return self._written(summary, key, name, overtaken=overtaken)

    def _across(self, node: Node) -> Written:
        keys = (key_of(pk, node.code.pk, Part.CELL) for pk in self.people)
        found = (self.summaries.get(key) for key in keys)
        return self._whole(Part.THEME, None, node, [one.changed for one in found if one and not one.is_empty])

    def _written(self, summary: Summary, key: str, name: str, **more: object) -> Written:
        quotes = tuple(self.supports.quoted.get(summary.pk, ())) if self.wish.quotes else ()
        return written(self.project, summary, (key, name), self.supports, quotes=quotes, **more)


def written(
    project: Project, summary: Summary, named: tuple[str, str], supports: Supports, **more: object
) -> Written:
    """A summary as its cell shows it."""
    key, name = named
    quotes = more.pop("quotes", ())
    assert isinstance(quotes, tuple)  # noqa: S101  as both callers have it
    return Written(
        key,
        summary.part,
        href_of(project.slug, key),
        name,
        summary.body,
        tuple((bit, supports.href(summary.pk, bit.mark)) for bit in bits(summary.body)),
        summary.answer,
        str(Summary.Answer(summary.answer).label) if summary.answer else "",
        by=summary.by,
        changed=summary.changed,
        version=summary.version,
        quotes=quotes,
        withheld=sum(where.words is None for where in quotes),
        **more,  # type: ignore[arg-type]
    )


def one_cell(cell: Cell, user: User) -> Written:
    """A cell alone, as a matrix of all themes would show it."""
    person, theme = cell.participant, cell.theme
    wish = Wish(columns=(theme.pk,) if theme else (), quotes=cell.part == Part.CELL, only=person)
    matrix = framework_matrix(cell.project, user, wish)
    if cell.part == Part.THEME:
        return matrix.across[0]
    line = next(matrix.lines)
    return {Part.CASE: line.case, Part.TYPE: line.type}.get(cell.part, line.cells[0])
