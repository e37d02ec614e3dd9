"""Layers: whose reading a coding belongs to, and how far a coder has read."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coding.models.rounds import Round
from interviews.models import Transcript, Turn
from projects.models import Project, User


class LayerQuerySet(models.QuerySet["Layer"]):
    def visible_to(self, user: User) -> "LayerQuerySet":
        """The one filter that keeps blind rounds blind: another's work in one shows after the reveal."""
        return self.filter(
            ~Q(kind=Layer.Kind.ROUND)
            | Q(coder=user)
            | Q(round__is_blind=False)
            | Q(round__revealed__isnull=False)
        )

    def open_work(self, project: Project) -> "Layer":
        """The layer in which everybody codes together."""
        return self.get(project=project, kind=Layer.Kind.OPEN)


class Layer(models.Model):
    """Open work, one coder's work in a round, or a consensus; once closed it never changes."""

    class Kind(models.TextChoices):
        OPEN = "open", _("open work")
        ROUND = "round", _("a coder's work in a round")
        CONSENSUS = "consensus", _("consensus")

    project = models.ForeignKey(Project, models.CASCADE, related_name="layers")
    kind = models.CharField(max_length=10, choices=Kind)
    round = models.ForeignKey(Round, models.CASCADE, null=True, related_name="layers")
    coder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed = models.DateTimeField(null=True)

    objects = LayerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="layer_is_open_or_a_coders_round_or_consensus",
                condition=Q(kind="open", round=None, coder=None)
                | Q(kind="round", round__isnull=False, coder__isnull=False)
                | Q(kind="consensus", round=None, coder=None),
            ),
            models.UniqueConstraint(
                fields=["project"], condition=Q(kind="open"), name="one_open_layer_in_a_project"
            ),
            models.UniqueConstraint(
                fields=["project"], condition=Q(kind="consensus"), name="one_consensus_in_a_project"
            ),
            models.UniqueConstraint(
                fields=["round", "coder"], condition=Q(kind="round"), name="one_layer_for_a_coder_in_a_round"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Reading(models.Model):
    """How far a coder is with a transcript in a layer; no row means not started."""

    class State(models.TextChoices):
        IN_PROGRESS = "in progress", _("in progress")
        COMPLETE = "complete", _("complete")

    layer = models.ForeignKey(Layer, models.CASCADE, related_name="readings")
    transcript = models.ForeignKey(Transcript, models.CASCADE, related_name="readings")
    coder = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="readings")
    state = models.CharField(max_length=12, choices=State)
    changed = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["layer", "transcript", "coder"], name="one_reading_of_a_transcript_in_a_layer"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["in progress", "complete"]), name="reading_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.coder}: {self.transcript} {self.state}"


class Assignment(models.Model):
    """That a coder is asked to code a transcript in a layer."""

    layer = models.ForeignKey(Layer, models.CASCADE, related_name="assignments")
    transcript = models.ForeignKey(Transcript, models.CASCADE, related_name="assignments")
    coder = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="assignments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["layer", "transcript", "coder"], name="assigned_once_in_a_layer"),
        ]

    def __str__(self) -> str:
        return f"{self.transcript} for {self.coder}"


class ReadTurn(models.Model):
    """That a coder has read a turn and found nothing to code in it; never set by scrolling past."""

    layer = models.ForeignKey(Layer, models.CASCADE, related_name="read_turns")
    turn = models.ForeignKey(Turn, models.CASCADE, related_name="read_by")
    coder = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="read_turns")
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["layer", "turn", "coder"], name="turn_read_once_in_a_layer"),
        ]

    def __str__(self) -> str:
        return f"{self.turn} read by {self.coder}"


class Presence(models.Model):
    """When a person's page last said that it has a transcript open."""

    transcript = models.ForeignKey(Transcript, models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="presences")
    seen = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["transcript", "user"], name="present_once_in_a_transcript"),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.transcript}"
