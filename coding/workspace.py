"""What the workspace shows: the turns of one transcript, its codings, and the way to the others."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypedDict
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Count, Func, IntegerField, Q
from django.db.models.functions import Cast
from django.db.models.sql.compiler import SQLCompiler

from coding.models import Code, Coding, CodingQualifier, Layer, Memo, Reading
from coding.models.codings import CodingQuerySet
from coding.quoting import quotable, shortened
from coding.tree import CodeTree
from interviews.models import Appearance, AttributeValue, Revision, Transcript
from interviews.spans import Span
from projects.access import May, can
from projects.models import Project, User

NAMED = 3
"""How many participants a heading names one by one."""
KNOWN, SHORT = 5, 40
"""How many facts about the participant stand under the title, and how many characters each may have."""


@dataclass(frozen=True)
class Shown:
    """Whose codings of the open work the page shows: those of some coders, or of everybody."""

    coders: frozenset[int] | None
    """``None`` for everybody."""

    @classmethod
    def asked(cls, wish: str, user: User, project: Project) -> "Shown":
        """As the address says (``all``, or ids with commas); otherwise one's own; all for who can't code."""
        ids = frozenset(int(part) for part in wish.split(",") if re.fullmatch("[0-9]{1,9}", part))
        if ids:
            return cls(ids)
        if wish == "all" or not can(project.role, May.CODE):
            return cls(None)
        return cls(frozenset({user.pk}))

    def of(self, codings: CodingQuerySet) -> CodingQuerySet:
        return codings if self.coders is None else codings.filter(coder__in=self.coders)

    @property
    def only(self) -> int | None:
        """The one coder whose codings are shown."""
        return next(iter(self.coders)) if self.coders and len(self.coders) == 1 else None

    @property
    def are_several(self) -> bool:
        return self.coders is None or len(self.coders) > 1


class Said(TypedDict):
    """A turn as the page shows it: strings by name, which a template writes twice as fast as an object."""

    number: str
    start: str
    end: str
    speaker: str
    manner: str
    """``interviewer``, ``participant``, or ``heading`` for text that belongs to nobody."""
    time: str
    words: str


def turns_of(transcript: Transcript) -> Iterator[Said]:
    revision = _current(transcript)
    rows = revision.turns.order_by("start", "number").values_list(
        "number", "start", "end", "at_ms", "speaker__kind", "speaker__label", "speaker__participant__code"
    )
    for number, start, end, at_ms, kind, label, code in rows:
        yield Said(
            number=str(number),
            start=str(start),
            end=str(end),
            speaker=code or label or "",
            manner=kind or "heading",
            time=clock(at_ms),
            words=revision.text[start:end],
        )


def clock(at_ms: int | None) -> str:
    """``14:09`` or ``1:02:03``; nothing for a turn without a time."""
    if at_ms is None:
        return ""
    minutes, seconds = divmod(at_ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


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


Row = tuple[str, int, int, int, int, list[int], int]


def rows_of(transcript: Transcript, user: User, shown: Shown) -> list[Row]:
    """``[guid, code, coder, start, end, qualifier values, second made]`` for each coding of the open work."""
    codings = _shown_codings(transcript, user, shown)
    marks: defaultdict[int, list[int]] = defaultdict(list)
    for coding, value in CodingQualifier.objects.filter(coding__in=codings).values_list("coding", "value"):
        marks[coding].append(value)
    rows = codings.order_by("start", "-end", "pk").values_list(
        "pk", Cast("guid", CharField()), "code", "coder", "start", "end", Seconds("made")
    )
    return [
        (dashed(guid), code, coder, start, end, marks.get(pk, []), made)
        for pk, guid, code, coder, start, end, made in rows
    ]


def _shown_codings(transcript: Transcript, user: User, shown: Shown) -> CodingQuerySet:
    return shown.of(
        Coding.objects.visible_to(user).filter(
            transcript=transcript, revision=transcript.current_id, layer__kind=Layer.Kind.OPEN
        )
    )


def memos_of(transcript: Transcript, user: User, shown: Shown) -> dict[str, list[tuple[str, str]]]:
    """By the coding's GUID the memos on it, each with its author's initials, the oldest first."""
    memos = Memo.objects.visible_to(user).filter(coding__in=_shown_codings(transcript, user, shown))
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for memo in memos.select_related("author", "coding"):
        if memo.coding:
            found[str(memo.coding.guid)].append((memo.body, memo.author.initials))
    return found


def dashed(guid: str) -> str:
    """A GUID as PostgreSQL writes it, from what SQLite keeps: 32 digits."""
    return f"{guid[:8]}-{guid[8:12]}-{guid[12:16]}-{guid[16:20]}-{guid[20:]}" if len(guid) == 32 else guid


class Neighbour(NamedTuple):
    """A transcript of the study in the list beside the text."""

    pk: int
    title: str
    participants: str
    """As short as ``gathered`` makes it."""
    state: str
    """Of the person who asks: ``not started``, ``in progress`` or ``complete``."""
    codings: int
    """One's own."""


