"""Further coefficients as they are printed: quotations, thresholds, coders' habits, characters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from django.utils.translation import gettext as _

from coding.analysis.agreement.comparison import ANY_CHARACTER, WHOLE
from coding.analysis.agreement.further import joined
from coding.analysis.agreement.stretches import OfGroup, Overlap
from coding.comparing.further import Further
from coding.reports import units
from coding.reports.closer_lines import (
    CharactersLine,
    HabitsLine,
    PairOfCoders,
    QuotationsLine,
    ThresholdsLine,
    TogetherLine,
)
from coding.reports.comparison import Agreement
from coding.reports.intervals import ABSENT, figure
from coding.reports.lines import Line


@dataclass(frozen=True)
class Closer:
    """What stands on the page and in every file, with all codes together in the last line of each table."""

    further: Further

    @property
    def agreement(self) -> Agreement:
        return self.further.compared.agreement

    @property
    def used(self) -> tuple[Line, ...]:
        return self.agreement.used

    @cached_property
    def quotations(self) -> list[QuotationsLine]:
        lines = [line for line in self.agreement.lines if line.row.used]
        everything = self._chosen(None, self.further.all_codes, self.further.codes)
        return [*(self._quotations(line) for line in lines), everything]

    def _quotations(self, line: Line) -> QuotationsLine:
        code = line.node.code.pk
        if line.is_theme:
            group = self.further.themes[code]
            return self._chosen(line, group, list(group.codes))
        own = self.further.of_code(code)
        return QuotationsLine(line, self.further.holsti[code], own.marked, None, own.among, own.coverage)

    def _chosen(self, line: Line | None, group: OfGroup, codes: Sequence[int]) -> QuotationsLine:
        holsti = self.further.quotations.over(codes)
        return QuotationsLine(line, holsti, group.marked, group.alpha, group.coding, group.coverage)

    @property
    def matching(self) -> str:
        """When two quotations are the same one."""
        return _(
            "Two quotations match that share %(share)s of the shorter one, each with one other at most."
        ) % {"share": units.share_told(self.further.share)}

    @property
    def overlaps(self) -> list[str]:
        """Why codes are no choice, and so have no u-alpha."""
        if self.further.all_codes.overlap is None:
            return []
        said = [
            _("Where a coder gives two codes to the same words they are no choice: no uα, cuα and (k)uα."),
            self._overlap(_("All codes"), self.further.all_codes.overlap),
        ]
        for line in self.agreement.lines:
            overlap = self.further.themes[line.node.code.pk].overlap if line.is_theme else None
            said += [self._overlap(line.name, overlap)] if overlap else []
        return said

    def _overlap(self, what: str, overlap: Overlap) -> str:
        tree = self.further.compared.tree
        return _("%(what)s: %(coder)s gave “%(first)s” and “%(second)s” to the same words of %(title)s.") % {
            "what": what,
            "coder": next(str(judge) for judge in self.agreement.coders if judge.pk == overlap.coder),
            "first": tree[overlap.first].code.name,
            "second": tree[overlap.second].code.name,
            "title": self.further.compared.quotes.places[overlap.transcript].title,
        }

    @property
    def sets(self) -> list[tuple[str, str]]:
        """Distance and value."""
        found = self.further.sets
        return [("Jaccard", figure(found.jaccard)), ("MASI", figure(found.masi))]

    @property
    def sets_told(self) -> str:
        return _(
            "Alpha on sets of codes: the value of each %(unit)s is the set of codes that a coder used in it, "
            "none of them the empty set. It hangs on the unit and on the distance, so name both."
        ) % {"unit": units.one(self.agreement.rule.unit)}

    @property
    def sets_line(self) -> str:
        """Both values in a sentence that names what they hang on."""
        values = "; ".join(f"{name} {value}" for name, value in self.sets)
        return _("α on sets of codes, unit %(unit)s: %(values)s.") % {
            "unit": units.one(self.agreement.rule.unit),
            "values": values,
        }

    @property
    def together(self) -> "list[TogetherLine]":
        return together(self)

    @property
    def together_heads(self) -> list[str]:
        return together_heads(self)

    @property
    def notes(self) -> list[str]:
        """What must be known to read the quotations."""
        return [self.matching, *self.overlaps]

    @property
    def terms(self) -> list[tuple[str, str]]:
        return terms()

    @property
    def threshold_names(self) -> list[str]:
        planned = self.agreement.rule.threshold
        named = {
            ANY_CHARACTER: _("any character"),
            WHOLE: _("the whole"),
            planned: _("%(share)g, as asked for") % {"share": planned},
        }
        return [named[each.threshold] for each in self.further.thresholds]

    @property
    def thresholds(self) -> list[ThresholdsLine]:
        found = self.further.thresholds
        lines = [ThresholdsLine(each, [at.alphas[each.node.code.pk] for at in found]) for each in self.used]
        return [*lines, ThresholdsLine(None, [at.pooled for at in found])] if found else []

    @property
    def habits(self) -> list[HabitsLine]:
        if not self.used:
            return []
        lines = [HabitsLine(line, [each.share for each in line.row.marginals]) for line in self.used]
        everything = zip(*(line.row.marginals for line in self.agreement.codes), strict=True)
        return [*lines, HabitsLine(None, [joined(each).share for each in everything])]

    @cached_property
    def pairs(self) -> list[PairOfCoders]:
        """Characters as NVivo counts them."""
        coders = self.agreement.coders
        return [
            PairOfCoders(a, b, list(self._characters(place)))
            for place, (a, b) in enumerate(combinations(coders, 2))
        ]

    def pair(self, a: int, b: int) -> PairOfCoders:
        """The two who are asked for; at first the first two."""
        return next((each for each in self.pairs if (each.a.pk, each.b.pk) == (a, b)), self.pairs[0])

    def _characters(self, place: int) -> Iterator[CharactersLine]:
        rows = {row.code: row for row in self.further.characters.rows}
        for line in self.used:
            pair = rows[line.node.code.pk].pairs[place]
            yield CharactersLine(line, pair.table, pair.kappa)


def together(closer: Closer) -> list[TogetherLine]:
    """Quotations and thresholds in one table, as they are printed."""
    thresholds = {_key(each.line): each.figures for each in closer.thresholds}
    nothing = [ABSENT] * len(closer.threshold_names)
    return [
        TogetherLine(each.line, [*each.figures, *thresholds.get(_key(each.line), nothing)])
        for each in closer.quotations
    ]


def _key(line: Line | None) -> tuple[int, bool] | None:
    return (line.node.code.pk, line.is_theme) if line else None


def together_heads(closer: Closer) -> list[str]:
    return [
        *quotation_heads(),
        *(_("α: %(share)s") % {"share": name} for name in closer.threshold_names),
    ]


def quotation_heads() -> list[str]:
    return [_("Holsti’s CR"), "|uα", "uα", "cuα, (k)uα", _("coverage %")]


def character_heads() -> list[str]:
    return [_("A and B, %"), _("A not B, %"), _("B not A, %"), _("neither, %"), _("agree, %"), "κ"]


def terms() -> list[tuple[str, str]]:
    """What the columns of quotations are."""
    return [
        (
            _("Holsti’s CR"),
            _(
                "twice the quotations that match, by those of both; of more coders the mean over pairs "
                "(Holsti 1969)"
            ),
        ),
        ("|uα", _("on what was marked with it at all, character by character (Krippendorff et al. 2016)")),
        ("uα", _("on what was marked and with which code, gaps too; of codes that are a choice")),
        (
            "cuα",
            _(
                "of a theme and of all codes: on the code, where two coders both gave one; coverage "
                "says on how much of the text"
            ),
        ),
        (
            "(k)uα",
            _(
                "of one code: against the others, where two coders both gave one; coverage says on how "
                "much of what was given the code. A quotation pairs with no part of itself: it is taken by "
                "the square of its length that is shared, the mean over the other coders"
            ),
        ),
    ]
