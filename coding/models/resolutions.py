"""What a team decided where coders of a round differed."""

import re

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coding.models.codebook import Edition
from coding.models.rounds import Round, RoundTranscript
from interviews.models import Revision
from interviews.spans import Span
from projects.models import Project

NAME = re.compile("([1-9][0-9]{0,8})-([1-9][0-9]{0,8})-([0-9]{1,9})-([1-9][0-9]{0,8})")


class Resolution(models.Model):
    """One place ``[start, end)``, a unit of the round, in which its coders differ, and what became of it.

    The codings decided on stand in the consensus layer; the discussion is the memos on it. A row is there as
    soon as somebody decided or wrote a memo, and stays when that is undone.
    """

    class Outcome(models.TextChoices):
        UNDECIDED = "", _("not decided")
        ONE = "one", _("one coder's reading")
        ALL = "all", _("all coders’ readings together")
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
    version = models.PositiveIntegerField(default=0)
    """Drawn anew with each decision, so that nobody decides over what they have not seen, also after an undo;
    0 where nothing was decided yet. No count, which would tell of others' work."""
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

    @property
    def name(self) -> str:
        """Round, revision, start and end: also of a place of which there is no row yet."""
        return f"{self.round_id}-{self.revision_id}-{self.start}-{self.end}"

    @classmethod
    def named(cls, project: Project, name: str) -> "Resolution | None":
        """The place of the project's, be there a row or not; ``None`` where it is in no finished round."""
        parts = NAME.fullmatch(name)
        if parts is None:
            return None
        round_, revision, start, end = map(int, parts.groups())
        known = RoundTranscript.objects.filter(
            round__project=project, round=round_, revision=revision, round__revealed__isnull=False
        )
        within = known.select_related("round", "revision").filter(revision__length__gte=end).first()
        if within is None or start >= end:
            return None
        row = cls.objects.select_related("round", "revision")
        found = row.filter(round=round_, revision=revision, start=start, end=end).first()
        return found or cls(round=within.round, revision=within.revision, start=start, end=end)

    @property
    def is_decided(self) -> bool:
        return self.outcome not in {self.Outcome.UNDECIDED, self.Outcome.MEETING}

    @property
    def words(self) -> str:
        """What was decided, such as ``Ana’s reading``."""
        if self.outcome == self.Outcome.ONE and self.accepted:
            return gettext("%(who)s’s reading") % {"who": self.accepted}
        return str(self.get_outcome_display())
