"""A coded transcript as a Word document: the text, with a comment by its coder for each coding."""

from collections.abc import Iterable
from io import BytesIO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from docx import Document
from docx.document import Document as Paper
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.text.run import Run as Words

from coding.codebook.colours import colour_of
from coding.exports.word.text import plain, short
from coding.reports.coded_notes import Mark, Note
from coding.reports.transcript import CodedTranscripts, Talk, Turn

QUIET = RGBColor(0x56, 0x5A, 0x61)


def document(report: CodedTranscripts, talk: Talk) -> bytes:
    paper = Document()
    _page(paper)
    paper.core_properties.title = short(talk.heading)
    paper.core_properties.author = short(report.front.study)
    _head(paper, report, talk)
    _Text(paper, talk).write()
    buffer = BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def _page(paper: Paper) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(28), Mm(42)
    section.top_margin = section.bottom_margin = Mm(24)
    normal = paper.styles["Normal"]
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.25


def _head(paper: Paper, report: CodedTranscripts, talk: Talk) -> None:
    paper.add_heading(plain(talk.heading), 0)
    if report.front.is_demo:
        paper.add_paragraph(_("Fictional demo study: no real people or forces."))
    paper.add_paragraph(
        _("%(study)s. %(whose)s Codebook edition %(edition)s. Made %(moment)s, Verbatim %(version)s.")
        % {
            "study": plain(report.front.study),
            "whose": report.wish.whose.sentence,
            "edition": plain(report.front.edition),
            "moment": report.front.moment,
            "version": report.front.version,
        }
    )
    if talk.withheld:
        said = ngettext(
            "The words of %(n)s turn are withheld.", "The words of %(n)s turns are withheld.", talk.withheld
        )
        paper.add_paragraph(said % {"n": talk.withheld})
    _legend(paper, talk)


def _legend(paper: Paper, talk: Talk) -> None:
    paper.add_heading(_("Codes in this transcript"), 1)
    if not talk.legend:
        paper.add_paragraph(_("Nothing is coded in it."))
    for entry in talk.legend:
        line = paper.add_paragraph()
        line.paragraph_format.space_after, line.paragraph_format.line_spacing = Pt(0), 1
        square = line.add_run("\N{BLACK SQUARE} ")
        square.font.color.rgb = RGBColor.from_string(colour_of(entry.node).light.lstrip("#").upper())
        line.add_run(plain(f"{entry.node} "))
        said = ngettext("%(n)s passage", "%(n)s passages", entry.passages) % {"n": entry.passages}
        _quietly(line.add_run(said))
    paper.add_heading(_("Transcript"), 1)


class _Text:
    """Writes the turns and remembers between which runs each note's words stand."""

    def __init__(self, paper: Paper, talk: Talk) -> None:
        self._paper, self._talk = paper, talk
        self._first: dict[int, Words] = {}
        self._last: dict[int, Words] = {}

    def write(self) -> None:
        for turn in self._talk.turns:
            self._turn(turn)
        for number, note in self._talk.notes.items():
            if number in self._first:
                self._comment(note)

    def _turn(self, turn: Turn) -> None:
        paragraph = self._paper.add_paragraph()
        is_leftward = turn.direction == "rtl"
        if is_leftward:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        head = " ".join(filter(None, [str(turn.number), turn.who, turn.time]))
        label = paragraph.add_run(plain(f"{head}  "))
        label.font.size, label.bold = Pt(8), True
        _quietly(label)
        for each in turn.runs:
            words = paragraph.add_run(plain(each.words))
            self._look(words, turn, is_leftward)
            for number in each.within:
                self._first.setdefault(number, words)
                self._last[number] = words

    @staticmethod
    def _look(words: Words, turn: Turn, is_leftward: bool) -> None:
        words.font.rtl = True if is_leftward else None
        if turn.manner == "interviewer":
            _quietly(words)
        words.bold = True if turn.manner == "heading" else None
        words.italic = True if turn.is_withheld else None

    def _comment(self, note: Note) -> None:
        between = [self._first[note.number], self._last[note.number]]
        for mark in note.marks:
            self._paper.add_comment(
                between, text=plain(_said(note, mark)), author=plain(mark.who), initials=plain(mark.initials)
            )


def _said(note: Note, mark: Mark) -> str:
    """The code with its path, the qualifiers, the memos."""
    return "\n".join(_lines(note, mark))


def _lines(note: Note, mark: Mark) -> Iterable[str]:
    yield str(note.node)
    if mark.qualifiers:
        yield "; ".join(mark.qualifiers)
    if mark.is_auto:
        yield _("from a search")
    for remark in mark.remarks:
        yield f"{remark.by}: {remark.body}"


def _quietly(words: Words) -> None:
    words.font.color.rgb = QUIET
