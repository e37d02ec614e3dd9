"""What a person asks of coded transcripts on paper."""

from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from coding.excerpts.retrieval import Whose, whose_choices
from coding.reports.transcript import WAYS, Way, Wish
from coding.workspace.neighbours import gathered
from interviews.models import Appearance
from projects.models import Project, User


class PrintForm(forms.Form):
    """Which transcripts, whose codings, and what stands in the margin."""

    transcript = forms.MultipleChoiceField(
        label=gettext_lazy("Transcripts"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one transcript.")},
    )
    whose = forms.ChoiceField(label=gettext_lazy("Whose codings"), required=False)
    way = forms.ChoiceField(
        label=gettext_lazy("In the margin of the PDF"),
        choices=list(WAYS.items()),
        initial=Way.STRIPES,
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("In Word, each coding is a comment by its coder."),
    )
    times = forms.BooleanField(label=gettext_lazy("Print time marks"), required=False)
    memos = forms.BooleanField(label=gettext_lazy("Print memos on codings"), required=False)

    def __init__(self, project: Project, posted: QueryDict | None, chosen: list[str]) -> None:
        super().__init__(posted, initial={"transcript": chosen}, auto_id="print_%s")
        self._posted = posted or QueryDict()
        self._members = list(User.objects.filter(memberships__project=project).order_by("name", "pk"))
        self._offer("transcript", _titles(project))
        self._offer("whose", whose_choices(self._members))

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  as declared
        field.choices = choices

    @property
    def offers_any(self) -> bool:
        field = self.fields["transcript"]
        return isinstance(field, forms.ChoiceField) and bool(field.choices)

    @property
    def kept(self) -> str:
        """What was asked, as another form reads it again."""
        return urlencode([(name, each) for name in self.fields for each in self._posted.getlist(name)])

    @property
    def wish(self) -> Wish:
        """What was asked, of a valid form."""
        asked = self.cleaned_data
        return Wish(
            tuple(dict.fromkeys(map(int, asked["transcript"]))),
            Whose.named(asked["whose"], self._members),
            Way(asked["way"] or Way.STRIPES),
            asked["times"],
            asked["memos"],
        )


class TranscriptsForm(PrintForm):
    """The same of a part of a report: all transcripts, where none is ticked."""

    def __init__(self, query: QueryDict, project: Project) -> None:
        super().__init__(project, query, [])
        ticked, way = self.fields["transcript"], self.fields["way"]
        ticked.label, ticked.required = gettext("Transcripts; all, if none is ticked"), False
        way.widget = forms.Select(choices=list(WAYS.items()))

    def clean_transcript(self) -> list[str]:
        ticked: list[str] = self.cleaned_data["transcript"]
        return ticked or [key for key, _label in self.fields["transcript"].choices]  # type: ignore[attr-defined]


def _titles(project: Project) -> list[tuple[str, str]]:
    """As they are cited and called."""
    speaking: dict[int, list[str]] = {}
    for each in Appearance.objects.filter(transcript__project=project).select_related("participant"):
        speaking.setdefault(each.transcript_id, []).append(str(each))
    return [
        (str(pk), " · ".join(filter(None, [gathered(speaking.get(pk, [])), title])))
        for pk, title in project.transcripts.in_order().values_list("pk", "title")
    ]
