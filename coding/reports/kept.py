"""What a large comparison found, kept as JSON so that its page is shown without reckoning again."""

import json
from dataclasses import dataclass, replace

from coding.analysis.agreement.comparison import Comparison
from coding.analysis.agreement.rows import Row
from coding.codebook.tree import CodeTree
from coding.comparing.asked import Judge, Kind, Rule, Source
from coding.reports.comparison import Agreement
from coding.reports.differing import Differing, differing
from coding.reports.lines import Line
from coding.reports.packing import packed, unpacked

FORM = 2
"""Counted up when what is kept changes: what was kept otherwise is reckoned anew."""


@dataclass(frozen=True)
class KeptLine:
    code: int
    row: Row
    is_theme: bool
    differ: int


@dataclass(frozen=True)
class Kept:
    """An ``Agreement`` whose codes are numbers and whose differences are only counted."""

    coders: tuple[Judge, ...]
    compared: tuple[Source, ...]
    excluded: tuple[Source, ...]
    comparison: Comparison
    lines: tuple[KeptLine, ...]
    without_word: int
    both: int
    differing: Differing
    rule: Rule
    found_by_search: int
    kind: Kind
    coefficient: str
    is_exploratory: bool

    def agreement(self, tree: CodeTree) -> Agreement:
        """With the codes of the tree; one that is there no longer has no line."""
        lines = (
            Line(tree[line.code], line.row, line.is_theme, line.differ)
            for line in self.lines
            if line.code in tree
        )
        return Agreement(
            self.coders,
            self.compared,
            self.excluded,
            self.comparison,
            tuple(lines),
            self.without_word,
            self.both,
            (),
            self.rule,
            self.found_by_search,
            self.kind,
            self.coefficient,
            self.is_exploratory,
            counted=self.differing,
        )


def as_bytes(agreement: Agreement) -> bytes:
    judges = [judge.pk for judge in agreement.coders]
    kept = Kept(
        agreement.coders,
        agreement.compared,
        agreement.excluded,
        # The rows stand in the lines, and what was marked is what the page is to do without.
        replace(agreement.comparison, rows=[], marked=[]),
        tuple(KeptLine(e.node.code.pk, e.row, e.is_theme, e.differ) for e in agreement.lines),
        agreement.without_word,
        agreement.both,
        differing(agreement.differences, judges),
        agreement.rule,
        agreement.found_by_search,
        agreement.kind,
        agreement.coefficient,
        agreement.is_exploratory,
    )
    return json.dumps(packed(kept), separators=(",", ":")).encode()


def from_bytes(content: bytes, tree: CodeTree) -> Agreement:
    kept: Kept = unpacked(Kept, json.loads(content))
    return kept.agreement(tree)
