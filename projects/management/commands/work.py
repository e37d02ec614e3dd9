"""The worker process."""

import time

from django.core.management import call_command
from django.core.management.base import BaseCommand

from projects import files, jobs


class Command(BaseCommand):
    help = "Do queued jobs one after the other, and take up those that a killed worker left."

    def handle(self, *args: object, **options: object) -> None:
        while True:
            jobs.reap()
            files.sweep()
            call_command("db_worker", batch=True, interval=1, startup_delay=False, reload=False, verbosity=0)
            time.sleep(1)
