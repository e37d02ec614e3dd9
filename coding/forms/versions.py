"""What people fill in about versions of the codebook."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from coding.codebook.versions import LONGEST
from coding.models import Edition


class VersionForm(forms.Form):
    name = forms.CharField(
        label=_lazy("Name of the version"),
        max_length=LONGEST,
        help_text=_lazy("Such as “Pilot codebook”, or the round that is coded with it."),
    )


class CompareForm(forms.Form):
    """Two editions by their numbers, the earlier first; without a choice, the last version and now."""

    first = forms.TypedChoiceField(label=_lazy("From"), coerce=int)
    second = forms.TypedChoiceField(label=_lazy("To"), coerce=int)

    def __init__(self, asked: QueryDict, editions: Sequence[Edition]) -> None:
        self.editions = {edition.number: edition for edition in editions}
        newest = max(self.editions)
        named = [edition.number for edition in editions if edition.name and edition.number < newest]
        usual = {"first": max(named, default=min(self.editions)), "second": newest}
        super().__init__({name: asked.get(name) or number for name, number in usual.items()})
        choices = [(edition.number, _label(edition)) for edition in editions]
        for field in self.fields.values():
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  as declared above
            field.choices = choices

    @property
    def pair(self) -> tuple[Edition, Edition] | None:
        """``None`` where the address names no two editions."""
        if not self.is_valid():
            return None
        first, second = sorted((self.cleaned_data["first"], self.cleaned_data["second"]))
        return self.editions[first], self.editions[second]


def _label(edition: Edition) -> str:
    said = _("Edition %(number)d") % {"number": edition.number}
    return f"{said}: {edition.name}" if edition.name else said
