"""What a person may do next in a study and has not done yet, the first thing first."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.codebook.rereading import to_reread
from coding.consensus.tallies import unresolved
from coding.models import Assignment, Layer, Memo, Reading
from coding.progress.marks import progress_of
from coding.rounds.progress import waiting_for
from interviews.models import Speaker, Transcript
from projects.access import May, can
from projects.models import Project, User


class Step(NamedTuple):
    """Something to do next, and the page on which it is done."""

    words: str
    action: str
    view: str
    pk: int | None = None
    anchor: str = ""
    """The place on the page, such as ``T12``."""
    query: str = ""
    """What the address asks for, such as ``round=3``."""


class Standing(NamedTuple):
    """What is known of the study before anybody is told what to do."""

    transcripts: int
    codings: int
    codes: int
    compared: int
    """Transcripts that two or more coders completed."""
    is_alone: bool
    """Whether nobody else codes."""


def next_steps(project: Project, user: User, standing: Standing) -> list[Step]:
    """One after the other, in the order in which a study grows."""
    may = partial(can, project.role)
    steps: list[Step] = []
    if not standing.transcripts and may(May.ADD_TRANSCRIPTS):
        steps.append(Step(_("There are no interviews yet."), _("Upload transcripts"), "upload"))
    if standing.transcripts and may(May.EDIT_PARTICIPANTS):
        steps += _to_say_who_speaks(project)
    if not standing.codes and may(May.EDIT_CODEBOOK):
        steps.append(Step(_("The codebook is empty."), _("Make the first codes"), "codebook"))
    if standing.transcripts and may(May.CODE):
        steps += _to_code_in_rounds(project, user)
        steps += _to_read(project, user)
        steps += _to_read_again(project, user)
    if may(May.RESOLVE):
        steps += _to_resolve(project)
    if may(May.WRITE_MEMOS):
        steps += _to_answer(project, user)
    steps += _to_look_at(standing)
    if standing.is_alone and may(May.INVITE):
        steps.append(Step(_("Nobody else codes in this study."), _("Invite people"), "team"))
    return steps


def _to_say_who_speaks(project: Project) -> Iterator[Step]:
    """Where a participant speaks of whom nobody has said who that is."""
    unknown = Speaker.objects.filter(kind=Speaker.Kind.PARTICIPANT, participant=None)
    waiting = project.transcripts.in_order().filter(pk__in=unknown.values("transcript"))
    first, count = waiting.first(), waiting.count()
    if first is None:
        return
    words = ngettext(
        "In %(title)s it is not said yet who speaks.",
        "In %(n)d transcripts it is not said yet who speaks; %(title)s is the first.",
        count,
    )
    yield Step(words % {"n": count, "title": first}, _("Say who speaks"), "transcript", first.pk)


def _to_code_in_rounds(project: Project, user: User) -> Iterator[Step]:
    """Rounds go before open work: others wait for them, and the codebook stands still."""
    for standing in waiting_for(project, user):
        left, line, round = len(standing.own_left), standing.next, standing.round
        words = ngettext(
            "“%(round)s” waits for you: %(who)s is still yours to code in this round.",
            "“%(round)s” waits for you: %(n)d transcripts of this round are yours to code, %(who)s next.",
            left,
        )
        if line:
            words %= {"round": round, "n": left, "who": line.who}
            query = f"round={round.pk}"
            yield Step(words, _("Code in the round"), "workspace", line.transcript.pk, query=query)


def _to_resolve(project: Project) -> Iterator[Step]:
    """What coders of finished rounds differ in, and nobody has decided."""
    for round, tally in unresolved(project):
        if tally is None:
            continue
        open_ = tally.places - tally.decided
        words = ngettext(
            "In “%(round)s” %(n)d of %(all)d differences is not decided.",
            "In “%(round)s” %(n)d of %(all)d differences are not decided.",
            open_,
        )
        words %= {"round": round, "n": open_, "all": tally.places}
        yield Step(words, _("Decide them"), "round_differences", round.pk)


def _to_read(project: Project, user: User) -> Iterator[Step]:
    """What is assigned and not begun, then what is begun; without either the first that is not begun."""
    layer = Layer.objects.open_work(project)
    own = Reading.objects.filter(layer=layer, coder=user)
    fresh = project.transcripts.in_order().exclude(readings__in=own)
    assigned = fresh.filter(assignments__in=Assignment.objects.filter(layer=layer, coder=user))
    first, count = assigned.first(), assigned.count()
    if first is not None:
        words = ngettext(
            "%(title)s is assigned to you and not begun.",
            "%(n)d transcripts are assigned to you and not begun; %(title)s is the first.",
            count,
        )
        yield Step(words % {"n": count, "title": first}, _("Begin to code it"), "workspace", first.pk)
    begun = own.filter(state=Reading.State.IN_PROGRESS).select_related("transcript__project")
    latest = begun.order_by("-changed", "-pk").first()
    if latest is not None:
        yield _to_continue(latest.transcript, user)
    elif first is None:
        yield from _to_begin(fresh)


def _to_continue(transcript: Transcript, user: User) -> Step:
    unread = progress_of(transcript, user).unread
    if not unread:
        words = _("Every turn of %(title)s is coded or marked as read: is it complete?")
        return Step(words % {"title": transcript}, _("Look at it once more"), "workspace", transcript.pk)
    words = ngettext(
        "You are in the middle of %(title)s, with %(n)d turn to go.",
        "You are in the middle of %(title)s, with %(n)d turns to go.",
        len(unread),
    )
    words %= {"title": transcript, "n": len(unread)}
    return Step(words, _("Continue reading"), "workspace", transcript.pk, f"T{unread[0]}")


def _to_begin(fresh: QuerySet[Transcript]) -> Iterator[Step]:
    first = fresh.first()
    if first is not None:
        words = _("You have not begun %(title)s.") % {"title": first}
        yield Step(words, _("Begin to code it"), "workspace", first.pk)


def _to_read_again(project: Project, user: User) -> Iterator[Step]:
    """One's own codings of codes that have come to mean something else."""
    count = to_reread(project, user)
    if count:
        words = ngettext(
            "%(n)d coding of yours was made when its code meant something else.",
            "%(n)d codings of yours were made when their codes meant something else.",
            count,
        )
        yield Step(words % {"n": count}, _("Read them again"), "rereading")


