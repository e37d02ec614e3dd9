"""What whoever measures must know of a study."""

from typing import TypedDict


class Facts(TypedDict):
    slug: str
    users: list[int]
    sessions: list[str]
    """A cookie for each user."""
    transcripts: list[int]
    revisions: list[int]
    lengths: list[int]
    codes: list[int]
    most_used: int
    passages: dict[str, int]
    """Of each code, how many a list of it holds."""
    layer: int
    edition: int
