"""Long work."""

from datetime import timedelta

import pytest
from django.utils import timezone

from projects import files, jobs
from projects.models import Job
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
