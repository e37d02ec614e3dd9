"""The codebook as it is printed: the tree with definitions, rules, counts and exemplars."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.codebook.counts import Spread, spreads
from coding.codebook.exemplars import Shown, exemplars_by_code
from coding.codebook.stylesheets import for_printed_tables
from coding.codebook.tree import CodeTree, Node, tree_of
from coding.codebook.withholding import tree_without
from coding.excerpts.retrieval import Whose
from coding.models import Exemplar
from coding.reports.front import Front, front
from projects.models import Project, User

NOTHING = Spread(0, 0)


@dataclass(frozen=True)
class Wish:
    themes: tuple[int, ...] = ()
    """None for all."""
    counts: bool = True
    exemplars: bool = True


class Entry(NamedTuple):
    """A code with what it means and how it is used."""

    node: Node
    use: Spread | None
    """``None`` where counts are not asked for."""
    exemplars: Sequence[Shown]
    """Those whose words may be quoted."""


class Chapter(NamedTuple):
    """A theme with all below it."""

    anchor: str
    theme: Entry
    entries: Sequence[Entry]


@dataclass(frozen=True)
class CodebookReport:
    front: Front
    chapters: Sequence[Chapter]

    @property
    def entries(self) -> Iterator[Entry]:
        for chapter in self.chapters:
            yield chapter.theme
            yield from chapter.entries

    @property
    def colours(self) -> str:
        return for_printed_tables(entry.node for entry in self.entries)


def codebook_report(project: Project, user: User, wish: Wish) -> CodebookReport:
    tree = tree_without(tree_of(project), project)
    use = spreads(project, user) if wish.counts else {}
    pinned = Exemplar.objects.filter(code__project=project)
    shown = exemplars_by_code(project, pinned) if wish.exemplars else {}
    chapters = list(_chapters(tree, wish, use, shown))
    return CodebookReport(
        front(
            project,
            _("Codebook"),
            Whose() if wish.counts else None,
            filters=(),
            sentences=tuple(_sentences(chapters, shown)),
        ),
        chapters,
    )


def _chapters(
    tree: CodeTree, wish: Wish, use: Mapping[int, Spread], shown: Mapping[int, list[Shown]]
) -> Iterator[Chapter]:
    def entry(pk: int) -> Entry:
        quoted = [each for each in shown.get(pk, ()) if each.words is not None]
        return Entry(tree[pk], use.get(pk, NOTHING) if wish.counts else None, quoted)

    for theme in tree.themes:
        pk = theme.code.pk
        if pk in wish.themes or not wish.themes:
            below = [node.code.pk for node in tree if node.theme.pk == pk and node.depth]
            yield Chapter(f"theme-{pk}", entry(pk), [entry(each) for each in below])


def _sentences(chapters: Sequence[Chapter], shown: Mapping[int, list[Shown]]) -> Iterator[str]:
    themes = ngettext("%(n)s theme", "%(n)s themes", len(chapters)) % {"n": len(chapters)}
    below = sum(len(chapter.entries) for chapter in chapters)
    codes = ngettext("%(n)s code below them", "%(n)s codes below them", below) % {"n": below}
    yield _("%(themes)s with %(codes)s.") % {"themes": themes, "codes": codes}
    listed = [entry.node.code.pk for chapter in chapters for entry in (chapter.theme, *chapter.entries)]
    withheld = sum(each.words is None for pk in listed for each in shown.get(pk, ()))
    if withheld:
        yield ngettext(
            "%(n)s exemplar is left out: its speaker may not be quoted.",
            "%(n)s exemplars are left out: their speakers may not be quoted.",
            withheld,
        ) % {"n": withheld}
