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
    def shade(self) -> int:
        return self.code.shade

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
        self._nodes = {node.code.pk: node for theme in self.children(None) for node in self._theme(theme)}

    def _theme(self, theme: Code) -> Iterator[Node]:
        paths = dict(self._walk(theme, ()))
        for pk, path in paths.items():
            yield Node(path[-1], len(path) - 1, path, pk in self._children)

    def _walk(self, code: Code, above: tuple[Code, ...]) -> Iterator[tuple[int, tuple[Code, ...]]]:
        path = (*above, code)
        yield code.pk, path
        for child in self.children(code.pk):
            yield from self._walk(child, path)

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
