"""Plain Markdown as HTML that can do no harm: no HTML of the writer's own, no pictures, links that lead out.

A text is kept as it was written; this is only how it is shown.
"""

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

SCHEMES = ("http://", "https://", "mailto:")
REL = "noopener noreferrer nofollow"
BELOW = 3
"""How far headings step down: a memo stands under a heading of the page."""
LOWEST = 6


class PlainMarkdown(MarkdownIt):
    """CommonMark without what could do harm."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False, "breaks": True, "maxNesting": 20})
        self.disable(["image", "html_block", "html_inline"]).enable("strikethrough")
        self.add_render_rule("link_open", _link)
        for end in ("open", "close"):
            self.add_render_rule(f"heading_{end}", _heading)

    def validateLink(self, url: str) -> bool:
        return url.lower().startswith(SCHEMES)


def _link(self: RendererHTML, tokens: list[Token], place: int, options: OptionsDict, env: EnvType) -> str:
    tokens[place].attrSet("rel", REL)
    return self.renderToken(tokens, place, options, env)


def _heading(self: RendererHTML, tokens: list[Token], place: int, options: OptionsDict, env: EnvType) -> str:
    token = tokens[place]
    token.tag = f"h{min(int(token.tag[1:]) + BELOW, LOWEST)}"
    return self.renderToken(tokens, place, options, env)


_MARKDOWN = PlainMarkdown()


def html_of(text: str) -> str:
    return str(_MARKDOWN.render(text))


def tokens_of(text: str) -> list[Token]:
    """The same as what it is made of, for files that are no pages."""
    return _MARKDOWN.parse(text)
