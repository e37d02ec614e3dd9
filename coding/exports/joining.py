"""Joins the parts of a report to one PDF: pages, links, outline and tags; in a process of its own."""

import json
import sys
from collections.abc import Sequence

from pikepdf import Array, Dictionary, Object, ObjectStreamMode, OutlineItem, Pdf

Bookmark = tuple[int, str, int, float, float]
"""Level, words, page from 0, and where on it."""


def join(parts: Sequence[str], target: str, bookmarks: Sequence[Bookmark]) -> None:
    """The pages of all in one file, which says of itself what the first says."""
    with Pdf.open(parts[0]) as whole:
        named = _names(whole)
        for part in parts[1:]:
            with Pdf.open(part) as other:  # of which nothing is held when the next is opened
                whole.pages.extend(other.pages)  # first, so that what is copied later refers to these
                _join_tags(whole, other)
                named |= _copied_names(whole, other)
        pairs = [each for name in sorted(named) for each in (name, named[name])]
        if "/Names" not in whole.Root:
            whole.Root.Names = Dictionary()
        whole.Root.Names.Dests = Dictionary(Names=Array(pairs))
        _outline(whole, bookmarks)
        whole.save(target, object_stream_mode=ObjectStreamMode.generate)


def _join_tags(whole: Pdf, other: Pdf) -> None:
    """The structure of the other below that of the whole; its numbers and names were made to be others."""
    tags, others = whole.Root.StructTreeRoot, whole.copy_foreign(other.Root.StructTreeRoot)
    document = tags.K[0]
    for kid in others.K[0].K:
        kid.P = document
        document.K.append(kid)
    tags.ParentTree.Nums.extend(others.ParentTree.Nums)


def _copied_names(whole: Pdf, other: Pdf) -> dict[bytes, Object]:
    """What links lead to."""
    if "/Names" not in other.Root:
        return {}
    other.Root.Names = other.make_indirect(other.Root.Names)
    return dict(_pairs(whole.copy_foreign(other.Root.Names)))


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


def main(target: str, *parts: str) -> None:
    """The bookmarks are a line on standard input."""
    join(parts, target, json.loads(sys.stdin.readline()))


if __name__ == "__main__":
    main(*sys.argv[1:])
