"""Who was interviewed: how many participants have each value of each attribute."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.charts.bars import Bar, Bars
from coding.charts.grid import Heading
from coding.exports.tables import Table
from coding.pictures.asked import Asked
from coding.pictures.picture import Picture
from interviews import outgoing
from interviews.models import Attribute, AttributeValue
from interviews.models.participants import plain

BINS = 5
LONG = 30
"""More rows stand in columns."""
Counts = list[tuple[str, int]]


def sample(asked: Asked) -> Picture:
    """Of attributes that may be printed; values in free words differ for everybody, and are not drawn."""
    people = set(asked.project.participants.in_study().order_by().values_list("pk", flat=True))
    shown = asked.project.attributes.filter(never_print=False).exclude(kind=Attribute.Kind.TEXT)
    counted = [
        (attribute, list(counts_of(attribute, people)))
        for attribute in shown.prefetch_related("choices")
        if not outgoing.is_left_out(attribute.pk)
    ]
    rows: list[tuple[Heading, list[Bar]]] = []
    for attribute, counts in counted:
        rows.append((Heading(str(attribute), is_theme=True), []))
        rows += [(Heading(label), [_bar(number, len(people))]) for label, number in counts]
    single = sum(number == 1 for _attribute, counts in counted for _label, number in counts)
    return Picture(
        title=_("The sample"),
        words=_words(counted, len(people)),
        sentences=list(_sentences(asked, len(people), single)),
        whose=None,
        chart=Bars([("", "")], rows, flows=3 if len(rows) > LONG else 1),
        table=Table(
            [_("Attribute"), _("Value"), _("Participants"), _("N")],
            [
                [str(attribute), label, number, len(people)]
                for attribute, counts in counted
                for label, number in counts
            ],
        ),
        is_empty=not (people and counted),
    )


def _bar(number: int, out_of: int) -> Bar:
    said = _("%(n)s of %(all)s") % {"n": number, "all": out_of}
    return Bar(number / out_of if out_of else 0, said)


def counts_of(attribute: Attribute, people: set[int]) -> Iterator[tuple[str, int]]:
    """How many of these participants have each value, in the values' order; who has none comes last."""
    values = [
        value
        for value in attribute.values.select_related("choice").order_by("pk")
        if value.participant_id in people
    ]
    if attribute.kind == Attribute.Kind.NUMBER:
        yield from _binned([value.number for value in values if value.number is not None])
    elif attribute.kind == Attribute.Kind.DATE:
        yield from sorted(Counter(str(value.date.year) for value in values if value.date).items())
    else:
        yield from _named(attribute, values)
    unknown = len(people - {value.participant_id for value in values})
    if unknown:
        yield _("not recorded"), unknown


def _named(attribute: Attribute, values: list[AttributeValue]) -> Counts:
    found = Counter(map(str, values))
    labels = (
        [choice.value for choice in attribute.choices.all()] if attribute.has_choices else [_("yes"), _("no")]
    )
    return [(label, found[label]) for label in labels]


def _binned(numbers: list[Decimal]) -> Counts:
    """Up to five spans of the same width, the last with both its ends."""
    if not numbers:
        return []
    low, high = min(numbers), max(numbers)
    if len(set(numbers)) <= BINS:
        return [(plain(number), numbers.count(number)) for number in sorted(set(numbers))]
    width = -(-(high - low) // BINS) or Decimal(1)
    place = Counter(min(int((number - low) // width), BINS - 1) for number in numbers)
    edges = [low + width * step for step in range(BINS + 1)]
    return [
        (
            _("%(low)s up to %(high)s") % {"low": plain(edges[step]), "high": plain(edges[step + 1])},
            place[step],
        )
        for step in range(BINS)
        if edges[step] <= high
    ]


def _words(counted: list[tuple[Attribute, Counts]], people: int) -> str:
    values = sum(len(counts) for _attribute, counts in counted)
    return _(
        "A bar for each of %(values)s values of %(attributes)s attributes, as long as the share of %(n)s "
        "participants who have it."
    ) % {"values": values, "attributes": len(counted), "n": people}


def _sentences(asked: Asked, people: int, single: int) -> Iterator[str]:
    yield ngettext("%(n)s participant.", "%(n)s participants.", people) % {"n": people}
    left_out = asked.project.attributes.filter(never_print=True).count()
    if left_out:
        yield ngettext(
            "%(n)s attribute that is never to be printed is left out.",
            "%(n)s attributes that are never to be printed are left out.",
            left_out,
        ) % {"n": left_out}
    yield _("Attributes in free words are not drawn. Somebody with several values stands in each of them.")
    if single:
        yield ngettext(
            "%(n)s value is that of one participant alone, who may be known by it.",
            "%(n)s values are those of one participant alone, who may be known by them.",
            single,
        ) % {"n": single}
