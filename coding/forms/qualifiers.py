"""Qualifiers and their values, as an owner types them."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from coding.codebook.qualifiers import Meant
from coding.models import Qualifier

VALUE = "value-"
"""Before the id of a value: the field with its name."""
LONGEST = 60


class QualifierForm(forms.Form):
    """One qualifier: its name, what it is for, its values, and another one."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST)
    use = forms.CharField(label=_("What it is for"), max_length=300, required=False)
    more = forms.CharField(label=_("Another value"), max_length=LONGEST, required=False)

    def __init__(self, asked: QueryDict | None = None, qualifier: Qualifier | None = None) -> None:
        told = {"name": qualifier.name, "use": qualifier.use} if qualifier else {}
        self.values = {f"{VALUE}{each.pk}": each for each in qualifier.values.all()} if qualifier else {}
        told |= {name: each.value for name, each in self.values.items()}
        prefix = f"qualifier_{qualifier.pk}" if qualifier else "new"
        super().__init__(asked, initial=told, auto_id=f"{prefix}_%s", label_suffix="")
        for name, each in self.values.items():
            self.fields[name] = forms.CharField(label=each.value, max_length=LONGEST, required=False)

    @property
    def meant(self) -> Meant:
        """What a valid form asks for."""
        typed = self.cleaned_data
        values = {each.pk: typed[name] for name, each in self.values.items() if name in self.data}
        return Meant(typed["name"], typed["use"], values, typed["more"])
