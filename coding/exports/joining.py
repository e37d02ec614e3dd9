"""Joins the two parts of a report to one PDF: pages, links, outline and tags; in a process of its own."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from pikepdf import Array, Dictionary, Object, OutlineItem, Pdf

Bookmark = tuple[int, str, int, float, float]
"""Level, words, page from 0, and where on it."""


def join(first: Path, second: Path, target: Path, bookmarks: Sequence[Bookmark]) -> None:
    """The pages of both in one file, which says of itself what the first says."""
    with Pdf.open(first) as whole, Pdf.open(second) as rest:
        whole.pages.extend(rest.pages)  # first of all: what is copied later then refers to these pages
        _join_tags(whole, rest)
        _join_names(whole, rest)
        _outline(whole, bookmarks)
        whole.save(target)


def _join_tags(whole: Pdf, rest: Pdf) -> None:
    """The structure of the second under the first's; its numbers and names were made to be others."""
    tags, others = whole.Root.StructTreeRoot, whole.copy_foreign(rest.Root.StructTreeRoot)
    document, other = tags.K[0], others.K[0]
    for kid in other.K:
        kid.P = document
    document.K = Array([*document.K, *other.K])
    tags.ParentTree.Nums = Array([*tags.ParentTree.Nums, *others.ParentTree.Nums])


def _join_names(whole: Pdf, rest: Pdf) -> None:
    """What links lead to; where both parts name a thing, the second holds it."""
    named = _names(whole)
    if "/Names" in rest.Root:
        rest.Root.Names = rest.make_indirect(rest.Root.Names)
        named |= dict(_pairs(whole.copy_foreign(rest.Root.Names)))
    pairs = [each for name in sorted(named) for each in (name, named[name])]
    if "/Names" not in whole.Root:
        whole.Root.Names = Dictionary()
    whole.Root.Names.Dests = Dictionary(Names=Array(pairs))


def _names(pdf: Pdf) -> dict[bytes, Object]:
    return dict(_pairs(pdf.Root.Names)) if "/Names" in pdf.Root else {}


def _pairs(names: Object) -> list[tuple[bytes, Object]]:
    listed = list(names.Dests.Names) if "/Dests" in names else []
    return [(bytes(name), place) for name, place in zip(listed[::2], listed[1::2], strict=True)]


def _outline(pdf: Pdf, bookmarks: Sequence[Bookmark]) -> None:
    """Each bookmark under the last before it of a higher level."""
    with pdf.open_outline() as outline:
        outline.root.clear()
        above: list[tuple[int, list[OutlineItem]]] = [(0, outline.root)]
        for level, words, page, x, y in bookmarks:
            while above[-1][0] >= level:
                above.pop()
            item = OutlineItem(words, page, "XYZ", left=x, top=y)
            above[-1][1].append(item)
            above.append((level, item.children))


def main(first: str, second: str, target: str) -> None:
    """The bookmarks are a line on standard input."""
    join(Path(first), Path(second), Path(target), json.loads(sys.stdin.readline()))


if __name__ == "__main__":
    main(*sys.argv[1:])
