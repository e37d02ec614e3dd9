"""Writes what changed in a text, word by word, and what an edition changed."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coding.codebook.between import Between
from coding.codebook.comparing import Mark, Part
from coding.codebook.versions import Line
from coding.reports.versions import label_of, sentences

register = template.Library()
TAGS = {Mark.SAME: "", Mark.GONE: "del", Mark.NEW: "ins"}


@register.simple_tag
def words_changed(parts: Iterable[Part]) -> SafeString:
    """``fear of <del>audiences</del> <ins>the public</ins>``."""
    return SafeString("".join(_marked(part) for part in parts))


def _marked(part: Part) -> str:
    tag, words = TAGS[part.mark], escape(part.words)
    if not tag:
        return words
    before, bare, after = words.partition(words.strip())
    return f"{before}<{tag}>{bare}</{tag}>{after}"


@register.filter
def what_changed(line: Line) -> list[str]:
    return sentences(line.changed, line.names)


@register.filter
def field_label(field: str) -> str:
    return label_of(field)


@register.filter
def name_in(code: int | None, told: Between) -> str:
    """What the code is called, as a path; nothing stands above a theme."""
    return _("the themes") if code is None else told.name(code)
