"""Codings: one code applied by one coder to one span of a transcript, in one layer."""

import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from coding.models.codebook import Code, Edition, QualifierValue
from coding.models.layers import Layer
from interviews.models import Revision, Transcript
from interviews.spans import Span
from projects.models import Project, ProjectTag, User


class CodingQuerySet(models.QuerySet["Coding"]):
    def of(self, project: Project) -> "CodingQuerySet":
        return self.filter(transcript__project=project)

    def visible_to(self, user: User) -> "CodingQuerySet":
        return self.filter(layer__in=Layer.objects.visible_to(user))

    def by(self, *coders: User) -> "CodingQuerySet":
        return self.filter(coder__in=coders)

    def under(self, codes: Iterable[Code | int]) -> "CodingQuerySet":
        return self.filter(code__in=codes)

    def touching(self, span: Span) -> "CodingQuerySet":
        """Those that share a character with the span; touching borders is not sharing."""
        return self.filter(start__lt=span.end, end__gt=span.start)


class TaggedCoding(ItemBase):
    """That a coding carries a tag of its project."""

    tag = models.ForeignKey(ProjectTag, models.CASCADE, related_name="tagged_codings")
    content_object = models.ForeignKey("coding.Coding", models.CASCADE, related_name="tagged")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="tag_once_on_a_coding")]

    def __str__(self) -> str:
        return str(self.tag)


class Coding(models.Model):
    """``[start, end)`` in Unicode code points of the revision's text; ``guid`` is made by the client."""

    guid = models.UUIDField(default=uuid.uuid4, unique=True)
    # Layer, transcript and code come first in a constraint or an index below; a second one would only be
    # another to write, and lead SQLite astray.
    layer = models.ForeignKey(Layer, models.CASCADE, related_name="codings", db_index=False)
    coder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="codings", db_index=False
    )
    transcript = models.ForeignKey(Transcript, models.CASCADE, related_name="codings", db_index=False)
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="codings")
    code = models.ForeignKey(Code, models.RESTRICT, related_name="codings", db_index=False)
    edition = models.ForeignKey(Edition, models.RESTRICT, related_name="codings")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    made = models.DateTimeField(default=timezone.now)
    is_auto = models.BooleanField(default=False)
    """Applied to the hits of a search, not after reading; agreement between coders leaves it out."""
    qualifiers = models.ManyToManyField(QualifierValue, through="coding.CodingQualifier")

    objects = CodingQuerySet.as_manager()
    tags = TaggableManager(through=TaggedCoding, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="coding_is_not_empty"),
            models.UniqueConstraint(
                fields=["layer", "revision", "code", "coder", "start", "end"], name="coded_once_in_a_layer"
            ),
        ]
        indexes = [
            models.Index(fields=["coder", "layer", "revision"], name="coding_by_coder"),
            models.Index(fields=["transcript", "start", "end"], name="coding_by_place"),
            models.Index(fields=["code", "transcript", "start", "end", "layer"], name="coding_by_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code_id} at [{self.start}, {self.end})"

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class CodingQualifier(models.Model):
    """That a coding carries a qualifier's value, such as direction: mutes."""

    coding = models.ForeignKey(Coding, models.CASCADE, related_name="marks")
    value = models.ForeignKey(QualifierValue, models.RESTRICT, related_name="marks")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["coding", "value"], name="qualifier_value_once_on_a_coding")
        ]

    def __str__(self) -> str:
        return str(self.value)
