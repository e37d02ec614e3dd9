"""What stands before the parts of a composed report in a Word document: its cover, and how to read it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from coding.excerpts.cutting import shortened
from coding.exports.parts import Cover
from coding.recipes.composed import Composed, Part
from coding.reports.blocks import (
    Block,
    Role,
    Row,
    Table,
    cell,
    column,
    paragraph,
    row,
    soft,
)

LONGEST = 90
"""Characters of what a part asks for."""


def cover_of(composed: Composed) -> Cover:
    recipe = composed.recipe
    notes = [line for line in recipe.note.splitlines() if line.strip()]
    reading = list(_reading(composed))
    return Cover(
        composed.front, recipe.subtitle, recipe.authors, notes, reading, recipe.language, recipe.paper
    )


def _reading(composed: Composed) -> Iterator[Block]:
    yield paragraph(_("Reading this report"), role=Role.APART)
    yield Table([column("", 1, is_head=True), column("", 3.4)], list(_signs(composed.kinds)))
    if composed.recipe.selection:
        yield paragraph(_("How quotes were selected"), role=Role.BY)
        yield paragraph(composed.recipe.selection)
    if composed.conventions:
        yield paragraph(_("Transcription"), role=Role.BY)
        yield from (paragraph(line, role=Role.BULLET, depth=1) for line in composed.conventions)
    yield paragraph(_("How each part was made"), role=Role.BY)
    heads = [column("", 0.3), column(_("Part"), 2, is_head=True)]
    heads += [column(_("Whose codings"), 1.6), column(_("Asked for"), 3)]
    yield Table(heads, [_made(part) for part in composed.told], _("How each part was made"))


def _made(part: Part) -> Row:
    asked = _("could not be made") if part.problem else shortened(part.asked, LONGEST) or "–"
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
