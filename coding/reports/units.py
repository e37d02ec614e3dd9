"""Units in words: turns, sentences, paragraphs, characters, so many of them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.comparing.asked import Rule, Unit


def counted(unit: str, n: int) -> str:
    """``477 turns``."""
    said = {
        Unit.TURN: ngettext("%(n)s turn", "%(n)s turns", n),
        Unit.SENTENCE: ngettext("%(n)s sentence", "%(n)s sentences", n),
        Unit.PARAGRAPH: ngettext("%(n)s paragraph", "%(n)s paragraphs", n),
        Unit.CHARACTER: ngettext("%(n)s character", "%(n)s characters", n),
    }[Unit(unit)]
    return said % {"n": f"{n:,}"}


def one(unit: str) -> str:
    return {
        Unit.TURN: _("turn"),
        Unit.SENTENCE: _("sentence"),
        Unit.PARAGRAPH: _("paragraph"),
        Unit.CHARACTER: _("character"),
    }[Unit(unit)]


def places(unit: str) -> str:
    """What passages are listed by: a single character is none to discuss."""
    return Unit.TURN if unit == Unit.CHARACTER else unit


def many(unit: str) -> str:
    return {
        Unit.TURN: _("turns"),
        Unit.SENTENCE: _("sentences"),
        Unit.PARAGRAPH: _("paragraphs"),
        Unit.CHARACTER: _("characters"),
    }[Unit(unit)]


def rule_told(rule: Rule) -> str:
    """When a code counts as used."""
    if rule.unit == Unit.CHARACTER:
        return _("A code counts as used on every character that one of the coder’s codings covers.")
    return _(
        "A code counts as used in a %(unit)s where one of the coder’s codings, without white space around "
        "it, covers at least %(share)s of the shorter of itself and the %(unit)s."
    ) % {"unit": one(rule.unit), "share": share_told(rule.threshold)}


def share_told(threshold: float) -> str:
    if threshold == 0.5:
        return _("half (threshold 0.5)")
    if threshold == 1:
        return _("all (threshold 1)")
    return _("the share of %(threshold)s") % {"threshold": f"{threshold:g}"}


def asked_told(rule: Rule) -> str:
    if rule.with_interviewer:
        return _("interviewers’ turns count too")
    return _("the interviewer’s turns are left out")
