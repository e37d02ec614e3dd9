"""Long work."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from projects import files, jobs
from projects.models import Job
from projects.progress import PARTS as PARTS_OF
from projects.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    def write(job: Job, progress: jobs.Progress) -> jobs.Result:
        progress("Writing", 1, 2)
        return jobs.Result("report.txt", "text/plain", job.wishes["words"].encode())

    def refuse(_job: Job, _progress: jobs.Progress) -> jobs.Result:
        raise Refused("There is nothing to print.")

    def ask_to_stop(job: Job, progress: jobs.Progress) -> jobs.Result:
        jobs.cancel(job)
        progress("Writing")
        return jobs.Result("report.txt", "text/plain", b"")

    def tell_zone(_job: Job, _progress: jobs.Progress) -> jobs.Result:
        return jobs.Result("zone.txt", "text/plain", timezone.get_current_timezone_name().encode())

    kinds = {"write": write, "refuse": refuse, "stop": ask_to_stop, "clock": tell_zone}
    monkeypatch.setattr(jobs, "WORK", kinds)


def start(kind: str) -> Job:
    ana = make.user()
    ana.time_zone = "Asia/Tokyo"
    ana.save()
    job = jobs.start(make.project(ana), ana, kind, "A report", {"words": "hello"})
    job.refresh_from_db()
    return job


def test_a_job_that_is_done_keeps_its_result() -> None:
    job = start("write")
    assert job.state == Job.State.DONE
    assert job.result is not None
    assert files.read(job.result) == b"hello"


def test_who_left_the_study_meanwhile_gets_nothing() -> None:
    ana = make.user()
    job = make.job(make.project(), ana, "write", wishes={"words": "hello"}, state=Job.State.WAITING)
    jobs.run.func(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result) == (Job.State.FAILED, None)
    assert job.problem == "You are no longer in this study."


def test_a_job_tells_times_in_the_zone_of_who_asked_for_it() -> None:
    assert timezone.get_current_timezone_name() == "Europe/London"
    job = start("clock")
    assert job.result is not None
    assert files.read(job.result) == b"Asia/Tokyo"
    assert timezone.get_current_timezone_name() == "Europe/London"


def test_a_refusal_is_a_sentence_for_the_person() -> None:
    job = start("refuse")
    assert (job.state, job.problem) == (Job.State.FAILED, "There is nothing to print.")


def test_a_cancelled_job_stops_at_its_next_step() -> None:
    job = start("stop")
    assert (job.state, job.result) == (Job.State.CANCELLED, None)


def test_a_waiting_job_is_over_at_once_when_cancelled() -> None:
    ana = make.user()
    job = make.job(make.project(ana), ana, "write")
    jobs.cancel(job)
    jobs.run.call(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED


def test_a_job_whose_worker_was_killed_is_done_by_another() -> None:
    ana = make.user()
    silent = timezone.now() - 2 * jobs.SILENT_FOR
    job = make.job(
        make.project(ana), ana, "write", state="running", heartbeat=silent, wishes={"words": "again"}
    )
    assert jobs.reap() == 1
    job.refresh_from_db()
    assert job.result is not None
    assert files.read(job.result) == b"again"


def test_a_job_whose_heart_beats_is_left_alone() -> None:
    ana = make.user()
    now = timezone.now() - timedelta(seconds=5)
    make.job(make.project(ana), ana, "write", state="running", heartbeat=now)
    assert jobs.reap() == 0


def test_a_result_that_came_after_somebody_asked_to_stop_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def finish(job: Job, _progress: jobs.Progress) -> jobs.Result:
        jobs.cancel(job)
        return jobs.Result("report.txt", "text/plain", b"words of somebody who withdrew")

    monkeypatch.setitem(jobs.WORK, "late", finish)
    job = start("late")
    assert (job.state, job.result) == (Job.State.CANCELLED, None)
    assert not job.project.files.exists()


def test_work_that_stopped_its_worker_three_times_is_given_up() -> None:
    ana = make.user()
    silent = timezone.now() - 2 * jobs.SILENT_FOR
    job = make.job(make.project(ana), ana, "write", state="running", heartbeat=silent, attempts=3)
    assert jobs.reap() == 0
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "gave up" in job.problem


def test_a_worker_whose_job_another_took_up_stops_and_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def sleep_on(job: Job, progress: jobs.Progress) -> jobs.Result:
        Job.objects.filter(pk=job.pk).update(attempts=2)
        progress("working")
        return jobs.Result("report.txt", "text/plain", b"")

    monkeypatch.setitem(jobs.WORK, "slow", sleep_on)
    job = start("slow")
    assert (job.state, job.attempts, job.result) == (Job.State.RUNNING, 2, None)


def test_a_job_that_is_done_tells_later_ones_how_long_its_parts_took() -> None:
    job = start("write")
    assert set(job.measured["seconds"]) == {"Writing"}
    assert (job.measured["size"], job.measured["units"], job.percent) == (0, 0, 100)


PARTS = (jobs.Part("reading", "reading", 0.25), jobs.Part("setting", "setting", 0.75, "page", 1 / 1000))


def watched(monkeypatch: pytest.MonkeyPatch, **took: float) -> jobs.Progress:
    """Of a running job; an earlier one of its kind took so long for 100,000 characters and 50 pages."""
    monkeypatch.setitem(PARTS_OF, "report", PARTS)
    ana = make.user()
    project = make.project(ana)
    if took:
        measured = {"seconds": took, "size": 100_000, "units": 50}
        make.job(project, ana, "report", state="done", ended=timezone.now(), measured=measured)
    return jobs.Progress(make.job(project, ana, "report", state="running"))


def test_progress_foretells_the_end_from_an_earlier_job_of_the_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    progress = watched(monkeypatch, reading=10.0, setting=30.0)
    progress("reading")
    job = Job.objects.get(state="running")
    assert job.percent == 0
    assert job.expected is not None
    assert (job.expected - timezone.now()).total_seconds() == pytest.approx(40, abs=1)
    progress("setting", 3, size=200_000)
    job.refresh_from_db()
    assert (job.step, job.done, job.total) == ("setting", 3, 100)


def test_the_first_job_of_a_kind_foretells_nothing_before_it_has_a_pace(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    progress = watched(monkeypatch)
    progress("reading")
    job = Job.objects.get()
    assert (job.percent, job.expected) == (0, None)
    progress("setting", 30, size=60_000)
    job.refresh_from_db()
    assert job.total == 60
    assert job.expected is not None


def test_neither_the_bar_nor_the_estimate_jumps(monkeypatch: pytest.MonkeyPatch) -> None:
    progress = watched(monkeypatch, reading=0.0, setting=100.0)
    progress("setting", 25, 50, size=100_000)
    job = Job.objects.get(state="running")
    far, percent = job.expected, job.percent
    progress("setting", 1, 50, size=1_000_000)  # ten times the size, and hardly begun
    job.refresh_from_db()
    assert job.percent == percent
    assert far is not None
    assert job.expected is not None
    assert 0 < (job.expected - far).total_seconds() < 300  # a quarter of the way to 1,000 s


def test_a_job_costs_one_statement_for_each_time_it_tells_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    progress = watched(monkeypatch, reading=1.0, setting=1.0)
    progress("reading")
    with django_assert_num_queries(1):
        progress("setting", 1, 2)
