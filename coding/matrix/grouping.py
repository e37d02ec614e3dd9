"""The rows of a matrix: participants in order, or groups of them by what the study knows of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews.models import Appearance, Attribute, AttributeChoice, AttributeValue, Participant
from interviews.naming import natural
from projects.models import Project, ProjectTag

GROUPING = (Attribute.Kind.ONE_OF, Attribute.Kind.MANY_OF, Attribute.Kind.YES_NO)
"""The kinds of attribute whose values make groups."""


@dataclass(frozen=True)
class Condition:
    """That a participant has a value in an attribute: a choice, or yes or no."""

    attribute: Attribute
    choice: AttributeChoice | None = None
    flag: bool | None = None

    @property
    def value(self) -> str:
        return str(self.choice or (_("yes") if self.flag else _("no")))

    @property
    def label(self) -> str:
        return f"{self.attribute}: {self.value}"

    @property
    def values(self) -> QuerySet[AttributeValue]:
        return self.attribute.values.filter(choice=self.choice, flag=self.flag)


@dataclass(frozen=True)
class Arrangement:
    """What stands in the rows, and of whom."""

    attribute: Attribute | None = None
    """By whose values participants are sorted, or grouped."""
    is_grouped: bool = False
    where: Condition | None = None
    tag: ProjectTag | None = None
    """Only transcripts with this tag, and who speaks in them."""

    @property
    def label(self) -> str:
        if not self.attribute:
            return _("participants")
        if self.is_grouped:
            return str(self.attribute)
        return _("participants in order of %(attribute)s") % {"attribute": self.attribute}

    @property
    def unprintable(self) -> Attribute | None:
        """The attribute used here that must stay out of every file."""
        used = (self.attribute, self.where and self.where.attribute)
        return next((attribute for attribute in used if attribute and attribute.never_print), None)


@dataclass(frozen=True)
class Row:
    label: str
    note: str
    """What is known of the participant in the attribute of the rows, or how many the group has."""
    participants: tuple[Participant, ...]

    @property
    def only(self) -> Participant | None:
        """Who it is, where the row is one person."""
        return self.participants[0] if len(self.participants) == 1 else None


@dataclass(frozen=True)
class Arranged:
    """The rows, and the transcripts (id to their participants' ids) from which they are filled."""

    rows: tuple[Row, ...]
    transcripts: dict[int, frozenset[int]]

    @cached_property
    def participants(self) -> frozenset[int]:
        return frozenset(person.pk for row in self.rows for person in row.participants)

    @property
    def speaking(self) -> frozenset[int]:
        """Participants of the rows who speak in a transcript."""
        return self.participants & frozenset[int]().union(*self.transcripts.values())

    @property
    def overlap(self) -> bool:
        """Whether a participant stands in several rows."""
        return sum(len(row.participants) for row in self.rows) > len(self.participants)


def arranged(project: Project, wish: Arrangement) -> Arranged:
    """The rows wished for, of participants who have not withdrawn; a fixed number of queries."""
    transcripts = _transcripts(project, wish.tag)
    people = _people(project, wish, transcripts)
    values = _values(wish.attribute)
    rows = _groups(people, values) if wish.is_grouped else _single(people, values)
    return Arranged(tuple(rows), transcripts)


def _transcripts(project: Project, tag: ProjectTag | None) -> dict[int, frozenset[int]]:
    appearances = Appearance.objects.filter(transcript__project=project).order_by("transcript")
    if tag:
        appearances = appearances.filter(transcript__tagged__tag=tag)
    who: defaultdict[int, set[int]] = defaultdict(set)
    for transcript, participant in appearances.values_list("transcript", "participant"):
        who[transcript].add(participant)
    return {transcript: frozenset(participants) for transcript, participants in who.items()}


def _people(project: Project, wish: Arrangement, transcripts: dict[int, frozenset[int]]) -> list[Participant]:
    people = project.participants.in_study()
    if wish.where:
        people = people.filter(pk__in=wish.where.values.values("participant"))
    if wish.tag:
        people = people.filter(pk__in=frozenset().union(*transcripts.values()))
    return sorted(people, key=lambda person: natural(person.code))


Values = dict[int, list[AttributeValue]]


def _values(attribute: Attribute | None) -> Values:
    """What each participant has in the attribute; values in order."""
    found: Values = defaultdict(list)
    if attribute:
        rows = attribute.values.select_related("choice").order_by("choice__position", "choice", "pk")
        for value in sorted(rows, key=_order):
            found[value.participant_id].append(value)
    return found


def _order(value: AttributeValue) -> tuple[object, ...]:
    """Choices as the project orders them, yes before no, the rest by size or alphabet."""
    choice = value.choice
    return (
        choice.position if choice else 0,
        choice.pk if choice else 0,
        value.flag is False,
        value.number if value.number is not None else 0,
        str(value.date or ""),
        (value.text or "").casefold(),
    )


def _single(people: Iterable[Participant], values: Values) -> list[Row]:
    known = {pk: tuple(_order(value) for value in of_one) for pk, of_one in values.items()}
    # Who has no value comes last; the sort is stable, so IDs stay in order.
    in_order = sorted(people, key=lambda person: (person.pk not in known, known.get(person.pk, ())))
    return [
        Row(person.code, ", ".join(map(str, values.get(person.pk, ()))), (person,)) for person in in_order
    ]


def _groups(people: Sequence[Participant], values: Values) -> list[Row]:
    every = sorted((value for of_one in values.values() for value in of_one), key=_order)
    members: dict[str, list[Participant]] = {str(value): [] for value in every}
    for person in people:
        for label in dict.fromkeys(map(str, values.get(person.pk, ()))):
            members[label].append(person)
    unknown = [person for person in people if not values.get(person.pk)]
    rows = [_group(label, group) for label, group in members.items() if group]
    return [*rows, *([_group(_("not recorded"), unknown)] if unknown else [])]


def _group(label: str, people: Sequence[Participant]) -> Row:
    size = ngettext("%(n)s participant", "%(n)s participants", len(people)) % {"n": len(people)}
    return Row(label, size, tuple(people))
