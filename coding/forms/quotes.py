"""Where a picked quote is to stand, and by what the balance of quotes is told."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from coding.forms.excerpts import chooser
from coding.retrieval.balance import groupings
from interviews.models import Attribute
from projects.models import Project


class MoveForm(forms.Form):
    place = forms.IntegerField(label=_lazy("Place"), min_value=1, max_value=9999)


class BalanceForm(forms.Form):
    def __init__(self, query: QueryDict, project: Project) -> None:
        self._attributes = {str(each.pk): each for each in groupings(project)}
        first = next(iter(self._attributes), "")
        super().__init__({"by": query.get("by", first)}, auto_id="balance_%s")
        choices = [(key, str(each)) for key, each in self._attributes.items()]
        self.fields["by"] = chooser(_("Groups by"), choices, _("participants alone"))

    @property
    def attribute(self) -> Attribute | None:
        """By whose values; the first there is where nothing was asked."""
        return self._attributes.get(self.cleaned_data.get("by", "")) if self.is_valid() else None
