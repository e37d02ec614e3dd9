"""A composed report as it flows in a Word document: its cover, how it is to be read, and its parts."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from coding.exports.parts import Cover
from coding.exports.parts import Part as Flowing
from coding.recipes.composed import Composed, Part
from coding.reports.blocks import (
    Block,
    Orientation,
    Role,
    Row,
    Table,
    cell,
    column,
    paragraph,
    row,
    soft,
)
from coding.reports.in_blocks.agreement import blocks_of_agreement
from coding.reports.in_blocks.contrast import blocks_of_contrast
from coding.reports.in_blocks.cooccurrence import blocks_of_cooccurrence
from coding.reports.in_blocks.excerpts import blocks_of_excerpts
from coding.reports.in_blocks.framework import blocks_of_framework
from coding.reports.in_blocks.lists import (
    blocks_of_codebook,
    blocks_of_quotes,
    blocks_of_sample,
    blocks_of_trail,
)
from coding.reports.in_blocks.matrix import blocks_of_matrix
from coding.reports.in_blocks.memos import blocks_of_memos
from coding.reports.in_blocks.pictures import blocks_of_picture

Tells = Callable[[Any], Iterator[Block]]
TOLD: dict[str, Tells] = {
    "sample": blocks_of_sample,
    "codebook": blocks_of_codebook,
    "quotes": blocks_of_quotes,
    "excerpts": blocks_of_excerpts,
    "framework": blocks_of_framework,
    "matrix": blocks_of_matrix,
    "contrast": blocks_of_contrast,
    "cooccurrence": lambda report: blocks_of_cooccurrence(report.found),
    "picture": lambda report: blocks_of_picture(report.picture),
    "agreement": blocks_of_agreement,
    "memos": blocks_of_memos,
    "trail": blocks_of_trail,
}
"""By what comes before the dash in the key of a kind."""


def cover_of(composed: Composed) -> Cover:
    recipe = composed.recipe
    notes = [line for line in recipe.note.splitlines() if line.strip()]
    reading = list(_reading(composed))
    return Cover(
        composed.front, recipe.subtitle, recipe.authors, notes, reading, recipe.language, recipe.paper
    )


def parts_of(composed: Composed) -> list[Flowing]:
    return [
        Flowing(
            part.title,
            list(_blocks(part, composed.recipe.selection)),
            Orientation.LANDSCAPE if part.sheet.is_across else Orientation.PORTRAIT,
            part.sheet.paper,
            part.anchor,
        )
        for part in composed.parts
    ]


def _blocks(part: Part, selection: str) -> Iterator[Block]:
    """What stands under the part's heading."""
    if part.report is None:
        yield paragraph(_("This part could not be made. %(why)s") % {"why": part.problem})
        return
    front = part.report.front
    whose = front.whose.sentence if front.whose else ""
    yield paragraph(" ".join(filter(None, (*front.sentences, whose))), role=Role.LEAD)
    yield paragraph(part.asked, role=Role.LEAD)
    if part.kind.key == "quotes":
        yield paragraph(selection, role=Role.LEAD)
    yield from TOLD[part.kind.key.partition("-")[0]](part.report)


def _reading(composed: Composed) -> Iterator[Block]:
    yield paragraph(_("Reading this report"), role=Role.APART)
    yield Table([column("", 1, is_head=True), column("", 3.4)], list(_signs(composed.kinds)))
    if composed.conventions:
        yield paragraph(_("Transcription"), role=Role.BY)
        yield from (paragraph(line, role=Role.BULLET, depth=1) for line in composed.conventions)
    yield paragraph(_("How each part was made"), role=Role.BY)
    heads = [column("", 0.3), column(_("Part"), 2, is_head=True)]
    heads += [column(_("Whose codings"), 1.6), column(_("Asked for"), 3)]
    yield Table(heads, [_made(part) for part in composed.parts], _("How each part was made"))


def _made(part: Part) -> Row:
    asked = _("could not be made") if part.problem else part.asked or "–"
    return row(cell(paragraph(soft(str(part.place)))), part.title, part.whose or "–", asked)


def _signs(kinds: set[str]) -> Iterator[Row]:
    yield row(
        "P07:T14",
        _(
            "Participant and turn: what P07 says in the fourteenth turn of their interview. P07.2:T14 stands "
            "in their second interview, P07:T14–16 runs over several turns."
        ),
    )
    if {"excerpts", "quotes"} & kinds:
        yield row(
            "[…] · …",
            _("Words left out: within a quote, or where a question or a long passage is cut."),
        )
        yield row(_("Italics over a quote"), _("The interviewer’s question before it."))
    if "matrix" in kinds:
        yield row(
            "0 · … · ●",
            _("Looked for, not found · nothing found in a transcript that is not read to the end · present."),
        )
    if "framework" in kinds:
        yield row(_("Empty cell"), _("Says nothing: “looked for, not found” and “not asked” are said."))
    yield row(
        _("Not to be quoted"),
        _(
            "The participant allows no quotes. Their passages are counted; their words are in no list and "
            "no file. A code named in their words is called “In vivo” with a number."
        ),
    )
