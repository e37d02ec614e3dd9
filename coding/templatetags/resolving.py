"""Writes a passage with the marks of several coders under its words."""

from html import escape

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coding.consensus.cards import Card
from coding.consensus.drawing import Stretch

register = template.Library()


@register.simple_tag
def drawn(card: Card) -> SafeString:
    """``<blockquote class="drawn">``: each mark a line in its code's colour, with its coder's number."""
    words = "".join(_stretch(stretch) for stretch in card.stretches)
    start = card.place.span.start
    label = escape(_("The passage, with what each coder marked"))
    return SafeString(
        f'<blockquote class="drawn lanes-{card.depth}" data-start="{start}" dir="auto" aria-label="{label}">'
        f"{words}</blockquote>"
    )


def _stretch(stretch: Stretch) -> str:
    """The lowest line is the outermost element, since padding pushes its line down."""
    opened = "".join(
        f'<span class="lane lane-{stroke.lane} by-{stroke.drawn.coder} code-{stroke.drawn.code}'
        f'{" begins" if stroke.begins else ""}"{_number(stroke.drawn.coder) if stroke.begins else ""}>'
        for stroke in stretch.strokes
    )
    return f"{opened}{escape(stretch.words)}{'</span>' * len(stretch.strokes)}"


def _number(coder: int) -> str:
    return f' data-by="{coder}"'
