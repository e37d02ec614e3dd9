"""What a list of excerpts was asked for, and the people and transcripts that leaves."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.db.models import Q

from coding.models.codings import CodingQuerySet
from coding.retrieval import Silent, Whose
from coding.tree import Node
from interviews.models import Attribute, Participant, Transcript
from interviews.models.participants import Consent
from interviews.naming import natural
from projects.models import Project, ProjectTag

QUOTED = frozenset(consent.value for consent in (Consent.FULL, Consent.ANONYMISED))
GONE = Consent.WITHDRAWN.value


class Wanted(NamedTuple):
    """A value that participants must have in an attribute."""

    attribute: Attribute
    condition: Q
    """On ``AttributeValue``."""
    words: str
    """How it is said, such as ``sergeant or inspector``."""


@dataclass(frozen=True)
class Filters:
    """What was asked for; nothing asked is everything."""

    whose: Whose = field(default_factory=Whose)
    code: Node | None = None
    with_below: bool = True
    participant: Participant | None = None
    transcript: Transcript | None = None
    tag: ProjectTag | None = None
    attributes: tuple[Wanted, ...] = ()
    words: str = ""

    @property
    def narrows_people(self) -> bool:
        return bool(self.participant or self.attributes)

    def narrow(self, codings: CodingQuerySet) -> CodingQuerySet:
        """The codings on the transcript and with the tag that was asked for."""
        if self.transcript:
            codings = codings.filter(transcript=self.transcript)
        if self.tag:
            on_codings = Q(pk__in=self.tag.tagged_codings.values("content_object"))
            on_transcripts = Q(transcript__in=self.tag.tagged_transcripts.values("content_object"))
            codings = codings.filter(on_codings | on_transcripts)
        return codings


class People:
    """The participants of a project as a list of excerpts needs them, read in three queries or fewer."""

    def __init__(self, project: Project, filters: Filters) -> None:
        rows = list(project.participants.order_by().values_list("pk", "code", "consent"))
        self.codes = {pk: code for pk, code, _consent in rows}
        self.silent = Silent(frozenset(pk for pk, _code, consent in rows if consent not in QUOTED))
        staying = frozenset(pk for pk, _code, consent in rows if consent != GONE)
        self.wanted = staying & _asked_for(project, filters) if filters.narrows_people else staying
        self._appearances: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        appearing = project.transcripts.order_by()
        for transcript, person, number in appearing.values_list(
            "pk", "appearances__participant", "appearances__number"
        ):
            here = self._appearances[transcript]
            if person:
                here.append((person, number))

    @cached_property
    def solo(self) -> dict[int, int]:
        """The only participant of a transcript, by the transcript's id, where there is only one."""
        return {pk: people[0][0] for pk, people in self._appearances.items() if len(people) == 1}

    @property
    def several_or_none(self) -> list[int]:
        """The transcripts in which not exactly one participant appears."""
        return [pk for pk, people in self._appearances.items() if len(people) != 1]

    @cached_property
    def interviewed(self) -> frozenset[int]:
        """Those asked for who appear in a transcript."""
        appearing = {person for people in self._appearances.values() for person, _number in people}
        return self.wanted & appearing

    @cached_property
    def order(self) -> dict[int, int]:
        """The place of each transcript in lists: by its first participant, P2 before P10."""
        ordered = sorted(self._appearances, key=self._first)
        return {transcript: place for place, transcript in enumerate(ordered)}

    def _first(self, transcript: int) -> tuple[object, ...]:
        people = [(natural(self.codes[pk]), number) for pk, number in self._appearances[transcript]]
        return (not people, *min(people, default=((), 0)), transcript)


def _asked_for(project: Project, filters: Filters) -> frozenset[int]:
    people = project.participants.order_by()
    if filters.participant:
        people = people.filter(pk=filters.participant.pk)
    for wanted in filters.attributes:
        people = people.filter(pk__in=wanted.attribute.values.filter(wanted.condition).values("participant"))
    return frozenset(people.values_list("pk", flat=True))
