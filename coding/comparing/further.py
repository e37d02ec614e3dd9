"""Further ways to ask how far coders agree: quotations, sets of codes, thresholds, characters of the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from coding.analysis.agreement.comparison import (
    ANY_CHARACTER,
    WHOLE,
    AtThreshold,
    Comparison,
    compare_characters,
    sensitivity,
)
from coding.analysis.agreement.quotations import Quotations
from coding.analysis.agreement.readings import Code
from coding.analysis.agreement.readings import Reading as Marks
from coding.analysis.agreement.readings import Source as Cut
from coding.analysis.agreement.sets import alpha_on_sets, jaccard, masi
from coding.analysis.agreement.stretches import OfCode, OfGroup, Text, of_group, texts
from coding.analysis.agreement.values import Value
from coding.comparing.asked import Unit
from coding.comparing.compared import Compared, Counting
from coding.comparing.units import whole_text

HALF = 0.5
"""Of the shorter of two quotations that match, where no share of a unit was planned."""


class OnSets(NamedTuple):
    """Alpha where the value of a unit is the set of its codes, by each distance."""

    jaccard: Value
    masi: Value


@dataclass(frozen=True)
class Further:
    """Each is reckoned when it is asked for."""

    compared: Compared

    @cached_property
    def _counting(self) -> Counting:
        return Counting(self.compared.material, self.compared.agreement.coders)

    @property
    def readings(self) -> list[Marks]:
        return self._counting.readings

    @property
    def codes(self) -> list[Code]:
        return self.compared.material.codes

    @property
    def share(self) -> float:
        """How much two quotations must share to match."""
        rule = self.compared.agreement.rule
        return HALF if rule.unit == Unit.CHARACTER else rule.threshold

    @cached_property
    def quotations(self) -> Quotations:
        """Those that match, whatever the units."""
        return Quotations.of(list(self.compared.cuts.values()), self.readings, self.share)

    @cached_property
    def holsti(self) -> Mapping[Code, Value]:
        return self.quotations.by_code(self.codes)

    @cached_property
    def _texts(self) -> list[Text]:
        return texts(list(self.compared.cuts.values()), self.readings)

    @cached_property
    def all_codes(self) -> OfGroup:
        """The u-alpha family on all codes as one choice."""
        return of_group(self._texts, self.codes)

    @cached_property
    def themes(self) -> Mapping[Code, OfGroup]:
        """The same on each theme with the codes below it."""
        tree = self.compared.tree
        groups = {node.code.pk: tree.under(node.code.pk) for node in tree.themes}
        return {
            theme: of_group(self._texts, [code for code in self.codes if code in group])
            for theme, group in groups.items()
        }

    def of_code(self, code: Code) -> OfCode:
        """Among all codes where they are a choice, otherwise among those of its theme."""
        if self.all_codes.overlap is None:
            return self.all_codes.codes[code]
        return self.themes[self.compared.tree[code].theme.pk].codes[code]

    @cached_property
    def sets(self) -> OnSets:
        study = self._counting.study
        return OnSets(alpha_on_sets(study, jaccard), alpha_on_sets(study, masi))

    @cached_property
    def thresholds(self) -> Sequence[AtThreshold]:
        """From any character to the whole, what was asked for between; none where characters are judged."""
        rule = self.compared.agreement.rule
        if rule.unit == Unit.CHARACTER:
            return ()
        wanted = sorted({ANY_CHARACTER, rule.threshold, WHOLE})
        return sensitivity(list(self.compared.cuts.values()), self.readings, self.codes, wanted)

    @property
    def files(self) -> list[Cut]:
        """Each transcript as one unit: all that stands in it."""
        quotes = self.compared.quotes
        return [
            Cut(pk, whole_text(quotes.places[pk], quotes.texts[pk], quotes.silent.gone))
            for pk in self.compared.cuts
        ]

    @cached_property
    def characters(self) -> Comparison:
        """On every character of the files, as NVivo counts them."""
        return compare_characters(self.files, self.readings, self.codes)
