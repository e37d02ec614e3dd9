"""What leaves the house: publications with IDs of their own, what may be said in them, and what left."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models import Participant
from projects.models import Job, Project


class Publication(models.Model):
    """A paper, a report or a talk in which participants are called by other IDs than in the study."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="publications")
    guid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    prefix = models.CharField(_("IDs begin with"), max_length=20, blank=True)
    number = models.PositiveIntegerField(null=True)
    """Of the draw; ``None`` where IDs are those written down for each participant."""
    made = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="publication_name_once_in_a_project"),
        ]

    def __str__(self) -> str:
        return self.name


class PublishedID(models.Model):
    """What a publication calls a participant; it stays taken when they withdraw."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="ids")
    participant = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="published")
    code = models.CharField(max_length=30)

    class Meta:
        ordering = ["publication", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "code"], name="id_once_in_a_publication"),
            models.UniqueConstraint(
                fields=["publication", "participant"], name="participant_once_in_a_publication"
            ),
            models.CheckConstraint(condition=~Q(code=""), name="published_id_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.code


class AllowedWord(models.Model):
    """A word that somebody looked at and found to identify nobody; the check passes over it from then on."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="allowed_words")
    word = models.CharField(max_length=100)
    """As it was written where it was found."""
    key = models.CharField(max_length=100)
    """As words are compared."""
    made = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["project", "key"], name="word_allowed_once_in_a_project"),
        ]

    def __str__(self) -> str:
        return self.word


class Release(models.Model):
    """What somebody decided about a file that was to leave the house; it never changes."""

    class Decision(models.TextChoices):
        LET_GO = "let go", _("let go")
        KEPT_BACK = "kept back", _("kept back")

    project = models.ForeignKey(Project, models.CASCADE, related_name="releases")
    job = models.OneToOneField(Job, models.SET_NULL, null=True, related_name="release")
    publication = models.ForeignKey(Publication, models.RESTRICT, null=True, related_name="releases")
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=10)
    """Of the file, such as ``pdf``."""
    findings = models.PositiveIntegerField()
    """Words and numbers that might identify somebody and nobody had found fine."""
    small_groups = models.PositiveIntegerField()
    stale = models.PositiveIntegerField()
    """Summaries in it under which codings had changed since."""
    decision = models.CharField(max_length=10, choices=Decision)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-made", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=["let go", "kept back"]), name="release_decision_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} {self.decision}"
