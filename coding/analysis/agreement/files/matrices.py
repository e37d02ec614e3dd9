"""A CSV of judgements: a row for each unit and a column for each coder, or the other way round."""

import re

from coding.analysis.agreement.files.lines import grid
from interviews.parsing import Unreadable

MISSING = {"", "na", "n/a", "nan", "null", "none", "-", "."}
"""What stands where a coder did not judge a unit."""
LABELS = re.compile(r"(units?|subjects?|items?|cases?|groups?|id|nr|no)\.?", re.IGNORECASE)
"""Heads of columns that name units and judge none."""
UNIT = re.compile(r"u(nit)?[ _]?\d+", re.IGNORECASE)


def read_judgements(text: str) -> list[list[str | None]]:
    """For each unit a value for each coder. Raises ``Unreadable``.

    Units stand in columns where all columns are headed so (u1, u2 …).
    """
    (_, header), *rows = grid(text)
    judged = [place for place, head in enumerate(header) if not LABELS.fullmatch(head)]
    if not judged or not rows:
        raise Unreadable("The file holds no judgements below its first line.")
    values = []
    for number, cells in rows:
        if len(cells) != len(header):
            raise Unreadable(f"Line {number} has {len(cells)} cells, and the first {len(header)}.")
        values.append([None if cells[at].casefold() in MISSING else cells[at] for at in judged])
    in_columns = all(UNIT.fullmatch(header[place]) for place in judged)
    return [list(unit) for unit in zip(*values, strict=True)] if in_columns else values
