"""What a theme matrix is asked to be made of."""

from collections import defaultdict
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coding.excerpts.retrieval import Whose, whose_choices
from coding.matrix.grouping import GROUPING, Arrangement, Condition
from coding.matrix.rows import By
from coding.matrix.wish import PERCENT_FROM, Crossing, Shows, Wish
from interviews.models import Attribute, AttributeChoice
from projects.models import Project, User

Choices = list[tuple[str, str]]
Grouped = list[tuple[str, str | Choices]]


class MatrixForm(forms.Form):
    """Rows, restrictions, whose codings and what cells show; everything has a default."""

    rows = forms.ChoiceField(label=gettext_lazy("Rows"), required=False)
    where = forms.ChoiceField(label=gettext_lazy("Only participants"), required=False)
    tag = forms.ChoiceField(label=gettext_lazy("Only transcripts tagged"), required=False)
    whose = forms.ChoiceField(label=gettext_lazy("Whose codings"), required=False)
    shows = forms.ChoiceField(
        label=gettext_lazy("Cells show"),
        required=False,
        choices=[
            (Shows.PRESENCE, gettext_lazy("presence, or how many of N")),
            (Shows.COUNTS, gettext_lazy("passages")),
            (Shows.WORDS, gettext_lazy("words")),
            (Shows.CITATIONS, gettext_lazy("passages and citations")),
            (Shows.QUOTES, gettext_lazy("passages and quotes")),
        ],
    )
    cross = forms.ChoiceField(label=gettext_lazy("Columns open into"), required=False)
    percent = forms.IntegerField(
        label=gettext_lazy("Percent from N"),
        required=False,
        min_value=1,
        max_value=9999,
        widget=forms.NumberInput({"placeholder": PERCENT_FROM}),
    )

    def __init__(self, query: QueryDict, project: Project) -> None:
        super().__init__(query, auto_id="matrix_%s")
        self._members = list(User.objects.filter(memberships__project=project).order_by("name", "pk"))
        self._tags = {str(tag.pk): tag for tag in project.tags.all()}
        attributes = project.attributes.prefetch_related("choices")
        self._rows = _arrangements(attributes)
        self._conditions = _conditions(attributes)
        self._qualifiers = {str(each.pk): each for each in project.qualifiers.prefetch_related("values")}
        others = [(by.value, by.words) for by in By if by]
        self._offer("rows", [("", _("participants by ID")), *others, *_by(self._rows)])
        self._offer("cross", [("", _("nothing")), *((key, str(q)) for key, q in self._qualifiers.items())])
        self._offer("where", [("", _("all")), *_by_attribute(self._conditions)])
        self._offer("tag", [("", _("any")), *((key, tag.name) for key, tag in self._tags.items())])
        self._offer("whose", whose_choices(self._members))
        self._opened = frozenset(int(pk) for pk in query.getlist("open") if pk.isdecimal() and len(pk) < 10)

    def _offer(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  as declared above
        field.choices = choices

    @property
    def wish(self) -> Wish:
        """What was asked for; the default for what was asked wrongly."""
        answers = self.cleaned_data if self.is_valid() or hasattr(self, "cleaned_data") else {}
        rows = answers.get("rows", "")
        attribute, is_grouped = self._rows.get(rows, (None, False))
        qualifier = self._qualifiers.get(answers.get("cross", ""))
        return Wish(
            whose=Whose.named(answers.get("whose", ""), self._members),
            arrangement=Arrangement(
                By(rows) if rows in set(By) else By.PARTICIPANTS,
                attribute,
                is_grouped,
                self._conditions.get(answers.get("where", "")),
                self._tags.get(answers.get("tag", "")),
            ),
            opened=self._opened,
            shows=Shows(answers.get("shows") or ""),
            crossing=Crossing.of(qualifier) if qualifier else None,
            percent_from=answers.get("percent") or PERCENT_FROM,
        )

    @property
    def opened(self) -> list[int]:
        """For the hidden fields that keep columns open when the form is sent."""
        return sorted(self._opened)


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


def _by_attribute(conditions: dict[str, Condition]) -> Grouped:
    by: defaultdict[str, Choices] = defaultdict(list)
    for key, condition in conditions.items():
        by[str(condition.attribute)].append((key, condition.value))
    return list(by.items())
