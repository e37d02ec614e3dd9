"""Exemplars: excerpts pinned to a code to show what it means."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coding.models.codebook import Code
from interviews.models import Revision, Transcript
from interviews.spans import Span


class Exemplar(models.Model):
    """``[start, end)`` of a revision as what the code typically means, or nearly means and does not."""

    class Kind(models.TextChoices):
        TYPICAL = "typical", _("typical")
        NEAR_MISS = "near miss", _("near miss")

    guid = models.UUIDField(default=uuid.uuid4, unique=True)
    code = models.ForeignKey(Code, models.CASCADE, related_name="exemplars")
    transcript = models.ForeignKey(Transcript, models.CASCADE, related_name="exemplars")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="exemplars")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    note = models.CharField(_("why"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["made", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="exemplar_is_not_empty"),
            models.CheckConstraint(
                condition=Q(kind__in=["typical", "near miss"]), name="exemplar_kind_is_known"
            ),
            models.UniqueConstraint(
                fields=["code", "revision", "start", "end"], name="exemplar_once_under_a_code"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.code_id}"

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)
