"""Coded transcripts, piece by piece: turn by turn, with a comment by its coder for each coding."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.codebook.colours import colour_of
from coding.reports.blocks import (
    Block,
    Comment,
    Heading,
    PageBreak,
    Paragraph,
    Role,
    Row,
    Run,
    Table,
    cell,
    column,
    paragraph,
    row,
    strong,
)
from coding.reports.coded_notes import Mark, Note
from coding.reports.in_blocks.markdown import blocks_of_markdown
from coding.reports.margins import Run as Words
from coding.reports.transcript import CodedTranscripts, Entry, Talk, Turn


def blocks_of_transcripts(report: CodedTranscripts) -> Iterator[Block]:
    """Each transcript begins a page."""
    for number, talk in enumerate(report.talks):
        if number:
            yield PageBreak()
        yield Heading(1, talk.heading, talk.anchor, _counted(talk))
        if talk.legend:
            heads = [column("", 0.1), column(_("Codes in this transcript"), 3, is_head=True)]
            heads += [column(_("Passages"), 0.6, is_number=True)]
            yield Table(heads, list(map(_entry, talk.legend)), _("Codes in this transcript"))
        else:
            yield paragraph(_("Nothing is coded in this transcript."), role=Role.NOTE)
        comments = {note.number: tuple(_comments(talk, note)) for note in talk.notes.values()}
        yield from (_turn(turn, comments) for turn in talk.turns)


def _counted(talk: Talk) -> str:
    passages = ngettext("%(n)s passage", "%(n)s passages", talk.passages) % {"n": f"{talk.passages:,}"}
    codings = ngettext("%(n)s coding", "%(n)s codings", talk.codings) % {"n": f"{talk.codings:,}"}
    withheld = ngettext(
        "the words of %(n)s turn are withheld", "the words of %(n)s turns are withheld", talk.withheld
    )
    return " · ".join([passages, codings, *([withheld % {"n": talk.withheld}] if talk.withheld else [])])


def _entry(entry: Entry) -> Row:
    # A ground of its own, even white, stands off from the colour before it.
    name = cell(str(entry.node), fill="#ffffff")
    return row(cell(fill=colour_of(entry.node).light), name, f"{entry.passages:,}")


def _turn(turn: Turn, comments: dict[int, tuple[Comment, ...]]) -> Paragraph:
    head = " ".join(filter(None, [str(turn.number), turn.who, turn.time]))
    label = Run(f"{head}  ", bold=True, is_soft=True)
    role = Role.ASKED if turn.manner == "interviewer" else Role.TURN
    return Paragraph((label, *(_words(turn, each, comments) for each in turn.runs)), role)


def _words(turn: Turn, words: Words, comments: dict[int, tuple[Comment, ...]]) -> Run:
    return Run(
        words.words,
        bold=turn.manner == "heading",
        italic=turn.is_withheld,
        opens=tuple(each for number in words.opens for each in comments[number]),
        closes=tuple(each for number in words.closes for each in comments[number]),
    )


def _comments(talk: Talk, note: Note) -> Iterator[Comment]:
    for place, mark in enumerate(note.marks):
        key = f"{talk.pk}-{note.number}-{place}"
        yield Comment(key, tuple(_said(note, mark)), mark.who, mark.initials)


def _said(note: Note, mark: Mark) -> Iterator[Paragraph]:
    """The code with its path, the qualifiers, the memos."""
    yield paragraph(str(note.node))
    if mark.qualifiers:
        yield paragraph("; ".join(mark.qualifiers))
    if mark.is_auto:
        yield paragraph(_("from a search"))
    for remark in mark.remarks:
        yield paragraph(strong(_("memo by %(by)s") % {"by": remark.by}))
        yield from blocks_of_markdown(remark.body)
