"""What co-occurrence is asked to be counted of."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coding.excerpts.retrieval import Whose, whose_choices
from coding.matrix.together import Near, TogetherWish
from coding.reports.cooccurrence import Measure
from projects.models import Project, User

DISTANCES = (1, 2, 3, 5, 10)
"""In turns."""


class CoOccurrenceForm(forms.Form):
    """How near, whose codings, which transcripts and what cells show; everything has a default."""

    near = forms.ChoiceField(label=gettext_lazy("Passages co-occur that"), required=False)
    shows = forms.ChoiceField(
        label=gettext_lazy("Cells show"),
        required=False,
        choices=[
            (Measure.COUNT, gettext_lazy("passages of the row’s code")),
            (Measure.SHARE, gettext_lazy("of how many of the row’s code")),
            (Measure.JACCARD, gettext_lazy("Jaccard coefficient")),
        ],
    )
    tag = forms.ChoiceField(label=gettext_lazy("Only transcripts tagged"), required=False)
    whose = forms.ChoiceField(label=gettext_lazy("Whose codings"), required=False)

    def __init__(self, query: QueryDict, project: Project) -> None:
        super().__init__(query, auto_id="together_%s")
        self._members = list(User.objects.filter(memberships__project=project).order_by("name", "pk"))
        self._tags = {str(tag.pk): tag for tag in project.tags.all()}
        self._offer("near", near_choices())
        self._offer("tag", [("", _("any")), *((key, tag.name) for key, tag in self._tags.items())])
        self._offer("whose", whose_choices(self._members))
        self.opened = sorted({int(pk) for pk in query.getlist("open") if pk.isdecimal() and len(pk) < 10})
        """For the hidden fields that keep themes open when the form is sent."""

    def _offer(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  as declared above
        field.choices = choices

    @property
    def wish(self) -> TogetherWish:
        """What was asked for; the default for what was asked wrongly."""
        answers = self.cleaned_data if self.is_valid() or hasattr(self, "cleaned_data") else {}
        near = answers.get("near", "")
        return TogetherWish(
            whose=Whose.named(answers.get("whose", ""), self._members),
            near=Near(int(near) if near else None),
            opened=frozenset(self.opened),
            tag=self._tags.get(answers.get("tag", "")),
            shows=answers.get("shows", ""),
        )


def near_choices() -> list[tuple[str, str]]:
    """How near passages are that co-occur."""
    turns = [
        (str(n), ngettext("stand within %(n)s turn", "stand within %(n)s turns", n) % {"n": n})
        for n in DISTANCES
    ]
    return [("", _("overlap")), ("0", _("stand in the same turn")), *turns]
