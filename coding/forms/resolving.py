"""What people ask of the differences of a round, and what they decide on one."""

import re
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from coding.consensus.cards import Card
from coding.consensus.deciding import LONGEST_REASON, Borders, Decision
from coding.consensus.listing import State, Wanted
from coding.consensus.places import Found, Kind
from coding.forms.excerpts import Choices, chooser
from coding.models import Resolution
from interviews.spans import Span

Outcome = Resolution.Outcome
TEXT_ORDER = "text"
SPARE = 2
"""Empty lines below those that the coders made."""
MOST_LINES = 12
CHOICE = re.compile(r"\A(?:one-(?P<coder>[1-9][0-9]{0,9})|(?P<outcome>all|none|meeting))\Z")
AT = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


class DifferencesForm(forms.Form):
    """The filters, and the order; ids only, for they stand in the address."""

    def __init__(self, asked: QueryDict, found: Found) -> None:
        super().__init__(asked, auto_id="ask_%s")
        used = {code for place in found.places for code in place.used_by}
        codes = [
            (str(node.code.pk), "\N{EN SPACE}" * node.depth + node.code.name)
            for node in found.tree
            if node.code.pk in used
        ]
        talks = [(str(pk), found.quotes.places[pk].title) for pk in found.units]
        kinds = [(str(kind), str(kind.label)) for kind in (Kind.SOME, Kind.CODE, Kind.BORDERS)]
        states = [(str(state), str(state.label)) for state in State]
        people = [(str(pk), str(user)) for pk, user in found.people.items()]
        self.fields["code"] = chooser(_("Code"), codes, _("Any"))
        self.fields["transcript"] = chooser(_("Transcript"), talks, _("Any"))
        self.fields["kind"] = chooser(_("Kind"), kinds, _("Codes differ"))
        self.fields["state"] = chooser(_("State"), states, _("Any"))
        if len(people) > 2:
            self.fields["alone"] = chooser(_("Stands alone"), people, _("Anybody or nobody"))
        orders: Choices = [(TEXT_ORDER, _("of the text"))]
        self.fields["order"] = chooser(_("In order"), orders, _("of disagreement"))

    @property
    def wanted(self) -> Wanted:
        """What was asked and makes sense."""
        asked = self.cleaned_data if self.is_valid() or hasattr(self, "cleaned_data") else {}
        kind, state = asked.get("kind"), asked.get("state")
        return Wanted(
            code=int(asked.get("code") or 0) or None,
            transcript=int(asked.get("transcript") or 0) or None,
            kind=Kind(kind) if kind else None,
            state=State(state) if state else None,
            alone=int(asked.get("alone") or 0) or None,
            in_text_order=asked.get("order") == TEXT_ORDER,
        )


UNSEEN = _lazy("It is not known which state of the place you had before you; look at it and decide again.")
TOO_LONG = _lazy("The reason is longer than %(limit_value)d characters (%(show_value)d); shorten it.")


class WhyForm(forms.Form):
    """Why something is decided, and which version of the place the person had before them."""

    seen = forms.IntegerField(
        min_value=0,
        max_value=2**31 - 1,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), UNSEEN),
    )
    reason = forms.CharField(
        required=False,
        max_length=LONGEST_REASON,
        strip=False,
        error_messages={
            "max_length": TOO_LONG,
            "null_characters_not_allowed": _lazy("The reason holds a character that is none; write it anew."),
        },
    )

    @property
    def refusal(self) -> str:
        """What is wrong with it, the first thing first."""
        return next((str(error) for errors in self.errors.values() for error in errors), "")


class DecisionForm(WhyForm):
    """One of the buttons of a place, and why."""

    choice = forms.RegexField(
        CHOICE, error_messages=dict.fromkeys(("required", "invalid"), _lazy("Choose what is decided."))
    )
    field_order = ("choice", "seen", "reason")

    @property
    def decision(self) -> Decision:
        coder = coder_in(self.cleaned_data["choice"])
        return Decision(
            outcome=Outcome.ONE if coder else Outcome(self.cleaned_data["choice"]),
            seen=self.cleaned_data["seen"],
            accepted=coder,
            reason=self.cleaned_data["reason"],
        )


def coder_in(choice: str) -> int | None:
    """Whose reading a button accepts; nobody's, where it decides otherwise."""
    chosen = CHOICE.fullmatch(choice)
    return int(chosen["coder"]) if chosen and chosen["coder"] else None


