"""What an owner says of a round before it begins."""

import re
import secrets
import unicodedata
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coding.models import Round
from coding.rounds.drawing import LARGEST
from coding.rounds.planning import (
    CODERS,
    COEFFICIENTS,
    Draw,
    Plan,
    Sampling,
    Way,
    coded_openly,
    draw,
    has_enough,
    kept_of,
    least_coders,
)
from interviews.models import Attribute
from projects.models import Project, User

MOST = 1000
LONGEST_NOTE = 2000
UNSEEN = re.compile("[\0\u200b\u202a-\u202e\u2060-\u2069\ufeff]")
"""What takes no room, or turns the order of what stands around it."""
PARTS = {
    "about": ("name", "purpose", "note"),
    "draw": ("way", "transcripts", "attribute", "share", "count", "uncoded", "fresh", "number"),
    "who": ("coders", "is_blind"),
    "numbers": ("unit", "threshold", "with_interviewer", "coefficient", "earlier"),
}
"""The parts of the page, and what is asked in each."""
ONLY = {
    "transcripts": "for-chosen",
    "attribute": "for-strata",
    "share": "for-strata",
    "count": "for-random for-strata",
    "uncoded": "for-random for-strata",
    "fresh": "for-random for-strata",
    "number": "for-random for-strata",
}
"""For which ways of drawing a field is there."""


