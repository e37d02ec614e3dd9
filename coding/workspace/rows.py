"""The codings of one transcript as rows: whose are shown, and what the page's script gets of each."""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Func, IntegerField
from django.db.models.functions import Cast
from django.db.models.sql.compiler import SQLCompiler

from coding.models import Coding, CodingQualifier, Layer
from coding.models.codings import CodingQuerySet
from coding.rounds.seats import Seat
from interviews.models import Transcript
from projects.access import May, can
from projects.models import Project, User


@dataclass(frozen=True)
class Shown:
    """Whose codings the page shows: of open work or a round some coders' or everybody's; or the consensus."""

    coders: frozenset[int] | None
    """``None`` for everybody."""
    consensus: bool = False
    seat: Seat | None = None
    """In a round."""

    @classmethod
    def asked(cls, wish: str, user: User, project: Project, seat: Seat | None = None) -> "Shown":
        """As the address says (``all``, ``consensus``, or ids with commas).

        Otherwise one's own; all for who can't code.
        """
        ids = frozenset(int(part) for part in wish.split(",") if re.fullmatch("[0-9]{1,9}", part))
        if ids:
            return cls(ids, seat=seat)
        if wish == "consensus" and seat is None:
            return cls(None, consensus=True)
        if wish == "all" or not can(project.role, May.CODE):
            return cls(None, seat=seat)
        return cls(frozenset({user.pk}), seat=seat)

    def of(self, codings: CodingQuerySet) -> CodingQuerySet:
        return codings if self.coders is None else codings.filter(coder__in=self.coders)

    @property
    def key(self) -> str:
        """As ``asked`` reads it."""
        if self.consensus:
            return "consensus"
        return "all" if self.coders is None else ",".join(str(pk) for pk in sorted(self.coders))

    @property
    def only(self) -> int | None:
        """The one coder whose codings are shown."""
        return next(iter(self.coders)) if self.coders and len(self.coders) == 1 else None

    @property
    def are_several(self) -> bool:
        return self.coders is None or len(self.coders) > 1


class Seconds(Func):
    """A time as whole seconds since 1970, reckoned by the database to spare the page an object a row."""

    output_field = IntegerField()
    template = "CAST(FLOOR(EXTRACT(EPOCH FROM %(expressions)s)) AS BIGINT)"

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        template = "CAST(strftime('%%%%s', %(expressions)s) AS INTEGER)"
        sql, params = self.as_sql(compiler, connection, template=template, **more)
        return sql, tuple(params)


Row = tuple[str, int, int, int, int, list[int], int, int]


def rows_of(
    transcript: Transcript, user: User, shown: Shown, guids: Collection[str] | None = None
) -> list[Row]:
    """``[guid, code, coder, start, end, qualifier values, second made, 1 if from a search]`` for each shown.

    With ``guids`` of these alone.
    """
    codings = _shown_codings(transcript, user, shown)
    if guids is not None:
        codings = codings.filter(guid__in=guids)
    marks: defaultdict[int, list[int]] = defaultdict(list)
    for coding, value in CodingQualifier.objects.filter(coding__in=codings).values_list("coding", "value"):
        marks[coding].append(value)
    # Of types that no value has to be made from.
    found, is_auto = Cast("guid", CharField()), Cast("is_auto", IntegerField())
    rows = codings.order_by("start", "-end", "pk").values_list(
        "pk", found, "code", "coder", "start", "end", Seconds("made"), is_auto
    )
    return [
        (dashed(guid), code, coder, start, end, marks.get(pk, []), made, auto)
        for pk, guid, code, coder, start, end, made, auto in rows
    ]


def _shown_codings(transcript: Transcript, user: User, shown: Shown) -> CodingQuerySet:
    visible, revision = Coding.objects.visible_to(user), transcript.current_id
    if shown.seat:
        visible, revision = visible.filter(layer__in=shown.seat.layers), shown.seat.revision.pk
    else:
        kind = Layer.Kind.CONSENSUS if shown.consensus else Layer.Kind.OPEN
        visible = visible.filter(layer__kind=kind)
    here = visible.filter(transcript=transcript, revision=revision)
    # As on every page, what stands under a deleted code is kept and not shown.
    return shown.of(here.filter(code__retired=None))


def dashed(guid: str) -> str:
    """A GUID as PostgreSQL writes it, from what SQLite keeps: 32 digits."""
    return f"{guid[:8]}-{guid[8:12]}-{guid[12:16]}-{guid[16:20]}-{guid[20:]}" if len(guid) == 32 else guid
