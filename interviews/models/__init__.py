"""Who spoke and what was said."""

from interviews.models.participants import Attribute, AttributeChoice, AttributeValue, Participant, RealName
from interviews.models.transcripts import (
    Appearance,
    Revision,
    Speaker,
    TaggedTranscript,
    TimeMark,
    Transcript,
    Turn,
)

__all__ = [
    "Appearance",
    "Attribute",
    "AttributeChoice",
    "AttributeValue",
    "Participant",
    "RealName",
    "Revision",
    "Speaker",
    "TaggedTranscript",
    "TimeMark",
    "Transcript",
    "Turn",
]
