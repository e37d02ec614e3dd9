"""Paragraphs as the XML of a Word document: runs, links, and places that links lead to."""

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from coding.exports.word.styles import BULLETS, FIRST_LIST, INWARDS, key_of
from coding.reports.blocks import Comment, Paragraph, Role, Run
from interviews.parsing.decoding import stored

BREAK = "<w:pageBreakBefore/>"
LEADS_OUT = ("http://", "https://", "mailto:")
STYLES = {
    Role.BODY: "Normal",
    Role.LEAD: "Lead",
    Role.RULE: "Rule",
    Role.NOTE: "Note",
    Role.BY: "By",
    Role.CITE: "Citation",
    Role.QUESTION: "Question",
    Role.BULLET: "List bullet",
    Role.NUMBERED: "List number",
    Role.SAID: "Said",
    Role.CODE: "Code block",
    Role.TURN: "Turn",
    Role.ASKED: "Asked",
    Role.APART: "Contents title",
}
BREAKS = re.compile(r"([\n\t])")
LONGEST_NAME = 40
LONGEST = 255
"""Characters of what a file says of itself; the library refuses more."""
WAY = "Way"
"""The style of what goes where its place is not in the document."""


def plain(text: str) -> str:
    """The text without what no XML file holds; names and memos may have such signs."""
    return stored(text)[0]


def short(text: str) -> str:
    """What a file says of itself."""
    return plain(text)[:LONGEST]


def fitting(text: str) -> str:
    """The text as XML can hold it."""
    return escape(plain(text))


def words(text: str) -> str:
    """What stands in a run: letters, ends of lines, tabs."""
    return "".join(map(_word, BREAKS.split(plain(text))))


def _word(part: str) -> str:
    if part == "\n":
        return "<w:br/>"
    if part == "\t":
        return "<w:tab/>"
    return f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else ""


class Places:
    """Places in the document, by what the report calls them; the first of a name is led to."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._number = 0

    def mark(self, anchor: str, content: str) -> str:
        """The content as a place."""
        if not anchor or anchor in self._names:
            return content
        self._number += 1
        self._names[anchor] = named = self.name(anchor)
        start = f'<w:bookmarkStart w:id="{self._number}" w:name={quoteattr(named)}/>'
        return f'{start}{content}<w:bookmarkEnd w:id="{self._number}"/>'

    @staticmethod
    def name(anchor: str) -> str:
        """As Word takes it: letters, digits and underscores, a letter first, forty at most."""
        return re.sub(r"\W", "_", f"to_{anchor}", flags=re.ASCII)[:LONGEST_NAME]

    @property
    def known(self) -> frozenset[str]:
        return frozenset(self._names.values())


class Links:
    """Addresses that links lead to, each with the key by which the document knows it."""

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}

    def key(self, address: str) -> str:
        return self.keys.setdefault(address, f"link{len(self.keys) + 1}")


class Comments:
    """What is noted on words, in the order in which they begin."""

    def __init__(self) -> None:
        self._numbers: dict[Comment, int] = {}

    def begin(self, comment: Comment) -> str:
        number = self._numbers.setdefault(comment, len(self._numbers))
        return f'<w:commentRangeStart w:id="{number}"/>'

    def end(self, comment: Comment) -> str:
        number = self._numbers[comment]
        mark = f'<w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="{number}"/>'
        return f'<w:commentRangeEnd w:id="{number}"/><w:r>{mark}</w:r>'

    def written(self, text: "Text") -> Iterator[str]:
        """Each as the file keeps it, apart from the text that they are on."""
        for comment, number in self._numbers.items():
            who, initials = (quoteattr(plain(each)) for each in (comment.who, comment.initials))
            said = "".join(text.paragraph(each, "annotation text") for each in comment.said)
            yield f'<w:comment w:id="{number}" w:author={who} w:initials={initials}>{said}</w:comment>'


class Text:
    """Writes paragraphs, and remembers what they lead to, what is noted and which lists they number."""

    def __init__(self, lists: int = 0) -> None:
        """``lists`` is how many the file numbers already."""
        self.places, self.links, self.comments = Places(), Links(), Comments()
        self.lists = lists
        self._list_at: dict[int, int] = {}

    def paragraph(self, said: Paragraph, style: str = "", more: str = "", anchor: str = "") -> str:
        """``more`` is of ``w:pPr`` and comes before its indent."""
        turned = said.direction == "rtl"
        properties = "".join(
            (
                f'<w:pStyle w:val="{key_of(style or STYLES[said.role])}"/>',
                self._numbered(said),
                BREAK if said.role == Role.APART else "",
                more,
                "<w:bidi/>" if turned else "",
                "" if said.role in {Role.BULLET, Role.NUMBERED} else inwards(said),
            )
        )
        content = self.places.mark(anchor, self.runs(said.runs, turned=turned))
        return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"

    def _numbered(self, said: Paragraph) -> str:
        level = max(said.depth - 1, 0)
        if said.role == Role.BULLET:
            return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{BULLETS}"/></w:numPr>'
        if said.role != Role.NUMBERED:
            return ""
        if said.begins or level not in self._list_at:
            self._list_at[level] = FIRST_LIST + self.lists
            self.lists += 1
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{self._list_at[level]}"/></w:numPr>'

    def runs(self, runs: Iterable[Run], *, turned: bool = False) -> str:
        return "".join(self._commented(run, self._linked(run, turned)) for run in runs)

    def _commented(self, run: Run, linked: str) -> str:
        before, after = map(self.comments.begin, run.opens), map(self.comments.end, run.closes)
        return "".join((*before, linked, *after))

    def _linked(self, run: Run, turned: bool) -> str:
        if run.href.startswith("#"):
            place = quoteattr(Places.name(run.href[1:]))
            return f'<w:hyperlink w:anchor={place} w:history="1">{written(run, turned)}</w:hyperlink>'
        if run.href.startswith(LEADS_OUT):
            key = self.links.key(run.href)
            return f'<w:hyperlink r:id="{key}" w:history="1">{written(run, turned)}</w:hyperlink>'
        return written(run, turned)


def inwards(said: Paragraph) -> str:
    return f'<w:ind w:left="{said.depth * INWARDS}"/>' if said.depth else ""


def written(run: Run, turned: bool = False) -> str:
    """Its words with their look."""
    look = "".join(
        (
            _character_style(run),
            "<w:b/><w:bCs/>" if run.bold else "",
            "<w:i/><w:iCs/>" if run.italic else "",
            "<w:strike/>" if run.is_struck else "",
            "<w:rtl/>" if turned else "",
        )
    )
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{words(run.text)}</w:r>"


def _character_style(run: Run) -> str:
    kinds = ((run.is_way, WAY), (bool(run.href), "Hyperlink"), (run.is_code, "Code"), (run.is_soft, "Soft"))
    style = next((style for is_so, style in kinds if is_so), "")
    return f'<w:rStyle w:val="{style}"/>' if style else ""
