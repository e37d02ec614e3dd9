"""Rounds: pieces of independent coding, fixed beforehand."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coding.models.codebook import Edition
from interviews.models import Revision
from projects.models import Project


class Round(models.Model):
    """Which transcripts, coders, edition, unit and coefficient; blind or open."""

    class Unit(models.TextChoices):
        TURN = "turn", _("turns")
        SENTENCE = "sentence", _("sentences")
        PARAGRAPH = "paragraph", _("paragraphs")
        CHARACTER = "character", _("characters")

    class Purpose(models.TextChoices):
        RELIABILITY = "reliability", _("how well coders agree")
        STABILITY = "stability", _("whether a coder agrees with themselves later")
        TRAINING = "training", _("how well a new coder learned the codebook, beside the consensus")

    project = models.ForeignKey(Project, models.CASCADE, related_name="rounds")
    name = models.CharField(_("name"), max_length=80)
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose, default=Purpose.RELIABILITY)
    note = models.TextField(_("note"), blank=True)
    edition = models.ForeignKey(Edition, models.RESTRICT, related_name="rounds")
    unit = models.CharField(max_length=10, choices=Unit, default=Unit.TURN)
    coefficient = models.CharField(max_length=40, default="krippendorff_alpha")
    threshold = models.FloatField(default=0.5)
    is_blind = models.BooleanField(default=True)
    with_interviewer = models.BooleanField(_("count interviewers' turns too"), default=False)
    sampling = models.JSONField(default=dict)
    """How the transcripts were drawn: ``way`` is chosen, random or strata; ``of`` how many there were to draw
    from; with strata, ``attribute`` is its name; ``withdrawn`` and ``deleted`` count what went since."""
    seed = models.PositiveBigIntegerField(null=True)
    """The random draw number, by which the same are drawn again; ``None`` where they were chosen."""
    earlier = models.ForeignKey("self", models.SET_NULL, null=True, related_name="later")
    """The round that this one is compared with."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(default=timezone.now)
    closed = models.DateTimeField(null=True)
    revealed = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made"]
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="round_name_once_in_a_project"),
            models.CheckConstraint(
                condition=Q(revealed=None) | Q(closed__isnull=False), name="revealed_only_when_closed"
            ),
            models.CheckConstraint(
                condition=Q(threshold__gt=0, threshold__lte=1), name="threshold_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RoundTranscript(models.Model):
    """The revision of a transcript on which the round is coded."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="transcripts")
    revision = models.ForeignKey(Revision, models.RESTRICT, related_name="rounds")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "revision"], name="revision_once_in_a_round")]

    def __str__(self) -> str:
        return f"{self.revision} in {self.round}"


class RoundCoder(models.Model):
    round = models.ForeignKey(Round, models.CASCADE, related_name="coders")
    coder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "coder"], name="coder_once_in_a_round")]

    def __str__(self) -> str:
        return f"{self.coder} in {self.round}"
