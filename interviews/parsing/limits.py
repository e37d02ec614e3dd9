"""How much a transcript may hold, so that no file keeps the server busy; far more than hours of talk."""

from .drafts import Draft, Unreadable

MOST_CHARACTERS = 5_000_000
MOST_LINES = 50_000
MOST_LABELS = 1_000
MOST_MARKS = 50_000


def refuse_long(name: str, text: str) -> None:
    """Before the text is divided."""
    if len(text) > MOST_CHARACTERS:
        raise Unreadable(
            f"{name} has {len(text):,} characters; a transcript may have {MOST_CHARACTERS:,}. "
            "Divide it into several files."
        )
    refuse_lines(name, text.count("\n") + 1)


def refuse_lines(name: str, lines: int) -> None:
    if lines > MOST_LINES:
        raise Unreadable(
            f"{name} has {lines:,} lines; a transcript may have {MOST_LINES:,}. Divide it into several files."
        )


def refuse_pieces(name: str, pieces: int) -> None:
    """Cues may change the voice any number of times within a line."""
    if pieces > MOST_MARKS:
        raise Unreadable(
            f"{name} changes the voice more than {MOST_MARKS:,} times. Divide it into several files."
        )


def refuse_many(name: str, draft: Draft) -> None:
    """What lines don't bound: who may be a speaker, and times."""
    if len(draft.labels) > MOST_LABELS:
        raise Unreadable(
            f"{name} has {len(draft.labels):,} different labels; a transcript may have {MOST_LABELS:,}. "
            "Is it a transcript?"
        )
    if len(draft.marks) > MOST_MARKS:
        raise Unreadable(
            f"{name} has {len(draft.marks):,} times; a transcript may have {MOST_MARKS:,}. "
            "Divide it into several files."
        )
