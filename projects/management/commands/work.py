"""The worker process."""

import logging
import time
from argparse import ArgumentParser
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from projects import files, jobs
from projects.models import Job

logger = logging.getLogger(__name__)


def _sign_of_life() -> Path:
    return Path(settings.DATA_DIR) / "worker-alive"


def is_alive() -> bool:
    """Whether a worker came round in the last minute, or is busy with a job whose heart beats."""
    sign = _sign_of_life()
    if sign.exists() and time.time() - sign.stat().st_mtime < jobs.SILENT_FOR.total_seconds():
        return True
    since = timezone.now() - timedelta(seconds=jobs.SILENT_FOR.total_seconds())
    return Job.objects.filter(state=Job.State.RUNNING, heartbeat__gte=since).exists()


def come_round() -> None:
    """What a worker does again and again. A database that is locked or away is asked again the next time."""
    _sign_of_life().touch()
    try:
        jobs.reap()
        files.sweep()
        files.sweep_leftovers()
        call_command("db_worker", batch=True, interval=1, startup_delay=False, reload=False, verbosity=0)
    except (InterfaceError, OperationalError):
        logger.warning("The database could not be asked; the worker goes on.", exc_info=True)
        connection.close()


class Command(BaseCommand):
    help = "Do queued jobs one after the other, and take up those that a killed worker left."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--is-alive", action="store_true", help="say by the exit status whether one works"
        )

    def handle(self, *_args: object, **options: object) -> None:
        if options["is_alive"]:
            if not is_alive():
                raise CommandError("No worker is alive.")
            return
        while True:
            come_round()
            time.sleep(1)
