"""Quotes picked for the report, each with the reason why it stands there."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models import Revision, Transcript
from interviews.spans import Span
from projects.models import Project


class PickedQuote(models.Model):
    """``[start, end)`` of a revision, to be quoted in the report.

    It is of words and of nobody's reading: a passage is picked once, however many codes and coders it has.
    """

    class Reason(models.TextChoices):
        TYPICAL = "typical", _("typical")
        NEGATIVE = "negative case", _("negative case")
        VIVID = "vivid", _("vivid")
        TURNING_POINT = "turning point", _("turning point")
        OTHER = "other", _("other")

    guid = models.UUIDField(default=uuid.uuid4, unique=True)
    project = models.ForeignKey(Project, models.CASCADE, related_name="picked_quotes")
    transcript = models.ForeignKey(Transcript, models.CASCADE, related_name="picked_quotes")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="picked_quotes")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    reason = models.CharField(_("reason"), max_length=20, choices=Reason)
    note = models.CharField(_("in words"), max_length=300, blank=True)
    """Words that go with the reason; where it is another, they are the reason."""
    position = models.PositiveIntegerField()
    """Its place in the order that the team gave them; numbers may be left out."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="picked_quote_is_not_empty"),
            models.CheckConstraint(
                condition=Q(reason__in=["typical", "negative case", "vivid", "turning point"])
                | (Q(reason="other") & ~Q(note="")),
                name="picked_quote_has_a_reason",
            ),
            models.UniqueConstraint(fields=["revision", "start", "end"], name="passage_picked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.reason} at [{self.start}, {self.end})"

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def why(self) -> str:
        """The reason as it is read: ``vivid: says it with a proverb``."""
        label = str(self.get_reason_display())
        if self.reason == self.Reason.OTHER:
            return self.note
        return f"{label}: {self.note}" if self.note else label
