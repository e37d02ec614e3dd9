"""What a theme matrix says of itself: how much there is, then what is counted how, and what was left out."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.matrix.rows import By
from coding.matrix.wish import Shows

if TYPE_CHECKING:
    from coding.reports.matrix import ThemeMatrix


def matrix_sentences(matrix: "ThemeMatrix") -> Iterator[str]:
    yield _counted(matrix)
    yield _(
        "A cell counts a passage once, however many codes and coders it has there; a theme counts its codes’ "
        "passages too."
    )
    yield from _shown(matrix)
    yield from _gaps(matrix)
    yield from _left_out(matrix)


def _counted(matrix: "ThemeMatrix") -> str:
    passages = ngettext("%(n)s distinct passage", "%(n)s distinct passages", matrix.passages)
    people = ngettext("%(n)s participant", "%(n)s participants", matrix.out_of)
    return _("%(passages)s of %(people)s.") % {
        "passages": passages % {"n": f"{matrix.passages:,}"},
        "people": people % {"n": f"{matrix.out_of:,}"},
    }


def _shown(matrix: "ThemeMatrix") -> Iterator[str]:
    wish = matrix.wish
    if wish.shows == Shows.WORDS:
        yield _("Words are those of the passages, each once where passages overlap, without labels.")
    if wish.crossing:
        yield _(
            "Each column is open into %(qualifier)s: a passage that coders marked differently stands in "
            "each of the values that it was given."
        ) % {"qualifier": wish.crossing.qualifier}
    if matrix.has_percentages:
        yield _("Percentages are of participants, and are given out of %(n)s or more.") % {
            "n": wish.percent_from
        }


def _gaps(matrix: "ThemeMatrix") -> Iterator[str]:
    if matrix.unread:
        yield ngettext(
            "The transcripts of %(n)s participant are not yet read to the end: "
            "an empty cell of theirs says so, and not 0.",
            "The transcripts of %(n)s participants are not yet read to the end: "
            "an empty cell of theirs says so, and not 0.",
            matrix.unread,
        ) % {"n": f"{matrix.unread:,}"}
    if matrix.without_transcript:
        yield ngettext(
            "%(n)s participant without a transcript is outside the totals.",
            "%(n)s participants without a transcript are outside the totals.",
            matrix.without_transcript,
        ) % {"n": f"{matrix.without_transcript:,}"}
    if matrix.overlap:
        yield _("Who has several values stands in several groups; totals count everybody once.")


def _left_out(matrix: "ThemeMatrix") -> Iterator[str]:
    if matrix.asked and matrix.wish.arrangement.by != By.SPEAKERS:
        yield ngettext(
            "%(n)s passage in the interviewer’s turns is not counted.",
            "%(n)s passages in the interviewer’s turns are not counted.",
            matrix.asked,
        ) % {"n": f"{matrix.asked:,}"}
    if matrix.withheld:
        yield ngettext(
            "The words of %(n)s passage are left out: its speaker may not be quoted.",
            "The words of %(n)s passages are left out: their speakers may not be quoted.",
            matrix.withheld,
        ) % {"n": f"{matrix.withheld:,}"}
