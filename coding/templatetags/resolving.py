"""Writes a passage with the marks of several coders under its words."""

from collections.abc import Mapping
from html import escape

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coding.consensus.cards import Card
from coding.consensus.causes import Cause
from coding.consensus.drawing import Stretch
from coding.consensus.standing import is_begun, standing_sentence
from coding.excerpts.retrieval import Whose
from coding.models import Edition
from interviews.models import Transcript
from projects.models import Project

register = template.Library()


@register.filter
def of_edition(causes: Mapping[int, list[Cause]] | str, edition: Edition) -> list[Cause]:
    """The places that led to it; of a page that knows of none, nothing."""
    return causes.get(edition.pk, []) if isinstance(causes, Mapping) else []


@register.simple_tag
def consensus_standing(project: Project, whose: Whose | None = None) -> str:
    """That a part of the consensus is still being decided, beside a list of codings."""
    return standing_sentence(project, whose or Whose())


@register.filter
def is_half_agreed(transcript: Transcript) -> bool:
    return is_begun(transcript)


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
        f'<span class="lane lane-{stroke.lane} by-{stroke.drawn.coder} code-{stroke.drawn.code}">'
        for stroke in stretch.strokes
    )
    begin = sorted({stroke.drawn.coder for stroke in stretch.strokes if stroke.begins})
    words = escape(stretch.words)
    if begin:
        # By an attribute, so that it is neither selected with the words nor counted among them.
        words = f'<span class="begins" data-by="{" ".join(map(str, begin))}">{words}</span>'
    return f"{opened}{words}{'</span>' * len(stretch.strokes)}"
