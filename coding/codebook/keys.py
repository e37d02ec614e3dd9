"""The letters by which qualifiers are set while coding."""

from collections.abc import Sequence

from coding.analysis.folding import fold
from coding.models import Qualifier

FREE = "adeipwz"
"""Those that mean nothing else in the workspace (``static/workspace/keys.js``)."""


def keys_of(qualifiers: Sequence[Qualifier]) -> dict[int, str]:
    """By qualifier the letter that was chosen for it, else the first of its name that is left, else of all.

    Empty where none is left.
    """
    left = [letter for letter in FREE if letter not in {each.key for each in qualifiers}]
    keys = {}
    for each in qualifiers:
        key = each.key or next((letter for letter in (*fold(each.name), *left) if letter in left), "")
        keys[each.pk] = key
        left = [letter for letter in left if letter != key]
    return keys
