"""Editions of the codebook: the name that makes one a version, and the codebook as it stood in it."""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from coding.codebook.comparing import Comparison, Standing, compare
from coding.codebook.tree import CodeTree
from coding.codebook.withholding import without_names
from coding.models import Code, CodeRevision, Edition
from interviews.signs import in_one_line
from projects.acts import act
from projects.models import Project, User
from projects.refusals import Refused

LONGEST = 80
"""Characters of a name."""


def freeze(edition: Edition, name: str, by: User) -> Edition:
    """Name the edition, which makes it a version; only undo takes the name back. Raises ``Refused``."""
    with act(edition.project, by) as doing:
        edition = doing.project.editions.get(pk=edition.pk)
        name = in_one_line(name)[:LONGEST]
        if not name:
            raise Refused(_("A version needs a name."))
        if edition.name:
            raise Refused(_("This edition is the version “%(name)s” already.") % {"name": edition.name})
        if doing.project.editions.filter(name=name).exists():
            raise Refused(_("Another edition is called “%(name)s” already.") % {"name": name})
        doing.change(edition, name=name, named=timezone.now())
        doing.record("named", edition, number=edition.number)
    return edition


class Codebook:
    """The codebook as it stood in one edition; order, colours and sources, which none keeps, are as now."""

    def __init__(self, revisions: Iterable[CodeRevision]) -> None:
        latest = {revision.code_id: revision for revision in revisions}
        self._revisions = sorted(latest.values(), key=lambda each: (each.code.position, each.code_id))

    @cached_property
    def tree(self) -> CodeTree:
        """Of codes that are never to be saved."""
        standing = [each for each in self._revisions if not each.is_retired]
        there = {each.code_id for each in standing}
        return CodeTree(_as_it_stood(each, there) for each in standing)

    @cached_property
    def standings(self) -> dict[int, Standing]:
        """In codebook order, those that were retired last."""
        order = {node.code.pk: place for place, node in enumerate(self.tree)}
        rows = sorted(self._revisions, key=lambda each: order.get(each.code_id, len(order)))
        return {each.code_id: standing(each) for each in rows}

    @cached_property
    def paths(self) -> dict[int, str]:
        """The path of each code from its theme; the name alone of one that was retired."""
        names = {code: each.name for code, each in self.standings.items()}
        return names | {node.code.pk: str(node) for node in self.tree}


def standing(revision: CodeRevision) -> Standing:
    return Standing(
        revision.code_id,
        revision.name,
        revision.parent_id,
        revision.definition,
        revision.apply_when,
        revision.do_not_apply_when,
        revision.example_type,
        revision.is_retired,
        revision.merged_into_id,
    )


def _as_it_stood(revision: CodeRevision, there: set[int]) -> Code:
    now = revision.code
    kept = ("name", "definition", "apply_when", "do_not_apply_when", "example_type")
    return Code(
        pk=now.pk,
        guid=now.guid,
        project_id=now.project_id,
        parent_id=revision.parent_id if revision.parent_id in there else None,
        position=now.position,
        colour=now.colour,
        source=now.source,
        is_first_choice=now.is_first_choice,
        **{field: getattr(revision, field) for field in kept},
    )


def codebooks_at(project: Project, *numbers: int) -> list[Codebook]:
    """The codebook in each of these editions, read in one query."""
    read = _revisions(project).filter(edition__number__lte=max(numbers)).select_related("code")
    revisions = without_names(project, list(read))
    return [Codebook(each for each in revisions if each.edition.number <= number) for number in numbers]


def _revisions(project: Project) -> QuerySet[CodeRevision]:
    rows = CodeRevision.objects.filter(edition__project=project).select_related("edition")
    return rows.order_by("edition__number", "pk")


@dataclass(frozen=True)
class Line:
    """An edition in the list, and what changed in it."""

    edition: Edition
    changed: Comparison
    names: Mapping[int, str]
    """Of codes, as they then were."""


def lines_of(project: Project) -> list[Line]:
    """Every edition, the latest first."""
    editions = list(project.editions.select_related("by").order_by("number"))
    kept = without_names(project, list(_revisions(project)))
    groups = itertools.groupby(kept, lambda each: each.edition_id)
    revisions = {edition: [standing(each) for each in group] for edition, group in groups}
    return list(_lines(editions, revisions, split_origins(project)))[::-1]


def _lines(
    editions: Iterable[Edition], revisions: Mapping[int, list[Standing]], origins: Mapping[int, int]
) -> Iterator[Line]:
    known: dict[int, Standing] = {}
    for edition in editions:
        touched = {each.code: each for each in revisions.get(edition.pk, ())}
        told = touched.keys() | {origins[code] for code in touched if code in origins}
        before = {code: known[code] for code in sorted(told) if code in known}
        known = known | touched
        after = {code: known[code] for code in sorted(told) if code in known}
        yield Line(edition, compare(before, after, origins), {code: known[code].name for code in known})


def split_origins(project: Project) -> dict[int, int]:
    """From which code each came that was split off, as the log tells it."""
    events = list(project.events.filter(verb="split", kind="code").values_list("object_id", "facts"))
    pks = {str(guid): pk for guid, pk in project.codes.values_list("guid", "pk")} if events else {}
    origins: dict[int, int] = {}
    for object_id, facts in events:
        origins |= dict.fromkeys(facts["into"], pks.get(object_id, 0))
    return origins
