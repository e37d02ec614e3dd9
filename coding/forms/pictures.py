"""What a picture is asked to show; each has its own questions, everything has a default."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coding.codebook.tree import tree_of
from coding.codebook.withholding import tree_without
from coding.excerpts.retrieval import Whose, whose_choices
from coding.forms.cooccurrence import near_choices
from coding.forms.rows import Grouped, by_attribute, printable_conditions
from coding.matrix.grouping import GROUPING
from coding.matrix.together import Near
from coding.pictures.asked import CODES, THEMES, Asked
from coding.pictures.kinds import Kind
from projects.models import Project, User


class PictureForm(forms.Form):
    """Only with the questions that matter to the picture."""

    attribute = forms.ChoiceField(label=gettext_lazy("Groups by"), required=False)
    level = forms.ChoiceField(label=gettext_lazy("Codes"), required=False)
    transcript = forms.ChoiceField(label=gettext_lazy("Interviews"), required=False)
    near = forms.ChoiceField(label=gettext_lazy("Passages co-occur that"), required=False)
    where = forms.ChoiceField(label=gettext_lazy("Only participants"), required=False)
    order = forms.ChoiceField(
        label=gettext_lazy("Interviews in order of"),
        required=False,
        choices=[
            ("", gettext_lazy("their participants’ IDs")),
            ("added", gettext_lazy("when they were added")),
        ],
    )
    whose = forms.ChoiceField(label=gettext_lazy("Whose codings"), required=False)

    def __init__(self, query: QueryDict, project: Project, kind: Kind) -> None:
        super().__init__(query, auto_id="picture_%s")
        self._project = project
        self._tree = tree_without(tree_of(project), project)
        for name in set(self.fields) - set(kind.asks):
            del self.fields[name]
        offers = {
            "attribute": self._attributes,
            "level": self._levels,
            "transcript": self._transcripts,
            "near": near_choices,
            "where": self._where,
            "whose": self._whose,
        }
        for name in self.fields.keys() & offers.keys():
            field: Any = self.fields[name]
            field.choices = offers[name]()

    def _attributes(self) -> list[tuple[str, str]]:
        """Those that make groups and may be printed, since every picture can be downloaded."""
        kinds = self._project.attributes.filter(kind__in=GROUPING, never_print=False)
        self._grouping = {str(attribute.pk): attribute for attribute in kinds}
        first, *others = (
            (key, str(each)) for key, each in self._grouping.items() or [("", _("no attribute"))]
        )
        return [("", first[1]), *others]

    def _levels(self) -> list[tuple[str, str]]:
        of_one = [
            (str(node.code.pk), _("codes of %(theme)s") % {"theme": node.code.name})
            for node in self._tree.themes
            if node.has_children
        ]
        return [(THEMES, _("themes")), (CODES, _("all codes")), *of_one]

    def _transcripts(self) -> list[tuple[str, str]]:
        titles = self._project.transcripts.in_order().values_list("pk", "title")
        return [("", _("all")), *((str(pk), title) for pk, title in titles)]

    def _where(self) -> Grouped:
        self._conditions = printable_conditions(self._project)
        return [("", _("all")), *by_attribute(self._conditions)]

    def _whose(self) -> list[tuple[str, str]]:
        self._members = list(User.objects.filter(memberships__project=self._project).order_by("name", "pk"))
        return whose_choices(self._members)

    def asked(self, user: User) -> Asked:
        """What was asked for; the default for what was asked wrongly."""
        answers = self.cleaned_data if self.is_valid() or hasattr(self, "cleaned_data") else {}
        near, transcript = answers.get("near", ""), answers.get("transcript", "")
        return Asked(
            project=self._project,
            user=user,
            tree=self._tree,
            whose=Whose.named(answers.get("whose", ""), getattr(self, "_members", [])),
            level=answers.get("level", THEMES),
            attribute=self._attribute(answers.get("attribute", "")),
            transcript=self._project.transcripts.get(pk=transcript) if transcript else None,
            near=Near(int(near) if near else None),
            where=getattr(self, "_conditions", {}).get(answers.get("where", "")),
            by_upload=answers.get("order") == "added",
        )

    def _attribute(self, key: str) -> Any:
        known = getattr(self, "_grouping", {})
        return known.get(key) or next(iter(known.values()), None)
