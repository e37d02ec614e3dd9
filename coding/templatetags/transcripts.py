"""The words of a printed transcript with their marks, of which there are thousands."""

from collections.abc import Iterator

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from coding.reports.coded_notes import Note
from coding.reports.margins import Run
from coding.reports.transcript import Talk, Turn, Way

register = template.Library()

JOINER = "\N{WORD JOINER}"
"""Between a number and its word, so that no line ends there."""


@register.simple_tag
def printed_run(run: Run, talk: Talk, way: Way) -> SafeString:
    """The run with strokes where passages begin and end and, with stripes, what stands beside its lines."""
    write = _striped if way == Way.STRIPES else _noted
    return mark_safe("".join(write(run, talk)))  # noqa: S308  all words are escaped where they are written


@register.filter
def opened_in(turn: Turn, talk: Talk) -> list[Note]:
    """What begins in the turn."""
    return [talk.notes[number] for run in turn.runs for number in run.opens]


def _striped(run: Run, talk: Talk) -> Iterator[str]:
    """Each line of a passage has a piece of its stripe; where it begins, its letter and name."""
    bare = "".join(_piece(talk, number, "") for number in run.within)
    stops = run.stops
    if run.opens and stops:
        yield f"<span>{''.join(_begun(run, talk, stops.pop(0)))}</span>"
    for words in stops:
        yield escape(words)
        yield bare
    yield from (f'<span class="stroke {_code(talk, number)}"></span>' for number in run.closes)


def _begun(run: Run, talk: Talk, words: str) -> Iterator[str]:
    """Names come before the words: behind them they might lie within a word, and the engine, when it moves
    the word to the next line, loses what stands before such a float."""
    yield from (_name(talk, number) for number in run.opens)
    yield from (f'<span class="stroke {_code(talk, number)}"></span>' for number in run.opens)
    yield escape(words)
    yield from (_piece(talk, number, "") for number in run.within if number not in run.opens)
    yield from (_piece(talk, number, talk.notes[number].letter) for number in run.opens)


def _noted(run: Run, talk: Talk) -> Iterator[str]:
    """The number of each passage where it begins and where it ends."""
    yield from (f'<span class="opens {_code(talk, number)}">{number}{JOINER}</span>' for number in run.opens)
    yield escape(run.words)
    yield from (
        f'<span class="closes {_code(talk, number)}">{JOINER}{number}</span>' for number in run.closes
    )


def _code(talk: Talk, number: int) -> str:
    return f"code-{talk.notes[number].node.code.pk}"


def _piece(talk: Talk, number: int, said: str) -> str:
    return f'<i class="stripe lane-{talk.lanes[number]} {_code(talk, number)}">{said}</i>'


def _name(talk: Talk, number: int) -> str:
    """Beside the line where the passage begins; a box in one without width, so that it moves no word."""
    note = talk.notes[number]
    said = f'<b>{note.letter}</b> <span class="{_code(talk, number)}">{escape(note.node.code.name)}</span>'
    return f'<span class="label"><span class="name">{said}</span></span>'
