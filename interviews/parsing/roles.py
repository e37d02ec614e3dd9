"""Suggests who asks the questions, from the names of the labels alone."""

import re
from collections.abc import Collection, Set

from .drafts import Role

# Whole words, in any place of the name, in the languages that interviews are most often held in.
_ASKS = frozenset(
    """
    interviewer interviewerin interviewende interviewender interviewers researcher moderator
    moderatorin facilitator fieldworker host forscher forscherin forschende befrager befragerin
    intervieweur intervieweuse enquêteur enquêtrice chercheur chercheuse animateur animatrice
    modérateur modératrice entrevistador entrevistadora investigador investigadora moderador
    moderadora encuestador encuestadora pesquisador pesquisadora intervistatore intervistatrice
    ricercatore ricercatrice moderatore moderatrice onderzoeker interviewster intervjuare forskare
    intervjuer forsker haastattelija tutkija prowadzący prowadząca badacz badaczka ankieter tazatel
    tazatelka výzkumník kérdező görüşmeci araştırmacı интервьюер ведущий ведущая исследователь
    інтерв'юер מראיין מראיינת חוקר חוקרת מנחה
    المحاور الباحث الباحثة 采访者 主持人 记者 研究者 訪談者 採訪者 記者 主持
    聞き手 インタビュアー 면접자 진행자 연구자
    """.split()  # noqa: SIM905 - words read better as words
)
# Abbreviations count only where they are the whole name but for a number: "I", "INT2", "Q1".
_ASKS_SHORT = frozenset(
    ["i", "int", "intv", "iv", "q", "question", "mod", "fac", "res", "intr", "и", "в", "问", "問", "שאלה"]
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def suggested(name: str, beside: Collection[str] = ()) -> Role:
    """The role of a name, given the names that speak in its file."""
    asks = _asks(name) and not (_is_short(name) and _numbers_a_guest(name, set(beside) - {name}))
    return Role.INTERVIEWER if asks else Role.PARTICIPANT


def _numbers_a_guest(name: str, others: Set[str]) -> bool:
    """Whether "INT3" counts interviews: somebody else asks the questions, or nobody else would answer."""
    if not others or not any(map(str.isdigit, name)):
        return False
    askers = {other for other in others if _asks(other)}
    else_asked = any(_words(other) != _words(name) and not _is_numbered_short(other) for other in askers)
    return else_asked or askers == others


def _words(name: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(name)]


def _is_short(name: str) -> bool:
    words = _words(name)
    return len(words) == 1 and words[0] in _ASKS_SHORT


def _is_numbered_short(name: str) -> bool:
    return _is_short(name) and any(map(str.isdigit, name))


def _asks(name: str) -> bool:
    return _is_short(name) or not _ASKS.isdisjoint(_words(name))
