"""The study that is measured: the same interviews, codebook and codings for the same seed."""

import random
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

SEED = 20
CODERS = 3


class Size(NamedTuple):
    name: str
    interviews: int
    words: int
    """In each interview."""
    codings: int
    """In each interview."""
    codes: int
    """In the codebook, themes among them."""
    below: int = 5
    """Codes under each theme."""


SIZES = {
    size.name: size
    for size in (
        Size("S", 5, 6_000, 150, 30),
        Size("M", 40, 8_000, 400, 60),
        Size("L", 200, 10_000, 600, 120),
        Size("long", 1, 60_000, 5_000, 60),
        Size("alone", 1, 10_000, 600, 120),
        Size("matrix", 40, 6_000, 30, 30, below=0),
    )
}
"""``alone`` is the first transcript of L in a study of its own; ``matrix`` has a quote in each cell."""

CELL_WORDS = 40


class Turn(NamedTuple):
    start: int
    end: int
    is_question: bool


class Mark(NamedTuple):
    """A coding, with code, coder and qualifier value as places in their lists."""

    code: int
    coder: int
    start: int
    end: int
    value: int | None


class Interview(NamedTuple):
    label: str
    text: str
    turns: list[Turn]
    marks: list[Mark]


class CodeLine(NamedTuple):
    name: str
    parent: int | None


OPENERS = (
    "I mean,",
    "To be honest,",
    "Well,",
    "You know,",
    "The thing is,",
    "Back then,",
    "These days,",
    "If I’m honest,",
    "For what it’s worth,",
    "As far as I’m concerned,",
    "Nine times out of ten,",
    "On nights,",
)
SUBJECTS = (
    "the neighbourhood team",
    "our communications manager",
    "my inspector",
    "the chief",
    "somebody at headquarters",
    "a young constable on my shift",
    "the web desk",
    "one of the PCSOs",
    "the ICT department",
    "people on the estate",
    "the whole leadership",
    "whoever is on duty",
)
VERBS = (
    "wouldn’t post anything about",
    "spent a week answering questions on",
    "keeps telling us to write more about",
    "never really understood",
    "was the first to say something on",
    "had a complaint over",
    "quietly deleted the post on",
    "asked for three signatures before",
    "got four hundred likes for",
    "won’t touch",
    "learned a great deal from",
    "didn’t know what to do with",
)
OBJECTS = (
    "the lost dog by the canal",
    "the burglaries on Mill Lane",
    "that missing lad",
    "the march through town",
    "a joke that somebody made in the comments",
    "the road closure",
    "the new policy",
    "an account that pretends to be us",
    "the video from the body-worn camera",
    "the café meeting",
    "what the papers had printed already",
    "the phones that we still haven’t got",
)
ENDINGS = (
    ", and that’s the honest answer.",
    ", so nobody dared to try it again.",
    " because it takes half a day to get it signed off.",
    ", which the public loved 😀.",
    ", and then the telephone didn’t stop.",
    ". You can’t train that into people.",
    ", even though it’s part of the job now.",
    " – and I’d do the same tomorrow.",
    ", “for operational reasons”, as they put it.",
    ", but who reads it at three in the morning? 🤷🏽‍♀️",
    ".",
    ", or at least that’s how it felt to us on the ground.",
)
QUESTIONS = (
    "Could you tell me a little more about that?",
    "How did you start using social media in your work?",
    "What happened after it was posted?",
    "Who decides what goes out, and what doesn’t?",
    "And what did you hope would come of it?",
    "Was there ever a time when you’d rather not have posted?",
    "What gets in the way?",
    "If you could change one thing, what would it be?",
)
THEMES = ("Promise", "Practice", "Audience", "Organisation", "Technology", "Culture", "Outcomes", "Craft")
ASPECTS = ("hopes", "habits", "doubts", "rules", "tools", "voices")


def codebook(size: Size) -> list[CodeLine]:
    """Themes, each followed by the codes below it."""
    lines: list[CodeLine] = []
    theme = 0
    while len(lines) < size.codes:
        theme = len(lines)
        number = theme // (size.below + 1)
        name = f"{THEMES[number % len(THEMES)]} {number + 1}"
        lines.append(CodeLine(name, None))
        below = [CodeLine(f"{name}: {ASPECTS[child]}", theme) for child in range(size.below)]
        lines += below[: size.codes - len(lines)]
    return lines


