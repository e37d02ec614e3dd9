"""What a team decided where coders of a round differed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coding.models.codebook import Edition
from coding.models.rounds import Round
from interviews.models import Revision
from interviews.spans import Span


class Resolution(models.Model):
    """One place ``[start, end)``, a unit of the round, in which its coders differ, and what became of it.

    The codings decided on stand in the consensus layer; the discussion is the memos on it.
    """

    class Outcome(models.TextChoices):
        UNDECIDED = "", _("not decided")
        ONE = "one", _("one coder's reading")
        ALL = "all", _("all coders' readings together")
        NONE = "none", _("no code here")
        OTHER = "other", _("other borders or codes")
        MEETING = "meeting", _("left for a meeting")

    round = models.ForeignKey(Round, models.CASCADE, related_name="resolutions")
    revision = models.ForeignKey(Revision, models.RESTRICT, related_name="resolutions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.UNDECIDED, blank=True)
    accepted = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    """Whose reading it is, where it is one coder's."""
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    """Who decided last."""
    changed = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)
    """One more with each decision, so that nobody decides over what they have not seen."""
    editions = models.ManyToManyField(Edition, related_name="resolutions")
    """Amendments of the codebook that it caused."""

    class Meta:
        ordering = ["round", "revision", "start"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "revision", "start", "end"], name="place_resolved_once_in_a_round"
            ),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="resolved_place_is_not_empty"),
            models.CheckConstraint(
                condition=Q(outcome="one") | Q(accepted=None), name="reading_accepted_only_of_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} at [{self.start}, {self.end})"

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)