class RoundForm(forms.ModelForm[Round]):
    """A round's plan; valid, it has drawn the transcripts."""

    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("For the report: why this round, how its coders were trained."),
    )
    way = forms.ChoiceField(
        label=gettext_lazy("Transcripts are"), choices=Way, initial=Way.RANDOM, widget=forms.RadioSelect
    )
    transcripts = forms.MultipleChoiceField(
        label=gettext_lazy("Which"), required=False, widget=forms.CheckboxSelectMultiple
    )
    attribute = forms.ModelChoiceField(
        Attribute.objects.none(), label=gettext_lazy("Groups by"), required=False, empty_label=None
    )
    share = forms.ChoiceField(
        label=gettext_lazy("From the groups"),
        choices=[
            ("", gettext_lazy("in proportion to their size")),
            ("each", gettext_lazy("so many of each")),
        ],
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )
    count = forms.IntegerField(
        label=gettext_lazy("How many"),
        required=False,
        min_value=1,
        max_value=MOST,
        help_text=gettext_lazy("Usual are a tenth to a quarter of the study. Of each group, if so chosen."),
    )
    uncoded = forms.BooleanField(
        label=gettext_lazy("Leave out transcripts that somebody has coded in open work"), required=False
    )
    fresh = forms.BooleanField(label=gettext_lazy("Leave out transcripts of other rounds"), required=False)
    number = forms.IntegerField(
        label=gettext_lazy("Number of the draw"),
        required=False,
        min_value=1,
        max_value=LARGEST,
        help_text=gettext_lazy("Empty: a random one. The same number draws the same transcripts again."),
    )
    coders = forms.MultipleChoiceField(label=gettext_lazy("Coders"), widget=forms.CheckboxSelectMultiple)
    is_blind = forms.TypedChoiceField(
        label=gettext_lazy("Coders see"),
        choices=[
            ("yes", gettext_lazy("of the round only their own work, until it is closed (blind)")),
            ("no", gettext_lazy("each other’s work (open): their agreement is then not independent")),
        ],
        coerce=lambda said: said == "yes",
        initial="yes",
        widget=forms.RadioSelect,
    )
    threshold = forms.FloatField(
        label=gettext_lazy("A code counts for a unit from this share of it on"),
        min_value=0.01,
        max_value=1,
        initial=0.5,
        widget=forms.NumberInput({"step": "0.01"}),
        help_text=gettext_lazy("Of the coded words or of the unit, whichever is shorter: 0.5 is half."),
    )
    coefficient = forms.ChoiceField(
        label=gettext_lazy("Headline coefficient"), choices=list(COEFFICIENTS.items())
    )

    class Meta:
        model = Round
        fields = ["name", "purpose", "note", "unit", "threshold", "with_interviewer", "earlier"]
        widgets = {
            "purpose": forms.RadioSelect,
        }
        labels = {
            "unit": gettext_lazy("What is compared"),
            "earlier": gettext_lazy("Compared with the round"),
        }
        help_texts = {
            "earlier": gettext_lazy("One that is closed, so that the report shows what changed."),
        }

    def __init__(self, project: Project, posted: QueryDict | None = None) -> None:
        super().__init__(posted, label_suffix="", auto_id="round_%s")
        self.project = project
        self._offer()
        self.instance.project = project
        self.plan: Plan | None = None

    def _offer(self) -> None:
        project = self.project
        members = User.objects.filter(memberships__project=project, memberships__role__in=CODERS)
        fields: dict[str, Any] = self.fields
        self.members = {str(each.pk): each for each in members.distinct().order_by("name", "pk")}
        fields["coders"].choices = [(pk, str(each)) for pk, each in self.members.items()]
        fields["attribute"].queryset = project.attributes.filter(never_print=False)
        fields["earlier"].queryset = project.rounds.exclude(closed=None)
        fields["earlier"].required, fields["earlier"].empty_label = False, _("none")
        talks = project.transcripts.exclude(current=None).in_order()
        self.talks = list(talks.prefetch_related("appearances__participant"))
        fields["transcripts"].choices = [(str(each.pk), _named(each)) for each in self.talks]
        self._offer_uncoded()

    def _offer_uncoded(self) -> None:
        """Ticked at first where enough transcripts are left to draw from."""
        coded, of = len(coded_openly(self.project) & {each.pk for each in self.talks}), len(self.talks)
        self.free = of - coded
        said = ngettext(
            "%(n)s of %(of)s is; the coders of a round, blind or not, can read that.",
            "%(n)s of %(of)s are; the coders of a round, blind or not, can read that.",
            coded,
        )
        self.fields["uncoded"].help_text = said % {"n": coded, "of": of}
        self.fields["uncoded"].initial = has_enough(self.free, of)

    @property
    def parts(self) -> dict[str, list[tuple[forms.BoundField, str]]]:
        """The fields of each part, each with the classes of the ways for which it is there."""
        return {part: [(self[name], ONLY.get(name, "")) for name in names] for part, names in PARTS.items()}

    def clean_name(self) -> str:
        name = " ".join(UNSEEN.sub("", str(self.cleaned_data["name"])).split())
        if not any(unicodedata.category(sign)[0] in "LNPS" for sign in name):
            raise forms.ValidationError(_("Give it a name that can be seen."))
        if self.project.rounds.filter(name=name).exists():
            raise forms.ValidationError(_("There is already a round of that name."))
        return name

    def clean_coders(self) -> list[str]:
        """Each once, however often they were sent."""
        return list(dict.fromkeys(self.cleaned_data["coders"]))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        self._clean_who(said)
        self._clean_draw(said)
        return said

    def _clean_who(self, said: dict[str, Any]) -> None:
        purpose = str(said.get("purpose", ""))
        least = least_coders(purpose)
        if "coders" in said and len(said["coders"]) < least:
            self.add_error("coders", _("How well coders agree is asked of two or more."))
        if purpose == Round.Purpose.STABILITY and not said.get("earlier"):
            self.add_error("earlier", _("Choose the round that the coder does again."))

    def _clean_draw(self, said: dict[str, Any]) -> None:
        way = said.get("way")
        if way == Way.CHOSEN and not said.get("transcripts"):
            self.add_error("transcripts", _("Choose one or more transcripts."))
        if way in {Way.RANDOM, Way.STRATA} and not said.get("count"):
            self.add_error("count", _("Say how many are drawn."))
        if way == Way.STRATA and not said.get("attribute"):
            self.add_error("attribute", _("Choose what groups the participants."))

    def full_clean(self) -> None:
        """The round's own constraints are asked before anything is drawn."""
        super().full_clean()
        if self.is_bound and not self.errors:
            self._draw()

    def _draw(self) -> None:
        said = self.cleaned_data
        said["number"] = said.get("number") or secrets.randbelow(LARGEST) + 1
        sampling = self._sampling(said)
        found = draw(self.project, sampling)
        field, problem = _too_much(sampling, found)
        if problem:
            self.add_error(field, problem)
            return
        made = self.instance
        made.is_blind, made.coefficient = said["is_blind"], said["coefficient"]
        made.seed = None if sampling.way == Way.CHOSEN else sampling.number
        made.sampling = kept_of(sampling, found)
        self.plan = Plan(made, [self.members[pk] for pk in said["coders"]], found)

    def _sampling(self, said: dict[str, Any]) -> Sampling:
        return Sampling(
            way=Way(said["way"]),
            chosen=frozenset(map(int, said["transcripts"])),
            count=said["count"] or 0,
            attribute=said["attribute"],
            is_of_each=said["share"] == "each",
            is_fresh=said["fresh"],
            is_uncoded=said["uncoded"],
            number=said["number"],
        )

    @property
    def may_leave_out(self) -> bool:
        """Whether so many could be drawn without those that are coded in open work."""
        said = self.cleaned_data
        drawn = said["way"] != Way.CHOSEN and not said["uncoded"]
        return drawn and self.free >= (said["count"] or 0)

    @property
    def as_posted(self) -> list[tuple[str, str]]:
        """What was said, with the number that was drawn, for the form that begins the round."""
        assert isinstance(self.data, QueryDict)  # noqa: S101  as it was posted
        posted = self.data.copy()
        posted["number"] = str(self.cleaned_data["number"])
        names = [name for part in PARTS.values() for name in part]
        return [(name, value) for name in names for value in posted.getlist(name)]


def _too_much(sampling: Sampling, found: Draw) -> tuple[str, str]:
    """The field in which more is asked for than there is, and what is said of it; no words if none is."""
    if not found.transcripts:
        return "way", _("Nothing is left to draw from; leave out less.")
    if sampling.way == Way.CHOSEN:
        return "way", ""
    largest = max((stratum.size for stratum in found.strata), default=0)
    most = largest if sampling.is_of_each and found.strata else found.of
    if sampling.count <= most:
        return "count", ""
    said = _("The largest group has %(most)s.") if most != found.of else _("There are %(most)s to draw from.")
    return "count", said % {"most": most}


def _named(transcript: Any) -> str:
    who = ", ".join(str(each) for each in transcript.appearances.all())
    return f"{who} · {transcript}" if who else str(transcript)
