"""What a machine needs before it serves: tables, cache, and the demo study in a database that has none."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from projects.models import Project, User


class Command(BaseCommand):
    help = "Migrate, make the cache table and, in a demo, load the demo study unless there is another."

    def handle(self, *_args: object, **_options: object) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        if settings.DEMO and not Project.objects.exists() and not User.objects.exists():
            try:
                call_command("demo", stdout=self.stdout)
            except CommandError as error:
                self.stderr.write(str(error))
