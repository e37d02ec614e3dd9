"""What is shown of two readings beside each other."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from coding.codebook.tree import Node
from coding.comparing.beside import DIFFERENT, HOWS, Filter, How


class BesideForm(forms.Form):
    """Which code, which kind of difference; all at first."""

    code = forms.ChoiceField(label=_("Code"), required=False)
    how = forms.ChoiceField(label=_("Kind"), required=False)
    turns = forms.ChoiceField(
        label=_("Turns"), required=False, choices=[("", _("all")), ("differing", _("with differences"))]
    )

    def __init__(self, query: QueryDict, nodes: list[Node]) -> None:
        super().__init__(query, auto_id="beside_%s")
        self._choose("code", [("", _("any code")), *((str(node.code.pk), node.code.name) for node in nodes)])
        self._choose("how", [("", _("every kind")), *((how.value, HOWS[how]) for how in DIFFERENT)])

    def _choose(self, name: str, choices: list[tuple[str, object]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  as declared above
        field.choices = [(value, str(label)) for value, label in choices]

    @property
    def wanted(self) -> Filter:
        self.is_valid()
        code, how = self.cleaned_data.get("code"), self.cleaned_data.get("how")
        return Filter(int(code) if code else None, How(how) if how else None)

    @property
    def only_differing(self) -> bool:
        self.is_valid()
        return bool(self.cleaned_data.get("turns")) or self.wanted != Filter()
