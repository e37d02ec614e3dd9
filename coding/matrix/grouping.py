"""What stands in the rows of a matrix: participants, groups of them, transcripts, speakers or coders."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.matrix.rows import Arranged, By, Row
from coding.matrix.units import of_coders, of_speakers, of_transcripts
from interviews import outgoing
from interviews.models import Appearance, Attribute, AttributeChoice, AttributeValue, Participant
from interviews.naming import natural
from projects.models import Project, ProjectTag, User
from projects.refusals import Refused

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

    @property
    def people(self) -> frozenset[int]:
        """Who has it; ``Refused`` where the attribute is left out of what is made for outside."""
        if outgoing.is_left_out(self.attribute.pk):
            said = _(
                "Participants are chosen by %(attribute)s, which you left out. Choose others, or print it."
            )
            raise Refused(said % {"attribute": self.attribute})
        return frozenset(self.values.values_list("participant", flat=True))


@dataclass(frozen=True)
class Arrangement:
    """What stands in the rows, and of whom."""

    by: By = By.PARTICIPANTS
    attribute: Attribute | None = None
    """By whose values participants are sorted, or grouped."""
    is_grouped: bool = False
    where: Condition | None = None
    tag: ProjectTag | None = None
    """Only transcripts with this tag, and who speaks in them."""

    @property
    def label(self) -> str:
        if not self.attribute:
            return self.by.words
        if self.is_grouped:
            return str(self.attribute)
        return _("participants in order of %(attribute)s") % {"attribute": self.attribute}

    @property
    def head(self) -> str:
        """What stands over the rows."""
        return str(self.attribute) if self.attribute and self.is_grouped else self.by.head

    @property
    def unprintable(self) -> Attribute | None:
        """The attribute used here that must stay out of every file."""
        used = [each for each in (self.attribute, self.where and self.where.attribute) if each]
        return next((each for each in used if each.never_print or outgoing.is_left_out(each.pk)), None)


def arranged(project: Project, user: User, wish: Arrangement) -> Arranged:
    """The rows wished for, of participants who have not withdrawn; a fixed number of queries."""
    transcripts = _transcripts(project, wish.tag)
    people = _people(project, wish, transcripts)
    if wish.by == By.TRANSCRIPTS:
        rows = of_transcripts(project, people, transcripts)
    elif wish.by == By.SPEAKERS:
        rows = of_speakers(people, transcripts)
    elif wish.by == By.CODERS:
        rows = of_coders(project, user, people)
    else:
        values = _values(wish.attribute)
        rows = _groups(people, values) if wish.is_grouped else _single(people, values)
    return Arranged(tuple(rows), transcripts, frozenset(person.pk for person in people))


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
        Row(f"p{person.pk}", person.code, ", ".join(map(str, values.get(person.pk, ()))), (person,))
        for person in in_order
    ]


def _groups(people: Sequence[Participant], values: Values) -> list[Row]:
    every = sorted((value for of_one in values.values() for value in of_one), key=_order)
    # Named by a choice, or by yes or no: what is known of somebody stands in no address.
    names = {str(value): f"g{value.choice_id or ('yes' if value.flag else 'no')}" for value in every}
    members: dict[str, list[Participant]] = {label: [] for label in names}
    for person in people:
        for label in dict.fromkeys(map(str, values.get(person.pk, ()))):
            members[label].append(person)
    unknown = [person for person in people if not values.get(person.pk)]
    rows = [_group(names[label], label, group) for label, group in members.items() if group]
    return [*rows, *([_group("gnone", _("not recorded"), unknown)] if unknown else [])]


def _group(key: str, label: str, people: Sequence[Participant]) -> Row:
    size = ngettext("%(n)s participant", "%(n)s participants", len(people)) % {"n": len(people)}
    return Row(key, label, size, tuple(people), is_group=True)
