"""What a spreadsheet would reckon instead of showing."""

import re

FORMULA = frozenset("=+-@|\t\r\n＝＋－＠｜")
"""With what such a cell begins; the full-width signs too."""
UNSEEN = " \xa0\u200b\u200c\u200d\u2060\u3000\ufeff"
"""What some spreadsheets drop before they look for a formula."""
SUSPECT = FORMULA | set(UNSEEN)
"""A cell that begins otherwise is no formula."""
NEGATIVE = re.compile(r"-\d+([.,]\d+)?")


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would reckon the cell; a negative number is no formula."""
    bare = cell.lstrip(UNSEEN)
    return bare[:1] in FORMULA and not NEGATIVE.fullmatch(bare)
