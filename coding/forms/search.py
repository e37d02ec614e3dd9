"""What a person looks for in the transcripts, and how the hits are to be coded."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from coding.analysis.finding import LONGEST, Query, Way
from coding.codebook.tree import CodeTree
from coding.forms.excerpts import PlainSelect
from coding.models import Code
from coding.search.asked import Who
from coding.search.auto_coding import Unit
from interviews.models import Speaker

WAYS = [
    (Way.PHRASE.value, _lazy("the phrase")),
    (Way.WORDS.value, _lazy("all words, in one turn")),
    (Way.PATTERN.value, _lazy("a regular expression")),
]
WHO = [
    (Who.ANYBODY.value, _lazy("what anybody says")),
    (Who.PARTICIPANTS.value, _lazy("what participants say")),
    (Who.INTERVIEWERS.value, _lazy("what interviewers ask")),
    (Who.ANSWERS.value, _lazy("answers to such questions")),
]
TICKED, ALL = "ticked", "all"


class SearchForm(forms.Form):
    """Posted; of what it asks only the words stay out of the address."""

    words = forms.CharField(label=_lazy("Look for"), max_length=LONGEST, required=False)
    way = forms.ChoiceField(label=_lazy("as"), choices=WAYS, required=False)
    who = forms.ChoiceField(label=_lazy("in"), choices=WHO, required=False)
    whole = forms.BooleanField(label=_lazy("whole words"), required=False)

    def __init__(self, asked: QueryDict, words: str, speakers: Iterable[Speaker] = ()) -> None:
        """``speakers`` are those of the transcript that is looked in, where it is one."""
        known = {"words": words, "whole": asked.get("whole")}
        known |= {key: asked.get(key, "") for key in ("way", "who", "speaker")}
        super().__init__(known, auto_id="search_%s")
        self.speakers = {str(speaker.pk): speaker for speaker in speakers}
        labels = [(pk, _labelled(speaker)) for pk, speaker in self.speakers.items()]
        choices = [("", _("All speakers")), *labels]
        self.fields["speaker"] = forms.ChoiceField(label=_("Speaker"), choices=choices, required=False)
        self.full_clean()

    @property
    def speaker_chosen(self) -> Speaker | None:
        return self.speakers.get(self.cleaned_data.get("speaker", ""))

    @property
    def query(self) -> Query:
        asked = self.cleaned_data
        return Query(asked.get("words", ""), Way(asked.get("way", "")), bool(asked.get("whole")))

    @property
    def who_speaks(self) -> Who:
        return Who(self.cleaned_data.get("who", ""))


def _labelled(speaker: Speaker) -> str:
    says_so = speaker.label.casefold().startswith(str(Speaker.Kind.INTERVIEWER.label).casefold())
    if speaker.kind == Speaker.Kind.INTERVIEWER and not says_so:
        return _("%(label)s, interviewer") % {"label": speaker.label}
    return speaker.label


class CodeHitsForm(forms.Form):
    """Which hits become codings of which code."""

    code = forms.ChoiceField(label=_lazy("Code"), widget=PlainSelect)
    unit = forms.ChoiceField(
        label=_lazy("What is coded"), choices=Unit, initial=Unit.SENTENCE, widget=forms.RadioSelect
    )
    scope = forms.ChoiceField(
        label=_lazy("Which hits"),
        choices=[
            (TICKED, _lazy("those ticked here")),
            (ALL, _lazy("those ticked here, and all on other pages")),
        ],
        initial=TICKED,
        widget=forms.RadioSelect,
    )

    def __init__(self, posted: QueryDict | None, tree: CodeTree) -> None:
        super().__init__(posted, auto_id="hits_%s")
        self.tree = tree
        names = [(str(node.code.pk), "\N{EN SPACE}" * node.depth + node.code.name) for node in tree]
        self.fields["code"].choices = [("", _lazy("Choose a code")), *names]  # type: ignore[attr-defined]

    @property
    def ticks(self) -> list[str]:
        """The keys of the hits that were ticked."""
        return list(self.data.getlist("hit")) if isinstance(self.data, QueryDict) else []

    @property
    def chosen_code(self) -> Code:
        """Of the valid form."""
        return self.tree[int(self.cleaned_data["code"])].code

    @property
    def chosen_unit(self) -> Unit:
        return Unit(self.cleaned_data["unit"])

    @property
    def takes_all(self) -> bool:
        return bool(self.cleaned_data["scope"] == ALL)
