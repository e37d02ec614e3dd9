"""Each page of the projects floor, asked by a stranger, a reader, a coder and an owner."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from projects import files
from projects.models import Access, Job, Project, Role
from projects.templatetags.jobs import roundly
from tests import make

pytestmark = pytest.mark.django_db

GETS = {"team": (200, 200, 200), "access_log": (403, 403, 200), "jobs": (200, 200, 200)}
POSTS = {
    "invite": (403, 403, 422),
    "take_back": (403, 403, 302),
    "member": (403, 403, 302),
    "reset_link": (403, 403, 200),
}


@pytest.fixture
def study() -> Project:
    project = make.project()
    make.member(project, Role.READER)
    make.member(project, Role.CODER)
    make.invitation(project)
    return project


def as_(project: Project, role: Role) -> Client:
    return make.browser(project.memberships.filter(role=role)[0].user)


def ask(client: Client, project: Project, name: str, method: str) -> int:
    coder = project.memberships.get(role=Role.CODER)
    pks = {"member": coder.pk, "reset_link": coder.pk, "take_back": project.invitations.get().pk}
    address = reverse(name, args=[project.slug, pks[name]] if name in pks else [project.slug])
    return int(getattr(client, method)(address).status_code)


@pytest.mark.parametrize(("name", "statuses"), [*GETS.items(), *POSTS.items()])
def test_each_role_gets_its_answer(study: Project, name: str, statuses: tuple[int, int, int]) -> None:
    method = "get" if name in GETS else "post"
    roles = (Role.READER, Role.CODER, Role.OWNER)
    assert tuple(ask(as_(study, role), study, name, method) for role in roles) == statuses


@pytest.mark.parametrize("name", [*GETS, *POSTS])
def test_a_stranger_finds_nothing(study: Project, name: str) -> None:
    stranger = make.browser(make.user("zoe"))
    assert ask(stranger, study, name, "get" if name in GETS else "post") == 404


@pytest.mark.parametrize("name", [*GETS, *POSTS])
def test_somebody_who_is_not_signed_in_is_sent_to_the_login(study: Project, name: str) -> None:
    assert ask(Client(), study, name, "get" if name in GETS else "post") == 302


def test_the_first_page_lists_ones_own_projects_alone() -> None:
    ana = make.user()
    make.project(ana, name="Mine")
    make.project(name="Somebody else's")
    client = make.browser(ana)
    page = client.get(reverse("home")).text
    assert "Mine" in page
    assert "Somebody else" not in page


def test_a_jobs_result_is_for_its_owner_and_the_download_is_noted(study: Project) -> None:
    owner = study.memberships.get(role=Role.OWNER).user
    file = files.store(study, owner, "report.pdf", "application/pdf", b"%PDF")
    job = make.job(study, owner, state=Job.State.DONE, result=file)
    address = reverse("job_result", args=[study.slug, job.pk])
    assert as_(study, Role.CODER).get(address).status_code == 404
    answer = as_(study, Role.OWNER).get(address)
    assert b"".join(answer.streaming_content) == b"%PDF"  # type: ignore[attr-defined]
    assert study.accesses.get().verb == Access.Verb.DOWNLOADED


def test_a_running_jobs_page_asks_again_and_a_finished_one_does_not(study: Project) -> None:
    owner = study.memberships.get(role=Role.OWNER).user
    running = make.job(study, owner, state=Job.State.RUNNING)
    done = make.job(study, owner, state=Job.State.DONE)
    client = as_(study, Role.OWNER)
    assert "every 1s" in client.get(reverse("job_status", args=[study.slug, running.pk])).text
    assert "every 1s" not in client.get(reverse("job_status", args=[study.slug, done.pk])).text


@pytest.mark.parametrize("name", ["job", "job_status"])
def test_a_job_is_for_its_owner_alone(study: Project, name: str) -> None:
    owner = study.memberships.get(role=Role.OWNER).user
    file = files.store(study, owner, "report.pdf", "application/pdf", b"%PDF")
    job = make.job(study, owner, state=Job.State.DONE, result=file)
    address = reverse(name, args=[study.slug, job.pk])
    roles = {role: as_(study, role).get(address).status_code for role in Role}
    assert roles == {Role.OWNER: 200, Role.CODER: 404, Role.READER: 404}
    assert make.browser(make.user("zoe")).get(address).status_code == 404


def running_pdf(study: Project, **fields: object) -> Job:
    owner = study.memberships.get(role=Role.OWNER).user
    known = {"step": "setting", "done": 120, "total": 800, "percent": 46, "state": "running"}
    soon = {"expected": timezone.now() + timedelta(seconds=41)}
    return make.job(study, owner, "excerpts_pdf", **known | soon | fields)


def asked(study: Project, job: Job, query: str = "") -> str:
    return as_(study, Role.OWNER).get(reverse("job_status", args=[study.slug, job.pk]) + query).text


def test_a_running_job_says_its_part_its_pages_its_share_and_how_long_it_takes(study: Project) -> None:
    page = asked(study, running_pdf(study))
    assert "46 %" in page
    assert "setting page 120 of about 800" in page
    assert "about 40 s left" in page
    assert '<li class="done">reading</li><li class="done">preparing pages</li>' in page
    assert '<li class="current" aria-current="step">setting pages</li><li class="">writing pages</li>' in page


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(13, "about 15 s left"), (200, "about 3 min left")],
)
def test_how_long_it_takes_is_said_in_round_numbers(study: Project, seconds: int, words: str) -> None:
    job = running_pdf(study, expected=timezone.now() + timedelta(seconds=seconds + 0.5))
    assert words in asked(study, job)


@pytest.mark.parametrize("seconds", [-20, 4])
@pytest.mark.parametrize(("percent", "is_said"), [(2, False), (79, False), (80, True)])
def test_the_end_is_not_near_before_most_is_done(
    study: Project, seconds: int, percent: int, is_said: bool
) -> None:
    expected = timezone.now() + timedelta(seconds=seconds)
    job = running_pdf(study, expected=expected, percent=percent)
    assert ("nearly done" in asked(study, job)) is is_said


@pytest.mark.parametrize(
    ("number", "said"), [(7, 7), (19, 19), (21, 25), (96, 100), (173, 180), (180, 180), (1312, 1350)]
)
def test_what_is_foretold_is_said_no_more_exactly_than_it_can_be(number: int, said: int) -> None:
    assert roundly(number) == said


def test_the_title_of_a_jobs_own_page_says_how_far_it_is_that_of_the_list_does_not(
    study: Project,
) -> None:
    job = running_pdf(study)
    assert "<title>46 % · A report" in asked(study, job, "?alone=1")
    assert "<title>" not in asked(study, job)
    Job.objects.update(state="done")
    assert "<title>Done · A report" in asked(study, job, "?alone=1")


def test_a_screen_reader_hears_of_each_quarter_once_and_of_the_end(study: Project) -> None:
    job = running_pdf(study)
    assert "?said=25" in asked(study, job)
    assert 'role="status"' not in asked(study, job, "?said=25")
    assert "46 per cent, setting page 120 of about 800, about 40 s left" in asked(study, job, "?said=0")
    Job.objects.update(state="failed", problem="There is nothing to print.")
    assert "A report: failed. There is nothing to print." in asked(study, job, "?said=25")


def test_a_job_that_a_killed_server_left_says_that_it_is_begun_again(study: Project) -> None:
    owner = study.memberships.get(role=Role.OWNER).user
    page = asked(study, make.job(study, owner, attempts=1))
    assert "begun again" in page


def test_a_job_that_is_over_is_deleted_with_its_result_and_one_that_runs_is_not(study: Project) -> None:
    owner = study.memberships.get(role=Role.OWNER).user
    file = files.store(study, owner, "report.pdf", "application/pdf", b"%PDF")
    done = make.job(study, owner, state=Job.State.DONE, result=file)
    running = make.job(study, owner, state=Job.State.RUNNING)
    for job in (done, running):
        as_(study, Role.OWNER).post(reverse("job_delete", args=[study.slug, job.pk]))
    assert list(study.jobs.all()) == [running]
    assert not study.files.exists()


@pytest.mark.parametrize("name", GETS)
def test_a_page_can_be_asked_for_its_head_alone(study: Project, name: str) -> None:
    assert as_(study, Role.OWNER).head(reverse(name, args=[study.slug])).status_code == 200


def test_health_says_ok_and_nothing_else() -> None:
    assert Client().get(reverse("health")).content == b"ok"


def test_the_account_page_keeps_name_and_time_zone() -> None:
    ana = make.user()
    client = make.browser(ana)
    client.post(reverse("account"), {"name": "Ana Maria", "time_zone": "Asia/Tokyo"})
    ana.refresh_from_db()
    assert (ana.name, ana.initials, ana.time_zone) == ("Ana Maria", "AM", "Asia/Tokyo")
