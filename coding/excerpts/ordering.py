"""In which order excerpts stand, and under which heads, where these are not the codes in codebook order."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from django.utils.translation import gettext as _

from interviews.models import Attribute, AttributeValue
from interviews.naming import natural
from projects.models import Project

Spans = Mapping[tuple[int, int], Mapping[tuple[int, int], int | None]]
"""By code and transcript the start and end of each passage, with who speaks first in it."""


class Group(NamedTuple):
    """The passages of one transcript under one code."""

    code: int
    transcript: int
    passages: int
    chosen: frozenset[tuple[int, int]] | None
    """Start and end of those meant, where not all are."""
    speaking: frozenset[int]
    """The participants whom they are from."""


class By(StrEnum):
    """What the heads are."""

    CODE = ""
    PARTICIPANT = "participant"
    TRANSCRIPT = "transcript"
    ATTRIBUTE = "attribute"


class Sort(StrEnum):
    """What comes first under a head."""

    PLACE = ""
    LONGEST = "longest"
    SHORTEST = "shortest"


@dataclass(frozen=True)
class Order:
    by: By = By.CODE
    attribute: Attribute | None = None
    """By whose values, where heads are these."""
    sort: Sort = Sort.PLACE

    @property
    def is_plain(self) -> bool:
        return self.by == By.CODE and self.sort == Sort.PLACE

    def size(self, start: int, end: int) -> int:
        return {Sort.PLACE: 0, Sort.LONGEST: start - end, Sort.SHORTEST: end - start}[self.sort]


class Head(NamedTuple):
    """What stands over excerpts, and its place among the others."""

    place: tuple[object, ...]
    label: str


class Heads:
    """Under what each excerpt stands, where that is no code."""

    def __init__(self, project: Project, order: Order, codes: Mapping[int, str]) -> None:
        self._by, self._codes = order.by, codes
        is_by_title = order.by == By.TRANSCRIPT
        titles = project.transcripts.values_list("pk", "title") if is_by_title else ()
        self._titles = dict(titles)
        self._values = _values(order.attribute) if order.by == By.ATTRIBUTE and order.attribute else {}

    def of(self, transcript: int, person: int | None) -> Head:
        if self._by == By.TRANSCRIPT:
            title = self._titles.get(transcript, "")
            return Head((natural(title), transcript), title)
        if self._by == By.ATTRIBUTE:
            return self._values.get(person or 0, Head((1,), _("not recorded")))
        name = self._codes.get(person or 0)
        return Head((0, natural(name)), name) if name else Head((1,), _("Nobody known"))


def _values(attribute: Attribute) -> dict[int, Head]:
    """What is known of each participant, as one head; choices in the order of the study."""
    rows = AttributeValue.objects.filter(attribute=attribute).select_related("choice")
    found: dict[int, list[AttributeValue]] = {}
    for value in rows.order_by("choice__position", "choice", "-flag", "number", "date", "text", "pk"):
        found.setdefault(value.participant_id, []).append(value)
    labels = {pk: ", ".join(map(str, values)) for pk, values in found.items()}
    first = {label: place for place, label in enumerate(dict.fromkeys(labels.values()))}
    return {pk: Head((0, first[label]), label) for pk, label in labels.items()}


def ordered(spans: Spans, codes: Mapping[int, int], order: Order, heads: Heads) -> list[Group]:
    """A group for each excerpt; ``codes`` gives each its place. Not under codes, a passage stands once.

    There it stands with the first of its codes; the others are said with it.
    """
    seen: set[tuple[int, int, int]] = set()
    rows = []
    for (code, transcript), found in sorted(spans.items(), key=lambda each: codes[each[0][0]]):
        for (start, end), person in found.items():
            place = (transcript, start, end)
            if order.by != By.CODE and place in seen:
                continue
            seen.add(place)
            head = (codes[code],) if order.by == By.CODE else heads.of(transcript, person).place
            group = Group(
                code, transcript, 1, frozenset({(start, end)}), frozenset({person} if person else ())
            )
            rows.append((head, order.size(start, end), person or 0, place, codes[code], group))
    rows.sort(key=lambda row: row[:-1])
    return [row[-1] for row in rows]
