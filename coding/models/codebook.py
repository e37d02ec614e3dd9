"""The codebook: a tree of codes, its editions, and the qualifiers of codings."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.models import Project


class Edition(models.Model):
    """The running number of a codebook, one more with each change of meaning; a name makes it a version."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    name = models.CharField(_("version name"), max_length=80, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    made = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    named = models.DateTimeField(null=True)
    """When it was given its name, which freezes it as a version."""

    class Meta:
        ordering = ["project", "number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="edition_number_once_in_a_project"),
            models.UniqueConstraint(
                fields=["project", "name"], condition=~Q(name=""), name="version_name_once_in_a_project"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.name})" if self.name else str(self.number)


class CodeQuerySet(models.QuerySet["Code"]):
    def in_use(self) -> "CodeQuerySet":
        """The codes that can be applied: not merged away, not deleted."""
        return self.filter(retired=None)


class Code(models.Model):
    """A code; a theme is a code without a parent. Codes are retired, never deleted."""

    guid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="codes")
    parent = models.ForeignKey("self", models.RESTRICT, null=True, blank=True, related_name="children")
    position = models.PositiveIntegerField(default=0)
    """Its place among its siblings; gaps mean nothing."""
    name = models.CharField(_("name"), max_length=120)
    key = models.CharField(max_length=80, blank=True, editable=False)
    """The key of the codebook file it came from, such as ``org.chiefs.mute``."""
    colour = models.CharField(
        _("colour"), max_length=7, blank=True, help_text=_("Empty: a shade of its theme.")
    )
    shade = models.PositiveIntegerField(default=0, editable=False)
    """Which shade of its theme it is without a colour of its own: given once, so that people can go by it."""
    definition = models.TextField(_("definition"), blank=True)
    apply_when = models.TextField(_("apply when"), blank=True)
    do_not_apply_when = models.TextField(_("do not apply when"), blank=True)
    example_type = models.TextField(_("type of example"), blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    is_first_choice = models.BooleanField(_("offered first"), default=False)
    is_in_vivo = models.BooleanField(default=False, editable=False)
    """Its name is the interviewee's words, until somebody promotes it."""
    made = models.DateTimeField(default=timezone.now, editable=False)
    retired = models.DateTimeField(null=True, editable=False)
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, related_name="merged_from")

    objects = CodeQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "parent", "name"],
                condition=Q(retired=None),
                name="code_name_once_under_a_parent",
            ),
            models.UniqueConstraint(
                fields=["project", "name"], condition=Q(retired=None, parent=None), name="theme_name_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="code_has_a_name"),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="code_is_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(colour="") | Q(colour__regex=r"^#[0-9a-fA-F]{6}$"), name="code_colour_is_hex"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **more: Any) -> None:
        if self._state.adding and self.parent_id and not self.shade:
            self.shade = next_shade(self.project_id, self.parent_id)
        super().save(*args, **more)


def next_shade(project: int, parent: int) -> int:
    """One more than the highest that a code of the parent's theme has or had."""
    rows = Code.objects.filter(project=project).order_by().values_list("pk", "parent", "shade")
    above = {pk: parent for pk, parent, _shade in rows}

    def theme(pk: int) -> int:
        while (up := above.get(pk)) is not None:
            pk = up
        return pk

    return 1 + max((shade for pk, _parent, shade in rows if theme(pk) == theme(parent)), default=0)


class CodeRevision(models.Model):
    """A code as it stood in one edition; immutable."""

    code = models.ForeignKey(Code, models.CASCADE, related_name="revisions")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="code_revisions")
    parent = models.ForeignKey(Code, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=120)
    definition = models.TextField(blank=True)
    apply_when = models.TextField(blank=True)
    do_not_apply_when = models.TextField(blank=True)
    example_type = models.TextField(blank=True)
    is_retired = models.BooleanField(default=False)
    merged_into = models.ForeignKey(Code, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["edition__number"]
        constraints = [
            models.UniqueConstraint(fields=["code", "edition"], name="one_code_revision_in_an_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, edition {self.edition}"


class Qualifier(models.Model):
    """A kind of mark on codings that the project defines, such as direction."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="qualifiers")
    name = models.CharField(_("name"), max_length=60)
    use = models.CharField(_("use"), max_length=300, blank=True)
    key = models.CharField(_("key"), max_length=1, blank=True)
    """The letter that was chosen to set it with; ``coding.codebook.keys`` finds one for the others."""
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="qualifier_once_in_a_project"),
            models.UniqueConstraint(
                fields=["project", "key"], condition=~models.Q(key=""), name="key_of_one_qualifier"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class QualifierValue(models.Model):
    qualifier = models.ForeignKey(Qualifier, models.CASCADE, related_name="values")
    value = models.CharField(_("value"), max_length=60)
    position = models.PositiveIntegerField(default=0)
    is_retired = models.BooleanField(default=False)
    """No longer offered while coding; shown and counted where it is on codings."""

    class Meta:
        ordering = ["qualifier__position", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["qualifier", "value"], name="value_once_in_a_qualifier"),
        ]

    def __str__(self) -> str:
        return self.value
