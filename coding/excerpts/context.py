"""What is said around an excerpt: some of its own turns, or turns before and after it."""

from collections.abc import Iterable

from coding.excerpts.cutting import beginning, ending
from coding.excerpts.retrieval import Silent
from interviews.places import Places
from interviews.spans import Span
from interviews.turns import Spoken

WHOLE_TURN = 100_000
"""Characters: more than any turn has."""
WITHHELD = "[…]"


def around(where: tuple[str, Places, Span], most: int, turns: int, silent: Silent) -> tuple[str, str]:
    """Before and after: up to so many characters of the same turns; or all of these, and so many turns more.

    What somebody says in other turns who allows no quotes is left out. ``where`` is a text with its places,
    and a span of it.
    """
    text, places, span = where
    if not turns:
        return _of_its_turns(where, most) if most else ("", "")
    before, after = _of_its_turns(where, WHOLE_TURN)
    earlier, later = places.beside(span, turns)
    return (
        "\n".join([*_said(text, places, earlier, silent), before]),
        "\n".join([after, *_said(text, places, later, silent)]),
    )


def _of_its_turns(where: tuple[str, Places, Span], most: int) -> tuple[str, str]:
    text, places, span = where
    turn = places.around(span)
    before, after = text[turn.start : span.start], text[span.end : turn.end]
    return ending(before, most), beginning(after, most)


def _said(text: str, places: Places, turns: Iterable[Spoken], silent: Silent) -> Iterable[str]:
    for turn in turns:
        span = Span(turn.start, turn.end)
        if span.start == span.end:
            continue
        for who, (start, end) in places.pieces(span):
            words = WITHHELD if silent.bars(places, span) else " ".join(text[start:end].split())
            yield f"{who}: {words}" if who else words
