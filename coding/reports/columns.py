"""The columns of a comparison's table: how codes are sorted by them, and what heads them."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from coding.reports.comparison import Agreement
from coding.reports.further import PLANNED, planned
from coding.reports.lines import Line


def in_order(lines: Sequence[Line], key: str) -> list[Line]:
    """The codes sorted by a column, ``-`` for the largest first; rows without the number come last."""
    name, largest_first = key.lstrip("-"), key.startswith("-")
    known = [line for line in lines if _number(line, name) is not None]
    known.sort(key=lambda line: _number(line, name) or 0.0, reverse=largest_first)
    return known + [line for line in lines if _number(line, name) is None]


SORTABLE = (
    "percent",
    "alpha",
    "limit",
    "presence",
    "differ",
    *(f"count-{index}" for index in range(4)),
    *PLANNED,
)


def _number(line: Line, name: str) -> float | None:
    if name == "differ":
        return line.differ
    if name == "limit":
        return line.row.alpha_interval.low
    if name.startswith("count-"):
        index = int(name[6:])
        return line.counts[index] if index < len(line.counts) else None
    if name in PLANNED:
        value = planned(line.row, name)
        return value.number if value else None
    return {
        "percent": line.row.percent,
        "alpha": line.row.alpha,
        "presence": line.row.presence,
    }[name].number


class Head(NamedTuple):
    """A column of numbers, by which the codes can be sorted."""

    label: str
    title: str
    sort: str
    """What the column's link asks for."""
    direction: str
    """As ``aria-sort`` says it; nothing for a column that is not sorted by."""


def heads(agreement: Agreement, sort: str) -> list[Head]:
    counts = [(f"count-{index}", name, "") for index, name in enumerate(agreement.count_names)]
    coefficients = [
        ("percent", _("agree %"), _("percent agreement")),
        ("presence", _("presence (F1)"), _("agreement on where the code was used")),
        *(
            ((agreement.coefficient, agreement.planned, _("the coefficient that was planned")),)
            if agreement.planned
            else ()
        ),
        ("alpha", _("α"), _("Krippendorff’s alpha")),
        ("limit", agreement.limits_head, _("the limits of alpha; sorted by the lower one")),
    ]
    return [_head(name, label, title, sort) for name, label, title in counts + coefficients]


def _head(name: str, label: str, title: str, sort: str) -> Head:
    directions = {name: "ascending", f"-{name}": "descending"}
    return Head(label, title, f"-{name}" if sort == name else name, directions.get(sort, ""))
