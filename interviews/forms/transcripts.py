"""Forms on stored transcripts: which to list, tags, title, who speaks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews.models import Participant, Speaker, Transcript
from interviews.signs import validate_visible
from interviews.speakers import Said
from projects.models import Project, ProjectTag


class TranscriptFilter(forms.Form):
    words = forms.CharField(label=gettext_lazy("Title contains"), required=False, max_length=100)
    tag = forms.ModelChoiceField(
        ProjectTag.objects.none(), label=gettext_lazy("Tag"), required=False, empty_label=gettext_lazy("any")
    )
    participant = forms.ModelChoiceField(
        Participant.objects.none(),
        label=gettext_lazy("Participant"),
        required=False,
        empty_label=gettext_lazy("any"),
    )

    def __init__(self, project: Project, *args: Any) -> None:
        super().__init__(*args)
        self.fields["tag"].queryset = project.tags.all()  # type: ignore[attr-defined]
        self.fields["participant"].queryset = project.participants.in_study()  # type: ignore[attr-defined]

    def narrowed(self, transcripts: QuerySet[Transcript]) -> QuerySet[Transcript]:
        if not self.is_valid():
            return transcripts
        said = self.cleaned_data
        if said["words"]:
            transcripts = transcripts.filter(title__icontains=said["words"])
        if said["tag"]:
            transcripts = transcripts.filter(tagged__tag=said["tag"])
        if said["participant"]:
            transcripts = transcripts.filter(appearances__participant=said["participant"])
        return transcripts

    @property
    def is_used(self) -> bool:
        return self.is_valid() and any(self.cleaned_data.values())


class Ticked(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """The transcripts that are ticked; a number that no database holds is nobody's."""

    def clean(self, value: Any) -> Any:
        if any(len(str(pk)) > 18 for pk in value or ()):
            raise forms.ValidationError(_("There is no such transcript."))
        return super().clean(value)


class TagForm(forms.Form):
    """A tag for the transcripts that are ticked in the list."""

    tag = forms.CharField(label=gettext_lazy("Tag"), max_length=60)
    transcript = Ticked(Transcript.objects.none())

    def __init__(self, project: Project, *args: Any) -> None:
        super().__init__(*args)
        self.fields["transcript"].queryset = project.transcripts.all()  # type: ignore[attr-defined]


class TitleForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200, validators=[validate_visible])


@dataclass(frozen=True)
class SpeakerFields:
    """One speaker and the two fields that ask about them."""

    speaker: Speaker
    turns: int
    kind: forms.BoundField
    code: forms.BoundField


class SpeakersForm(forms.Form):
    """Who each speaker of a transcript is."""

    interviewee = forms.CharField(
        label=gettext_lazy("Also interviewed here"),
        help_text=gettext_lazy("The ID of somebody who speaks though no label says so."),
        max_length=20,
        required=False,
    )

    def __init__(self, transcript: Transcript, *args: Any) -> None:
        super().__init__(*args)
        self.speakers = list(transcript.speakers.select_related("participant"))
        for speaker in self.speakers:
            same = [
                (f"same:{other.pk}", _("the same as %(label)s") % {"label": other.label})
                for other in self.speakers
                if other != speaker
            ]
            self.fields[f"kind{speaker.pk}"] = forms.ChoiceField(
                choices=[*Speaker.Kind.choices, *same],
                initial=speaker.kind,
                label=_("What %(label)s is") % {"label": speaker.label},
            )
            self.fields[f"code{speaker.pk}"] = forms.CharField(
                max_length=20,
                required=False,
                initial=speaker.participant.code if speaker.participant else "",
                label=_("ID of %(label)s") % {"label": speaker.label},
                widget=forms.TextInput(attrs={"list": "ids", "size": 8}),
            )

    def asked(self, turns: dict[int, int]) -> Iterator[SpeakerFields]:
        for speaker in self.speakers:
            kind, code = self[f"kind{speaker.pk}"], self[f"code{speaker.pk}"]
            yield SpeakerFields(speaker, turns.get(speaker.pk, 0), kind, code)

    def said(self) -> dict[int, Said]:
        return {speaker.pk: self._said(speaker) for speaker in self.speakers}

    def _said(self, speaker: Speaker) -> Said:
        what, _colon, other = self.cleaned_data[f"kind{speaker.pk}"].partition(":")
        if what == "same":
            return Said(same_as=int(other))
        return Said(what, self.cleaned_data[f"code{speaker.pk}"])
