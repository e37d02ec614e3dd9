"""What happened to a codebook, and to codings through it, between two editions."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from coding.codebook.comparing import Comparison, compare
from coding.codebook.versions import codebooks_at, split_origins
from coding.models import Coding, Edition, Layer
from projects.models import Project, User
from projects.rows import Row

MOVERS = ("recoded", "merged", "split", "undid", "redid")
"""The acts by which codings change their code, and the taking back of any."""


class Moved(NamedTuple):
    """Codings that had one code and have another."""

    before: int
    after: int
    codings: int


@dataclass(frozen=True)
class Between:
    first: Edition
    second: Edition
    changed: Comparison
    moved: tuple[Moved, ...]
    """The most codings first."""
    before: dict[int, str]
    """The path of each code in the first edition, or what it then was called."""
    after: dict[int, str]

    @property
    def is_empty(self) -> bool:
        return not self.changed and not self.moved

    @property
    def codings(self) -> int:
        return sum(each.codings for each in self.moved)

    def name(self, code: int) -> str:
        """Its path in the second edition; of a code that went out of use that in the first."""
        if code in self.changed.out_of_use:
            return self.before[code]
        return self.after.get(code) or self.before.get(code, "")


def between(project: Project, user: User, first: Edition, second: Edition) -> Between:
    """From the first to the second, with the codings that the person may see."""
    before, after = codebooks_at(project, first.number, second.number)
    return Between(
        first,
        second,
        compare(before.standings, after.standings, split_origins(project)),
        tuple(_moved(project, user, _act_of(project, first), _until(project, second))),
        before.paths,
        after.paths,
    )


def _until(project: Project, edition: Edition) -> int:
    """The act that made the edition; for the latest, which still stands, the last act there is."""
    last = project.events.order_by("number").last()
    stands = not project.editions.filter(number__gt=edition.number).exists()
    return last.act if last and stands else _act_of(project, edition)


def _act_of(project: Project, edition: Edition) -> int:
    """The number of the act that made the edition; by time where the act doesn't say, as one of undo."""
    made = project.events.filter(undoes=None, facts__edition=edition.number).exclude(kind="coding").first()
    earlier = project.events.filter(at__lte=edition.made).order_by("number").last()
    return made.act if made else earlier.act if earlier else 0


def _moved(project: Project, user: User, after: int, until: int) -> list[Moved]:
    """Codings that lost their code in later acts than ``after``, up to ``until``, and are there still."""
    codes = _codes_of_moved(project, after, until)
    if not codes:
        return []
    visible = Layer.objects.visible_to(user).filter(project=project).values("pk")
    codings = Coding.objects.filter(layer__in=visible, pk__range=(min(codes), max(codes)))
    there = set(codings.order_by().values_list("pk", flat=True))
    counted = Counter(pair for pk, pair in codes.items() if pk in there and pair[0] != pair[1])
    return [Moved(*pair, number) for pair, number in counted.most_common()]


def _codes_of_moved(project: Project, after: int, until: int) -> dict[int, tuple[int, int]]:
    """By coding its code before the first of these acts, and after the last."""
    told = project.events.filter(act__gt=after, act__lte=until, verb__in=MOVERS, rows__isnull=False)
    codes: dict[int, tuple[int, int]] = {}
    for rows in told.order_by("number").values_list("rows", flat=True):
        for row in _recoded(rows):
            first = codes[row.key][0] if row.key in codes else row.before["code_id"]  # type: ignore[index]
            codes[row.key] = (first, row.after["code_id"])  # type: ignore[index]
    return codes


def _recoded(rows: Iterable[list[object]] | None) -> Iterable[Row]:
    """The rows of codings whose code was changed."""
    label = Coding._meta.label_lower
    for kept in rows or ():
        row = Row(*kept)  # type: ignore[arg-type]
        if row.model == label and row.before and row.after and "code_id" in row.after:
            yield row
