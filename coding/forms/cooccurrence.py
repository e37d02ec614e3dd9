"""What co-occurrence is asked to be counted of."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coding.forms.rows import CodingsForm, by_attribute, printable_conditions
from coding.matrix.together import Near, TogetherWish
from coding.reports.cooccurrence import Measure
from projects.models import Project

DISTANCES = (1, 2, 3, 5, 10)
"""In turns."""


class CoOccurrenceForm(CodingsForm):
    """How near, whose codings, which transcripts and what cells show; everything has a default."""

    field_order = ("near", "shows", "where", "tag", "whose")

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

    where = forms.ChoiceField(label=gettext_lazy("Only participants"), required=False)

    def __init__(self, query: QueryDict, project: Project) -> None:
        super().__init__(query, project, auto_id="together_%s")
        self._conditions = printable_conditions(project)
        self._offer("where", [("", _("all")), *by_attribute(self._conditions)])
        self._offer("near", near_choices())

    @property
    def wish(self) -> TogetherWish:
        """What was asked for; the default for what was asked wrongly."""
        near = self.answers.get("near", "")
        return TogetherWish(
            whose=self.whose_codings,
            near=Near(int(near) if near else None),
            opened=frozenset(self.opened),
            tag=self.tagged,
            shows=self.answers.get("shows", ""),
            where=self._conditions.get(self.answers.get("where", "")),
        )


def near_choices() -> list[tuple[str, str]]:
    """How near passages are that co-occur."""
    turns = [
        (str(n), ngettext("stand within %(n)s turn", "stand within %(n)s turns", n) % {"n": n})
        for n in DISTANCES
    ]
    return [("", _("overlap")), ("0", _("stand in the same turn")), *turns]
