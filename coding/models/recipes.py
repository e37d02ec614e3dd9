"""Recipes: reports composed of chosen parts in a chosen order, to be made again at any time."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.models import Project


class Recipe(models.Model):
    """What a report is made of, shared by the study's members; it holds no words of interviews.

    ``parts`` is a list, in the order of the report, of ``{"number", "kind", "title", "query", "paper",
    "turned"}``. A part's number is never given again within its recipe; its query is what the address of
    the part's own page would hold: ids, so that whoever prints sees what they may see.
    """

    class Paper(models.TextChoices):
        A4 = "A4", _("A4")
        LETTER = "letter", _("US Letter")
        A3 = "A3", _("A3")

        @property
        def sides(self) -> tuple[float, float]:
            """The short one and the long one, in millimetres."""
            return {"A4": (210, 297), "letter": (215.9, 279.4), "A3": (297, 420)}[self.value]

    guid = models.UUIDField(default=uuid.uuid4, unique=True)
    project = models.ForeignKey(Project, models.CASCADE, related_name="recipes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("title"), max_length=200, blank=True)
    subtitle = models.CharField(_("subtitle"), max_length=200, blank=True)
    authors = models.CharField(_("authors"), max_length=300, blank=True)
    note = models.TextField(_("note on the title page"), max_length=2000, blank=True)
    conventions = models.TextField(_("transcription conventions"), max_length=4000, blank=True)
    selection = models.TextField(_("how quotes were selected"), max_length=2000, blank=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    paper = models.CharField(_("paper"), max_length=10, choices=Paper, default=Paper.A4)
    parts = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    """By chance, so that after an undo no other recipe has this one."""
    made = models.DateTimeField(default=timezone.now)
    changed = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="recipe_name_once_in_a_project"),
            models.CheckConstraint(condition=~models.Q(name=""), name="recipe_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
