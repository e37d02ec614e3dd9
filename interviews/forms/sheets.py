"""Forms of importing participants: choosing the file, and what each column is."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews.columns import CONSENT, LEAVE_OUT, NAME, PUBLICATION, WHO, Column
from interviews.models import Attribute
from projects.access import May, can
from projects.models import Project


class SheetForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"), widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"})
    )


class ColumnsForm(forms.Form):
    """A use for each column, and whether rows that name nobody known become participants.

    Who may not see real names is not offered to import them either, since that replaces those kept.
    """

    add_new = forms.BooleanField(
        label=gettext_lazy("Make participants of the rows that match nobody"), required=False
    )

    def __init__(self, project: Project, columns: Sequence[Column], *args: Any, add_new: bool) -> None:
        super().__init__(*args)
        self.initial = {"add_new": add_new}
        sees_names = can(project.role, May.SEE_NAMES)
        self.columns = [
            column if sees_names or column.use != NAME else replace(column, use=LEAVE_OUT)
            for column in columns
        ]
        choices = _uses(project, sees_names=sees_names)
        for column in self.columns:
            self.fields[f"use{column.place}"] = forms.ChoiceField(
                choices=choices,
                required=False,
                initial=column.use,
                label=_("Use of %(header)s") % {"header": column.header},
            )

    def asked(self) -> list[tuple[Column, forms.BoundField]]:
        return [(column, self[f"use{column.place}"]) for column in self.columns]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        uses = [cleaned.get(f"use{column.place}", "") for column in self.columns]
        if uses.count(WHO) != 1:
            raise forms.ValidationError(_("Choose exactly one column that says who a row is about."))
        known = [use.replace("extend", "attribute") for use in uses if use and not use.startswith("new:")]
        if len(known) != len(set(known)):
            raise forms.ValidationError(_("Two columns can't fill in the same attribute; leave one out."))
        return cleaned

    def chosen(self) -> list[Column]:
        if not self.is_valid():
            return list(self.columns)
        return [replace(column, use=self.cleaned_data[f"use{column.place}"]) for column in self.columns]

    def adds(self, default: bool) -> bool:
        return bool(self.cleaned_data["add_new"]) if self.is_valid() else default


def _uses(project: Project, *, sees_names: bool) -> list[tuple[Any, Any]]:
    attributes = list(project.attributes.all())
    fresh = [
        (f"new:{value}", _("new: %(kind)s") % {"kind": label}) for value, label in Attribute.Kind.choices
    ]
    more = [
        (f"extend:{each.pk}", _("%(name)s, with new choices") % {"name": each.name})
        for each in attributes
        if each.has_choices
    ]
    return [
        (LEAVE_OUT, _("leave out")),
        (WHO, _("who it is: ID, name or label")),
        (
            _("Columns of every participant"),
            [
                *([(NAME, _("real name, kept apart"))] if sees_names else []),
                (CONSENT, _("consent")),
                (PUBLICATION, _("ID in publications")),
            ],
        ),
        (_("Attributes of the project"), [(f"attribute:{each.pk}", each.name) for each in attributes] + more),
        (_("A new attribute"), fresh),
    ]