def neighbours_of(project: Project, user: User) -> list[Neighbour]:
    """All transcripts of the study with one's own state and number of codings, in four queries."""
    layer = Layer.objects.open_work(project)
    speakers: defaultdict[int, list[str]] = defaultdict(list)
    for appearance in Appearance.objects.filter(transcript__project=project).select_related("participant"):
        speakers[appearance.transcript_id].append(str(appearance))
    states = dict(Reading.objects.filter(layer=layer, coder=user).values_list("transcript", "state"))
    counts = dict(layer.codings.filter(coder=user).values_list("revision").annotate(Count("pk")).order_by())
    return [
        Neighbour(pk, title, gathered(speakers[pk]), states.get(pk, ""), counts.get(current, 0))
        for pk, title, current in project.transcripts.in_order().values_list("pk", "title", "current")
    ]


def gathered(codes: Sequence[str]) -> str:
    """``P03, P04``; of a group too large to name in a heading, its ends and size: ``P10 … P20 (11)``."""
    if len(codes) <= NAMED:
        return ", ".join(codes)
    return f"{codes[0]} … {codes[-1]} ({len(codes)})"


def known_of(transcript: Transcript) -> list[str]:
    """Printable choices of the one participant heard: other values say little without a name."""
    heard = list(transcript.appearances.values_list("participant", flat=True))
    if len(heard) != 1:
        return []
    values = AttributeValue.objects.filter(participant=heard[0], attribute__never_print=False)
    ordered = values.exclude(choice=None).order_by("attribute__position", "choice__position")
    known = ordered.values_list("choice__value", flat=True)
    return [value for value in known if len(value) <= SHORT][:KNOWN]


def coders_of(project: Project, transcript: Transcript, user: User) -> list[User]:
    """The members, and whoever else has coded the transcript as far as the person may see it."""
    visible = Coding.objects.visible_to(user).filter(transcript=transcript)
    coded = Q(pk__in=visible.values("coder"))
    people = User.objects.filter(coded | Q(memberships__project=project))
    return list(people.distinct().order_by("name", "pk"))


def facts_of(transcript: Transcript, user: User, shown: Shown, tree: CodeTree) -> dict[str, object]:
    """What the page's script works with; ``codings`` as in ``rows_of``."""
    project, rows = transcript.project, rows_of(transcript, user, shown)
    gone = {code for _guid, code, *_rest in rows if code not in tree}
    return {
        "me": user.pk,
        "zone": user.time_zone,
        "may": can(project.role, May.CODE),
        "api": f"/api/{project.slug}",
        "transcript": transcript.pk,
        "revision": _current(transcript).number,
        "several": shown.are_several,
        "coders": {each.pk: [str(each), each.initials] for each in coders_of(project, transcript, user)},
        "codes": [_code_facts(node.code, node.path) for node in tree],
        "retired": [_code_facts(code, ()) for code in project.codes.filter(pk__in=gone)],
        "qualifiers": [
            [qualifier.name, [[value.pk, value.value] for value in qualifier.values.all()]]
            for qualifier in project.qualifiers.prefetch_related("values")
        ],
        "memos": memos_of(transcript, user, shown),
        "codings": rows,
    }


def _code_facts(code: Code, path: tuple[Code, ...]) -> dict[str, object]:
    return {
        "pk": code.pk,
        "name": code.name,
        "path": " › ".join(parent.name for parent in path[:-1]),
        "first": code.is_first_choice,
        "rules": [code.definition, code.apply_when, code.do_not_apply_when, code.example_type],
    }


class Listed(NamedTuple):
    """A coding as the page without script lists it."""

    guid: UUID
    code: str
    code_pk: int
    coder: str
    turn: int
    cite: str
    words: str | None
    """``None`` where consent forbids to quote them."""
    is_own: bool


def listed_of(transcript: Transcript, user: User, rows: Iterable[Row], tree: CodeTree) -> list[Listed]:
    """Rows of ``rows_of`` in words."""
    quotes = quotable(transcript.project, {transcript.pk})
    places = quotes.places[transcript.pk]
    names = {coder.pk: str(coder) for coder in coders_of(transcript.project, transcript, user)}
    return [
        Listed(
            UUID(guid),
            str(tree[code]) if code in tree else "",
            code,
            names.get(coder, ""),
            places.stand(span).first,
            places.cite(span),
            words and shortened(words, 30),
            coder == user.pk,
        )
        for guid, code, coder, start, end, _values, _made in rows
        for span in [Span(start, end)]
        for words in [quotes.words(transcript.pk, span)]
    ]


def _current(transcript: Transcript) -> Revision:
    """The text to read; a transcript has one from the moment it is stored."""
    if transcript.current is None:
        raise Revision.DoesNotExist
    return transcript.current
