"""The tree of codes as one value: order, depth, paths and descendants, read in one query."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coding.models import Code
from projects.models import Project


@dataclass(frozen=True)
class Node:
    code: Code
    depth: int
    """0 for a theme."""
    path: tuple[Code, ...]
    """From the theme down to the code itself."""
    has_children: bool

    @property
    def theme(self) -> Code:
        return self.path[0]

    def __str__(self) -> str:
        return " › ".join(code.name for code in self.path)


class CodeTree:
    """The codes in use of one project, in codebook order (a code before its children)."""

    def __init__(self, codes: Iterable[Code]) -> None:
        self._children: defaultdict[int | None, list[Code]] = defaultdict(list)
        for code in codes:
            self._children[code.parent_id].append(code)
        self._nodes = {node.code.pk: node for node in self._walk(None, ())}

    def _walk(self, parent: int | None, path: tuple[Code, ...]) -> Iterator[Node]:
        for code in self._children[parent]:
            here = (*path, code)
            yield Node(code, len(path), here, code.pk in self._children)
            yield from self._walk(code.pk, here)

    def __iter__(self) -> Iterator[Node]:
        return iter(self._nodes.values())

    def __len__(self) -> int:
        return len(self._nodes)

    def __contains__(self, pk: object) -> bool:
        return pk in self._nodes

    def __getitem__(self, pk: int) -> Node:
        return self._nodes[pk]

    @property
    def themes(self) -> list[Node]:
        return [node for node in self if node.depth == 0]

    def children(self, pk: int | None) -> list[Code]:
        return list(self._children[pk]) if pk in self._children else []

    def under(self, pk: int) -> frozenset[int]:
        """The code itself and all below it."""
        return frozenset({pk}.union(*(self.under(child.pk) for child in self.children(pk))))


def tree_of(project: Project) -> CodeTree:
    return CodeTree(project.codes.in_use())
