"""Forms of uploading: choosing files, and saying who speaks in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews.parsing import SUFFIXES, Choice, Draft, Label, Role
from interviews.staging import Staged
from interviews.uploads import Said, Source


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files; none is an empty list."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        return list(data or [])


class UploadForm(forms.Form):
    sent = ManyFilesField(
        label=gettext_lazy("Files"),
        required=False,
        widget=ManyFiles(attrs={"accept": ",".join(SUFFIXES)}),
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=180, required=False)
    text = forms.CharField(
        label=gettext_lazy("Text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 8})
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("sent") and not cleaned.get("text", "").strip():
            raise forms.ValidationError(_("Choose one or more files, or paste a text."))
        if len(cleaned.get("text", "")) * 4 > settings.MAX_UPLOAD_BYTES:
            raise forms.ValidationError(_("The pasted text is too long; upload it as a .txt file."))
        return cleaned


@dataclass(frozen=True)
class LabelFields:
    """One detected label and the two fields that ask about it."""

    label: Label
    role: forms.BoundField
    who: forms.BoundField
    guess: forms.BoundField
    is_new: bool


class StagedForm(forms.Form):
    """One upload: its title, its labels and who they are; or its encoding where that is not known."""

    leave_out = forms.BooleanField(required=False)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    interviewee = forms.CharField(label=gettext_lazy("Who is interviewed"), max_length=20, required=False)

    def __init__(self, staged: Staged, posted: Mapping[str, Any] | None = None) -> None:
        self.staged = staged
        self.labels = staged.draft.labels if staged.draft else ()
        prefix = f"f{staged.file.pk}"
        self.is_unseen = posted is not None and f"{prefix}-title" not in posted
        """Whether the page that was posted did not show yet what the file was read as."""
        super().__init__(prefix=prefix, initial={"title": staged.title})
        self.fields["title"].widget.attrs["size"] = 40
        if staged.unknown or (posted and f"{prefix}-encoding" in posted):
            self.fields["encoding"] = forms.CharField(required=False)
        for place, label in enumerate(self.labels):
            self._ask(place, label)
        if posted is not None:
            self.is_bound, self.data = True, self._filled(posted)

    def _ask(self, place: int, label: Label) -> None:
        guess = self.staged.guesses.get(label.name)
        roles = [
            (Role.PARTICIPANT.value, _("a participant")),
            (Role.INTERVIEWER.value, _("the interviewer")),
            (Role.NOT_A_SPEAKER.value, _("not a speaker")),
        ]
        same = [
            (f"same:{other}", _("the same as %(label)s") % {"label": each.name})
            for other, each in enumerate(self.labels)
            if other != place
        ]
        self.fields[f"role{place}"] = forms.ChoiceField(choices=roles + same, initial=label.role.value)
        self.fields[f"who{place}"] = forms.CharField(
            max_length=20, required=False, initial=guess.code if guess else ""
        )
        self.fields[f"guess{place}"] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=guess.code if guess and guess.is_new else ""
        )

    def _filled(self, posted: Mapping[str, Any]) -> dict[str, Any]:
        """What was posted, and the proposal for each field that the page did not have yet."""
        filled = {}
        for name, field in self.fields.items():
            key = self.add_prefix(name)
            fresh = None if name == "leave_out" else self.get_initial_for_field(field, name)
            filled[key] = posted.get(key, fresh)
        return {key: value for key, value in filled.items() if value is not None}

    def asked(self) -> Iterator[LabelFields]:
        for place, label in enumerate(self.labels):
            known = self.staged.guesses.get(label.name)
            role, who, guess = (self[f"{name}{place}"] for name in ("role", "who", "guess"))
            yield LabelFields(label, role, who, guess, is_new=bool(known and known.is_new))

    def draft(self, read: Draft) -> Draft:
        """What was read, with its turns as the person said."""
        return read.with_speakers(
            {label.name: self._choice(place) for place, label in enumerate(self.labels)}
        )

    def _choice(self, place: int) -> Choice:
        said = self.cleaned_data[f"role{place}"]
        what, _colon, other = said.partition(":")
        if what == "same":
            return Choice(Role.PARTICIPANT, same_as=self.labels[int(other)].name)
        return Choice(Role(said))

    def source(self) -> Source:
        cleaned = self.cleaned_data
        who = {
            label.name: Said(cleaned[f"who{place}"], cleaned[f"who{place}"] == cleaned[f"guess{place}"])
            for place, label in enumerate(self.labels)
            if cleaned[f"who{place}"]
        }
        return Source(self.staged.file, who, cleaned["interviewee"])
