"""The table of further coefficients, for who must report one of them or doubts the first."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from coding.analysis.agreement.further import Marginal
from coding.analysis.agreement.pooling import Pooled
from coding.analysis.agreement.rows import Row
from coding.analysis.agreement.values import Value
from coding.reports.intervals import ABSENT, figure
from coding.reports.lines import Line

PLANNED = {"cohen_kappa": "κ", "gwet_ac1": "AC1", "brennan_prediger": "BP"}
"""What heads the column of a coefficient that a round can plan instead of alpha."""


def planned_name(coefficient: str) -> str:
    """The planned headline in full, within a sentence."""
    return {
        "cohen_kappa": _("Cohen’s kappa"),
        "gwet_ac1": _("Gwet’s AC1"),
        "brennan_prediger": _("Brennan and Prediger’s coefficient"),
    }.get(coefficient, _("Krippendorff’s alpha"))


class Coefficient(NamedTuple):
    name: str
    short: str
    """Heads its column."""
    source: str
    told: str
    """What it takes chance to be, or what it answers."""
    flatters: bool = False
    """Of a rare code it is high whoever is right, since absence is most of what is agreed on."""

    @property
    def head(self) -> str:
        return f"{self.short} ‡" if self.flatters else self.short


def coefficients(is_pair: bool) -> list[Coefficient]:
    """In the order of ``values``."""
    return [*_sober(is_pair), *_flattering()]


def _sober(is_pair: bool) -> list[Coefficient]:
    kappa = _("chance: each coder’s own habits") if is_pair else _("mean over the pairs that have one")
    return [
        Coefficient(_("Cohen’s kappa"), "κ", "Cohen 1960", kappa),
        Coefficient(
            _("largest kappa possible"), _("κ max"), "Cohen 1960", _("with the coders’ habits as they are")
        ),
        Coefficient(_("Scott’s pi"), "π", "Scott 1955", _("chance: habits that both share")),
        Coefficient(_("Fleiss’ kappa"), _("Fleiss"), "Fleiss 1971", _("Scott’s pi for any number of coders")),
        Coefficient(
            _("Conger’s kappa"), _("Conger"), "Conger 1980", _("Cohen’s kappa for any number of coders")
        ),
    ]


def _flattering() -> list[Coefficient]:
    told = [
        (_("Brennan–Prediger"), "BP", "Brennan & Prediger 1981", _("chance: yes and no alike")),
        ("AC1", "AC1", "Gwet 2008", _("near 1 for a rare code even where coders never once agree on it")),
        (
            *(_("absence"), _("absence"), "Cicchetti & Feinstein 1990"),
            _("agreement on where it was not used"),
        ),
        (_("Holsti’s CR"), "CR", "Holsti 1969", _("2M / (N₁ + N₂): the percent agreement of a pair")),
    ]
    return [Coefficient(*each, flatters=True) for each in told]


def flattered(line: Line) -> str:
    """Which values of the code are high whoever is right; nothing where it is not rare."""
    if not line.is_rare:
        return ""
    return ", ".join([_("percent agreement"), *(each.name for each in _flattering())])


def values_of(found: Row | Pooled) -> list[Value]:
    more = found.further
    return [
        found.kappa,
        more.kappa_max,
        more.scott,
        more.fleiss,
        more.conger,
        more.brennan_prediger,
        more.ac1,
        more.absence,
        found.percent,
    ]


def planned(found: Row | Pooled, coefficient: str) -> Value | None:
    """The value of a coefficient that a round can plan instead of alpha."""
    more = found.further
    known = {"cohen_kappa": found.kappa, "gwet_ac1": more.ac1, "brennan_prediger": more.brennan_prediger}
    return known.get(coefficient)


def figure_planned(found: Row | Pooled, coefficient: str) -> str:
    """As it is printed; nothing where alpha was planned."""
    value = planned(found, coefficient)
    return figure(value) if value else ""


class FurtherLine(NamedTuple):
    """A code's further coefficients as they are printed, and how often each coder used it."""

    line: Line
    figures: Sequence[str]
    shares: Sequence[str]
    """Per cent of their judgements, coder by coder: who uses it more is no chance alone (bias)."""


def further_lines(lines: Sequence[Line]) -> list[FurtherLine]:
    return [
        FurtherLine(
            line,
            [figure(value) for value in values_of(line.row)],
            [share(each) for each in line.row.marginals],
        )
        for line in lines
    ]


def share(marginal: Marginal) -> str:
    """Per cent of what a coder judged, as in a table."""
    return ABSENT if marginal.share is None else f"{100 * marginal.share:.1f}"
