"""Which coders are compared, on which transcripts, by which rule, and what of it is shown."""

from itertools import combinations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coding.comparing.asked import Judge, Kind, Rule, Unit, Wish
from coding.comparing.ground import Ground
from coding.comparing.passages import Which
from coding.comparing.which import which_of
from coding.models import Round
from coding.reports.columns import SORTABLE

THRESHOLDS = (
    ("0.5", gettext_lazy("half of the shorter")),
    ("0.01", gettext_lazy("a hundredth: nearly any overlap")),
    ("1", gettext_lazy("all of the shorter")),
)

RULES = ("unit", "threshold", "interviewer")
WISHES = ("coders", "for", "transcripts", *RULES)
"""The fields that say what is compared; the others what is shown of it."""


class ComparisonForm(forms.Form):
    """At first what was planned; in open work the two coders who share most. All their transcripts."""

    coders = forms.MultipleChoiceField(
        label=gettext_lazy("Coders"), required=False, widget=forms.CheckboxSelectMultiple
    )
    transcripts = forms.MultipleChoiceField(
        label=gettext_lazy("Transcripts"), required=False, widget=forms.CheckboxSelectMultiple
    )
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), choices=Unit.choices, required=False)
    threshold = forms.ChoiceField(
        label=gettext_lazy("A coding must cover"), choices=THRESHOLDS, required=False
    )
    interviewer = forms.BooleanField(label=gettext_lazy("Interviewers’ turns too"), required=False)

    def __init__(self, query: QueryDict, known: Ground, planned: Round | None = None) -> None:
        self._known, self._query = known, query
        self._planned = Rule.of(planned) if planned else Rule()
        self._coefficient = planned.coefficient if planned else ""
        self._judges = self._chosen(query.getlist("coders"))
        possible = [source for source in known.sources(self._judges) if len(source.completed_by) > 1]
        self._possible = {str(source.pk): source.title for source in possible}
        # Ticks made for other coders say nothing about these.
        meant = query.get("for", self.chosen_for) == self.chosen_for
        ticked = [pk for pk in query.getlist("transcripts") if pk in self._possible] if meant else []
        self._ticked = ticked or list(self._possible)
        self._rule = self._asked_rule()
        super().__init__(self._shown(), auto_id="compare_%s")
        self._offer("coders", [(str(judge.pk), self._described(judge)) for judge in known.judges])
        self._offer("transcripts", list(self._possible.items()))
        self._offer("threshold", self._thresholds())

    def _shown(self) -> dict[str, object]:
        return {
            "coders": [str(judge.pk) for judge in self._judges],
            "transcripts": self._ticked,
            "unit": self._rule.unit,
            "threshold": f"{self._rule.threshold:g}",
            "interviewer": self._rule.with_interviewer,
        }

    def _thresholds(self) -> list[tuple[str, str]]:
        """Those offered, and that of the plan where it is another."""
        offered = [(value, str(label)) for value, label in THRESHOLDS]
        others = {f"{self._planned.threshold:g}", f"{self._rule.threshold:g}"} - dict(offered).keys()
        return offered + [
            (value, _("%(share)s of the shorter") % {"share": value}) for value in sorted(others)
        ]

    def _asked_rule(self) -> Rule:
        """The plan's rule, where the address asks for nothing else that makes sense."""
        unit = self._query.get("unit", "")
        if "unit" not in self._query:
            return self._planned
        return Rule(
            unit if unit in Unit.values else self._planned.unit,
            self._threshold(),
            "interviewer" in self._query,
        )

    def _threshold(self) -> float:
        try:
            asked = float(self._query.get("threshold", ""))
        except ValueError:
            return self._planned.threshold
        return asked if 0 < asked <= 1 else self._planned.threshold

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  as declared above
        field.choices = choices

    def _chosen(self, ids: list[str]) -> tuple[Judge, ...]:
        chosen = tuple(judge for judge in self._known.judges if str(judge.pk) in ids)
        if len(chosen) > 1:
            return chosen
        if self._known.kind == Kind.ROUND:
            return self._known.judges
        pairs = combinations(self._known.judges, 2)
        return max(pairs, key=lambda pair: self._known.shared(*pair), default=self._known.judges)

    def _described(self, judge: Judge) -> str:
        done = sum(judge.pk in readers for readers in self._known.completed.values())
        completed = ngettext("%(n)s transcript completed", "%(n)s transcripts completed", done) % {"n": done}
        return f"{judge} · {completed}"

    @property
    def chosen_for(self) -> str:
        """The coders for whom the transcripts are ticked."""
        return ",".join(str(judge.pk) for judge in self._judges)

    @property
    def wish(self) -> Wish:
        return Wish(
            self._judges,
            frozenset(map(int, self._ticked)),
            self._rule,
            coefficient=self._coefficient,
            is_exploratory=self.is_exploratory,
        )

    @property
    def is_exploratory(self) -> bool:
        """Whether something else is asked for than was fixed beforehand; open work has no plan."""
        everybody = {judge.pk for judge in self._judges} == {judge.pk for judge in self._known.judges}
        everything = len(self._ticked) == len(self._possible)
        return self._known.kind == Kind.ROUND and not (
            everybody and everything and self._rule == self._planned
        )

    @property
    def beside(self) -> str:
        """What a round's coders are set beside, if not each other."""
        return str(self._known.kind) if self._known.kind in {Kind.AGAIN, Kind.TAUGHT} else ""

    @property
    def which(self) -> Which:
        """The places that are to be listed."""
        return which_of(self._query)

    @property
    def needs_another(self) -> bool:
        """Whether fewer than two coders were asked for, so that others are shown."""
        return len(self._query.getlist("coders")) == 1

    @property
    def another_told(self) -> str:
        if self._known.kind == Kind.ROUND:
            return _("A comparison needs two coders or more; all of the round are shown.")
        return _("A comparison needs two coders or more; the two who share most transcripts are shown.")

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
        return self.which.code

    @property
    def shows_unused(self) -> bool:
        return self._query.get("unused") == "1"

    @property
    def kept(self) -> str:
        """The part of the address that says what is compared, for pages of the same comparison."""
        return self._kept(*(["beside"] if self.beside else []), *WISHES)

    @property
    def kept_but_coders(self) -> str:
        return self._kept(*RULES)

    @property
    def kept_but_transcripts(self) -> str:
        return self._kept("coders", *RULES)

    def _kept(self, *keys: str) -> str:
        asked = QueryDict(mutable=True)
        for key in keys:
            if key in self._query:
                asked.setlist(key, self._query.getlist(key))
        return asked.urlencode(safe=",")

    @property
    def rule_fields(self) -> list[forms.BoundField]:
        """Those that are to be asked again as they are."""
        return [self[name] for name in RULES if name in self._query]

    @property
    def transcript_sort(self) -> str:
        asked = self._query.get("transcripts_by", "")
        return asked if asked in {"alpha", "-differ"} else ""

    @property
    def pair(self) -> tuple[int, int]:
        """The two coders whose confusions are shown; nobody if none are named."""
        ids = [int(pk) for pk in self._query.get("pair", "").split(",") if pk.isdecimal() and len(pk) < 10]
        return (ids[0], ids[1]) if len(ids) == 2 else (0, 0)
