"""Reads what somebody typed as the value of an attribute, or says kindly why it is none."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from interviews import signs
from interviews.models import Attribute, AttributeChoice
from interviews.naming import folded

YES = frozenset({"yes", "y", "true", "1", "ja", "oui", "sí", "si", "x"})
NO = frozenset({"no", "n", "false", "0", "nein", "non"})
BLANK = frozenset({"", "-", "–", "na", "n/a", "n.a."})
DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%b-%Y", "%d %B %Y", "%d %b %Y")
LONGEST = 500


class Invalid(ValueError):
    """The words are no value of the attribute; ``str(error)`` says why."""


@dataclass(frozen=True)
class Value:
    """What is known, in the column of its kind; without anything nothing is known."""

    text: str | None = None
    number: Decimal | None = None
    flag: bool | None = None
    day: date | None = None
    choices: tuple[int, ...] = ()


NOTHING = Value()


def typed(attribute: Attribute, words: str, choices: Sequence[AttributeChoice] = ()) -> Value:
    """The value that the words say; raises ``Invalid``."""
    words = words.strip()
    if not words:
        return NOTHING
    if signs.hides(words):
        raise Invalid(signs.sentence())
    kind = Attribute.Kind(attribute.kind)
    if attribute.has_choices:
        return _choice(attribute, words, choices)
    if kind == Attribute.Kind.TEXT:
        return _text(words)
    if words.casefold() in BLANK:
        return NOTHING
    return {Attribute.Kind.NUMBER: _number, Attribute.Kind.YES_NO: _flag, Attribute.Kind.DATE: _date}[kind](
        words
    )


def _text(words: str) -> Value:
    if len(words) > LONGEST:
        raise Invalid(
            _("This has %(length)d characters; at most %(most)d are kept. Put longer notes into a memo.")
            % {"length": len(words), "most": LONGEST}
        )
    return Value(text=words)


def _number(words: str) -> Value:
    try:
        number = Decimal(words.replace(" ", "").replace(",", "." if words.count(",") == 1 else ""))
    except InvalidOperation as error:
        raise Invalid(_("“%(words)s” is not a number, such as 12 or 3.5.") % {"words": words}) from error
    if not number.is_finite() or abs(number) >= Decimal(10) ** 14:
        raise Invalid(_("“%(words)s” is too large a number to be kept.") % {"words": words})
    return Value(number=round(number, 4))


def _flag(words: str) -> Value:
    if words.casefold() in YES:
        return Value(flag=True)
    if words.casefold() in NO:
        return Value(flag=False)
    raise Invalid(_("“%(words)s” is neither yes nor no.") % {"words": words})


def _date(words: str) -> Value:
    for form in DATES:
        try:
            return Value(day=datetime.strptime(words, form).date())  # noqa: DTZ007  a day, at no hour
        except ValueError:
            continue
    raise Invalid(_("“%(words)s” is not a date; write it as 2026-03-31.") % {"words": words})


def _choice(attribute: Attribute, words: str, choices: Sequence[AttributeChoice]) -> Value:
    known = {folded(choice.value): choice.pk for choice in choices}
    if attribute.kind == Attribute.Kind.ONE_OF or folded(words) in known:
        return Value(choices=(_known(attribute, words, known),))
    parts = [part.strip() for part in words.split(";") if part.strip()]
    return Value(choices=tuple(dict.fromkeys(_known(attribute, part, known) for part in parts)))


def _known(attribute: Attribute, words: str, known: dict[str, int]) -> int:
    if folded(words) not in known:
        raise Invalid(
            _("“%(words)s” is none of the choices of %(attribute)s.")
            % {"words": words, "attribute": attribute}
        )
    return known[folded(words)]


def guessed_kind(words: Iterable[str]) -> Attribute.Kind:
    """The narrowest kind that holds all of these; choices where few values recur."""
    known = [value.strip() for value in words if value.strip().casefold() not in BLANK]
    if not known:
        return Attribute.Kind.TEXT
    if all(value.casefold() in YES | NO - {"0", "1"} and not value.isdigit() for value in known):
        return Attribute.Kind.YES_NO
    for kind in (Attribute.Kind.NUMBER, Attribute.Kind.DATE):
        if all(_reads(kind, value) for value in known):
            return kind
    distinct = len(set(known))
    if distinct <= 12 and distinct <= math.ceil(len(known) / 1.5) and max(map(len, known)) <= 120:
        return Attribute.Kind.ONE_OF
    return Attribute.Kind.TEXT


def _reads(kind: Attribute.Kind, words: str) -> bool:
    try:
        typed(Attribute(kind=kind), words)
    except Invalid:
        return False
    return True
