"""The codebook and its qualifiers as the workspace knows them."""

from django.http import HttpRequest
from ninja import Router, Schema

from coding.api.asking import IN_ROUND, PROBLEMS, door, layer_asked
from coding.codebook.counts import counts_in, tallies
from coding.codebook.tree import tree_of
from coding.workspace.page import code_facts, qualifier_facts

router = Router()


class CodeFacts(Schema):
    pk: int
    name: str
    path: str
    """The names of the codes above it."""
    depth: int
    """0 for a theme."""
    first: bool
    """Whether the codebook offers it first."""
    rules: list[str]
    """Definition, apply when, do not apply when, type of example."""


@router.get("/{slug}/codes", response={200: list[CodeFacts], **PROBLEMS})
def codes(request: HttpRequest, slug: str) -> list[dict[str, object]]:
    """The codes in use, in codebook order."""
    project, _user = door(request, slug)
    return [code_facts(node) for node in tree_of(project)]


class ValueFacts(Schema):
    pk: int
    name: str
    retired: bool
    """Whether it is no longer offered; codings that bear it keep it."""


class QualifierFacts(Schema):
    name: str
    key: str
    """The letter that gives a coding its next value; empty where none was left."""
    values: list[ValueFacts]


@router.get("/{slug}/qualifiers", response={200: list[QualifierFacts], **PROBLEMS})
def qualifiers(request: HttpRequest, slug: str) -> list[dict[str, object]]:
    """What codings can be marked with, in order."""
    project, _user = door(request, slug)
    return qualifier_facts(project)


@router.get("/{slug}/codes/counts", response={200: list[list[int]], **PROBLEMS}, openapi_extra=IN_ROUND)
def counts(request: HttpRequest, slug: str) -> list[list[int]]:
    """How many codings of the study, or one's own of a round, have each code itself.

    Pages ask for it after they are shown.
    """
    project, user = door(request, slug)
    layer = layer_asked(request, project, user)
    if layer:
        return [list(count) for count in sorted(counts_in(layer).items())]
    return [[code, tally.own] for code, tally in tallies(project, user, tree_of(project)).items()]
