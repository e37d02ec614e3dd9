"""The one door."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from projects.access import POLICY, May, can, note, project_for
from projects.models import Access, Membership, Role
from tests import make

pytestmark = pytest.mark.django_db


def test_a_stranger_does_not_learn_that_a_project_exists() -> None:
    project = make.project()
    with pytest.raises(Http404):
        project_for(make.user("zoe"), project.slug)


def test_nobody_who_is_not_signed_in_comes_in() -> None:
    with pytest.raises(Http404):
        project_for(AnonymousUser(), make.project().slug)


def test_a_member_whose_role_does_not_reach_is_told_so() -> None:
    project = make.project()
    reader = make.member(project, Role.READER)
    with pytest.raises(PermissionDenied):
        project_for(reader, project.slug, May.CODE)


def test_who_comes_in_has_their_role_with_them() -> None:
    project = make.project()
    coder = make.member(project, Role.CODER)
    assert project_for(coder, project.slug, May.CODE).role == Role.CODER


def test_everybody_has_their_own_role_in_each_project() -> None:
    ana, ben = make.user("ana"), make.user("ben")
    here, there = make.project(ana), make.project(ben)
    Membership.objects.create(project=here, user=ben, role=Role.READER)
    Membership.objects.create(project=there, user=ana, role=Role.CODER)
    roles = [project_for(user, project.slug).role for project in (here, there) for user in (ana, ben)]
    assert roles == [Role.OWNER, Role.READER, Role.CODER, Role.OWNER]


def test_each_role_may_all_that_the_one_below_may() -> None:
    assert POLICY[Role.READER] < POLICY[Role.CODER] < POLICY[Role.OWNER]


def test_only_owners_see_names_and_who_looked_at_what() -> None:
    assert [role for role in Role if can(role, May.SEE_NAMES)] == [Role.OWNER]
    assert [role for role in Role if can(role, May.SEE_ACCESS_LOG)] == [Role.OWNER]


def test_the_door_asks_the_database_once(django_assert_num_queries: object) -> None:
    ana = make.user()
    project = make.project(ana)
    with django_assert_num_queries(1):  # type: ignore[operator]
        project_for(ana, project.slug)


def test_the_access_log_has_one_line_a_day_that_counts() -> None:
    ana = make.user()
    project = make.project(ana)
    for _time in range(3):
        note(project, ana, Access.Verb.OPENED, ("transcript", 7, "P07"))
    line = project.accesses.get()
    assert (line.user, line.times, line.what) == (ana, 3, "P07")
