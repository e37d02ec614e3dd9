"""What the workspace shows: the turns of one transcript, and all that its script works with."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import NamedTuple, TypedDict
from uuid import UUID

from django.db.models import Q

from coding.codebook.keys import keys_of
from coding.codebook.tree import CodeTree, Node
from coding.excerpts.quoting import quotable, shortened
from coding.models import Coding, Layer
from coding.progress.marks import progress_of
from coding.rounds.freezing import running
from coding.rounds.seats import Seat, text_of
from coding.workspace.news import newest
from coding.workspace.rows import Row, Shown, rows_of
from interviews.models import Transcript
from interviews.spans import Span
from projects.access import May, can
from projects.models import Project, User


class Said(TypedDict):
    """A turn as the page shows it."""

    number: str
    start: str
    end: str
    speaker: str
    manner: str
    """``interviewer``, ``participant``, or ``heading`` for text that belongs to nobody."""
    time: str
    words: str


def turns_of(transcript: Transcript, seat: Seat | None = None) -> Iterator[Said]:
    """Of the text that is read in open work, or at the seat."""
    revision = text_of(transcript, seat)
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


def coders_of(project: Project, transcript: Transcript, user: User, seat: Seat | None = None) -> list[User]:
    """The members, and whoever else has coded the transcript as far as the person may see it.

    In a round its coders whose work the person may see.
    """
    if seat:
        seen = Layer.objects.filter(pk__in=seat.layers)
        return list(User.objects.filter(pk__in=seen.values("coder")).order_by("name", "pk"))
    visible = Coding.objects.visible_to(user).filter(transcript=transcript)
    coded = Q(pk__in=visible.values("coder"))
    people = User.objects.filter(coded | Q(memberships__project=project))
    return list(people.distinct().order_by("name", "pk"))


def facts_of(
    transcript: Transcript, user: User, shown: Shown, tree: CodeTree, coders: Iterable[User]
) -> dict[str, object]:
    """What the page's script works with; ``coders`` as in ``coders_of``, ``codings`` as in ``rows_of``."""
    project, seat, rows = transcript.project, shown.seat, rows_of(transcript, user, shown)
    may_code = can(project.role, May.CODE)
    return {
        "me": user.pk,
        "zone": user.time_zone,
        "may": may_code and not shown.consensus and (seat is None or seat.is_open),
        "round": seat and seat.round.pk,
        "api": f"/api/{project.slug}",
        "transcript": transcript.pk,
        "revision": text_of(transcript, seat).number,
        "last": newest(project, user),
        "several": shown.are_several and not shown.consensus,
        "shown": shown.key,
        "coders": {each.pk: [str(each), each.initials] for each in coders},
        "codes": [code_facts(node) for node in tree],
        "still": bool(running(project)),
        "qualifiers": qualifier_facts(project),
        "reading": asdict(progress_of(transcript, user, seat)) if may_code else None,
        "people": list(transcript.participants.values_list("pk", flat=True)),
        "mayWrite": can(project.role, May.WRITE_MEMOS) and (seat is None or seat.is_open),
        "mayDelete": can(project.role, May.DELETE_MEMOS),
        "codings": rows,
    }


def code_facts(node: Node) -> dict[str, object]:
    """A code as the page's script knows it."""
    code = node.code
    return {
        "pk": code.pk,
        "name": code.name,
        "path": " › ".join(parent.name for parent in node.path[:-1]),
        "depth": node.depth,
        "first": code.is_first_choice,
        "rules": [code.definition, code.apply_when, code.do_not_apply_when, code.example_type],
    }


def qualifier_facts(project: Project) -> list[dict[str, object]]:
    """The qualifiers as the page's script knows them, with values that are no longer offered."""
    qualifiers = list(project.qualifiers.prefetch_related("values"))
    keys = keys_of(qualifiers)
    return [
        {
            "name": each.name,
            "key": keys[each.pk],
            "values": [
                {"pk": value.pk, "name": value.value, "retired": value.is_retired}
                for value in each.values.all()
            ],
        }
        for each in qualifiers
    ]


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


def listed_of(
    transcript: Transcript, user: User, rows: Iterable[Row], tree: CodeTree, seat: Seat | None = None
) -> list[Listed]:
    """Rows of ``rows_of`` in words."""
    quotes = quotable(transcript.project, {transcript.pk})
    places = quotes.places[transcript.pk]
    names = {coder.pk: str(coder) for coder in coders_of(transcript.project, transcript, user, seat)}
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
        for guid, code, coder, start, end, *_more in rows
        for span in [Span(start, end)]
        for words in [quotes.words(transcript.pk, span)]
    ]
