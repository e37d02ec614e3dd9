"""The sentence, within a turn, in which something stands."""

import re
from collections.abc import Iterator

from interviews.spans import Span

END = re.compile(
    r"[.!?…‽؟۔।॥]+[\"'”’»«)\]]*(?=\s)"  # scripts that put a space behind it
    r"|[。！？｡]+[」』”’）]*"  # and those that don't
    r"|\n\s*"
)
ABBREVIATIONS = frozenset(
    {
        *(
            "mr",
            "mrs",
            "ms",
            "mx",
            "dr",
            "prof",
            "st",
            "sr",
            "sra",
            "jr",
            "rev",
            "sgt",
            "insp",
            "supt",
            "col",
            "gen",
        ),
        *(
            "lt",
            "capt",
            "cf",
            "vs",
            "etc",
            "e.g",
            "i.e",
            "eg",
            "ie",
            "approx",
            "ca",
            "dept",
            "fig",
            "no",
            "nos",
            "vol",
        ),
        *(
            "p",
            "pp",
            "art",
            "nr",
            "bzw",
            "z.b",
            "d.h",
            "u.a",
            "usw",
            "ggf",
            "m",
            "mme",
            "mlle",
            "dra",
            "ud",
            "uds",
            "pág",
            "núm",
            "sig",
        ),
    }
)
"""After which a full stop may not end a sentence; those that may (etc.) do before a capital letter."""
MAY_END = frozenset({"etc", "usw"})
WORD_BEFORE = re.compile(r"[^\W\d_](?:[\w.]*\w)?$")


def sentence(text: str, span: Span, turn: Span) -> Span:
    """From the beginning of the sentence that the span begins in to the end of that it ends in."""
    words = text[turn.start : turn.end]
    start, end = 0, len(words)
    for border in _borders(words):
        if border <= span.start - turn.start:
            start = border
        elif border >= span.end - turn.start:
            end = border
            break
    cut = words[start:end]
    inside = Span(turn.start + start + len(cut) - len(cut.lstrip()), turn.start + start + len(cut.rstrip()))
    return Span(min(inside.start, span.start), max(inside.end, span.end))


def sentences(text: str, turn: Span) -> Iterator[Span]:
    """Every sentence of the turn, without white space around it."""
    words = text[turn.start : turn.end]
    start = 0
    for end in (*_borders(words), len(words)):
        cut = words[start:end]
        if cut.strip():
            begin = turn.start + start + len(cut) - len(cut.lstrip())
            yield Span(begin, turn.start + start + len(cut.rstrip()))
        start = end


def _borders(words: str) -> Iterator[int]:
    """Where sentences end."""
    for found in END.finditer(words):
        if _ends(words, found):
            yield found.end()


def _ends(words: str, found: re.Match[str]) -> bool:
    sign = found[0]
    if "\n" in sign or not sign.startswith((".", "…", "!", "?")):
        return True
    after = words[found.end() :].lstrip()[:1]
    if after.islower():
        return False  # "well … you know", "“Why?” she said", "e.g. this"
    if not sign.startswith(".") or len(sign) > 1:
        return True
    before = WORD_BEFORE.search(words, max(0, found.start() - 12), found.start())
    if not before:
        return True
    word = before[0].casefold()
    return word in MAY_END or not (word in ABBREVIATIONS or (len(word) == 1 and before[0].isupper()))