def interviews(size: Size, seed: int = SEED) -> Iterator[Interview]:
    """All interviews; the first ones of a larger study with equal interviews are those of the smaller."""
    for number in range(1, size.interviews + 1):
        chance = random.Random(f"{seed} {size.words} {size.codings} {size.codes} {number}")
        yield _interview(size, f"P{number:03}", chance)


def _interview(size: Size, label: str, chance: random.Random) -> Interview:
    pieces: list[str] = []
    turns: list[Turn] = []
    sentences: list[list[tuple[int, int]]] = []
    position = words = 0
    while words < size.words:
        is_question = len(turns) % 2 == 0
        said = _question(chance) if is_question else _answer(chance)
        head = "Interviewer: " if is_question else f"{label}: "
        start = position + len(head)
        body = " ".join(said)
        turns.append(Turn(start, start + len(body), is_question))
        if not is_question:
            sentences.append(_spans(start, said))
        pieces += [head, body, "\n\n"]
        position = start + len(body) + 2
        words += body.count(" ") + 1
    text = "".join(pieces)
    marks = _cells(size, text, turns) if size.below == 0 else _marks(size, sentences, chance)
    return Interview(label, text, turns, marks)


def _question(chance: random.Random) -> list[str]:
    return chance.sample(QUESTIONS, chance.randint(1, 2))


def _answer(chance: random.Random) -> list[str]:
    return [_sentence(chance) for _ in range(chance.randint(3, 9))]


def _sentence(chance: random.Random) -> str:
    opener = chance.choice(OPENERS) if chance.random() < 0.5 else ""
    subject = chance.choice(SUBJECTS)
    start = f"{opener} {subject}" if opener else subject[0].upper() + subject[1:]
    return f"{start} {chance.choice(VERBS)} {chance.choice(OBJECTS)}{chance.choice(ENDINGS)}"


def _spans(start: int, sentences: list[str]) -> list[tuple[int, int]]:
    spans = []
    for sentence in sentences:
        spans.append((start, start + len(sentence)))
        start += len(sentence) + 1
    return spans


def _marks(size: Size, answers: list[list[tuple[int, int]]], chance: random.Random) -> list[Mark]:
    """Passages of one to three sentences, read by one to three coders who do not always agree."""
    ranked, weights = _popularity(size)
    total = weights[-1]
    seen: set[tuple[int, int, int, int]] = set()
    marks: list[Mark] = []
    while len(marks) < size.codings:
        answer = chance.choice(answers)
        first = chance.randrange(len(answer))
        code = ranked[bisect_right(weights, chance.random() * total)]
        for coder in chance.sample(range(CODERS), chance.choice((1, 1, 1, 2, 2, 3, 3))):
            begin = max(0, first - (chance.random() < 0.2))
            last = min(len(answer) - 1, first + chance.choice((0, 0, 0, 1, 1, 2)))
            their = code if chance.random() < 0.85 else chance.choice(ranked)
            key = (their, coder, answer[begin][0], answer[last][1])
            if key not in seen and len(marks) < size.codings:
                seen.add(key)
                marks.append(Mark(*key, chance.choice((0, 1, 2)) if chance.random() < 0.3 else None))
    return marks


def _popularity(size: Size) -> tuple[list[int], list[float]]:
    """Codes from the most to the least used, themes last, and how often, summed up; about 5 % the first."""
    lines = codebook(size)
    order = list(range(len(lines)))
    random.Random(size.codes).shuffle(order)
    order.sort(key=lambda place: lines[place].parent is None)
    return order, list(accumulate(1 / (rank + 6) for rank in range(len(order))))


def _cells(size: Size, text: str, turns: list[Turn]) -> list[Mark]:
    """One passage of forty words for each code, each in an answer of its own."""
    marks: list[Mark] = []
    for turn in turns:
        end = _after_words(text, turn, CELL_WORDS)
        if not turn.is_question and end and len(marks) < size.codings:
            marks.append(Mark(len(marks), len(marks) % CODERS, turn.start, end, None))
    return marks


def _after_words(text: str, turn: Turn, words: int) -> int | None:
    position = turn.start - 1
    for _ in range(words):
        position = text.find(" ", position + 1, turn.end)
        if position < 0:
            return None
    return position
