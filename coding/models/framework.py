"""The framework matrix: what a researcher wrote in its cells, and the passages that it stands on."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coding.models.codebook import Code
from interviews.models import Participant, Revision, Transcript
from interviews.spans import Span
from projects.models import Project


class Summary(models.Model):
    """What somebody wrote of one participant under one theme, of a whole case, or of a whole theme."""

    class Part(models.TextChoices):
        CELL = "cell", _("a participant under a theme")
        CASE = "case", _("the case as a whole")
        TYPE = "type", _("the type of the case")
        THEME = "theme", _("a theme across participants")

    class Answer(models.TextChoices):
        """Why nothing is to be summarised; nothing said is not the same as either."""

        NOT_FOUND = "not found", _("looked for, not found")
        NOT_ASKED = "not asked", _("not asked")

    project = models.ForeignKey(Project, models.CASCADE, related_name="summaries")
    part = models.CharField(max_length=5, choices=Part, default=Part.CELL)
    participant = models.ForeignKey(Participant, models.CASCADE, null=True, related_name="summaries")
    theme = models.ForeignKey(Code, models.CASCADE, null=True, related_name="summaries")
    body = models.TextField(blank=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="summaries")
    changed = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)
    """The number of the event that gave it its words, so that nobody overwrites what they have not seen."""
    ground = models.JSONField(default=list)
    """The codings under it when it was written: id and length of each, so that it shows what changed."""

    class Meta:
        verbose_name_plural = "summaries"
        constraints = [
            models.CheckConstraint(
                name="summary_is_of_what_its_part_says",
                condition=Q(part="cell", participant__isnull=False, theme__isnull=False)
                | Q(part__in=["case", "type"], participant__isnull=False, theme=None)
                | Q(part="theme", participant=None, theme__isnull=False),
            ),
            models.CheckConstraint(
                name="only_a_cell_is_not_found_or_not_asked",
                condition=Q(answer="") | Q(part="cell", answer__in=["not found", "not asked"]),
            ),
            models.UniqueConstraint(
                fields=["participant", "theme"], condition=Q(part="cell"), name="one_summary_in_a_cell"
            ),
            models.UniqueConstraint(
                fields=["participant", "part"], condition=Q(theme=None), name="one_summary_of_a_case"
            ),
            models.UniqueConstraint(
                fields=["theme"], condition=Q(part="theme"), name="one_summary_across_a_theme"
            ),
        ]

    def __str__(self) -> str:
        return " × ".join(str(each) for each in (self.participant, self.theme) if each)

    @property
    def is_empty(self) -> bool:
        return not (self.body or self.answer)


class Support(models.Model):
    """A passage that a summary's words lead to or, without a mark, that was chosen to be quoted under it.

    It is the coding of this GUID while there is one, wherever its words have moved to; else the place
    that was kept.
    """

    summary = models.ForeignKey(Summary, models.CASCADE, related_name="supports")
    mark = models.CharField(max_length=60, blank=True)
    """How the summary's words cite it, such as ``P07:T12``; nothing where it is quoted."""
    coding = models.UUIDField(null=True)
    transcript = models.ForeignKey(Transcript, models.CASCADE, related_name="supports")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="supports")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="support_is_not_empty"),
            models.UniqueConstraint(
                fields=["summary", "mark"], condition=~Q(mark=""), name="mark_once_in_a_summary"
            ),
            models.UniqueConstraint(
                fields=["summary", "revision", "start", "end"],
                condition=Q(mark=""),
                name="quoted_once_under_a_summary",
            ),
        ]

    def __str__(self) -> str:
        return self.mark or f"[{self.start}, {self.end})"

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)
