"""Proposes what each column of a spreadsheet is: who it is about, an attribute, or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from interviews.models import Attribute, Participant, Speaker, Transcript
from interviews.naming import folded
from interviews.people import People
from interviews.sheets import Sheet
from interviews.values import guessed_kind
from projects.models import Project

WHO, NAME, CONSENT, PUBLICATION, LEAVE_OUT = "who", "name", "consent", "publication", ""
_WHO = ("id", "participant", "participantid", "interviewid", "case", "caseid", "code", "pseudonym", "name")
_NAMES = ("realname", "fullname")
_PUBLICATION = ("idinpublications", "publicationid", "publicationcode")


@dataclass(frozen=True)
class Column:
    """A column and its use: ``who``, ``name``, ``consent``, ``publication``, ``new:text`` or ""; of an
    attribute there is, ``attribute:7``, or ``extend:7`` where values not among its choices join them."""

    place: int
    header: str
    use: str
    examples: tuple[str, ...]


class Joins:
    """Finds the participant that a cell names: ID, real name, a speaker's label, a transcript's title.

    Without ``by_name`` real names join nothing: who may not see them could ask whose a name is.
    """

    def __init__(self, project: Project, *, by_name: bool = True) -> None:
        self._people = People(project, by_name=by_name)
        by_pk = {person.pk: person for person in self._people.all}
        speakers = Speaker.objects.filter(transcript__project=project).exclude(participant=None)
        self._labels = _one_each(
            (folded(label), by_pk[pk]) for label, pk in speakers.values_list("label", "participant")
        )
        alone = Transcript.objects.filter(project=project).values_list("title", "file_name", "participants")
        self._titles = _one_each(
            (folded(words), by_pk[pk])
            for title, file_name, pk in alone
            if pk
            for words in {title, file_name, file_name.rpartition(".")[0]}
        )

    def participant(self, words: str) -> Participant | None:
        key = folded(words)
        return self._people.named(words) or self._labels.get(key) or self._titles.get(key) if key else None


def _one_each(pairs: Iterable[tuple[str, Participant]]) -> Mapping[str, Participant]:
    """Only what points at one participant."""
    found: dict[str, set[Participant]] = {}
    for key, person in pairs:
        found.setdefault(key, set()).add(person)
    return {key: next(iter(people)) for key, people in found.items() if len(people) == 1}


def proposed(project: Project, sheet: Sheet, joins: Joins) -> list[Column]:
    """A use for every column; exactly one says who the row is about."""
    who = _who(sheet, joins)
    attributes = {folded(each.name): each for each in project.attributes.all()}
    used: set[str] = set()
    columns = []
    for place, header in enumerate(sheet.header):
        use = WHO if place == who else _use(header, sheet.column(place), attributes)
        if use in used and not use.startswith("new:"):
            use = LEAVE_OUT
        used.add(use)
        examples = tuple(dict.fromkeys(cell for cell in sheet.column(place) if cell))[:3]
        columns.append(Column(place, header, use, examples))
    return columns


def _who(sheet: Sheet, joins: Joins) -> int:
    """The column that names most participants, else one called ID, else one that differs in each row."""
    hits = [
        sum(joins.participant(cell) is not None for cell in set(sheet.column(place)))
        for place in range(len(sheet.header))
    ]
    if max(hits):
        return hits.index(max(hits))
    names = [folded(header) for header in sheet.header]
    for wanted in _WHO:
        if wanted in names:
            return names.index(wanted)
    distinct = [
        all(sheet.column(place)) and len(set(sheet.column(place))) == len(sheet.rows)
        for place in range(len(names))
    ]
    return distinct.index(True) if True in distinct else 0


def _use(header: str, cells: list[str], attributes: Mapping[str, Attribute]) -> str:
    name = folded(header)
    if name in attributes:
        return f"attribute:{attributes[name].pk}"
    if name == CONSENT:
        return CONSENT
    if name in _NAMES:
        return NAME
    if name in _PUBLICATION:
        return PUBLICATION
    return f"new:{guessed_kind(cells)}" if any(cells) else LEAVE_OUT


def matches(sheet: Sheet, columns: Iterable[Column], joins: Joins) -> int:
    """How many rows are about somebody who is known."""
    who = next((column.place for column in columns if column.use == WHO), None)
    return sum(joins.participant(cell) is not None for cell in sheet.column(who)) if who is not None else 0
