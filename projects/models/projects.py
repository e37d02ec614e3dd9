"""A study and its tags."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase

from projects.models.people import Role


class ProjectQuerySet(models.QuerySet["Project"]):
    def of(self, user: "settings.AUTH_USER_MODEL") -> "ProjectQuerySet":  # type: ignore[name-defined]
        """The projects in which the person has a role."""
        return self.filter(memberships__user=user)


class Project(models.Model):
    """A study: its people, participants, transcripts and codebook."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    description = models.TextField(_("what the study asks"), blank=True)
    is_demo = models.BooleanField(default=False, editable=False)
    made = models.DateTimeField(default=timezone.now, editable=False)
    last_event = models.PositiveBigIntegerField(default=0, editable=False)
    smallest_group = models.PositiveSmallIntegerField(default=3, editable=False)
    """How many participants must share what a report that leaves the house tells of one; 1 asks nothing."""
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, through="projects.Membership")

    objects = ProjectQuerySet.as_manager()

    role: Role | None = None
    """The role of the person who came through the door (``access.project_for``)."""

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("project", args=[self.slug])


class ProjectTag(TagBase):
    """A free label that belongs to one project, unlike taggit's own tags, which all projects share."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="tags")
    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(max_length=60, allow_unicode=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="tag_name_once_in_a_project"),
            models.UniqueConstraint(fields=["project", "slug"], name="tag_slug_once_in_a_project"),
        ]

    def slugify(self, tag: str, i: int | None = None) -> str:
        slug = slugify(tag, allow_unicode=True) or "tag"
        return slug if i is None else f"{slug}-{i}"
