"""The form that defines an attribute."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews.attributes import Definition
from interviews.models import Attribute


class AttributeForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Attribute.Kind.choices)
    choices = forms.CharField(
        label=gettext_lazy("Choices"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "For “one of” and “many of”: one a line. Change a line to rename the choice for everybody."
        ),
    )
    never_print = forms.BooleanField(
        label=gettext_lazy("Never print"),
        required=False,
        help_text=gettext_lazy(
            "Stays out of every report and export. Those made before it is ticked are deleted."
        ),
    )

    def __init__(self, *args: Any, attribute: Attribute | None = None) -> None:
        super().__init__(*args)
        if attribute:
            self.initial = {
                "name": attribute.name,
                "kind": attribute.kind,
                "choices": "\n".join(choice.value for choice in attribute.choices.all()),
                "never_print": attribute.never_print,
            }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        lines = [line.strip() for line in cleaned.get("choices", "").splitlines() if line.strip()]
        if cleaned.get("kind") in {Attribute.Kind.ONE_OF, Attribute.Kind.MANY_OF} and not lines:
            self.add_error("choices", _("Name the choices, one a line."))
        if any(len(line) > 120 for line in lines):
            self.add_error("choices", _("A choice has at most 120 characters."))
        if any(";" in line for line in lines):
            self.add_error("choices", _("A choice can't hold “;”, which stands between several of them."))
        return cleaned

    def definition(self) -> Definition:
        said = self.cleaned_data
        lines = said["choices"].splitlines()
        return Definition(said["name"].strip(), said["kind"], lines, said["never_print"])
