"""What people fill in to start a study."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coding.codebook.starting import Start
from coding.forms.codebook import sheet_in
from projects.models import Project


class StartForm(forms.ModelForm[Project]):
    start = forms.ChoiceField(
        label=_("Codebook"),
        choices=[
            (
                Start.DEFAULT,
                _("Police use of social media: 7 themes and 64 codes, 15 of them offered first"),
            ),
            (Start.EMPTY, _("Empty: make the codes yourself, before coding or from the text")),
            (Start.CSV, _("From a CSV file, which you see before it is taken over")),
        ],
        initial=Start.DEFAULT,
        widget=forms.RadioSelect,
    )
    file = forms.FileField(
        label=_("CSV file"),
        required=False,
        help_text=_("Only for a codebook from a CSV: a column “name” or “tag”, and any others."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )

    class Meta:
        model = Project
        fields = ["name", "description"]
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("start") != Start.CSV:
            cleaned["file"] = None
        elif not cleaned.get("file"):
            self.add_error("file", _("Choose the CSV file, or another codebook."))
        else:
            self._try_file(cleaned)
        return cleaned

    def _try_file(self, cleaned: dict[str, Any]) -> None:
        try:
            sheet_in(cleaned["file"])
        except forms.ValidationError as error:
            self.add_error("file", error)
