"""What reading a file gives: its text, who seems to speak in it, and where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Role(StrEnum):
    """What a person may say of a label."""

    PARTICIPANT = "participant"
    INTERVIEWER = "interviewer"
    NOT_A_SPEAKER = "not a speaker"


class Unreadable(Exception):
    """The file gives no text; ``str(error)`` says what happened and what to do."""


class UnknownEncoding(Unreadable):
    """The bytes are no UTF-8 and have no byte order mark: a person must choose."""

    def __init__(self, sentence: str, data: bytes, proposals: tuple[str, ...]) -> None:
        super().__init__(sentence)
        self.data = data
        self.proposals = proposals

    def preview(self, encoding: str, lines: int = 8) -> list[str]:
        """The first lines as they read in this encoding, with � for what it cannot say."""
        text = self.data[:8000].decode(encoding, errors="replace")
        return [line for line in text.splitlines() if line.strip()][:lines]


@dataclass(frozen=True)
class Choice:
    """What a person said of a label; with ``same_as`` the other label's role counts."""

    role: Role
    same_as: str | None = None


@dataclass(frozen=True)
class Label:
    """A candidate speaker; ``like`` names a label of which it is probably a typing error."""

    name: str
    count: int
    first_words: str
    role: Role
    like: str | None = None


@dataclass(frozen=True)
class DraftTurn:
    """``[start, end)`` is the speech; the label and its time stand in the text before it."""

    start: int
    end: int
    speaker: str
    at_ms: int | None = None


@dataclass(frozen=True)
class DraftMark:
    """A time that the file carries, at the place in the text where it holds."""

    position: int
    at_ms: int


class Source(Protocol):
    """A file that was read and can be divided into turns again."""

    def draft(self, choices: Mapping[str, Choice]) -> "Draft": ...


@dataclass(frozen=True)
class Draft:
    """A file as read. Labels carry the role that its turns were worked out with."""

    text: str
    labels: tuple[Label, ...]
    turns: tuple[DraftTurn, ...]
    marks: tuple[DraftMark, ...]
    warnings: tuple[str, ...]
    source: Source = field(repr=False, compare=False)

    def with_speakers(self, choices: Mapping[str, Choice]) -> "Draft":
        """The same file with its turns worked out anew; labels not named keep their suggestion."""
        return self.source.draft(choices)

    def role_of(self, speaker: str) -> Role:
        """The role of a turn's speaker; a turn of nobody's has none."""
        return next((label.role for label in self.labels if label.name == speaker), Role.NOT_A_SPEAKER)
