"""Which coders are compared, on which transcripts, and what of it is shown."""

from itertools import combinations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coding.comparison import Candidates, Wish
from coding.reports.columns import SORTABLE
from projects.models import User


class ComparisonForm(forms.Form):
    """At first the two coders who share most; all transcripts that at least two of the coders completed."""

    coders = forms.MultipleChoiceField(
        label=gettext_lazy("Coders"), required=False, widget=forms.CheckboxSelectMultiple
    )
    transcripts = forms.MultipleChoiceField(
        label=gettext_lazy("Transcripts"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, query: QueryDict, known: Candidates) -> None:
        self._known, self._query = known, query
        self._coders = self._chosen(query.getlist("coders"))
        possible = [source for source in known.sources(self._coders) if len(source.completed_by) > 1]
        self._possible = {str(source.pk): source.title for source in possible}
        # Ticks made for other coders say nothing about these.
        meant = query.get("for", self.chosen_for) == self.chosen_for
        ticked = [pk for pk in query.getlist("transcripts") if pk in self._possible] if meant else []
        self._ticked = ticked or list(self._possible)
        ids = [str(coder.pk) for coder in self._coders]
        super().__init__({"coders": ids, "transcripts": self._ticked}, auto_id="compare_%s")
        self._offer("coders", [(str(coder.pk), self._described(coder)) for coder in known.coders])
        self._offer("transcripts", list(self._possible.items()))

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  as declared above
        field.choices = choices

    def _chosen(self, ids: list[str]) -> tuple[User, ...]:
        chosen = tuple(coder for coder in self._known.coders if str(coder.pk) in ids)
        if len(chosen) > 1:
            return chosen
        pairs = combinations(self._known.coders, 2)
        return max(pairs, key=lambda pair: self._known.shared(*pair), default=self._known.coders)

    def _described(self, coder: User) -> str:
        done = sum(coder.pk in readers for readers in self._known.completed.values())
        completed = ngettext("%(n)s transcript completed", "%(n)s transcripts completed", done) % {"n": done}
        return f"{coder} · {completed}"

    @property
    def chosen_for(self) -> str:
        """The coders for whom the transcripts are ticked."""
        return ",".join(str(coder.pk) for coder in self._coders)

    @property
    def wish(self) -> Wish:
        return Wish(self._coders, frozenset(map(int, self._ticked)))

    @property
    def needs_another(self) -> bool:
        """Whether fewer than two coders were asked for, so that others are shown."""
        return len(self._query.getlist("coders")) == 1

    @property
    def summary(self) -> str:
        return _("%(ticked)s of %(possible)s") % {
            "ticked": len(self._ticked),
            "possible": len(self._possible),
        }

    @property
    def sort(self) -> str:
        """The column by which codes are sorted, or nothing for codebook order."""
        asked = self._query.get("sort", "")
        return asked if asked.lstrip("-") in SORTABLE else ""

    @property
    def code(self) -> int | None:
        """The code whose differing passages are wanted."""
        asked = self._query.get("code", "")
        return int(asked) if asked.isdecimal() and len(asked) < 10 else None

    @property
    def shows_unused(self) -> bool:
        return self._query.get("unused") == "1"
