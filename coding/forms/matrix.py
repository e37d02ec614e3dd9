"""What a theme matrix is asked to be made of."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coding.forms.rows import RowsForm
from coding.matrix.rows import By
from coding.matrix.wish import PERCENT_FROM, Crossing, Shows, Wish
from projects.models import Project


class MatrixForm(RowsForm):
    """Rows, restrictions, whose codings and what cells show; everything has a default."""

    others = tuple(by for by in By if by)

    shows = forms.ChoiceField(
        label=gettext_lazy("Cells show"),
        required=False,
        choices=[
            (Shows.PRESENCE, gettext_lazy("presence, or how many of N")),
            (Shows.COUNTS, gettext_lazy("passages")),
            (Shows.WORDS, gettext_lazy("words")),
            (Shows.CITATIONS, gettext_lazy("passages and citations")),
            (Shows.QUOTES, gettext_lazy("passages and quotes")),
        ],
    )
    cross = forms.ChoiceField(label=gettext_lazy("Columns open into"), required=False)
    percent = forms.IntegerField(
        label=gettext_lazy("Percent from N"),
        required=False,
        min_value=1,
        max_value=9999,
        widget=forms.NumberInput({"placeholder": PERCENT_FROM}),
    )

    def __init__(self, query: QueryDict, project: Project) -> None:
        super().__init__(query, project)
        self._qualifiers = {str(each.pk): each for each in project.qualifiers.prefetch_related("values")}
        self._offer("cross", [("", _("nothing")), *((key, str(q)) for key, q in self._qualifiers.items())])

    @property
    def wish(self) -> Wish:
        """What was asked for; the default for what was asked wrongly."""
        answers = self.answers
        qualifier = self._qualifiers.get(answers.get("cross", ""))
        return Wish(
            whose=self.whose_codings,
            arrangement=self.arrangement,
            opened=frozenset(self.opened),
            shows=Shows(answers.get("shows", "")),
            crossing=Crossing.of(qualifier) if qualifier else None,
            percent_from=answers.get("percent") or PERCENT_FROM,
        )
