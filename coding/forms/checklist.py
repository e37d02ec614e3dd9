"""What a person writes to an item of the checklist."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from coding.checklist.writing import MOST, Words
from coding.models import ChecklistAnswer


class AnswerForm(forms.Form):
    """Own words, on the version that was opened."""

    body = forms.CharField(
        label=gettext_lazy("In the team’s words"),
        required=False,
        strip=False,
        max_length=2 * MOST,
        widget=forms.Textarea({"rows": 3}),
    )
    does_not_apply = forms.BooleanField(
        label=gettext_lazy("Does not apply to this study; the words say why"), required=False
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    @classmethod
    def of(cls, item: int, answer: ChecklistAnswer | None, posted: QueryDict | None = None) -> "AnswerForm":
        initial = {name: getattr(answer, name) for name in cls.base_fields} if answer else None
        return cls(posted, initial=initial, auto_id=f"item_{item}_%s")

    def on(self, item: int, answer: ChecklistAnswer) -> "AnswerForm":
        """The same words on the version that stands now, so that they overwrite it knowingly."""
        said = {**self.cleaned_data, "version": answer.version}
        return AnswerForm(said, auto_id=f"item_{item}_%s")

    @property
    def words(self) -> Words:
        return Words(self.cleaned_data["body"], self.cleaned_data["does_not_apply"])
