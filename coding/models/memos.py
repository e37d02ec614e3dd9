"""Memos: notes on a coding, code, transcript, participant or the project."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coding.models.codebook import Code
from coding.models.codings import Coding
from coding.models.layers import Layer
from coding.models.resolutions import Resolution
from interviews.models import Participant, Transcript
from projects.models import Project, User


class MemoQuerySet(models.QuerySet["Memo"]):
    def visible_to(self, user: User) -> "MemoQuerySet":
        """Memos made in a blind round stay private to their author until the reveal."""
        return self.filter(Q(layer=None) | Q(layer__in=Layer.objects.visible_to(user)))


THINGS = ("coding", "code", "transcript", "participant", "resolution")
"""What a memo can be on, by the names of its columns."""


def _only(thing: str) -> Q:
    """On this thing, or on none."""
    return Q(**{name: None for name in THINGS if name != thing})


class Memo(models.Model):
    """A note on at most one thing; on none, it is an entry of the project's journal."""

    guid = models.UUIDField(default=uuid.uuid4, unique=True)
    project = models.ForeignKey(Project, models.CASCADE, related_name="memos")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memos")
    layer = models.ForeignKey(Layer, models.CASCADE, null=True, related_name="memos")
    body = models.TextField(_("memo"))
    reply_to = models.ForeignKey("self", models.CASCADE, null=True, related_name="replies")
    coding = models.ForeignKey(Coding, models.CASCADE, null=True, related_name="memos")
    code = models.ForeignKey(Code, models.CASCADE, null=True, related_name="memos")
    transcript = models.ForeignKey(Transcript, models.CASCADE, null=True, related_name="memos")
    participant = models.ForeignKey(Participant, models.CASCADE, null=True, related_name="memos")
    resolution = models.ForeignKey(Resolution, models.CASCADE, null=True, related_name="memos")
    made = models.DateTimeField(default=timezone.now)
    changed = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)
    """The number, as its author knows it, of the event that gave it its body, so that nobody overwrites what
    they have not seen; 1 while it is as first written."""
    resolved = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = MemoQuerySet.as_manager()

    class Meta:
        ordering = ["made"]
        constraints = [
            models.CheckConstraint(
                name="memo_is_on_one_thing",
                condition=_only("coding")
                | _only("code")
                | _only("transcript")
                | _only("participant")
                | _only("resolution"),
            ),
            models.CheckConstraint(condition=~Q(body=""), name="memo_is_not_empty"),
        ]

    def __str__(self) -> str:
        return f"memo {self.guid}"
