"""The one door: every page about a project begins by asking here."""

from collections.abc import Callable
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from projects.models import Access, Project, Role, User


class May(StrEnum):
    """What somebody may do in a project."""

    READ = "read"
    EXPORT = "export"
    CODE = "code"
    WRITE_MEMOS = "write memos"
    COMPOSE_REPORTS = "compose reports"
    DELETE_MEMOS = "delete memos"
    EDIT_CODEBOOK = "edit codebook"
    EDIT_PARTICIPANTS = "edit participants"
    ADD_TRANSCRIPTS = "add transcripts"
    SEE_NAMES = "see names"
    WITHDRAW = "withdraw"
    ASSIGN = "assign"
    PLAN_ROUNDS = "plan rounds"
    RESOLVE = "resolve"
    INVITE = "invite"
    SEE_ACCESS_LOG = "see access log"
    RELEASE = "release"
    PUBLISH = "publish"
    CHANGE_PROJECT = "change project"


READER = frozenset({May.READ, May.EXPORT})
CODER = READER | {
    May.CODE,
    May.WRITE_MEMOS,
    May.COMPOSE_REPORTS,
    May.EDIT_CODEBOOK,
    May.EDIT_PARTICIPANTS,
    May.ADD_TRANSCRIPTS,
    May.RELEASE,
}
POLICY: dict[Role, frozenset[May]] = {
    Role.READER: READER,
    Role.CODER: CODER,
    Role.OWNER: frozenset(May),
}


def can(role: Role | None, may: May) -> bool:
    return role is not None and may in POLICY[role]


def project_for(user: User | AnonymousUser, slug: str, may: May = May.READ) -> Project:
    """The project, if the person may do that in it.

    Raises ``Http404`` to a stranger, so that nobody learns which projects exist, and
    ``PermissionDenied`` to a member whose role does not reach.
    """
    if not isinstance(user, User):
        raise Http404
    of_user = Project.objects.filter(slug=slug, memberships__user=user)
    try:
        project = of_user.annotate(held=F("memberships__role")).get()
    except Project.DoesNotExist as error:
        raise Http404 from error
    project.role = Role(project.held)  # type: ignore[attr-defined]  # of an annotation
    if not can(project.role, may):
        raise PermissionDenied
    return project


Hide = Callable[[Project, User], Q]
_HIDERS: list[Hide] = []


def register(hide: Hide) -> None:
    """Name what says on an upper floor which lines a person must not see; from ``AppConfig.ready``."""
    if hide not in _HIDERS:
        _HIDERS.append(hide)


def accesses_of(project: Project, user: User) -> QuerySet[Access]:
    """The access log as the person may read it."""
    lines = project.accesses.select_related("user")
    for hide in _HIDERS:
        lines = lines.exclude(hide(project, user))
    return lines


def note(project: Project, user: User, verb: Access.Verb, thing: tuple[str, object, str]) -> None:
    """Write into the access log that the person opened or downloaded ``(kind, id, what it is called)``."""
    kind, object_id, what = thing
    now = timezone.now()
    line, made = Access.objects.get_or_create(
        project=project,
        user=user,
        day=timezone.localdate(),
        verb=verb,
        kind=kind,
        object_id=str(object_id),
        defaults={"what": what[:200], "last": now},
    )
    if not made:
        Access.objects.filter(pk=line.pk).update(times=F("times") + 1, last=now)
