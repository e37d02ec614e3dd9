"""Codings made when their code meant something else: which they are, and what becomes of them.

A round is coded in an edition that was fixed beforehand, so that only open work is read again.
"""

import itertools
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import NamedTuple
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Q, Value, When
from django.utils.translation import gettext as _

from coding.codebook.comparing import Rewording, Standing, rewordings_of
from coding.codebook.recoding import give, giving
from coding.codebook.versions import standing
from coding.excerpts.retrieval import Basis, Whose, codings_of
from coding.models import CodeRevision, Coding
from coding.models.codings import CodingQuerySet
from coding.workspace.codings import edition_for, facts_of, open_layer, removed
from projects.acts import Act, act
from projects.models import Project, User
from projects.refusals import Refused

MEANING = ("name", "definition", "apply_when", "do_not_apply_when")
"""What a coder goes by; the type of example is an illustration."""


class Stretch(NamedTuple):
    """Editions in which a code meant something else than it does now."""

    code: int
    first: int
    """0 for what was coded before the code had its record, as by what was merged into it."""
    until: int
    """The edition that ended it."""
    then: Standing
    now: Standing

    @property
    def rewordings(self) -> tuple[Rewording, ...]:
        return rewordings_of(self.then, self.now, MEANING)

    @property
    def holds(self) -> Q:
        """Whether a coding was made in it."""
        return Q(code=self.code, edition__number__gte=self.first, edition__number__lt=self.until)


@dataclass
class Waiting:
    """How many codings wait to be read again."""

    by_stretch: Counter[Stretch] = field(default_factory=Counter)
    by_coder: Counter[int] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return self.by_stretch.total()


def outdated(project: Project) -> list[Stretch]:
    """The stretches of all codes in use, in one query."""
    revisions = CodeRevision.objects.filter(code__project=project, code__retired=None)
    rows = revisions.select_related("edition").order_by("code", "edition__number")
    by_code = itertools.groupby(rows, key=lambda revision: revision.code_id)
    return [stretch for _code, group in by_code for stretch in _stretches(list(group))]


def _stretches(revisions: Sequence[CodeRevision]) -> Iterator[Stretch]:
    now = standing(revisions[-1])
    ends = [revision.edition.number for revision in revisions[1:]]
    begins = [0, *ends]
    rows = zip(revisions, begins, ends, strict=False)
    runs = itertools.groupby(rows, key=lambda row: _meaning(standing(row[0])))
    for meaning, run in runs:
        if meaning != _meaning(now):
            stretch = list(run)
            yield Stretch(now.code, stretch[0][1], stretch[-1][2], standing(stretch[-1][0]), now)


def _meaning(each: Standing) -> tuple[str, ...]:
    return tuple(getattr(each, name) for name in MEANING)


def to_reread(project: Project, user: User) -> int:
    """How many of the person's own codings wait; a few queries however many codings there are."""
    return waiting(project, user, Whose(Basis.CODER, user)).total


def waiting(project: Project, user: User, whose: Whose) -> Waiting:
    """Of these codings as far as the person may see them, counted by the database."""
    found, by_code = Waiting(), defaultdict(list)
    for stretch in outdated(project):
        by_code[stretch.code].append(stretch)
    if not by_code:
        return found
    rows = codings_of(project, user, whose).filter(code__in=list(by_code)).order_by()
    counts = rows.values_list("code", "edition__number", "coder").annotate(Count("pk"))
    for code, number, coder, codings in counts:
        for stretch in by_code[code]:
            if stretch.first <= number < stretch.until:
                found.by_stretch[stretch] += codings
                found.by_coder[coder] += codings
    return found


def codings_in(project: Project, user: User, whose: Whose, stretches: Sequence[Stretch]) -> CodingQuerySet:
    """The codings of these stretches, in their order and that of the texts."""
    if not stretches:
        return Coding.objects.none()
    places = [When(each.holds, then=Value(place)) for place, each in enumerate(stretches)]
    codings = codings_of(project, user, whose).filter(reduce(or_, [each.holds for each in stretches]))
    in_order = codings.annotate(place=Case(*places, output_field=IntegerField()))
    return in_order.order_by("place", "transcript", "start", "pk").select_related("coder", "edition")


def confirm(project: Project, by: User, guids: Collection[UUID], number: int) -> int:
    """Say that one's own codings still fit in the edition of that number, which one has read.

    Returns how many were brought there. Raises ``Refused``.
    """
    with act(project, by) as doing:
        edition = doing.project.editions.filter(number=number).first()
        if edition is None:
            raise Refused(_("There is no such edition; open the page again."))
        older = [each for each in _own(doing, guids) if each.edition.number < number]
        changed = doing.change_all(older, edition_id=edition.pk)
        doing.record_all("confirmed", changed, _facts)
    return len(changed)


def remove_all(project: Project, by: User, guids: Collection[UUID]) -> int:
    """Take one's own codings away in one act; raises ``Refused``."""
    with act(project, by) as doing:
        codings = _own(doing, guids)
        for coding in codings:
            removed(doing, coding)
    return len(codings)


def recode_all(project: Project, by: User, guids: Collection[UUID], code: int) -> int:
    """Give one's own codings another code, read in the current edition, in one act; raises ``Refused``."""
    with act(project, by) as doing:
        codings = _own(doing, guids)
        edition = edition_for(doing.project, code)
        give(doing, giving(codings, doing.project.codes.get(pk=code)), edition)
    return len(codings)


def _own(doing: Act, guids: Collection[UUID]) -> list[Coding]:
    """The person's codings of the open work, read under the lock; raises ``Refused``."""
    layer = open_layer(doing.project)
    rows = Coding.objects.filter(layer=layer, coder=doing.by, guid__in=guids)
    codings = list(rows.select_related("layer", "edition", "transcript").order_by("pk"))
    if len(codings) != len(set(guids)):
        raise Refused(
            _("Some of these codings are not yours, or were removed meanwhile. Nothing was changed.")
        )
    return codings


def _facts(coding: object) -> dict[str, object]:
    assert isinstance(coding, Coding)  # noqa: S101  as the rows are
    return {"layer": coding.layer, **facts_of(coding)}
