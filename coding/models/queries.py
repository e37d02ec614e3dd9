"""What people asked for, kept: free text that stands in no address, and queries that have a name."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.models import Project, User


class SavedQueryQuerySet(models.QuerySet["SavedQuery"]):
    def offered_to(self, user: User) -> "SavedQueryQuerySet":
        """Those with a name that are the person's own or shared with the team."""
        return self.exclude(name="").filter(Q(by=user) | Q(shared=True)).order_by("name", "pk")


class SavedQuery(models.Model):
    """What a person filtered by, so that no words of an interview stand in an address.

    ``wishes`` hold ``words``, or a ``query`` (``coding.analysis.query``); of one with a name also ``beside``,
    the rest of its address. One with a name is listed; it never changes but in its name and sharing.
    """

    guid = models.UUIDField(default=uuid.uuid4, unique=True)
    project = models.ForeignKey(Project, models.CASCADE, related_name="saved_queries")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    wishes = models.JSONField(default=dict)
    name = models.CharField(_("name"), max_length=80, blank=True)
    shared = models.BooleanField(_("shared with the team"), default=False)
    made = models.DateTimeField(default=timezone.now)

    objects = SavedQueryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "saved queries"
        constraints = [
            models.CheckConstraint(condition=Q(shared=False) | ~Q(name=""), name="a_shared_query_has_a_name"),
            models.UniqueConstraint(
                fields=["project", "by", "name"], condition=~Q(name=""), name="query_name_once_for_a_person"
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"query {self.guid}"
