"""A row of a matrix, and all of them with the transcripts that they are filled from."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.utils.translation import gettext as _

from interviews.models import Participant


class By(StrEnum):
    """What a row is made of."""

    PARTICIPANTS = ""
    TRANSCRIPTS = "transcripts"
    SPEAKERS = "speakers"
    CODERS = "coders"

    @property
    def words(self) -> str:
        return {
            By.PARTICIPANTS: _("participants"),
            By.TRANSCRIPTS: _("transcripts"),
            By.SPEAKERS: _("speakers"),
            By.CODERS: _("coders"),
        }[self]

    @property
    def head(self) -> str:
        """What stands over the rows."""
        return {
            By.PARTICIPANTS: _("Participant"),
            By.TRANSCRIPTS: _("Transcript"),
            By.SPEAKERS: _("Speaker"),
            By.CODERS: _("Coder"),
        }[self]


@dataclass(frozen=True)
class Row:
    key: str
    """Names it in an address, such as ``p12``."""
    label: str
    note: str
    """What is known of the participant in the attribute of the rows, or how many the group has."""
    participants: tuple[Participant, ...]
    """Whose passages it may hold."""
    other: tuple[int, ...] = ()
    """The transcripts, speakers or coders that it is made of, where it is not made of participants."""
    within: tuple[int, ...] = ()
    """The transcripts that it is made of, where these are not all of its participants'."""
    is_group: bool = False
    is_asking: bool = False
    """Whether it is the interviewer's."""

    @property
    def only(self) -> Participant | None:
        """Who it is, where the row is one person."""
        return self.participants[0] if len(self.participants) == 1 and not self.other else None

    @property
    def units(self) -> frozenset[int]:
        """What passages are sorted into it by."""
        return frozenset(self.other or (person.pk for person in self.participants))


@dataclass(frozen=True)
class Arranged:
    """The rows, and the transcripts (id to their participants' ids) from which they are filled."""

    rows: tuple[Row, ...]
    transcripts: dict[int, frozenset[int]]
    participants: frozenset[int]
    """Of all rows."""

    @cached_property
    def appearing(self) -> frozenset[int]:
        return frozenset[int]().union(*self.transcripts.values())

    @property
    def speaking(self) -> frozenset[int]:
        """Participants of the rows who speak in a transcript."""
        return self.participants & self.appearing

    @property
    def overlap(self) -> bool:
        """Whether a participant stands in several rows."""
        groups = [row for row in self.rows if row.is_group]
        everybody = {person.pk for row in groups for person in row.participants}
        return sum(len(row.participants) for row in groups) > len(everybody)
