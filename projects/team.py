"""Who joins a project, with what role, and how somebody who forgot a password comes back."""

import secrets
from datetime import timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from projects import log
from projects.models import Invitation, Membership, Project, Role, User
from projects.refusals import Refused

INVITED_FOR = timedelta(days=7)


@transaction.atomic
def invite(project: Project, by: User, role: Role, email: str = "") -> tuple[Invitation, str]:
    """An invitation and its token, which is shown once and not kept."""
    token = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        project=project,
        role=role,
        email=email,
        digest=Invitation.digest_of(token),
        invited_by=by,
        expires=timezone.now() + INVITED_FOR,
    )
    log.record(project, by, "invited", invitation, role=role)
    return invitation, token


def invitation_of(token: str) -> Invitation | None:
    """The invitation of that token, used or expired ones too."""
    digest = Invitation.digest_of(token)
    return Invitation.objects.select_related("project", "invited_by").filter(digest=digest).first()


@transaction.atomic
def accept(invitation: Invitation, user: User) -> Membership:
    """Join the project; an invitation serves once, even when two accept it at the same moment."""
    now = timezone.now()
    waiting = Invitation.objects.filter(pk=invitation.pk, used=None, expires__gt=now)
    if not waiting.update(used=now, used_by=user):
        raise Refused(_("This invitation was used or has expired. Ask for a new one."))
    membership, made = Membership.objects.get_or_create(
        project=invitation.project, user=user, defaults={"role": invitation.role}
    )
    if not made:
        raise Refused(_("You are already a member of this project. The invitation was not used up."))
    log.record(invitation.project, user, "joined", membership, role=membership.role)
    return membership


@transaction.atomic
def take_back(invitation: Invitation, by: User) -> None:
    """Its link no longer works."""
    log.record(invitation.project, by, "took back", invitation, role=invitation.role)
    invitation.delete()


@transaction.atomic
def change_role(membership: Membership, role: Role, by: User) -> None:
    _keep_an_owner(membership, role)
    _take_back_invitations(membership)
    before, membership.role = membership.role, role
    membership.save(update_fields=["role"])
    log.record(membership.project, by, "changed role", membership, before=before, after=role)


@transaction.atomic
def remove(membership: Membership, by: User) -> None:
    """End the membership; the person's codings and memos stay and keep their name."""
    _keep_an_owner(membership, None)
    _take_back_invitations(membership)
    log.record(membership.project, by, "removed", membership, member=membership.user_id)
    membership.delete()


def _keep_an_owner(membership: Membership, role: Role | None) -> None:
    project = log.lock(membership.project)
    others = project.memberships.filter(role=Role.OWNER).exclude(pk=membership.pk)
    if membership.role == Role.OWNER and role != Role.OWNER and not others.exists():
        raise Refused(_("A project needs an owner: make somebody else an owner first."))


def _take_back_invitations(membership: Membership) -> None:
    """Those that the person made and nobody used: they must not lead back in."""
    membership.project.invitations.filter(invited_by=membership.user, used=None).delete()


def may_reset(owner: User, person: User) -> bool:
    """Whether the owner may hand out a reset link: only where they own every project of the person.

    Otherwise the owner of one project could take over an account that opens another's.
    """
    owned = Membership.objects.filter(user=owner, role=Role.OWNER).values("project")
    elsewhere = person.memberships.exclude(project__in=owned)
    return owner != person and not person.is_superuser and not elsewhere.exists()


@transaction.atomic
def reset_path(project: Project, by: User, person: User) -> str:
    """The address at which the person sets a new password once."""
    if not may_reset(by, person):
        raise Refused(
            _("This person works on projects of others too; ask who runs the server for a reset link.")
        )
    log.record(project, by, "made reset link", person)
    return reset_path_of(person)


def reset_path_of(person: User) -> str:
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    uid, _dash, token = key.partition("-")
    return reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
