"""Transcripts: their text in revisions, its turns, who speaks, and when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from interviews.models.participants import Participant
from interviews.spans import Span
from projects.models import Project, ProjectTag, StoredFile


class TaggedTranscript(ItemBase):
    """That a transcript carries a tag of its project."""

    tag = models.ForeignKey(ProjectTag, models.CASCADE, related_name="tagged_transcripts")
    content_object = models.ForeignKey("interviews.Transcript", models.CASCADE, related_name="tagged")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="tag_once_on_a_transcript"),
        ]

    def __str__(self) -> str:
        return str(self.tag)


class TranscriptQuerySet(models.QuerySet["Transcript"]):
    def in_order(self) -> "TranscriptQuerySet":
        """By the first participant's ID, as they are cited; those without participants last, by title."""
        first = Appearance.objects.filter(transcript=models.OuterRef("pk")).order_by("participant__place")
        place = models.Subquery(first.values("participant__place")[:1])
        return self.order_by(place.asc(nulls_last=True), "title", "pk")


class Transcript(models.Model):
    """One interview; its text lies in revisions, of which ``current`` is the one to read."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="transcripts")
    title = models.CharField(_("title"), max_length=200)
    current = models.ForeignKey("interviews.Revision", models.RESTRICT, null=True, related_name="+")
    participants = models.ManyToManyField(
        Participant, through="interviews.Appearance", related_name="transcripts"
    )
    original = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    made = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = TranscriptQuerySet.as_manager()
    tags = TaggableManager(through=TaggedTranscript, blank=True)

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("workspace", args=[self.project.slug, self.pk])


def numbered(code: str, number: int) -> str:
    """What citations call a participant in their first, second … transcript: P07 or P07.2."""
    return code if number == 1 else f"{code}.{number}"


class Appearance(models.Model):
    """That a participant speaks in a transcript, which is their first, second …: P07 or P07.2."""

    transcript = models.ForeignKey(Transcript, models.CASCADE, related_name="appearances")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="appearances")
    number = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["participant__place", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["transcript", "participant"], name="participant_once_in_a_transcript"
            ),
            models.UniqueConstraint(
                fields=["participant", "number"], name="appearance_number_once_for_a_participant"
            ),
        ]

    def __str__(self) -> str:
        return numbered(self.participant.code, self.number)


class Speaker(models.Model):
    """A label under which somebody speaks in a transcript, and who that is."""

    class Kind(models.TextChoices):
        PARTICIPANT = "participant", _("participant")
        INTERVIEWER = "interviewer", _("interviewer")

    transcript = models.ForeignKey(Transcript, models.CASCADE, related_name="speakers")
    label = models.CharField(max_length=100)
    kind = models.CharField(max_length=12, choices=Kind)
    participant = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="speakers")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["transcript", "label"], name="label_once_in_a_transcript"),
            models.CheckConstraint(
                condition=Q(kind="participant") | Q(participant=None),
                name="an_interviewer_is_no_participant",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Revision(models.Model):
    """The text as it stood at one time; it never changes. Offsets are Unicode code points."""

    transcript = models.ForeignKey(Transcript, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(default=1)
    text = models.TextField()
    length = models.PositiveIntegerField()
    edits = models.JSONField(default=list)
    """The edit map from the revision before: ``[start, end, length in this text]`` for each change."""
    reason = models.CharField(max_length=200, blank=True)
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["transcript", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["transcript", "number"], name="revision_number_once_in_a_transcript"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.transcript}, revision {self.number}"


class Turn(models.Model):
    """An uninterrupted stretch by one speaker; label and time mark stand in the text before ``start``.

    Text that belongs to nobody (a heading, front matter) is a turn without a speaker.
    """

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="turns")
    number = models.PositiveIntegerField()
    speaker = models.ForeignKey(Speaker, models.SET_NULL, null=True, related_name="turns")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    at_ms = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ["revision", "start"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "number"], name="turn_number_once_in_a_revision"),
            models.CheckConstraint(condition=Q(start__lte=F("end")), name="turn_does_not_run_backwards"),
        ]
        indexes = [models.Index(fields=["revision", "start"], name="turn_by_place")]

    def __str__(self) -> str:
        return f"T{self.number}"

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class TimeMark(models.Model):
    """A time of the recording that the file gave, and where in the text it stood."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="time_marks")
    position = models.PositiveIntegerField()
    at_ms = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["revision", "position"]

    def __str__(self) -> str:
        return f"{self.at_ms} ms at {self.position}"
