"""What a report is composed of: its title page, and what the parts ask that have no page of their own."""

from typing import Any

from django import forms
from django.conf.locale import LANG_INFO
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from coding.codebook.tree import tree_of
from coding.codebook.withholding import tree_without
from coding.forms.excerpts import several
from coding.models import Recipe, Round
from coding.progress.audit import KINDS, Wanted
from coding.reports.codebook import Wish
from coding.reports.sample import printable
from coding.reports.selected import Wish as QuotesWish
from interviews.models import Attribute
from projects.models import Project


def languages() -> list[tuple[str, str]]:
    """By their own names, as Django knows them."""
    named = {code: about["name_local"] for code, about in LANG_INFO.items() if "name_local" in about}
    return sorted(named.items(), key=lambda each: each[1].casefold())


class RecipeForm(forms.ModelForm[Recipe]):
    """Name and title page, on the version that was opened."""

    language = forms.ChoiceField(
        label=_lazy("Language"),
        choices=languages,
        help_text=_lazy("Of the report, for screen readers and hyphenation."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    class Meta:
        model = Recipe
        fields = [
            "name",
            "title",
            "subtitle",
            "authors",
            "note",
            "conventions",
            "selection",
            "language",
            "paper",
        ]
        widgets = {
            "note": forms.Textarea({"rows": 3}),
            "conventions": forms.Textarea({"rows": 4}),
            "selection": forms.Textarea({"rows": 2}),
        }
        help_texts = {
            "name": _lazy("How the team finds it; it is not printed."),
            "title": _lazy("Without one, the study’s name."),
            "authors": _lazy("As they are to stand on the title page."),
            "conventions": _lazy("One a line, such as “(.) a short pause”; printed in the legend."),
            "selection": _lazy("The rule by which quotes were picked, printed over them."),
        }

    def __init__(self, posted: QueryDict | None, recipe: Recipe) -> None:
        super().__init__(posted, instance=recipe, initial={"version": recipe.version}, auto_id="recipe_%s")

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = Recipe.objects.filter(project=self.instance.project_id, name=name)
        if others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is a report of that name already."))
        return name

    @property
    def said(self) -> dict[str, Any]:
        """What the title page is to say, by field; the form is valid."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


TURNED = [("", _lazy("as suits it best")), ("upright", _lazy("upright")), ("across", _lazy("across"))]


class PartForm(forms.Form):
    """What every part asks, beside its own questions."""

    title = forms.CharField(
        label=_lazy("Heading"),
        max_length=200,
        required=False,
        help_text=_lazy("Without one, what the part calls itself."),
    )
    paper = forms.ChoiceField(
        label=_lazy("Paper"), required=False, choices=[("", _lazy("as the report")), *Recipe.Paper.choices]
    )
    turned = forms.ChoiceField(label=_lazy("Page"), required=False, choices=TURNED)
    opened = forms.CharField(widget=forms.HiddenInput, max_length=32)
    """The mark of the part that was opened."""

    def __init__(self, data: QueryDict | dict[str, str]) -> None:
        super().__init__(data, auto_id="part_%s", prefix="part")


class SampleForm(forms.Form):
    """Which attributes are printed, and whether person by person."""

    alone = forms.BooleanField(
        label=_lazy("only how many have each value, no row for each participant"), required=False
    )

    def __init__(self, query: QueryDict, project: Project) -> None:
        super().__init__(query, auto_id="sample_%s")
        self._known = printable(project)
        shown = [(str(each.pk), each.name) for each in self._known]
        self.fields["show"] = several(_("Attributes; all, if none is ticked"), shown)

    @property
    def attributes(self) -> list[Attribute]:
        chosen = self.cleaned_data["show"]
        return [each for each in self._known if str(each.pk) in chosen or not chosen]


class CodebookPartForm(forms.Form):
    """Which themes, and what stands with each code."""

    bare = forms.BooleanField(label=_lazy("without how often each code is used"), required=False)
    plain = forms.BooleanField(label=_lazy("without exemplars"), required=False)

    def __init__(self, query: QueryDict, project: Project) -> None:
        super().__init__(query, auto_id="codebook_%s")
        themes = tree_without(tree_of(project), project).themes
        named = [(str(node.code.pk), node.code.name) for node in themes]
        self.fields["theme"] = several(_("Themes; all, if none is ticked"), named)

    @property
    def wish(self) -> Wish:
        asked = self.cleaned_data
        return Wish(tuple(map(int, asked["theme"])), not asked["bare"], not asked["plain"])


class QuotesForm(forms.Form):
    """How the quotes that were picked are printed; which ones is decided where they are picked."""

    bare = forms.BooleanField(label=_lazy("without the question before"), required=False)
    most = forms.ChoiceField(
        label=_lazy("Cut"),
        required=False,
        choices=[
            ("", _lazy("nothing")),
            ("60", _lazy("after 60 words")),
            ("100", _lazy("after 100 words")),
        ],
    )

    def __init__(self, query: QueryDict) -> None:
        super().__init__(query, auto_id="quotes_%s")

    @property
    def wish(self) -> QuotesWish:
        asked = self.cleaned_data
        return QuotesWish(not asked["bare"], int(asked["most"] or 0))


class TrailForm(forms.Form):
    """Which events of the log."""

    def __init__(self, query: QueryDict) -> None:
        super().__init__(query, auto_id="trail_%s")
        # Of the team owners alone are told, whoever chose it.
        kinds = [(key, str(label)) for key, (label, _q) in KINDS.items()]
        self.fields["kinds"] = several(_("About; everything, if none is ticked"), kinds)
        for name, label in (("since", _("From")), ("until", _("To"))):
            widget = forms.DateInput({"type": "date"}, "%Y-%m-%d")
            self.fields[name] = forms.DateField(label=label, required=False, widget=widget)

    @property
    def wanted(self) -> Wanted:
        asked = self.cleaned_data
        return Wanted(kinds=tuple(asked["kinds"]), since=asked["since"], until=asked["until"])


class AgreementForm(forms.Form):
    """Whose agreement: a round that was revealed, or open work; with the passages that differ or without."""

    of = forms.ChoiceField(label=_lazy("Agreement in"), required=False)
    brief = forms.BooleanField(label=_lazy("without the passages that differ"), required=False)

    def __init__(self, query: QueryDict, project: Project) -> None:
        super().__init__(query, auto_id="agreement_%s")
        revealed = project.rounds.filter(revealed__isnull=False).order_by("-closed", "-pk")
        self._rounds = {str(each.pk): each for each in revealed.select_related("edition", "earlier__edition")}
        rounds = [(key, each.name) for key, each in self._rounds.items()]
        self.fields["of"].choices = [("", _("open work")), *rounds]  # type: ignore[attr-defined]

    @property
    def round(self) -> Round | None:
        """Nothing of open work."""
        return self._rounds.get(self.cleaned_data["of"])


class NewRecipeForm(forms.Form):
    """A report to begin with."""

    name = forms.CharField(label=_lazy("Name"), max_length=120)
    start = forms.ChoiceField(label=_lazy("Begin with"), widget=forms.RadioSelect)

    def __init__(self, posted: QueryDict | None, project: Project, choices: list[tuple[str, Any]]) -> None:
        super().__init__(posted, auto_id="new_%s")
        self._project = project
        self.fields["start"].choices = choices  # type: ignore[attr-defined]
        self.fields["start"].initial = choices[0][0]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if Recipe.objects.filter(project=self._project, name=name).exists():
            raise forms.ValidationError(_("There is a report of that name already."))
        return name
