"""Invitations, roles and reset links."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from projects import team
from projects.models import Invitation, Membership, Role, User
from projects.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db


def link_in(page: str) -> str:
    found = re.search(r'value="http://testserver([^"]+)"', page)
    assert found, "no link on the page"
    return found.group(1)


def test_an_owner_gets_a_link_that_makes_an_account_and_a_membership() -> None:
    olga = make.user("olga")
    project = make.project(olga)
    owner, guest = Client(), Client()
    owner.force_login(olga)
    page = owner.post(reverse("invite", args=[project.slug]), {"role": "coder", "email": "new@verbatim.test"})
    joined = guest.post(
        link_in(page.text), {"name": "Nia", "email": "new@verbatim.test", "password": make.PASSWORD}
    )
    assert joined.status_code == 302
    assert project.memberships.get(user__email="new@verbatim.test").role == Role.CODER
    assert guest.get(project.get_absolute_url()).status_code == 200


def test_an_invitation_serves_once() -> None:
    project = make.project()
    make.invitation(project, "once")
    asked = team.invitation_of("once")
    assert asked is not None
    team.accept(asked, make.user("first"))
    with pytest.raises(Refused, match="used or has expired"):
        team.accept(asked, make.user("second"))


def test_an_invitation_that_was_taken_back_opens_nothing() -> None:
    olga = make.user("olga")
    invitation, token = team.invite(make.project(olga), olga, Role.CODER)
    team.take_back(invitation, olga)
    assert team.invitation_of(token) is None


def test_the_log_says_what_was_done_in_the_team() -> None:
    olga = make.user("olga")
    project = make.project(olga)
    team.take_back(team.invite(project, olga, Role.CODER)[0], olga)
    membership = team.accept(team.invite(project, olga, Role.CODER)[0], make.user("ben"))
    team.change_role(membership, Role.READER, olga)
    team.remove(membership, olga)
    verbs = ["invited", "took back", "invited", "joined", "changed role", "removed"]
    assert list(project.events.values_list("verb", flat=True)) == verbs


def test_a_used_link_says_so() -> None:
    project = make.project()
    invitation = make.invitation(project, "once")
    team.accept(invitation, make.user("first"))
    page = Client().get(reverse("invitation", args=["once"]))
    assert page.status_code == 410
    assert "an invitation serves one person once" in page.text


def test_an_expired_link_makes_no_account() -> None:
    project = make.project()
    make.invitation(project, "late", days=7)
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        page = Client().post(
            reverse("invitation", args=["late"]),
            {"name": "Nia", "email": "late@verbatim.test", "password": make.PASSWORD},
        )
    assert page.status_code == 410
    assert not User.objects.filter(email="late@verbatim.test").exists()


def test_a_member_who_opens_an_invitation_does_not_use_it_up() -> None:
    ana = make.user()
    project = make.project(ana)
    invitation = make.invitation(project, "again")
    client = make.browser(ana)
    page = client.post(reverse("invitation", args=["again"]))
    assert "already a member" in page.text
    invitation.refresh_from_db()
    assert invitation.is_open


def test_an_unknown_token_is_not_found() -> None:
    assert Client().get(reverse("invitation", args=["guessed"])).status_code == 404


def test_only_a_digest_of_the_token_is_kept() -> None:
    olga = make.user("olga")
    invitation, token = team.invite(make.project(olga), olga, Role.CODER)
    assert token not in str(Invitation.objects.filter(pk=invitation.pk).values())


def test_nobody_makes_an_account_without_an_invitation() -> None:
    page = Client().post(
        reverse("account_signup"),
        {"email": "zoe@verbatim.test", "password1": make.PASSWORD, "password2": make.PASSWORD},
    )
    assert page.status_code in {200, 403}
    assert not User.objects.filter(email="zoe@verbatim.test").exists()


def test_the_last_owner_stays_an_owner() -> None:
    olga = make.user("olga")
    membership = make.project(olga).memberships.get(user=olga)
    with pytest.raises(Refused, match="needs an owner"):
        team.change_role(membership, Role.CODER, olga)
    with pytest.raises(Refused, match="needs an owner"):
        team.remove(membership, olga)


def test_an_owner_makes_a_reset_link_for_a_member_and_it_works() -> None:
    olga = make.user("olga")
    project = make.project(olga)
    coder = make.member(project, Role.CODER)
    owner, forgetful = Client(), Client()
    owner.force_login(olga)
    member = project.memberships.get(user=coder)
    page = owner.post(reverse("reset_link", args=[project.slug, member.pk]))
    form = forgetful.get(link_in(page.text), follow=True)
    new = "a brand new pass phrase"
    forgetful.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    coder.refresh_from_db()
    assert coder.check_password(new)


def test_an_owner_cannot_take_over_an_account_that_opens_anothers_project() -> None:
    olga = make.user("olga")
    project = make.project(olga)
    coder = make.member(project, Role.CODER)
    Membership.objects.create(project=make.project(), user=coder, role=Role.READER)
    with pytest.raises(Refused, match="projects of others"):
        team.reset_path(project, olga, coder)


def test_an_owner_who_is_removed_cannot_come_back_by_an_invitation_of_their_own() -> None:
    olga, oscar = make.user("olga"), make.user("oscar")
    project = make.project(olga)
    membership = Membership.objects.create(project=project, user=oscar, role=Role.OWNER)
    _invitation, token = team.invite(project, oscar, Role.OWNER)
    team.remove(membership, olga)
    assert Client().get(reverse("invitation", args=[token])).status_code == 404
