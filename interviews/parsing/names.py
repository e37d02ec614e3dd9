"""Judges whether a few words at the start of a line can be the name of a speaker."""

import re
import unicodedata

LONGEST = 63

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_EDGES = " \t*_[](){}<>\\\"'“”‘’«»„-–—•·,"
_NEVER = re.compile(
    r"[*<>{}=#@\\?!;…\]\[]"  # sentences, markup, addresses
    r"|^(?:\d+[.)\s]|[a-z][.)]\s|[Hh]ttps?$|mailto$|ftp$|www)"  # list numbers, addresses
    r"|\d{1,4}[-/. ]{1,2}\w{1,9}[-/. ]{1,2}\d{2,4}|\(\d{4}\w?\)|\d{1,2}[.:h]\d\d\b"  # dates, years, times
    r"|[^\W\d_]{5,}[.]\s|,.*,.*,",  # the end of a sentence, a list
)
# Words that stand before a colon again and again and never speak.
_THINGS = frozenset(
    """
    break jingle music musik intro outro note notes date datum time duration length location place
    url link email e-mail mail phone tel fax orcid doi source title transcript transcription
    recording recorded file audio video topic theme section chapter part summary abstract keywords
    references example warning todo subject task step figure table appendix
    """.split()  # noqa: SIM905 - words read better as words
)
_NOISES = frozenset(
    """
    laughter laughs laughing laugh lacht lachen risas rires inaudible inaudibles unintelligible
    indecipherable undecipherable unclear crosstalk overtalk pause silence music musik applause
    redacted sic noise cough coughs coughing sighs sigh crying break end start background
    interruption unverständlich blank_audio
    """.split()  # noqa: SIM905 - words read better as words
)


def tidy(written: str) -> str:
    """The name without the marks around it; blanks and invisible direction marks do not make another name."""
    visible = _INVISIBLE.sub("", written)
    words = " ".join(visible.split()).lstrip(_EDGES)
    return words.rstrip(_EDGES.replace(")", "")) if _closes(words) else words.rstrip(_EDGES)


def _closes(words: str) -> bool:
    """Whether a closing parenthesis belongs to the name, as in ``Mickey Levy (Yesh Atid)``."""
    return words.endswith(")") and "(" in words


def plausible(name: str) -> bool:
    if not name or len(name) > LONGEST or _NEVER.search(name) or not any(map(str.isalpha, name)):
        return False
    words = name.split()
    if len(words) > 8 or name.count("(") != name.count(")"):
        return False
    sentence = len(words) > 2 and name == name.lower() and name[0] != name[0].upper()
    return not sentence and unicodedata.category(name[0])[0] in "LNS"


def is_thing(name: str) -> bool:
    """Whether the name is a heading such as ``Break`` or ``ORCiD ID`` rather than somebody's."""
    return any(word in _THINGS for word in name.casefold().split()[:1])


def is_noise(name: str) -> bool:
    """Whether words in brackets tell a noise or an omission: ``[laughter]``, ``[Name redacted]``."""
    return any(word.strip(".,-–:") in _NOISES for word in name.casefold().split())
