"""Joins the parts of a report to one PDF: pages, links, outline and tags; in a process of its own."""

import json
import sys
from collections.abc import Sequence
from contextlib import ExitStack

from pikepdf import Array, Dictionary, Object, ObjectStreamMode, OutlineItem, Pdf

Bookmark = tuple[int, str, int, float, float]
"""Level, words, page from 0, and where on it."""


def join(parts: Sequence[str], target: str, bookmarks: Sequence[Bookmark]) -> None:
    """The pages of all in one file, which says of itself what the first says."""
    with ExitStack() as opened:
        whole, *others = (opened.enter_context(Pdf.open(part)) for part in parts)
        for other in others:  # first of all: what is copied later then refers to these pages
            whole.pages.extend(other.pages)
        _join_tags(whole, others)
        _join_names(whole, others)
        _outline(whole, bookmarks)
        whole.save(target, object_stream_mode=ObjectStreamMode.generate)


def _join_tags(whole: Pdf, others: Sequence[Pdf]) -> None:
    """The structure of each under the first's; their numbers and names were made to be others."""
    tags = whole.Root.StructTreeRoot
    document = tags.K[0]
    kids, numbers = list(document.K), list(tags.ParentTree.Nums)
    for other in others:
        theirs = whole.copy_foreign(other.Root.StructTreeRoot)
        for kid in theirs.K[0].K:
            kid.P = document
            kids.append(kid)
        numbers.extend(theirs.ParentTree.Nums)
    document.K, tags.ParentTree.Nums = Array(kids), Array(numbers)


def _join_names(whole: Pdf, others: Sequence[Pdf]) -> None:
    """What links lead to."""
    named = _names(whole)
    for other in others:
        if "/Names" in other.Root:
            other.Root.Names = other.make_indirect(other.Root.Names)
            named |= dict(_pairs(whole.copy_foreign(other.Root.Names)))
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


def main(target: str, *parts: str) -> None:
    """The bookmarks are a line on standard input."""
    join(parts, target, json.loads(sys.stdin.readline()))


if __name__ == "__main__":
    main(*sys.argv[1:])
