"""Says where Verbatim is served, once it is."""

import socket
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

DEMO_LOGIN = "demo-login"
PATIENCE = 60


class Command(BaseCommand):
    help = "Wait until the web process answers, then print its address and, in a demo, a login."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("host")
        parser.add_argument("port", type=int)
        parser.add_argument("--check-free", action="store_true", help="only see that the port is free")

    def handle(self, *_args: object, **options: object) -> None:
        host, port = str(options["host"]), int(str(options["port"]))
        if options["check_free"]:
            self.check_free(host, port)
            return
        asked = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104  compared, not bound
        deadline = time.monotonic() + PATIENCE
        while not self.answers(f"http://{asked}:{port}/health/"):
            if time.monotonic() > deadline:
                raise CommandError(f"Nothing answered at port {port} for {PATIENCE} seconds.")
            time.sleep(0.1)
        self.stdout.write(f"\nVerbatim is served at http://{asked}:{port}/")
        login = settings.DATA_DIR / DEMO_LOGIN
        if login.exists():
            self.stdout.write(f"Log in as {login.read_text(encoding='utf-8').strip()}")
        self.stdout.flush()

    @staticmethod
    def check_free(host: str, port: int) -> None:
        with socket.socket() as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind((host, port))
            except OSError as error:
                raise CommandError(
                    f"Can't listen at {host}:{port} ({error.strerror}); VERBATIM_PORT chooses another port."
                ) from error

    @staticmethod
    def answers(url: str) -> bool:
        try:
            with urllib.request.urlopen(url, timeout=2) as response:  # noqa: S310  our own address
                return bool(response.status == 200)
        except (urllib.error.URLError, OSError):
            return False
