"""Loads the demo study."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from coding.demo import study
from projects.models import Project, User


class Command(BaseCommand):
    help = "Load the fictional demo study into a demo's database that holds no other study."

    def handle(self, *_args: object, **_options: object) -> None:
        if not settings.DEMO:
            raise CommandError("VERBATIM_DEMO is not 1: the demo study is for demo machines alone.")
        if Project.objects.filter(is_demo=True).exists():
            self.stdout.write("The demo study is there already; nothing was changed.")
            return
        if Project.objects.exists() or User.objects.exists():
            raise CommandError("This database holds another study; the demo study was not loaded.")
        self.stdout.write("Loading the demo study …")
        password = secrets.token_urlsafe(9)
        project = study.make(password)
        self.keep_login(study.email_of("mara"), password)
        codings = sum(transcript.codings.count() for transcript in project.transcripts.all())
        self.stdout.write(f"{project.transcripts.count()} interviews with {codings} codings by three coders.")

    @staticmethod
    def keep_login(email: str, password: str) -> None:
        """Write the login where ``announce`` finds it, for the machine's user alone."""
        path = Path(settings.DATA_DIR) / "demo-login"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            others = ", ".join(study.email_of(key) for key in study.PEOPLE if key != "mara")
            file.write(f"{email} with the password {password}\n(or as {others}: the same password)\n")
