"""A worker that is killed in the midst of a job, for real: another takes the job up."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from projects import files, jobs
from projects.management.commands.work import come_round
from projects.models import Job
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)

Worker = Callable[[], "subprocess.Popen[bytes]"]
SECONDS = 120.0


@pytest.fixture
def work() -> Iterator[Worker]:
    """Starts a worker process on the database of the tests."""
    workers: list[subprocess.Popen[bytes]] = []

    def start() -> "subprocess.Popen[bytes]":
        env = {**os.environ, "DATABASE_URL": _address(), "DJANGO_SETTINGS_MODULE": "config.settings"}
        worker = subprocess.Popen([sys.executable, "manage.py", "work"], cwd=settings.BASE_DIR, env=env)
        workers.append(worker)
        return worker

    yield start
    for worker in workers:
        worker.kill()
        worker.wait()


def _address() -> str:
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    return f"postgres://{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"


def wait_for(what: Callable[[], bool]) -> None:
    until = time.monotonic() + SECONDS
    while not what():
        assert time.monotonic() < until, "nothing happened"
        time.sleep(0.02)


def children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_gone(pid: int) -> bool:
    """Whether the process has ended; one that nobody waited for has, too."""
    status = Path(f"/proc/{pid}/status")
    return not status.exists() or "State:\tZ" in status.read_text()


def left_by_a_dead_worker() -> Job:
    """A report of many excerpts, whose worker fell silent before it began."""
    ana = make.user()
    project = make.project(ana)
    code = make.code("Fear", project)
    words = [f"I was afraid of the {number}th thing that night." for number in range(400)]
    talk = make.transcript(" ".join(words), project)
    for each in words:
        make.coding(each, code, ana, talk)
    silent = timezone.now() - 2 * jobs.SILENT_FOR
    wishes = {"query": "whose=all", "address": "http://127.0.0.1"}
    return make.job(project, ana, "excerpts_pdf", state="running", heartbeat=silent, wishes=wishes)


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks for processes as Linux shows them")
def test_a_job_whose_worker_is_killed_is_done_by_the_next_and_its_engine_is_gone(work: Worker) -> None:
    job = left_by_a_dead_worker()

    def now() -> Job:
        job.refresh_from_db()
        return job

    first = work()
    wait_for(lambda: now().step == "setting")
    engines = children(first.pid)
    assert engines
    first.send_signal(signal.SIGKILL)
    first.wait()
    wait_for(lambda: all(map(is_gone, engines)))
    assert (now().state, job.attempts) == (Job.State.RUNNING, 1)
    Job.objects.update(heartbeat=timezone.now() - 2 * jobs.SILENT_FOR)
    work()
    wait_for(lambda: now().is_over)
    assert (job.state, job.attempts, job.percent) == (Job.State.DONE, 2, 100)
    assert job.result is not None
    assert files.read(job.result).startswith(b"%PDF")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite alone locks a whole database")
def test_a_worker_outlives_a_database_that_is_locked_and_does_the_job_then() -> None:
    job = left_by_a_dead_worker()
    with sqlite3.connect(connection.settings_dict["NAME"], uri=True, isolation_level=None) as other:
        connection.cursor().execute("PRAGMA busy_timeout = 1")
        other.execute("BEGIN IMMEDIATE")
        come_round()
        other.execute("ROLLBACK")
    job.refresh_from_db()
    assert job.state == Job.State.RUNNING  # as it was left
    assert jobs.reap() == 1
