"""How many codes a comparison lets one rely on, so that a good number over all codes hides none."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from coding.analysis.agreement.intervals import Verdict
from coding.analysis.agreement.rows import FEW, Row


class Judged(NamedTuple):
    """Codes in use, each counted once."""

    rely: int
    tentative: int
    unreliable: int
    little_used: int
    """With too few uses to judge."""
    without: int
    """Without an interval to judge by."""

    @property
    def is_any(self) -> bool:
        """Whether there was anything to judge by."""
        return self.without < sum(self)

    @property
    def beside(self) -> str:
        """What stands beside the number of codes that can be relied on."""
        return (
            _(
                "of %(used)s codes in use can be relied on; %(tentative)s tentatively, %(not)s not; "
                "%(little)s have too few uses to judge, %(without)s no interval"
            )
            % self._numbers
        )

    @property
    def sentence(self) -> str:
        return (
            _(
                "Of %(used)s codes in use %(rely)s could be relied on, %(tentative)s tentatively, %(not)s "
                "not; %(little)s had too few uses to judge (in fewer than %(few)s units), and %(without)s "
                "no interval."
            )
            % self._numbers
        )

    @property
    def _numbers(self) -> dict[str, int]:
        return {
            "used": sum(self),
            "rely": self.rely,
            "tentative": self.tentative,
            "not": self.unreliable,
            "little": self.little_used,
            "few": FEW,
            "without": self.without,
        }


def judged(used: Iterable[Row]) -> Judged:
    """Of the codes that somebody used."""
    found = Counter(row.verdict for row in used)
    return Judged(*(found[verdict] for verdict in (*Verdict, None)))
