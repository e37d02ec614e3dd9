"""What a framework matrix is asked to be made of, and what is written in a cell."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from coding.codebook.tree import CodeTree
from coding.forms.rows import RowsForm
from coding.framework.cells import Cell, Part
from coding.framework.writing import LONGEST_TYPE, MOST
from coding.models import Summary
from coding.reports.framework import Wish
from interviews.models import Participant
from projects.models import Project


class FrameworkForm(RowsForm):
    """Rows as in the theme matrix, the columns chosen among all codes; everything has a default."""

    theme = forms.MultipleChoiceField(
        label=_lazy("Columns"), required=False, widget=forms.CheckboxSelectMultiple
    )
    quotes = forms.BooleanField(label=_lazy("chosen quotes too"), required=False)

    def __init__(self, query: QueryDict, project: Project, tree: CodeTree) -> None:
        super().__init__(query, project)
        del self.fields["whose"]
        codes = [(str(node.code.pk), "\N{EN SPACE}" * node.depth + node.code.name) for node in tree]
        self._offer("theme", codes)

    def asked(self, only: Participant | None = None) -> Wish:
        """What was asked for; the default for what was asked wrongly."""
        return Wish(
            arrangement=self.arrangement,
            columns=tuple(int(pk) for pk in self.answers.get("theme", ())),
            quotes=bool(self.answers.get("quotes")),
            only=only,
        )

    @property
    def chosen(self) -> int:
        """How many columns were picked."""
        return len(self.asked().columns)


class SummaryForm(forms.Form):
    """The words of a cell, on the version that was opened."""

    body = forms.CharField(
        label=_lazy("Summary"),
        required=False,
        strip=False,
        max_length=2 * MOST,
        widget=forms.Textarea({"rows": 9}),
        help_text=_lazy("In your own words. [These words](P07:T12) lead to a passage."),
    )
    answer = forms.ChoiceField(
        label=_lazy("If there is nothing to summarise"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("", _lazy("nothing said of that")), *Summary.Answer.choices],
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31 - 1)

    def __init__(self, posted: Any, cell: Cell, **more: Any) -> None:
        super().__init__(posted, auto_id="summary_%s", **more)
        if cell.part != Part.CELL:
            del self.fields["answer"]
        if cell.part == Part.TYPE:
            self.fields["body"] = forms.CharField(
                label=_("Type"),
                required=False,
                max_length=LONGEST_TYPE,
                widget=forms.TextInput({"list": "types", "autocomplete": "off"}),
                help_text=_("A short name that several participants can share."),
            )

    @classmethod
    def of(cls, cell: Cell, summary: Summary | None, posted: QueryDict | None) -> "SummaryForm":
        stands = (
            {"body": summary.body, "answer": summary.answer, "version": summary.version} if summary else {}
        )
        return cls(posted, cell, initial=stands)

    def on(self, cell: Cell, summary: Summary) -> "SummaryForm":
        """The same words on the version that stands now, so that they overwrite it knowingly."""
        return SummaryForm(self.cleaned_data | {"version": summary.version}, cell)
