"""What forms of matrices have in common: transcripts and coders; participants, in an order or in groups."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coding.excerpts.retrieval import Whose, whose_choices
from coding.matrix.grouping import GROUPING, Arrangement, Condition
from coding.matrix.rows import By
from interviews.models import Attribute, AttributeChoice
from projects.models import Project, ProjectTag, User

GONE = gettext_lazy("What was chosen here is not in this study, or no longer.")
Choices = list[tuple[str, str]]
Grouped = list[tuple[str, str | Choices]]


class CodingsForm(forms.Form):
    """Of which transcripts and whose codings something is counted; everything has a default."""

    tag = forms.ChoiceField(label=gettext_lazy("Only transcripts tagged"), required=False)
    whose = forms.ChoiceField(label=gettext_lazy("Whose codings"), required=False)

    def __init__(self, query: QueryDict, project: Project, auto_id: str) -> None:
        super().__init__(query, auto_id=auto_id)
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = GONE
        self._members = list(User.objects.filter(memberships__project=project).order_by("name", "pk"))
        self._tags = {str(tag.pk): tag for tag in project.tags.all()}
        self._offer("tag", [("", _("any")), *((key, tag.name) for key, tag in self._tags.items())])
        self._offer("whose", whose_choices(self._members))
        self.opened = sorted({int(pk) for pk in query.getlist("open") if pk.isdecimal() and len(pk) < 10})
        """What is open in the address, for the hidden fields that keep it so when the form is sent."""

    def _offer(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  as declared
        field.choices = choices

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered rightly."""
        return self.cleaned_data if self.is_valid() or hasattr(self, "cleaned_data") else {}

    @property
    def whose_codings(self) -> Whose:
        return Whose.named(self.answers.get("whose", ""), self._members)

    @property
    def tagged(self) -> ProjectTag | None:
        return self._tags.get(self.answers.get("tag", ""))


class RowsForm(CodingsForm):
    """Rows of participants too, and which of them."""

    field_order = ("rows", "where", "tag", "whose")
    others: Sequence[By] = ()
    """What rows can be made of beside participants and groups of them."""

    rows = forms.ChoiceField(label=gettext_lazy("Rows"), required=False)
    where = forms.ChoiceField(label=gettext_lazy("Only participants"), required=False)

    def __init__(self, query: QueryDict, project: Project) -> None:
        super().__init__(query, project, auto_id="matrix_%s")
        attributes = project.attributes.prefetch_related("choices")
        self._rows = _arrangements(attributes)
        self._conditions = _conditions(attributes)
        others = [(by.value, by.words) for by in self.others]
        self._offer("rows", [("", _("participants by ID")), *others, *_by(self._rows)])
        self._offer("where", [("", _("all")), *by_attribute(self._conditions)])

    @property
    def arrangement(self) -> Arrangement:
        """What was asked for; the default for what was asked wrongly."""
        answers = self.answers
        rows = answers.get("rows", "")
        attribute, is_grouped = self._rows.get(rows, (None, False))
        return Arrangement(
            By(rows) if rows in self.others else By.PARTICIPANTS,
            attribute,
            is_grouped,
            self._conditions.get(answers.get("where", "")),
            self.tagged,
        )


def printable_conditions(project: Project) -> dict[str, Condition]:
    """By which participants may be chosen for what can be downloaded as it stands."""
    return _conditions(project.attributes.filter(never_print=False).prefetch_related("choices"))


def _arrangements(attributes: QuerySet[Attribute]) -> dict[str, tuple[Attribute, bool]]:
    """Sorting by any attribute of one value, and grouping by those that make groups."""
    sorting = {f"by-{a.pk}": (a, False) for a in attributes if a.kind != Attribute.Kind.MANY_OF}
    grouping = {f"groups-{a.pk}": (a, True) for a in attributes if a.kind in GROUPING}
    return sorting | grouping


def _by(rows: dict[str, tuple[Attribute, bool]]) -> Grouped:
    by: defaultdict[bool, Choices] = defaultdict(list)
    for key, (attribute, is_grouped) in rows.items():
        by[is_grouped].append((key, str(attribute)))
    return [(_("participants sorted by"), by[False]), (_("groups by"), by[True])]


def _conditions(attributes: QuerySet[Attribute]) -> dict[str, Condition]:
    found: dict[str, Condition] = {}
    for attribute in attributes:
        if attribute.kind == Attribute.Kind.YES_NO:
            found[f"yes-{attribute.pk}"] = Condition(attribute, flag=True)
            found[f"no-{attribute.pk}"] = Condition(attribute, flag=False)
        choices: list[AttributeChoice] = list(attribute.choices.all()) if attribute.has_choices else []
        found |= {f"is-{choice.pk}": Condition(attribute, choice) for choice in choices}
    return found


def by_attribute(conditions: dict[str, Condition]) -> Grouped:
    by: defaultdict[str, Choices] = defaultdict(list)
    for key, condition in conditions.items():
        by[str(condition.attribute)].append((key, condition.value))
    return list(by.items())
