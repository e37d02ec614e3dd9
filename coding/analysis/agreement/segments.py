"""What a transcript is cut into for a comparison, if not into turns."""

import re
from collections.abc import Iterable

from coding.analysis import sentences as text_sentences
from interviews.spans import Span

PARAGRAPH = re.compile(r"\S(?:[^\n]*\S)?")


def sentences(text: str, turns: Iterable[Span]) -> list[Span]:
    """The sentences of these turns, without white space around them."""
    return [sentence for turn in turns for sentence in text_sentences.sentences(text, turn)]


def paragraphs(text: str, turns: Iterable[Span]) -> list[Span]:
    """The paragraphs of these turns: what line breaks set apart."""
    return [Span(*found.span()) for turn in turns for found in PARAGRAPH.finditer(text, turn.start, turn.end)]
