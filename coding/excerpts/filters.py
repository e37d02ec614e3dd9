"""What a list of excerpts was asked for, and the people and transcripts that leaves."""

from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple, Protocol

from django.db.models import Q
from django.utils.translation import gettext as _

from coding.codebook.tree import Node
from coding.excerpts.ordering import Order
from coding.excerpts.retrieval import Whose, silent_in
from coding.models.codings import CodingQuerySet
from interviews import outgoing
from interviews.models import Attribute, Participant, Transcript
from interviews.naming import natural
from projects.models import Project, ProjectTag, User
from projects.refusals import Refused


class Wanted(NamedTuple):
    """A value that participants must have in an attribute."""

    attribute: Attribute
    condition: Q
    """On ``AttributeValue``."""
    words: str
    """How it is said, such as ``sergeant or inspector``."""


class Asks(Protocol):
    """A query of conditions, which knows which passages it finds (``coding.retrieval``)."""

    @property
    def name(self) -> str:
        """What somebody called it; empty where it has no name."""

    @property
    def sentence(self) -> str: ...

    @property
    def codes(self) -> frozenset[int] | None:
        """The codes under which what it finds is listed; ``None`` for all."""

    @property
    def rounds(self) -> frozenset[int]:
        """The rounds that it speaks of, whose codings are listed beside the others."""

    def passages(
        self, user: User, codings: CodingQuerySet, people: "People"
    ) -> Set[tuple[int, int, int]] | None:
        """Transcript, start and end of each; ``None`` where it asks for nothing."""


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
    question: Asks | None = None
    order: Order = field(default_factory=Order)

    @property
    def reads_all(self) -> bool:
        """Whether passages must be looked at one by one."""
        return bool(self.words or self.question or not self.order.is_plain)

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


class Cast:
    """Who appears in which transcript; shared by requests, so never changed. It says nothing of consent."""

    def __init__(self, project: int) -> None:
        people = Participant.objects.filter(project=project).order_by()
        self.codes: dict[int, str] = {
            pk: outgoing.called(pk, code) for pk, code in people.values_list("pk", "code")
        }
        self.appearances: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        appearing = Transcript.objects.filter(project=project).order_by()
        for transcript, person, number in appearing.values_list(
            "pk", "appearances__participant", "appearances__number"
        ):
            here = self.appearances[transcript]
            if person:
                here.append((person, number))

    @cached_property
    def solo(self) -> dict[int, int]:
        """The only participant of a transcript, by the transcript's id, where there is only one."""
        return {pk: people[0][0] for pk, people in self.appearances.items() if len(people) == 1}

    @cached_property
    def several_or_none(self) -> list[int]:
        """The transcripts in which not exactly one participant appears."""
        return [pk for pk, people in self.appearances.items() if len(people) != 1]

    @cached_property
    def appearing(self) -> frozenset[int]:
        return frozenset(person for people in self.appearances.values() for person, _number in people)

    @cached_property
    def order(self) -> dict[int, int]:
        """The place of each transcript in lists: by its first participant, P2 before P10."""
        ordered = sorted(self.appearances, key=self._first)
        return {transcript: place for place, transcript in enumerate(ordered)}

    def _first(self, transcript: int) -> tuple[object, ...]:
        people = [(natural(self.codes[pk]), number) for pk, number in self.appearances[transcript]]
        return (not people, *min(people, default=((), 0)), transcript)


@lru_cache(maxsize=64)
def cast_since(project: int, _event: int) -> Cast:
    """Read once between two events of the project, since whoever comes or goes makes one."""
    return Cast(project)


class People:
    """The participants of a project as a list of excerpts needs them; consent is read each time."""

    def __init__(self, project: Project, filters: Filters) -> None:
        renamed = outgoing.is_renaming()
        self.cast = Cast(project.pk) if renamed else cast_since(project.pk, project.last_event)
        self.silent = silent_in(project)
        staying = self.cast.codes.keys() - self.silent.gone
        asked = _asked_for(project, filters) if filters.narrows_people else staying
        self.wanted = frozenset(staying & asked)

    @property
    def codes(self) -> dict[int, str]:
        return self.cast.codes

    @property
    def solo(self) -> dict[int, int]:
        return self.cast.solo

    @property
    def several_or_none(self) -> list[int]:
        return self.cast.several_or_none

    @property
    def order(self) -> dict[int, int]:
        return self.cast.order

    @property
    def interviewed(self) -> frozenset[int]:
        """Those asked for who appear in a transcript."""
        return self.wanted & self.cast.appearing


def _asked_for(project: Project, filters: Filters) -> frozenset[int]:
    people = project.participants.order_by()
    if filters.participant:
        people = people.filter(pk=filters.participant.pk)
    for wanted in filters.attributes:
        if outgoing.is_left_out(wanted.attribute.pk):
            raise Refused(
                _("Participants are chosen by %(attribute)s, which you left out. Choose others, or print it.")
                % {"attribute": wanted.attribute}
            )
        people = people.filter(pk__in=wanted.attribute.values.filter(wanted.condition).values("participant"))
    return frozenset(people.values_list("pk", flat=True))
