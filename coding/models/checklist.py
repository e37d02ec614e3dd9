"""The reporting checklist: what the team says to each of its items."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.models import Project


class ChecklistAnswer(models.Model):
    """The team's own words to one item, beside what the study shows by itself."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="checklist_answers")
    item = models.PositiveSmallIntegerField()
    """Its number in the checklist (``coding.checklist.items``)."""
    body = models.TextField(_("answer"), blank=True)
    does_not_apply = models.BooleanField(_("does not apply"), default=False)
    """To this study; the words say why."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)
    """Drawn anew with each change, so that nobody overwrites what they have not seen; it counts nothing."""

    class Meta:
        ordering = ["item"]
        constraints = [
            models.UniqueConstraint(fields=["project", "item"], name="item_answered_once_in_a_project"),
            models.CheckConstraint(condition=Q(item__gte=1, item__lte=32), name="item_is_of_the_checklist"),
            models.CheckConstraint(
                condition=Q(does_not_apply=False) | ~Q(body=""), name="what_does_not_apply_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"answer to item {self.item}"
