"""Signs that nobody sees, which turn the order of words or can't be stored: not in IDs, tags, values."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from projects.refusals import Refused

# Controls, the embeddings, overrides and isolates of direction, and halves of pairs.
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def hides(words: str) -> bool:
    return _HIDDEN.search(words) is not None


def visible(words: str) -> str:
    """The words without such signs; a tab or the end of a line becomes a blank."""
    return _HIDDEN.sub(lambda sign: " " if sign[0].isspace() else "", words).strip()


def in_one_line(words: str) -> str:
    """What was typed into a field of one line, however it got there: each space is one blank."""
    return " ".join(words.replace("\0", "").split())


def sentence() -> str:
    return str(_("This holds signs that can't be seen, as a copied text may. Type it anew."))


def refuse_hidden(words: str) -> None:
    if hides(words):
        raise Refused(sentence())


def validate_visible(words: str) -> None:
    """For fields of forms."""
    if hides(words):
        raise ValidationError(sentence())
