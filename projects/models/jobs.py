"""Long work."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.models.projects import Project
from projects.models.records import StoredFile


class Job(models.Model):
    """A piece of long work that somebody started: how far it is, and its result."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    project = models.ForeignKey(Project, models.CASCADE, related_name="jobs")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    wishes = models.JSONField(default=dict)
    """What was asked for: the arguments of the work, as JSON."""
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    step = models.CharField(max_length=200, blank=True)
    """The part that is being done, by its key (``projects.pace.Part``)."""
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    """How many pages or places the part has, as far as is known."""
    percent = models.PositiveSmallIntegerField(default=0)
    expected = models.DateTimeField(null=True)
    """When it should be over, by its pace and by earlier jobs of its kind."""
    measured = models.JSONField(default=dict)
    """Of a job that is done: seconds of each part, the size of what was set, and how many pages it made."""
    problem = models.TextField(blank=True)
    """What went wrong; of a job that is done, what is not as it should be."""
    attempts = models.PositiveSmallIntegerField(default=0)
    cancel_asked = models.BooleanField(default=False)
    made = models.DateTimeField(default=timezone.now)
    started = models.DateTimeField(null=True)
    heartbeat = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    result = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-made"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "running", "done", "failed", "cancelled"]),
                name="job_state_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.state})"

    @property
    def is_over(self) -> bool:
        return self.state in {self.State.DONE, self.State.FAILED, self.State.CANCELLED}
