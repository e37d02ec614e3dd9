"""Stylesheets that give codes their colours, since the security policy forbids style attributes."""

import base64
from collections.abc import Iterable

from coding.codebook.colours import colour_of
from coding.codebook.tree import Node

_GROUND = "background-color: light-dark(%s2b, %s20);"
"""So faint that words in ink reach 4.5:1 also where three of any colours lie on each other."""


def for_pages(nodes: Iterable[Node]) -> str:
    """Each code's ``--code`` in light and dark, and a tint of it for the ground of coded words."""
    return "".join(_on_pages(node) for node in nodes)


def _on_pages(node: Node) -> str:
    pk, (light, dark) = node.code.pk, colour_of(node)
    return (
        f".code-{pk} {{ --code: light-dark({light}, {dark}); }}\n"
        f".coded-{pk}::highlight(code-{pk}) {{ {_GROUND % (light, dark)} color: var(--ink); }}\n"
    )


def for_printed_tables(nodes: Iterable[Node], columns: str = "") -> str:
    """As an address: what stands for a code in its colour, and rules for columns."""
    colours = (
        f"th.code-{node.code.pk},.code-{node.code.pk} b{{color:{colour_of(node).light}}}" for node in nodes
    )
    return address_of("".join((*colours, columns)))


def address_of(css: str) -> str:
    """The stylesheet as a ``data:`` address, which is all that the PDF engine may fetch beside own files."""
    return f"data:text/css;base64,{base64.b64encode(css.encode()).decode()}"
