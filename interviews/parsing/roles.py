"""Suggests who asks the questions, from the name of a label alone."""

import re

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


def suggested(name: str) -> Role:
    words = [word.casefold() for word in _WORD.findall(name)]
    asks = any(word in _ASKS for word in words) or (len(words) == 1 and words[0] in _ASKS_SHORT)
    return Role.INTERVIEWER if asks else Role.PARTICIPANT
