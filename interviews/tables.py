"""What is known of the participants, as rows to show: read in a few queries however many there are."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from interviews.models import Appearance, Attribute, AttributeValue, Participant, RealName
from interviews.naming import folded, natural
from projects.models import Project

CODE, CONSENT, TRANSCRIPTS = "code", "consent", "transcripts"


@dataclass(frozen=True)
class Cell:
    """One participant's value of one attribute, in words."""

    participant: Participant
    attribute: Attribute
    words: str


@dataclass(frozen=True)
class Row:
    participant: Participant
    transcripts: int
    cells: Sequence[Cell]

    def words(self, attribute: int) -> str:
        return next((cell.words for cell in self.cells if cell.attribute.pk == attribute), "")


@dataclass(frozen=True)
class Wish:
    """What to show, and how; ``sort`` is "code", "consent", "transcripts" or an attribute's id."""

    sort: str = CODE
    descending: bool = False
    consent: str = ""
    attribute: int | None = None
    words: str = ""


def values_of(participants: Iterable[Participant]) -> dict[int, dict[int, str]]:
    """Participant → attribute → words, choices joined in their order."""
    parts: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    rows = AttributeValue.objects.filter(participant__in=participants).select_related("choice")
    for row in rows.order_by("choice__position", "pk"):
        parts[row.participant_id, row.attribute_id].append(str(row))
    known: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for (participant, attribute), words in parts.items():
        known[participant][attribute] = "; ".join(words)
    return known


def filled(project: Project) -> set[int]:
    """The attributes that somebody has a value of."""
    known = AttributeValue.objects.filter(participant__project=project)
    return set(known.order_by().values_list("attribute", flat=True).distinct())


def known_of(project: Project) -> dict[int, dict[str, str]]:
    """Participant → the use of a spreadsheet's column → words; for comparing, not for showing."""
    people = list(project.participants.all())
    values = values_of(people)
    names = dict(RealName.objects.filter(participant__in=people).values_list("participant", "name"))
    return {
        person.pk: {
            "consent": person.consent,
            "publication": person.publication_code,
            "name": names.get(person.pk, ""),
            **{f"attribute:{pk}": words for pk, words in values.get(person.pk, {}).items()},
        }
        for person in people
    }


def table(project: Project, attributes: Sequence[Attribute], wish: Wish) -> list[Row]:
    """Those who answer to the wish, in its order; who withdrew is at the end."""
    people = project.participants.all()
    if wish.consent:
        people = people.filter(consent=wish.consent)
    known = values_of(people)
    interviews = Counter(
        Appearance.objects.filter(participant__in=people).values_list("participant", flat=True)
    )
    rows = [
        Row(
            person,
            interviews[person.pk],
            [Cell(person, each, known.get(person.pk, {}).get(each.pk, "")) for each in attributes],
        )
        for person in people
    ]
    return _sorted([row for row in rows if _answers(row, wish)], attributes, wish)


def _answers(row: Row, wish: Wish) -> bool:
    if not wish.words:
        return wish.attribute is None or bool(row.words(wish.attribute))
    if wish.attribute is not None:
        return folded(wish.words) in folded(row.words(wish.attribute))
    places = [row.participant.code, *(cell.words for cell in row.cells)]
    return any(folded(wish.words) in folded(words) for words in places)


def _sorted(rows: list[Row], attributes: Sequence[Attribute], wish: Wish) -> list[Row]:
    """Numbers and IDs by size, choices in the order in which they are offered, what is blank last."""
    rows = sorted(rows, key=lambda row: natural(row.participant.code), reverse=wish.descending)
    attribute = next((each for each in attributes if str(each.pk) == wish.sort), None)
    if attribute:
        order = _order(attribute)
        filled = [row for row in rows if row.words(attribute.pk)]
        filled.sort(key=lambda row: _rank(attribute, order, row.words(attribute.pk)), reverse=wish.descending)
        rows = [*filled, *(row for row in rows if not row.words(attribute.pk))]
    elif wish.sort == TRANSCRIPTS:
        rows.sort(key=lambda row: row.transcripts, reverse=wish.descending)
    elif wish.sort == CONSENT:
        rows.sort(key=lambda row: row.participant.consent, reverse=wish.descending)
    return sorted(rows, key=lambda row: row.participant.withdrawn is not None)


def _order(attribute: Attribute) -> dict[str, int]:
    return {choice.value: place for place, choice in enumerate(attribute.choices.all())}


def _rank(attribute: Attribute, order: Mapping[str, int], words: str) -> tuple[float, str]:
    if attribute.kind == Attribute.Kind.NUMBER:
        return float(words), ""
    return order.get(words.split("; ")[0], 0), words.casefold()
