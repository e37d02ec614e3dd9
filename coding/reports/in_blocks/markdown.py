"""A memo's Markdown, piece by piece, as ``coding.memos.markdown`` reads it for the page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from coding.memos.markdown import tokens_of
from coding.reports.blocks import Paragraph, Role, Run

RULE = "* * *"
"""What stands for a line across."""


def blocks_of_markdown(text: str, depth: int = 0) -> Iterator[Paragraph]:
    """Its headings are bold paragraphs, since they stand under one of the report's."""
    return Reader(depth).read(tokens_of(text))


@dataclass
class Reader:
    """Where in the text it is: in which lists and quotes."""

    depth: int
    lists: list[Role] = field(default_factory=list)
    quotes: int = 0
    is_first: bool = False
    """The next item begins its list."""
    is_item: bool = False
    """The next paragraph begins an item."""
    is_heading: bool = False

    def read(self, tokens: Sequence[Token]) -> Iterator[Paragraph]:
        for token in tokens:
            if token.type == "inline":
                yield self._paragraph(runs_of(token.children or (), bold=self.is_heading))
            elif token.type in {"fence", "code_block"}:
                code = Run(token.content.rstrip("\n"), is_code=True)
                yield Paragraph((code,), Role.CODE, self._inwards)
            elif token.type == "hr":
                yield Paragraph((Run(RULE, is_soft=True),), depth=self._inwards)
            else:
                self._enter(token)

    def _enter(self, token: Token) -> None:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            self.lists.append(Role.BULLET if token.type.startswith("bullet") else Role.NUMBERED)
            self.is_first = True
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            self.lists.pop()
        elif token.tag == "li":
            self.is_item = token.nesting > 0
        elif token.tag == "blockquote":
            self.quotes += token.nesting
        elif token.type.startswith("heading"):
            self.is_heading = token.nesting > 0

    @property
    def _inwards(self) -> int:
        return self.depth + len(self.lists)

    def _paragraph(self, said: Iterable[Run]) -> Paragraph:
        runs = tuple(said)
        if not self.is_item:
            return Paragraph(runs, Role.SAID if self.quotes else Role.BODY, self._inwards)
        begins, self.is_item, self.is_first = self.is_first, False, False
        return Paragraph(runs, self.lists[-1], self._inwards, begins)


def runs_of(tokens: Sequence[Token], *, bold: bool = False) -> Iterator[Run]:
    """The words of a paragraph; a line that ends, ends."""
    look = Look(strong=int(bold))
    for token in tokens:
        if token.type == "text":
            yield look.run(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            yield look.run("\n")
        elif token.type == "code_inline":
            yield look.run(token.content)._replace(is_code=True)
        elif token.tag == "a":
            look.href = str(token.attrGet("href") or "") if token.nesting > 0 else ""
        else:
            look.turn(token)


@dataclass
class Look:
    strong: int = 0
    em: int = 0
    s: int = 0
    href: str = ""

    def turn(self, token: Token) -> None:
        if token.tag == "strong":
            self.strong += token.nesting
        elif token.tag == "em":
            self.em += token.nesting
        elif token.tag == "s":
            self.s += token.nesting

    def run(self, text: str) -> Run:
        return Run(text, bool(self.strong), bool(self.em), is_struck=bool(self.s), href=self.href)
