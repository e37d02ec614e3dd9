"""The framework matrix: what a researcher wrote in its cells."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from coding.models.codebook import Code
from interviews.models import Participant


class Summary(models.Model):
    """What somebody wrote on one participant under one theme, in their own words."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="summaries")
    theme = models.ForeignKey(Code, models.CASCADE, related_name="summaries")
    body = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="summaries")
    changed = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "summaries"
        constraints = [
            models.UniqueConstraint(fields=["participant", "theme"], name="one_summary_in_a_cell"),
        ]

    def __str__(self) -> str:
        return f"{self.participant} × {self.theme}"
