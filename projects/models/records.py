"""What is kept of what happened: the log, who looked at what, and files."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.models.projects import Project


class Event(models.Model):
    """One change, numbered within its project; an act is one or more, and undo plays their rows backwards."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="events")
    number = models.PositiveBigIntegerField()
    act = models.PositiveBigIntegerField()
    """The number of the first event of the act."""
    undoes = models.PositiveBigIntegerField(null=True)
    """The act that this one takes back; an act that takes back such a one does it again."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    verb = models.CharField(max_length=30)
    kind = models.CharField(max_length=30)
    object_id = models.CharField(max_length=36)
    layer_id = models.BigIntegerField(null=True)
    """Whose reading it belongs to; ``None`` for what every member may see."""
    facts = models.JSONField(default=dict)
    """Ids and offsets only, no interview text."""
    rows = models.JSONField(null=True)
    """``[model, key, before, after]`` for each row it changed (``projects.acts``); may hold texts of memos
    and names of codes, so a withdrawal empties it. ``None``: it can't be undone."""

    class Meta:
        ordering = ["project", "number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="event_number_once_in_a_project"),
        ]
        indexes = [
            models.Index(fields=["project", "kind", "object_id"], name="event_by_object"),
            models.Index(fields=["project", "by", "act"], name="event_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.kind} {self.object_id}"


class Access(models.Model):
    """That a person opened or downloaded something on a day, and how often."""

    class Verb(models.TextChoices):
        OPENED = "opened", _("opened")
        DOWNLOADED = "downloaded", _("downloaded")

    project = models.ForeignKey(Project, models.CASCADE, related_name="accesses")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="accesses")
    day = models.DateField()
    verb = models.CharField(max_length=10, choices=Verb)
    kind = models.CharField(max_length=30)
    object_id = models.CharField(max_length=36)
    what = models.CharField(max_length=200)
    times = models.PositiveIntegerField(default=1)
    last = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-last", "-pk"]
        verbose_name_plural = "accesses"
        constraints = [
            models.UniqueConstraint(
                fields=["project", "user", "day", "verb", "kind", "object_id"], name="one_access_line_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.verb} {self.what} on {self.day}"


class StoredFile(models.Model):
    """An upload or a result, kept under the private folder by its SHA-256 and served only by views."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="files")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField(null=True)
    """When a staged upload is swept; ``None`` for what stays."""

    class Meta:
        ordering = ["-made"]
        indexes = [models.Index(fields=["sha256"], name="file_by_sha256")]

    def __str__(self) -> str:
        return self.name
