"""Qualifiers and their values, as an owner types them."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from coding.codebook.keys import FREE
from coding.codebook.qualifiers import Meant
from coding.models import Qualifier

VALUE = "value-"
"""Before the id of a value: the field with its name."""
RETIRED = "retired-"
"""Before the id of a value: whether it is no longer offered."""
KEYS = [("", _("by the name")), *((letter, letter.upper()) for letter in FREE)]
LONGEST = 60


class QualifierForm(forms.Form):
    """One qualifier: its name, what it is for, its key, its values, and another one."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST)
    use = forms.CharField(label=_("What it is for"), max_length=300, required=False)
    key = forms.ChoiceField(label=_("Key"), choices=KEYS, required=False)
    more = forms.CharField(label=_("Another value"), max_length=LONGEST, required=False)

    def __init__(self, asked: QueryDict | None = None, qualifier: Qualifier | None = None) -> None:
        told: dict[str, object] = {}
        if qualifier:
            told = {"name": qualifier.name, "use": qualifier.use, "key": qualifier.key}
        self.values = {f"{VALUE}{each.pk}": each for each in qualifier.values.all()} if qualifier else {}
        prefix = f"qualifier_{qualifier.pk}" if qualifier else "new"
        super().__init__(asked, initial=told, auto_id=f"{prefix}_%s", label_suffix="")
        for name, each in self.values.items():
            self.fields[name] = forms.CharField(initial=each.value, max_length=LONGEST, required=False)
            self.fields[f"{RETIRED}{each.pk}"] = forms.BooleanField(initial=each.is_retired, required=False)

    @property
    def meant(self) -> Meant:
        """What a valid form asks for."""
        typed = self.cleaned_data
        values = {each.pk: typed[name] for name, each in self.values.items() if name in self.data}
        retired = {pk for pk in values if typed[f"{RETIRED}{pk}"]}
        return Meant(typed["name"], typed["use"], typed["key"], values, retired, typed["more"])
