"""A report, or several as one whole, as a Word document."""

from collections.abc import Sequence
from functools import partial

from django.utils.translation import gettext as _

from coding.exports.drawings import as_png
from coding.exports.parts import Cover, Part
from coding.exports.pdf import Progress
from coding.exports.word.document import document


def as_word(cover: Cover, parts: Sequence[Part], progress: Progress) -> bytes:
    """Of several parts each is a numbered chapter; what leads from one to another leads there."""
    progress(_("writing the file"))
    return document(cover, parts, partial(as_png, progress=progress))