class AgreedForm(forms.Form):
    """Which words are taken where coders agree on the code and not on its borders."""

    borders = forms.ChoiceField(
        label=_lazy("Where they marked other words, take"),
        choices=[(str(each), each.label) for each in Borders],
        initial=str(Borders.UNION),
    )

    @property
    def rule(self) -> Borders:
        return Borders(self.cleaned_data["borders"])


@dataclass(frozen=True)
class Line:
    """A code on some words of the passage, as a person writes it."""

    number: int
    code: str
    words: str
    """As they stand in the text; nothing is the whole passage."""
    at: str = ""
    """Where they were selected, ``120-140``."""
    error: str = ""


class OtherForm:
    """Codes on words of one place, several lines of them.

    Not a Django form: a line may name its words by selecting them or by writing them down.
    """

    def __init__(self, card: Card, found: Found, posted: QueryDict | None = None) -> None:
        self._card, self._posted = card, posted
        self.codes = [
            (str(node.code.pk), "\N{EN SPACE}" * node.depth + node.code.name) for node in found.tree
        ]
        self.why = WhyForm(posted)
        self.lines = self._written(posted) if posted is not None else self._proposed()
        said = card.resolution.reason if card.resolution.outcome == Outcome.OTHER else ""
        self.reason = said if posted is None else str(posted.get("reason", ""))
        self.found: list[tuple[int, Span]] = []

    def _proposed(self) -> list[Line]:
        """What is decided, else all that was coded, each only once; and lines to fill in."""
        text, unit = self._card.text, self._card.place.span
        made = {(mark.code, mark.span) for mark in self._card.place.marks}
        ordered = sorted(made, key=lambda each: (each[1], each[0]))[: MOST_LINES - SPARE]
        lines = [
            Line(number, str(code), *_written(text, span, unit))
            for number, (code, span) in enumerate(ordered)
        ]
        return [*lines, *(Line(len(lines) + spare, "", "") for spare in range(SPARE))]

    def _written(self, posted: QueryDict) -> list[Line]:
        return [
            Line(
                number,
                str(posted.get(f"code-{number}", "")),
                str(posted.get(f"words-{number}", "")),
                str(posted.get(f"at-{number}", "")),
            )
            for number in range(MOST_LINES)
            if f"code-{number}" in posted
        ]

    def is_valid(self) -> bool:
        """Whether each line names a code and words of the passage; lines without a code don't count.

        And whether the reason can be kept.
        """
        self.found, told = [], []
        for line in self.lines:
            span, error = (None, "") if not line.code else self._span(line)
            if line.code and span and line.code.isdecimal() and len(line.code) < 10:
                self.found.append((int(line.code), span))
            # Where words were selected is asked once: sent again without them, it is the whole passage.
            told.append(Line(line.number, line.code, line.words, "" if error else line.at, error))
        self.lines = told
        return self.why.is_valid() and not any(line.error for line in told)

    @property
    def decision(self) -> Decision:
        why = self.why.cleaned_data
        return Decision(Outcome.OTHER, why["seen"], lines=tuple(self.found), reason=why["reason"])

    def _span(self, line: Line) -> tuple[Span | None, str]:
        """Where the words are: as they were selected, if they still are the same, else where they stand."""
        unit, text = self._card.place.span, self._card.text
        words = line.words.replace("\r\n", "\n").strip()
        if not words:
            emptied = _("The words are gone: write them, or leave it empty for the whole passage.")
            return (None, emptied) if line.at else (unit, "")
        at = AT.fullmatch(line.at)
        if at and _same(text[int(at[1]) : int(at[2])], words):
            return Span(int(at[1]), int(at[2])), ""
        places = _places(text, unit, words)
        if not places:
            return None, _("These words don't stand in the passage; copy them as they are.")
        if len(places) > 1:
            return None, _("These words stand there more than once; take in some of the words around them.")
        return places[0], ""


def _written(text: str, span: Span, unit: Span) -> tuple[str, str]:
    """Words and where they are; neither where it is the whole passage."""
    return ("", "") if span == unit else (text[span.start : span.end], f"{span.start}-{span.end}")


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def _places(text: str, unit: Span, words: str) -> list[Span]:
    """Where the words stand, whatever white space parts them."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    return [Span(*match.span()) for match in re.compile(pattern).finditer(text, *unit)] if pattern else []
