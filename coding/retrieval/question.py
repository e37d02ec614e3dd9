"""A query that somebody asks of a study: what it is called, how it reads, and what it finds."""

from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.http import Http404
from django.utils.translation import ngettext

from coding.analysis.query import Tree, conditions, filled, holds_words, is_blank, subjects
from coding.analysis.query_json import Misread, dump, parse
from coding.codebook.tree import CodeTree
from coding.excerpts.filters import People
from coding.models import SavedQuery
from coding.models.codings import CodingQuerySet
from coding.retrieval.answering import Answering, Ground, Place
from coding.retrieval.names import names_in
from coding.retrieval.sentences import sentence
from projects.models import Project, User

QUERY = "query"
"""In an address, names the saved query that holds the tree."""


@dataclass(frozen=True)
class Question:
    """A query as it stands in the builder, blanks included; it is asked without them."""

    project: Project
    tree: CodeTree
    whole: Tree
    saved: SavedQuery

    @property
    def name(self) -> str:
        """What somebody called it; empty where it has no name."""
        return self.saved.name

    @cached_property
    def asked(self) -> Tree | None:
        return filled(self.whole)

    @cached_property
    def sentence(self) -> str:
        """How it reads; empty while nothing is chosen in it."""
        return sentence(self.asked, names_in(self.project, self.tree, self.asked)) if self.asked else ""

    @cached_property
    def unused(self) -> str:
        """That conditions do not count in which nothing is chosen; empty where there are none."""
        blanks = sum(map(is_blank, conditions(self.whole)))
        said = ngettext(
            "%(n)s condition does not count, since nothing is chosen in it yet.",
            "%(n)s conditions do not count, since nothing is chosen in them yet.",
            blanks,
        )
        return said % {"n": blanks} if blanks else ""

    @cached_property
    def codes(self) -> frozenset[int] | None:
        """The codes under which what it finds is listed; ``None``: under every code that it has."""
        found = subjects(self.asked) if self.asked else frozenset()
        known = [each for each in found if each.code in self.tree]
        under = (
            self.tree.under(each.code or 0) if each.with_children else frozenset({each.code or 0})
            for each in known
        )
        return frozenset[int]().union(*under) if found else None

    def passages(self, user: User, codings: CodingQuerySet, people: People) -> Set[Place] | None:
        """What it finds among the codings; ``None`` where it asks for nothing. Raises ``SearchTooLong``."""
        if self.asked is None:
            return None
        return Answering(Ground(self.project, user, self.tree, codings, people)).passages(self.asked)


def question_of(project: Project, tree: CodeTree, guid: str) -> Question | None:
    """The query that an address names; it must be of this project."""
    if not guid:
        return None
    try:
        saved = SavedQuery.objects.get(project=project, guid=UUID(guid))
        return Question(project, tree, parse(saved.wishes.get(QUERY)), saved)
    except (ValueError, SavedQuery.DoesNotExist, Misread) as error:
        raise Http404 from error


def keep(project: Project, by: User, tree: Tree) -> str:
    """Keep the query without a name, and hand back what names it in an address."""
    wishes = {QUERY: dump(tree)}
    kept = SavedQuery.objects.filter(project=project, by=by, wishes=wishes, name="").first()
    return str((kept or SavedQuery.objects.create(project=project, by=by, wishes=wishes)).guid)


def may_hold_words(saved: SavedQuery) -> bool:
    """Whether somebody typed words into it, which may be an interview's; also where it can't be read."""
    try:
        return holds_words(parse(saved.wishes.get(QUERY)))
    except Misread:
        return True
