"""The names of what a query speaks of, read in few queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from coding.analysis.query import (
    CodedBy,
    Having,
    InTranscript,
    OfParticipant,
    Tagged,
    Tree,
    conditions,
    rounds,
)
from coding.codebook.tree import CodeTree
from coding.retrieval.rounds import rounds_told
from interviews.models import Attribute, AttributeChoice
from interviews.outgoing import called
from projects.models import Project, User

Named = dict[int, str]


@dataclass(frozen=True)
class Names:
    """What each is called, by its id; what is gone is not in it."""

    codes: Named = field(default_factory=dict)
    under: dict[int, int] = field(default_factory=dict)
    """How many codes stand under a code."""
    participants: Named = field(default_factory=dict)
    attributes: dict[int, Attribute] = field(default_factory=dict)
    """Those that may be printed: a query is printed too."""
    choices: Named = field(default_factory=dict)
    tags: Named = field(default_factory=dict)
    transcripts: Named = field(default_factory=dict)
    coders: Named = field(default_factory=dict)
    rounds: Named = field(default_factory=dict)
    """Those that are revealed, each with what is missing of it: one that is still blind is not told of."""


def names_in(project: Project, tree: CodeTree, query: Tree) -> Names:
    """The names of all that the query speaks of, one query of the database for each kind of thing in it."""
    asked = list(conditions(query))
    having = [each for each in asked if isinstance(each, Having)]
    attributes = project.attributes.filter(pk__in={each.attribute for each in having}, never_print=False)
    choices = AttributeChoice.objects.filter(
        attribute__project=project, pk__in={pk for each in having for pk in each.choices}
    )
    people = {each.participant for each in asked if isinstance(each, OfParticipant)}
    transcripts = {each.transcript for each in asked if isinstance(each, InTranscript)}
    tags = {each.tag for each in asked if isinstance(each, Tagged)}
    coders = [each.coder for each in asked if isinstance(each, CodedBy) and each.coder]
    members = User.objects.filter(memberships__project=project)
    return Names(
        codes={node.code.pk: node.code.name for node in tree},
        under={node.code.pk: len(tree.under(node.code.pk)) - 1 for node in tree if node.has_children},
        participants=_people(project, people),
        attributes={each.pk: each for each in attributes} if having else {},
        choices=dict(choices.values_list("pk", "value")) if having else {},
        tags=_named(project.tags.all(), "name", tags),
        transcripts=_named(project.transcripts.all(), "title", transcripts),
        rounds=rounds_told(project, rounds(query)),
        coders={user.pk: str(user) for user in members.filter(pk__in=coders)} if coders else {},
    )


def _people(project: Project, pks: Iterable[int | None]) -> Named:
    found = _named(project.participants.in_study(), "code", pks)
    return {pk: called(pk, code) for pk, code in found.items()}


def _named(things: QuerySet[Any], field: str, pks: Iterable[int | None]) -> Named:
    wanted = {pk for pk in pks if pk is not None}
    return dict(things.filter(pk__in=wanted).values_list("pk", field)) if wanted else {}
