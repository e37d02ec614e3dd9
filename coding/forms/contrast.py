"""What a contrast of two sets of codes is asked to be made of."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _lazy

from coding.codebook.tree import CodeTree
from coding.forms.rows import RowsForm
from coding.reports.contrast import Wish
from projects.models import Project


class ContrastForm(RowsForm):
    """Rows and whose codings as in the theme matrix, and the two sets; everything has a default."""

    first = forms.MultipleChoiceField(
        label=_lazy("First"), required=False, widget=forms.CheckboxSelectMultiple
    )
    second = forms.MultipleChoiceField(
        label=_lazy("Second"), required=False, widget=forms.CheckboxSelectMultiple
    )
    quotes = forms.BooleanField(label=_lazy("everybody’s excerpts"), required=False)

    def __init__(self, query: QueryDict, project: Project, tree: CodeTree) -> None:
        super().__init__(query, project)
        codes = [(str(node.code.pk), "\N{EN SPACE}" * node.depth + node.code.name) for node in tree]
        self._offer("first", codes)
        self._offer("second", codes)

    def asked(self) -> Wish:
        """What was asked for; the default for what was asked wrongly."""
        return Wish(
            self.whose_codings,
            self.arrangement,
            tuple(int(pk) for pk in self.answers.get("first", ())),
            tuple(int(pk) for pk in self.answers.get("second", ())),
            bool(self.answers.get("quotes")),
            frozenset(self.opened),
        )
