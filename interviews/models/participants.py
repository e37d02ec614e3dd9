"""Participants and what the study knows about them."""

from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews import outgoing
from interviews.naming import padded
from projects.models import Project


class Consent(models.TextChoices):
    FULL = "full", _("full")
    ANONYMISED = "anonymised quotes only", _("anonymised quotes only")
    NO_QUOTES = "no quotes", _("no quotes")
    WITHDRAWN = "withdrawn", _("withdrawn")


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def in_study(self) -> "ParticipantQuerySet":
        """Those who have not withdrawn."""
        return self.exclude(consent=Consent.WITHDRAWN)

    def not_to_be_quoted(self) -> "ParticipantQuerySet":
        """All but those whose consent says that they may be."""
        return self.exclude(consent__in=[Consent.FULL, Consent.ANONYMISED])


class Participant(models.Model):
    """Who was interviewed, known to every page by ``code`` (P07) and never by name."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="participants")
    code = models.CharField(_("ID"), max_length=20)
    place = models.CharField(max_length=200, editable=False)
    """The ID as lists are ordered by it, P2 before P10; kept by ``save``."""
    consent = models.CharField(_("consent"), max_length=30, choices=Consent, default=Consent.FULL)
    publication_code = models.CharField(_("ID in publications"), max_length=20, blank=True)
    made = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn = models.DateTimeField(null=True, editable=False)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="participant_id_once_in_a_project"),
            models.CheckConstraint(condition=~Q(code=""), name="participant_has_an_id"),
        ]

    def __str__(self) -> str:
        return self.code

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **more: Any) -> None:
        self.place = padded(self.code)
        if update_fields is not None and "code" in update_fields:
            update_fields = {*update_fields, "place"}
        super().save(*args, update_fields=update_fields, **more)

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any
    ) -> Self:
        """As the participant is called in what is being made for outside, if anything is."""
        person = super().from_db(db, field_names, values, **more)
        if outgoing.is_renaming() and "code" in field_names:
            person.code = outgoing.called(person.pk, person.code)
            person.place = padded(person.code)
        return person


class RealName(models.Model):
    """The name behind an ID, in a table of its own that no list, excerpt or export reads."""

    participant = models.OneToOneField(
        Participant, models.CASCADE, primary_key=True, related_name="real_name"
    )
    name = models.CharField(_("real name"), max_length=200)

    def __str__(self) -> str:
        return f"name of {self.participant}"


class Attribute(models.Model):
    """Something the project records of each participant, such as rank."""

    class Kind(models.TextChoices):
        TEXT = "text", _("text")
        NUMBER = "number", _("number")
        YES_NO = "yes/no", _("yes/no")
        DATE = "date", _("date")
        ONE_OF = "one of", _("one of")
        MANY_OF = "many of", _("many of")

    project = models.ForeignKey(Project, models.CASCADE, related_name="attributes")
    name = models.CharField(_("name"), max_length=60)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.TEXT)
    never_print = models.BooleanField(
        _("never print"), default=False, help_text=_("Stays out of every report and export.")
    )
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="attribute_name_once_in_a_project"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_choices(self) -> bool:
        return self.kind in {self.Kind.ONE_OF, self.Kind.MANY_OF}


class AttributeChoice(models.Model):
    """One of the values that a "one of" or "many of" attribute offers."""

    attribute = models.ForeignKey(Attribute, models.CASCADE, related_name="choices")
    value = models.CharField(_("value"), max_length=120)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["attribute", "value"], name="choice_once_in_an_attribute"),
        ]

    def __str__(self) -> str:
        return self.value


def plain(number: Decimal) -> str:
    """The number without zeros behind the point: 3.5, 12, 100."""
    digits = f"{number:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


class AttributeValue(models.Model):
    """What is known of one participant in one attribute; "many of" has a row for each choice."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="values")
    attribute = models.ForeignKey(Attribute, models.CASCADE, related_name="values")
    text = models.CharField(max_length=500, null=True)  # noqa: DJ001  NULL says "not this kind", "" can't
    number = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    flag = models.BooleanField(null=True)
    date = models.DateField(null=True)
    choice = models.ForeignKey(AttributeChoice, models.CASCADE, null=True, related_name="values")

    is_left_out = False
    """Whether it is not to be printed in what is being made (``interviews.outgoing``)."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="value_is_of_one_kind",
                condition=Q(text__isnull=False, number=None, flag=None, date=None, choice=None)
                | Q(text=None, number__isnull=False, flag=None, date=None, choice=None)
                | Q(text=None, number=None, flag__isnull=False, date=None, choice=None)
                | Q(text=None, number=None, flag=None, date__isnull=False, choice=None)
                | Q(text=None, number=None, flag=None, date=None, choice__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["participant", "attribute"],
                condition=Q(choice=None),
                name="one_value_in_an_attribute",
            ),
            models.UniqueConstraint(
                fields=["participant", "attribute", "choice"], name="choice_once_for_a_participant"
            ),
        ]

    def __str__(self) -> str:
        if self.is_left_out:
            return ""
        for value in (self.choice, self.text, self.date):
            if value is not None:
                return str(value)
        if self.flag is not None:
            return str(_("yes") if self.flag else _("no"))
        return "" if self.number is None else plain(self.number)

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any
    ) -> Self:
        """Empty where the attribute is not to be printed in what is being made for outside."""
        value = super().from_db(db, field_names, values, **more)
        if "attribute_id" in field_names and outgoing.is_left_out(value.attribute_id):
            value.text = value.number = value.flag = value.date = None
            value.is_left_out = True
        return value
