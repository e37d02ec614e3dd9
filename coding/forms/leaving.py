"""What is asked before a file is made to leave the house, and what is decided then."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coding.models import Publication, Release
from interviews.models import Attribute
from projects.models import Project


class LeavingForm(forms.Form):
    """By whose IDs participants are cited, and what of them may be printed."""

    publication = forms.ModelChoiceField(
        Publication.objects.none(),
        label=gettext_lazy("Participants are called"),
        required=False,
        empty_label=gettext_lazy("by the IDs of the study"),
        help_text=gettext_lazy(
            "With IDs of a publication nobody can put its quotes together with those of another by number."
        ),
    )
    attributes = forms.ModelMultipleChoiceField(
        Attribute.objects.none(),
        label=gettext_lazy("Attributes that it may print, if it prints any"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Tick what readers need: the fewer, the fewer people stand out. “Never print” stays out anyway."
        ),
    )

    def __init__(self, project: Project, *args: Any) -> None:
        super().__init__(*args)
        self._printable = project.attributes.filter(never_print=False)
        fields: dict[str, Any] = self.fields
        fields["publication"].queryset = project.publications.all()
        fields["publication"].label_from_instance = lambda publication: (
            _("as in “%(name)s”") % {"name": publication}
        )
        fields["attributes"].queryset = self._printable
        if not self._printable:
            del self.fields["attributes"]

    @property
    def left_out(self) -> list[int]:
        kept = {attribute.pk for attribute in self.cleaned_data.get("attributes", ())}
        return [pk for pk in self._printable.values_list("pk", flat=True) if pk not in kept]


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[
            (Release.Decision.LET_GO, gettext_lazy("It may leave the house")),
            (Release.Decision.KEPT_BACK, gettext_lazy("It stays here")),
        ],
        widget=forms.RadioSelect,
    )
    is_stale_fine = forms.BooleanField(
        label=gettext_lazy("Summaries may go out though codings under them changed since"), required=False
    )
    is_silent_fine = forms.BooleanField(
        label=gettext_lazy("I read each of these: none quotes somebody who allows no quotes"), required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Kept with the decision; name nobody in it."),
    )

    def __init__(self, stale: int, silent: int, *args: Any) -> None:
        """With how many summaries are behind, and how many words are of people who allow no quotes."""
        super().__init__(*args)
        for name, count in (("is_stale_fine", stale), ("is_silent_fine", silent)):
            if not count:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision") == Release.Decision.LET_GO:
            for name, words in self._doubts().items():
                if name in self.fields and not cleaned.get(name):
                    self.add_error(name, words)
        return cleaned

    def _doubts(self) -> dict[str, str]:
        """What must be said before a file goes in which it is asked."""
        return {
            "is_stale_fine": _(
                "Say that these may go out as they are, or bring the summaries up to date first."
            ),
            "is_silent_fine": _("Say that these are nobody’s words in particular, or take them out first."),
        }


class PublicationForm(forms.Form):
    DRAWN, WRITTEN = "drawn", "written"

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=120, help_text=gettext_lazy("Of the paper, report or talk.")
    )
    way = forms.ChoiceField(
        label=gettext_lazy("IDs"),
        choices=[
            (DRAWN, gettext_lazy("drawn by chance: the words below with 1, 2, 3 …")),
            (WRITTEN, gettext_lazy("as written down for each participant as “ID in publications”")),
        ],
        widget=forms.RadioSelect,
        initial=DRAWN,
    )
    begins = forms.CharField(
        label=gettext_lazy("IDs begin with"),
        max_length=20,
        initial="Participant ",
        required=False,
        strip=False,
        help_text=gettext_lazy("Such as “Participant ” with a space, or “Q”."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("way") == self.DRAWN and not cleaned.get("begins", "").strip():
            self.add_error("begins", _("Say what IDs begin with."))
        return cleaned


class GroupsForm(forms.Form):
    size = forms.IntegerField(
        label=gettext_lazy("Fewest participants who must share a combination of attributes"),
        min_value=1,
        max_value=50,
        help_text=gettext_lazy("1 asks nothing."),
    )
