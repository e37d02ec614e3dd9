"""Codes named in the words of somebody who allows no quotes: what lists, reports and exports say instead."""

import copy
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from coding.codebook.tree import CodeTree
from coding.excerpts.retrieval import Silent, silent_in
from coding.models import Code, CodeRevision
from interviews.places import places_of
from interviews.spans import Span
from projects.models import Event, Project
from projects.rows import Row

ALL_OF_IT = Span(0, 2**31)


class Withheld(NamedTuple):
    instead: str
    names: frozenset[str]
    """Those that the code had while it was in vivo."""


def withheld(project: Project) -> dict[int, Withheld]:
    """By code, also of codes that were promoted or retired since; consent is read each time."""
    silent = silent_in(project)
    if not silent.participants:
        return {}
    added = project.events.filter(kind="code", verb="added", facts__transcript__isnull=False)
    barred = _barred(project, silent, list(added))
    told = project.events.filter(kind="code", object_id__in=barred).order_by("number")
    return {
        pk: Withheld(_("In vivo %(number)d (words withheld)") % {"number": pk}, frozenset(names))
        for pk, names in names_in_vivo(told).items()
    }


def _barred(project: Project, silent: Silent, added: Sequence[Event]) -> set[str]:
    """The codes that were made of words which may be somebody's who can't be quoted."""
    acts, people = {each.act for each in added}, {each.by_id for each in added}
    applied = project.events.filter(by__in=people, act__in=acts, kind="coding", verb="applied")
    spans = {each.act: Span(each.facts["start"], each.facts["end"]) for each in applied}
    places = places_of({each.facts["transcript"] for each in added})
    return {
        each.object_id
        for each in added
        if (there := places.get(each.facts["transcript"]))
        and silent.bars(there, spans.get(each.act) or _made_at(each))
    }


def _made_at(event: Event) -> Span:
    """The words that became a name when a coding got another code; all of the text where that is not told."""
    at = event.facts.get("made at")
    return Span(at["start"], at["end"]) if at else ALL_OF_IT


def names_in_vivo(events: Iterable[Event]) -> dict[int, set[str]]:
    """By code, every name that it had while it was in vivo; also of codes that were unmade since."""
    is_spoken: dict[int, bool] = {}
    names: defaultdict[int, set[str]] = defaultdict(set)
    for row in (Row(*kept) for event in events for kept in event.rows or ()):
        if row.model != Code._meta.label_lower or not row.after:
            continue
        is_spoken[row.key] = row.after.get("is_in_vivo", is_spoken.get(row.key, False))
        if is_spoken[row.key] and "name" in row.after:
            names[row.key].add(row.after["name"])
    return dict(names)


def names_to_list(project: Project, codes: Iterable[Code]) -> dict[int, str]:
    """What to say instead of the names of those of these codes whose words are withheld."""
    spoken = [code.pk for code in codes if code.is_in_vivo]
    found = withheld(project) if spoken else {}
    return {pk: found[pk].instead for pk in spoken if pk in found}


def tree_without(tree: CodeTree, project: Project) -> CodeTree:
    """The tree with those names withheld; it is changed itself in nothing, for others share it."""
    names = names_to_list(project, [node.code for node in tree])
    return CodeTree(_named(node.code, names.get(node.code.pk)) for node in tree) if names else tree


def _named(code: Code, name: str | None) -> Code:
    if name is None:
        return code
    other = copy.copy(code)
    other.name = name
    return other


def without_names(project: Project, revisions: Sequence[CodeRevision]) -> Sequence[CodeRevision]:
    """The same of codes as they stood in editions; the revisions are not to be saved."""
    found = withheld(project)
    for revision in revisions:
        if revision.code_id in found and revision.name in found[revision.code_id].names:
            revision.name = found[revision.code_id].instead
    return revisions
