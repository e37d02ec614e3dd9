"""What is asked to pin an exemplar without script: words of a turn, of what kind, and why."""

from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from coding.codebook.exemplars import Pin
from coding.forms.excerpts import PlainSelect
from coding.forms.workspace import span_in
from coding.models import Code, Coding, Exemplar
from coding.workspace.codings import Wish
from interviews.models import Transcript
from projects.models import Project


class WhichCodingForm(forms.Form):
    """The coding whose words are to be pinned."""

    coding = forms.UUIDField()


def words_of(coding: Coding) -> dict[str, object]:
    """The coding's words as the form asks for them, as far as they stand in its first turn."""
    turn = coding.revision.turns.filter(end__gt=coding.start).order_by("start").first()
    if turn is None:
        return {}
    words = coding.revision.text[max(coding.start, turn.start) : min(coding.end, turn.end)]
    return {"transcript": coding.transcript_id, "turn": turn.number, "words": words}


class ExemplarForm(forms.Form):
    """Words of a turn, which are typed or pasted; without words, the whole turn."""

    transcript = forms.ModelChoiceField(Transcript.objects.none(), label=_("Transcript"), widget=PlainSelect)
    turn = forms.IntegerField(label=_("Number of the turn"), min_value=1, max_value=2**31 - 1)
    words = forms.CharField(
        label=_("Words"),
        required=False,
        help_text=_("As they stand in the turn. Without any, the whole turn is pinned."),
    )
    kind = forms.TypedChoiceField(
        label=_("What they show"),
        choices=[
            (Exemplar.Kind.TYPICAL, _("typical: what the code means")),
            (Exemplar.Kind.NEAR_MISS, _("a near miss: what it nearly means and does not")),
        ],
        coerce=Exemplar.Kind,
        widget=forms.RadioSelect,
        initial=Exemplar.Kind.TYPICAL,
    )
    note = forms.CharField(label=_("Why"), required=False, max_length=300)

    def __init__(self, project: Project, posted: QueryDict | None = None, **more: Any) -> None:
        super().__init__(posted, **more)
        transcripts = self.fields["transcript"]
        assert isinstance(transcripts, forms.ModelChoiceField)  # noqa: S101  as declared above
        transcripts.queryset = project.transcripts.in_order().select_related("current")

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        transcript: Transcript | None = answers.get("transcript")
        revision = transcript.current if transcript else None
        if revision and "turn" in answers:
            answers["span"] = span_in(revision, answers["turn"], answers.get("words", ""))
        return answers

    def pin(self, code: Code) -> Pin:
        answers = self.cleaned_data
        revision = answers["transcript"].current
        wish = Wish(uuid4(), code.pk, answers["span"], revision.number if revision else 0)
        return Pin(wish, answers["kind"], answers["note"])
