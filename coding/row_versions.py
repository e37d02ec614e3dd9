"""The version of a row that several people change: who changes it says which they had before them."""

import secrets
from typing import Any

from projects.refusals import Refused

MOST = 2**31 - 1


def new_version() -> int:
    """Never the same as one before, so that after an undo no other words have it; and it counts nothing,
    since the number of the event would tell how much is done in a blind round."""
    return secrets.randbelow(MOST) + 1


class Outdated(Refused):
    """A change made on an older version than that of ``stands``, which is the row as it is now."""

    def __init__(self, said: str, stands: Any) -> None:
        super().__init__(said)
        self.stands = stands
