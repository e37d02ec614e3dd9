"""What people and things are called: IDs, labels that are no names, and titles without names."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

_ID = re.compile(r"([A-Za-z]{1,4})[-_ ]?(\d{1,4})([A-Za-z]?)")
_NUMBERED = re.compile(r"P(\d+)[a-z]?")
_NO_NAMES = frozenset(
    """
    participant respondent interviewee speaker subject informant person voice unknown unidentified
    male female man woman guest answer expert member officer patient student teacher client
    befragte befragter teilnehmer teilnehmerin person entrevistado entrevistada participante
    répondant répondante interviewé interviewée respondente intervistato intervistata
    """.split()  # noqa: SIM905 - words read better as words
)


def folded(words: str) -> str:
    """For comparing: letters and digits alone, in one case."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", words).casefold() if sign.isalnum())


def as_id(label: str) -> str | None:
    """The ID that a label already is, such as P07, P12a or INT3; ``id1`` is written ID1."""
    found = _ID.fullmatch(label.strip())
    return f"{found[1].upper()}{found[2]}{found[3]}" if found else None


def is_name(label: str) -> bool:
    """Whether a label may name one person; "Participant" or "Speaker 2" may be anybody's."""
    words = re.findall(r"[^\W\d_]+", label.casefold())
    return len("".join(words)) > 1 and not set(words) <= _NO_NAMES


def said_in(name: str, spoken: Iterable[str]) -> list[tuple[str, int]]:
    """How often the name, or one of its words, stands as a whole word in what is said."""
    parts = [name, *(part for part in name.split() if part != name and len(part) > 2 and is_name(part))]
    said = "\n".join(spoken).casefold()
    counts = [(part, len(re.findall(_whole(part.casefold()), said))) for part in dict.fromkeys(parts)]
    return [(part, count) for part, count in counts if count]


def _whole(word: str) -> str:
    return rf"(?<![^\W_]){re.escape(word)}(?![^\W_])"


def next_id(taken: Iterable[str]) -> str:
    """P01, P02 … after the highest that there is, so that a number given up is not given again.

    Two who speak together as P12a and P12b have the number 12.
    """
    numbers = [int(found[1]) for code in taken if (found := _NUMBERED.fullmatch(code))]
    return f"P{max(numbers, default=0) + 1:02}"


@lru_cache(maxsize=8192)
def natural(words: str) -> tuple[tuple[int, str], ...]:
    """Sorts by the size of numbers in the words: P2 before P10."""
    parts = re.findall(r"\d+|\D+", words.casefold())
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)


def padded(words: str) -> str:
    """The same order for a database: every number filled up with zeros."""
    return re.sub(r"\d+", lambda number: number[0].zfill(10), words.casefold())


def without_names(title: str, codes: Mapping[str, str]) -> str:
    """The title with each of these names replaced by the ID that it stands for."""
    for name, code in sorted(codes.items(), key=lambda pair: -len(pair[0])):
        title = re.sub(_whole(name), code, title, flags=re.IGNORECASE)
    return title
