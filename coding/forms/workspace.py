"""What the workspace asks for where there is no script: a code, and words of a turn."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from coding.codebook.tree import tree_of
from coding.rounds.seats import Seat, text_of
from coding.workspace.codings import Wish
from interviews.models import Revision, Transcript
from interviews.spans import Span


class WordsForm(forms.Form):
    """A code for words of a turn, which are typed or pasted; without words, for the whole turn."""

    turn = forms.IntegerField(label=_("Number of the turn"), min_value=1, max_value=2**31 - 1)
    words = forms.CharField(
        label=_("Words"),
        required=False,
        help_text=_("As they stand in the turn. Without any, the whole turn is coded."),
    )
    code = forms.TypedChoiceField(label=_("Code"), coerce=int)

    def __init__(self, transcript: Transcript, seat: Seat | None, *args: Any) -> None:
        super().__init__(*args)
        self.transcript, self.revision = transcript, text_of(transcript, seat)
        codes = self.fields["code"]
        assert isinstance(codes, forms.ChoiceField)  # noqa: S101  as declared above
        codes.choices = [(node.code.pk, str(node)) for node in tree_of(transcript.project)]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        if "turn" in answers:
            answers["span"] = span_in(self.revision, answers["turn"], answers.get("words", ""))
        return answers

    def wish(self, guid: UUID) -> Wish:
        return Wish(guid, self.cleaned_data["code"], self.cleaned_data["span"], self.revision.number)


def span_in(revision: Revision, number: int, words: str) -> Span:
    """Where the words stand in the turn, or the whole turn; raises ``ValidationError`` by field."""
    turn = revision.turns.filter(number=number).first()
    if turn is None:
        raise forms.ValidationError({"turn": _("The transcript has no turn of this number.")})
    if not words:
        return turn.span
    start = revision.text.find(words, turn.start, turn.end)
    if start < 0:
        raise forms.ValidationError({"words": _("These words do not stand in this turn.")})
    return Span(start, start + len(words))
