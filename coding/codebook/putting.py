"""What would become of a code that is put onto another or between two: merged, nested or moved."""

from dataclasses import dataclass

from coding.codebook.merging import Merging, merging
from coding.codebook.moving import objection
from coding.codebook.tree import CodeTree, Node
from coding.models import Code
from projects.refusals import Refused


@dataclass(frozen=True)
class Nesting:
    """A code under another, or among the themes."""

    parent: Node | None
    before: Code | None
    """The sibling before which it would stand; at the end where there is none."""
    below: int
    """How many codes stand under it, and go along."""
    is_there: bool
    """Whether it has this parent already, so that only its place changes."""
    objection: str
    """Why it can't be, in a sentence."""


def nesting(tree: CodeTree, node: Node, parent: Node | None, before: Code | None = None) -> Nesting:
    above = parent.code if parent else None
    is_there = node.code.parent_id == (above.pk if above else None)
    said = "" if is_there else objection(node.code, above)
    return Nesting(parent, before, len(tree.under(node.code.pk)) - 1, is_there, said)


def beside(tree: CodeTree, node: Node, target: Node, *, after: bool) -> Nesting:
    """Before the target or after it, under the same parent."""
    parent = tree[target.code.parent_id] if target.code.parent_id else None
    siblings = [code for code in tree.children(target.code.parent_id) if code != node.code]
    place = siblings.index(target.code) + after
    return nesting(tree, node, parent, siblings[place] if place < len(siblings) else None)


def what_a_merge_would_do(node: Node, target: Node) -> Merging | str:
    """The preview, or why it can't be done."""
    try:
        return merging(node.code, target.code)
    except Refused as error:
        return str(error)
