"""Finds what in a text might tell who somebody is: names, handles, numbers. Knows no framework.

It says what a place looks like and decides nothing: a person does. Names are found in scripts that have
capitals, so what a study writes in another one has to be read by somebody.
"""

import re
from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import NamedTuple

from interviews.naming import folded
from interviews.spans import Span

FIRST_BIRTH, LAST_BIRTH = 1900, 2012
"""Years in which somebody who is interviewed may have been born; a later date is another one."""


class Kind(StrEnum):
    """What a place looks like, the most telling first: of two that overlap the first is meant."""

    EMAIL = "email"
    URL = "url"
    HANDLE = "handle"
    SHOULDER = "shoulder"
    BIRTH = "birth"
    PLATE = "plate"
    POSTCODE = "postcode"
    PHONE = "phone"
    NUMBER = "number"
    NAME = "name"


class Found(NamedTuple):
    kind: Kind
    span: Span
    words: str


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_RANK = r"(?:W?PC|PCSO|SC|DC|DS|PS|DI|CI|DCI|Sgt|Sergeant|Constable|Inspector|Officer)"
_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.EMAIL, re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")),
    (Kind.URL, re.compile(r"(?:https?://|\bwww\.)[^\s<>\"”’)]+", re.IGNORECASE)),
    (Kind.HANDLE, re.compile(r"(?<![\w.@/])@\w{2,30}")),
    (Kind.SHOULDER, re.compile(rf"(?<!\w){_RANK}\.?\s+#?\d{{2,6}}(?!\w)")),
    (
        Kind.SHOULDER,
        re.compile(r"\b(?:collar|shoulder|warrant|badge)\s+(?:number|no\.?)\D{0,6}\d+\b", re.IGNORECASE),
    ),
    (Kind.BIRTH, re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(\d{{4}})\b")),
    (Kind.BIRTH, re.compile(rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(\d{{4}})\b")),
    (Kind.BIRTH, re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-](\d{4})\b")),
    (Kind.BIRTH, re.compile(r"\b(\d{4})-\d{2}-\d{2}\b")),
    (Kind.PLATE, re.compile(r"\b[A-Z]{2}\d{2}\s?[A-Z]{3}\b|\b[A-Z]\d{1,3}\s[A-Z]{3}\b")),
    (Kind.POSTCODE, re.compile(r"\b(?:GIR\s?0AA|[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2})\b")),
    (
        Kind.PHONE,
        re.compile(r"(?<![\w/.-])(?:\+\d{1,3}[\s-]?|\(?0)\d{2,4}\)?(?:[\s-]?\d{2,4}){2,3}(?![\w-])"),
    ),
    (Kind.NUMBER, re.compile(r"(?<![\w.,/-])\d(?:[ -]?\d){5,}(?![\w-]|[.,]\d)")),
)
_MOMENT = re.compile(
    r"(?<![\d:.-])"
    r"(?:\d{4}-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])(?:[ T]\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?(?:Z|[+-]\d\d:\d\d)?)?"
    r"|\d{1,3}:[0-5]\d(?::[0-5]\d)?(?:[.,]\d{1,3})?)"
    r"(?!\d|[:-]\d)"
)
"""A time mark, or a day with its time: no part of a number."""
_NUMBERS = {Kind.PHONE, Kind.NUMBER}
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_ENDS = re.compile(r"(?:[.!?…:;·]|^|\n|—|–|:T\d+(?:–\d+)?|\d:[0-5]\d\]?)[\s\"“”‘’'(\[\]•*]*$")
"""What stands before the beginning of a sentence, a line or something that is quoted: a citation or a time
mark too."""
_OPENS = re.compile(r"[“\"‘(\[]$")
_PLAIN_WORDS = frozenset(
    """
    i i'm i've i'd i'll im ive id ill ok okay mr mrs ms miss dr sir madam god christ jesus
    monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec christmas easter internet verbatim
    tv uk eu usa pc dc ds ps di ci it hr id ids cctv gdpr faq pdf csv sms ai url
    """.split()  # noqa: SIM905 - words read better as words
)


_ROLES = frozenset(
    """
    officer officers constable constables sergeant sergeants sarge inspector inspectors superintendent
    commander commissioner detective chief deputy assistant acting special staff
    participant participants interviewer interviewers interviewee respondent researcher coder speaker
    """.split()  # noqa: SIM905 - words read better as words
)
"""What somebody is, which alone is nobody's name."""


def found_in(
    text: str, allowed: Collection[str] = (), known: Collection[str] = (), plain: Collection[str] = ()
) -> list[Found]:
    """What the text has, in order; no two overlap.

    ``allowed`` and ``known`` hold words as ``folded`` makes them: ones that tell nothing, and names that are
    found wherever they stand. ``plain`` holds words that the study also writes small, so that a capital says
    only that a sentence begins.
    """
    taken: list[Found] = []
    common = _PLAIN_WORDS.union(_ROLES, plain, allowed)
    for each in [*_patterned(text), *_capitals(text, common), *_named(text, frozenset(known))]:
        if folded(each.words) not in allowed and not any(_overlap(each, other) for other in taken):
            taken.append(each)
    return sorted(taken, key=lambda each: each.span)


def small_words(text: str) -> set[str]:
    """The words that stand in small letters somewhere, as ``folded`` makes them."""
    return {folded(word) for word in _WORD.findall(text) if word[0].islower()}


def words_of(text: str) -> set[str]:
    """Every word, as ``folded`` makes them: for what a study has said openly, such as its codebook."""
    return {folded(word) for word in _WORD.findall(text)}


def _overlap(one: Found, other: Found) -> bool:
    return one.span.overlaps(other.span)


def _patterned(text: str) -> Iterator[Found]:
    timeless = _MOMENT.sub(lambda moment: "·" * len(moment[0]), text)
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(timeless if kind in _NUMBERS else text):
            if kind != Kind.BIRTH or FIRST_BIRTH <= int(match[1]) <= LAST_BIRTH:
                yield Found(kind, Span(*match.span()), match[0])


def _named(text: str, known: frozenset[str]) -> Iterator[Found]:
    """Names that somebody wrote down, wherever they stand."""
    for match in _WORD.finditer(text) if known else ():
        if not match[0][0].islower() and _bare(match[0]) in known:
            yield Found(Kind.NAME, Span(*match.span()), match[0])


def _capitals(text: str, plain: frozenset[str]) -> Iterator[Found]:
    """Runs of capitalised words, the first a telling one; one alone where a sentence begins says nothing."""
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        goes_on = run and text[run[-1].end() : word.start()] in {" ", "\u00a0", "-"}
        if run and not (goes_on and word[0][0].isupper()):
            yield from _name(text, run)
            run = []
        if run or _is_capital(word[0], plain):
            run.append(word)
    if run:
        yield from _name(text, run)


def _is_capital(word: str, plain: frozenset[str]) -> bool:
    if not word[0].isupper() or len(word) < 2 or word.casefold() in plain:
        return False
    return _bare(word) not in plain


def _name(text: str, run: list[re.Match[str]]) -> Iterator[Found]:
    first, last = run[0], run[-1]
    if len(run) == 1 and _begins(text, first.start()):
        return
    span = Span(first.start(), last.start() + len(_without_s(last[0])))
    yield Found(Kind.NAME, span, text[slice(*span)])


def _begins(text: str, place: int) -> bool:
    """Whether a sentence, a line or a quotation begins there."""
    before = text[max(0, place - 12) : place]
    return bool(_ENDS.search(before) or _OPENS.search(before)) or not text[:place].strip()


def _bare(word: str) -> str:
    return folded(_without_s(word))


def _without_s(word: str) -> str:
    """Without the ``’s`` of whose it is."""
    return word[:-2] if word.endswith(("’s", "'s")) else word
