"""The comparison of coders as one value, for the page and for every file made of it."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.analysis.agreement.comparison import Comparison, Difference
from coding.analysis.agreement.confusion import Confusion, confusion
from coding.analysis.agreement.intervals import Interval
from coding.charts import Estimate
from coding.comparing.asked import Judge, Kind, Rule, Source
from coding.reports import further, intervals, units
from coding.reports.differing import Differing
from coding.reports.intervals import figure, reason
from coding.reports.lines import Line
from coding.reports.total import Total


@dataclass(frozen=True)
class Agreement:
    """What the comparison found."""

    coders: tuple[Judge, ...]
    compared: tuple[Source, ...]
    excluded: tuple[Source, ...]
    comparison: Comparison
    lines: tuple[Line, ...]
    """Themes and codes in codebook order, those that nobody used too."""
    without_word: int
    """Of the units to which two coders gave the same code, those in which they share not one word."""
    both: int
    """Those units, added over codes and pairs."""
    differences: tuple[Difference, ...]
    """The places to discuss: units, or turns where the unit is a character."""
    rule: Rule
    found_by_search: int = 0
    """Codings that the coders made of a search's hits, which are no judgement on what was not coded."""
    kind: Kind = Kind.OPEN
    coefficient: str = ""
    """The headline that was planned, if any was."""
    is_exploratory: bool = False
    """Whether something else was planned than what was compared."""
    counted: Differing | None = None
    """Of a comparison that was kept: the differences, told without the places."""

    @property
    def total_differing(self) -> int:
        return self.counted.total if self.counted else len(self.differences)

    @property
    def differing_by_transcript(self) -> Mapping[int, int]:
        if self.counted:
            return self.counted.by_transcript
        return Counter(each.transcript for each in self.differences)

    def confusion(self, a: Judge, b: Judge) -> Confusion:
        """What the first called this, the second called that."""
        if self.counted:
            return self.counted.confusions.get((a.pk, b.pk), Counter())
        return confusion(self.differences, a.pk, b.pk)

    @property
    def is_pair(self) -> bool:
        return len(self.coders) == 2

    @property
    def names(self) -> tuple[str, ...]:
        """The coders' initials, or names where initials are the same."""
        initials = [coder.initials for coder in self.coders]
        return tuple(initials) if len(set(initials)) == len(initials) else tuple(map(str, self.coders))

    @property
    def title(self) -> str:
        *others, last = map(str, self.coders)
        people = {"coders": ", ".join(others), "last": last}
        return _("Agreement of %(coders)s and %(last)s") % people

    @property
    def title_within(self) -> str:
        """The title after a name and a colon."""
        return self.title[:1].lower() + self.title[1:]

    @property
    def count_names(self) -> tuple[str, ...]:
        """What heads the columns of counts."""
        return intervals.count_names(self.names)

    @property
    def codes(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.is_theme)

    @property
    def used(self) -> tuple[Line, ...]:
        return tuple(line for line in self.codes if line.row.used)

    @property
    def unused(self) -> tuple[Line, ...]:
        return tuple(line for line in self.codes if not line.row.used)

    @property
    def rare(self) -> tuple[Line, ...]:
        return tuple(line for line in self.codes if line.is_rare)

    @cached_property
    def total(self) -> Total | None:
        """All codes together; nothing where nobody used any."""
        rows = [line.row for line in self.used]
        return Total(rows, self.comparison.pooled, self.comparison.pooled_interval) if rows else None

    @property
    def pooled_planned(self) -> str:
        """Pooled, the coefficient that was planned, where it is another than alpha."""
        return self.total.planned(self.coefficient) if self.total else ""

    @property
    def pooled(self) -> str:
        return figure(self.comparison.pooled)

    @property
    def pooled_problem(self) -> str:
        return reason(self.comparison.pooled)

    @property
    def interval(self) -> Interval:
        """Of the pooled alpha."""
        return self.comparison.pooled_interval

    @property
    def limits(self) -> str:
        """Of the pooled alpha."""
        return intervals.limits(self.comparison.pooled_interval)

    @property
    def limits_told(self) -> str:
        return intervals.kind_of(self.comparison.pooled_interval)

    @property
    def limits_head(self) -> str:
        return intervals.limits_head(self.comparison.pooled_interval)

    @property
    def pooled_told(self) -> str:
        """Pooled alpha with its limits, within a sentence."""
        if self.limits == intervals.ABSENT:
            return self.pooled
        return f"{self.pooled} ({self.limits_head} {self.limits.strip('()')})"

    @property
    def failure(self) -> str:
        """The chances that the pooled alpha lies below the two limits."""
        return intervals.failure(self.comparison.pooled_interval)

    @property
    def how_made(self) -> str:
        return intervals.how_made(self.comparison.pooled_interval)

    @property
    def verdict_rule(self) -> str:
        return intervals.verdict_rule()

    @property
    def verdict(self) -> str:
        return intervals.verdict(self.comparison.pooled_interval.verdict)

    @property
    def estimate(self) -> Estimate | None:
        return intervals.estimate(self.comparison.pooled, self.comparison.pooled_interval)

    @property
    def places(self) -> int:
        """In how many places the coders differ."""
        if self.counted:
            return self.counted.places
        return len({(each.transcript, each.unit) for each in self.differences})

    @property
    def differing(self) -> str:
        """What is to be discussed, after its number."""
        differences = ngettext("difference", "differences", self.total_differing)
        where = units.counted(units.places(self.rule.unit), self.places)
        return _("%(differences)s in %(where)s") % {"differences": differences, "where": where}

    @property
    def basis(self) -> str:
        """On what it was calculated."""
        transcripts = ngettext("%(n)s transcript", "%(n)s transcripts", len(self.compared)) % {
            "n": len(self.compared)
        }
        words = {
            "transcripts": transcripts,
            "coders": _("both") if self.is_pair else _("at least two of them"),
            "units": units.counted(self.rule.unit, self.comparison.total),
            "asked": units.asked_told(self.rule),
        }
        return _("%(where)s on %(transcripts)s that %(coders)s completed. Unit: %(units)s; %(asked)s.") % {
            **words,
            "where": {
                Kind.OPEN: _("Open work"),
                Kind.ROUND: _("Independent coding"),
                Kind.AGAIN: _("One coder at two times"),
                Kind.TAUGHT: _("A coder beside the consensus"),
            }[self.kind],
        }

    @property
    def caution(self) -> str:
        """What must be said of agreement that is no reliability."""
        return {
            Kind.OPEN: _(
                "Open work is not independent: coders may have seen each other’s work. "
                "To report agreement, code a round."
            ),
            Kind.ROUND: "",
            Kind.AGAIN: _("One coder at two times: this is stability, not agreement between people."),
            Kind.TAUGHT: _(
                "The consensus was agreed on by coders who compared their work: this tells how near a coder "
                "comes to it, and is no reliability."
            ),
        }[self.kind]

    @property
    def without_word_told(self) -> str:
        """What ``without_word`` counts, after its number."""
        words = {"units": self.places_name}
        if self.is_pair:
            return _("%(units)s with the same code by both: no word in common") % words
        return _("%(units)s with the same code by two, over all pairs: no word in common") % words

    @property
    def place(self) -> str:
        """What coders differ in."""
        return units.one(units.places(self.rule.unit))

    @property
    def places_name(self) -> str:
        return units.many(units.places(self.rule.unit))

    @property
    def units_name(self) -> str:
        return units.many(self.rule.unit)

    @property
    def planned(self) -> str:
        """The name of the coefficient that was planned, where it is another than alpha."""
        return further.PLANNED.get(self.coefficient, "")

    @property
    def planned_told(self) -> str:
        """Of a round, which of all coefficients is no choice made afterwards."""
        if self.kind != Kind.ROUND:
            return ""
        said = _(
            "Fixed beforehand was %(name)s: any other coefficient is reported, if at all, as exploratory."
        )
        return said % {"name": further.planned_name(self.coefficient)}

    @property
    def standing(self) -> str:
        """What these values may be taken for, in a word or two."""
        if self.is_exploratory:
            return _("exploratory")
        return _("as planned") if self.kind == Kind.ROUND else _("not independent")

    @property
    def rule_told(self) -> str:
        return units.rule_told(self.rule)

    @property
    def left_out(self) -> str:
        """The transcripts that could not be compared, and why; and codings that are no reading."""
        titles: defaultdict[str, list[str]] = defaultdict(list)
        for source in self.excluded:
            titles[self._who(source)].append(source.title)
        said = _("Left out, %(why)s: %(titles)s.")
        told = [said % {"why": why, "titles": "; ".join(each)} for why, each in titles.items()]
        return " ".join([*told, *self._searched])

    @property
    def _searched(self) -> list[str]:
        if not self.found_by_search:
            return []
        said = ngettext(
            "Left out too: %(n)s coding that was made from a search and not by reading.",
            "Left out too: %(n)s codings that were made from a search and not by reading.",
            self.found_by_search,
        )
        return [said % {"n": f"{self.found_by_search:,}"}]

    @staticmethod
    def _who(source: Source) -> str:
        if not source.completed_by:
            return _("completed by none of them")
        return _("completed by %(coders)s alone") % {"coders": ", ".join(map(str, source.completed_by))}
