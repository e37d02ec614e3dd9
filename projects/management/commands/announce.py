"""Says where Verbatim is served, once it is."""

import os
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

DEMO_LOGIN = "demo-login"


class Command(BaseCommand):
    help = "Wait until the web process answers, then print its address and, in a demo, a login."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("host")
        parser.add_argument("port", type=int)
        parser.add_argument("pid", type=int, help="the web process; when it ends, waiting ends")

    def handle(self, *_args: object, **options: object) -> None:
        host, port, pid = str(options["host"]), options["port"], int(str(options["pid"]))
        asked = "127.0.0.1" if host in {"0.0.0.0", "[::]", "::"} else host  # noqa: S104  compared, not bound
        while not self.answers(f"http://{asked}:{port}/health/"):
            if not self.runs(pid):
                raise CommandError(
                    f"The server stopped. Is port {port} in use? VERBATIM_PORT chooses another."
                )
            time.sleep(0.1)
        self.stdout.write(f"\nVerbatim is served at http://{asked}:{port}/")
        login = settings.DATA_DIR / DEMO_LOGIN
        if login.exists():
            self.stdout.write(f"Log in as {login.read_text(encoding='utf-8').strip()}")
        self.stdout.flush()

    @staticmethod
    def answers(url: str) -> bool:
        try:
            with urllib.request.urlopen(url, timeout=2) as response:  # noqa: S310  our own address
                return bool(response.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    @staticmethod
    def runs(pid: int) -> bool:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        return True