def _to_answer(project: Project, user: User) -> Iterator[Step]:
    """Discussions that the person began or took part in, and nobody has called resolved."""
    mine = Q(author=user) | Q(replies__author=user)
    memos = Memo.objects.visible_to(user).filter(project=project, reply_to=None, resolved=None)
    talks = memos.filter(replies__isnull=False).filter(mine).distinct().order_by("made", "pk")
    count = talks.count()
    if not count:
        return
    words = ngettext(
        "%(n)d discussion that you take part in is open.",
        "%(n)d discussions that you take part in are open.",
        count,
    )
    view, pk = _place_of(talks.select_related("coding", "resolution")[0])
    yield Step(words % {"n": count}, _("Read the first"), view, pk)


def _place_of(memo: Memo) -> tuple[str, int | None]:
    """The page on which the memo's thing is."""
    transcript = memo.coding.transcript_id if memo.coding else memo.transcript_id
    differing = memo.resolution.round_id if memo.resolution else None
    places = (
        ("workspace", transcript),
        ("code", memo.code_id),
        ("participant", memo.participant_id),
        ("round_differences", differing),
    )
    return next(((view, pk) for view, pk in places if pk), ("project", None))


def _to_look_at(standing: Standing) -> Iterator[Step]:
    if standing.compared:
        words = ngettext(
            "%(n)d transcript is complete by two or more coders.",
            "%(n)d transcripts are complete by two or more coders.",
            standing.compared,
        )
        yield Step(words % {"n": standing.compared}, _("Compare the coders"), "comparison")
    if standing.codings:
        yield Step(_("What was coded can be read and printed."), _("Read the excerpts"), "excerpts")
