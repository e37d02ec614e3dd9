"""How often the codes of a codebook are used."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count

from coding.codebook.tree import CodeTree, Node
from coding.excerpts.retrieval import DISTINCT_PASSAGES, Whose, codings_of
from coding.models import Code, Coding, Layer
from projects.models import Project, User


class Tally(NamedTuple):
    """Codings, each coder's counted: with the code itself, and with those under it too."""

    own: int
    all: int


class Use(NamedTuple):
    """Where one code itself was applied."""

    codings: int
    passages: int
    """A passage counted once however many coders coded it."""
    transcripts: int
    coders: int
    beside: int
    """Codings that these numbers leave out: a coder's beside the consensus, of rounds, on earlier text."""


def tallies(project: Project, user: User, tree: CodeTree) -> dict[int, Tally]:
    """By code; codings that the person may see, in the consensus where there is one, else of all coders."""
    rows = codings_of(project, user, Whose()).order_by().values_list("code").annotate(Count("pk"))
    own = dict(rows)
    return {
        node.code.pk: Tally(own.get(node.code.pk, 0), sum(own.get(pk, 0) for pk in tree.under(node.code.pk)))
        for node in tree
    }


def counts_in(layer: Layer) -> dict[int, int]:
    """How many codings of a round's layer have each code itself."""
    return dict(layer.codings.order_by().values_list("code").annotate(Count("pk")))


class Spread(NamedTuple):
    """How far one code itself is used."""

    passages: int
    """Each counted once however many coders coded it."""
    transcripts: int


def spreads(project: Project, user: User) -> dict[int, Spread]:
    """Of each code that is used, in one query; of codings as ``tallies`` counts them."""
    rows = codings_of(project, user, Whose()).order_by().values_list("code", "transcript")
    found: defaultdict[int, list[int]] = defaultdict(list)
    for code, _transcript, passages in rows.annotate(passages=DISTINCT_PASSAGES):
        found[code].append(passages)
    return {code: Spread(sum(passages), len(passages)) for code, passages in found.items()}


@dataclass(frozen=True)
class Branch:
    """A code with its tally, and the branches under it."""

    node: Node
    tally: Tally
    branches: list["Branch"]


def branches(tree: CodeTree, counted: Mapping[int, Tally], under: int | None = None) -> list[Branch]:
    """The codebook as nested branches, from the themes down or those under one code."""
    return [
        Branch(tree[child.pk], counted[child.pk], branches(tree, counted, child.pk))
        for child in tree.children(under)
    ]


def use_of(code: Code, user: User) -> Use:
    rows = codings_of(code.project, user, Whose()).filter(code=code).order_by()
    per_transcript = list(rows.values_list("transcript").annotate(Count("pk"), passages=DISTINCT_PASSAGES))
    codings = sum(codings for _, codings, _ in per_transcript)
    return Use(
        codings=codings,
        passages=sum(passages for _, _, passages in per_transcript),
        transcripts=len(per_transcript),
        coders=rows.values("coder").distinct().count(),
        beside=Coding.objects.of(code.project).visible_to(user).under([code]).count() - codings,
    )


def codings_lost(code: Code, tree: CodeTree, user: User) -> Tally:
    """The codings that pages stop to show if the code is deleted, alone or with those under it."""
    visible = Coding.objects.of(code.project).visible_to(user)
    return Tally(visible.under([code]).count(), visible.under(tree.under(code.pk)).count())
