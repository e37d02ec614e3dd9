"""Filters that hold free text: posted, kept here, and named by id in the address."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from projects.models import Project


class SavedQuery(models.Model):
    """What a person filtered by, so that no words of an interview stand in an address."""

    guid = models.UUIDField(default=uuid.uuid4, unique=True)
    project = models.ForeignKey(Project, models.CASCADE, related_name="saved_queries")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    wishes = models.JSONField(default=dict)
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "saved queries"

    def __str__(self) -> str:
        return f"query {self.guid}"
