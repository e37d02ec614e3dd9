"""A CSV of codings: document, start, end, code, coder; and what else is needed to compare them.

Offsets are code points, half-open. A line without start, end and code says that the coder completed the
document and coded nothing more in it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from coding.analysis.agreement.files.lines import Line, lines, whole_number
from coding.analysis.agreement.readings import Reading, Source
from interviews.parsing import Unreadable
from interviews.spans import Span

NAMES = {
    **dict.fromkeys(("document", "transcript", "source", "file", "text", "doc"), "document"),
    **dict.fromkeys(("start", "begin", "from", "start offset", "startposition", "start position"), "start"),
    **dict.fromkeys(("end", "stop", "to", "end offset", "endposition", "end position"), "end"),
    **dict.fromkeys(("code", "label", "category", "tag", "theme"), "code"),
    **dict.fromkeys(("coder", "annotator", "rater", "user", "author"), "coder"),
    **dict.fromkeys(("length", "document length", "characters"), "length"),
}
"""What a column may be called, in lower case."""
ONE = "document"
"""The document's name where there is no such column."""


@dataclass
class Codings:
    """What a file of codings says; the coders of a document are those who appear in it."""

    quotations: defaultdict[tuple[str, str], defaultdict[str, list[Span]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    """Spans by code, of each coder in each document."""
    lengths: dict[str, int] = field(default_factory=dict)

    @property
    def codes(self) -> list[str]:
        """In the order of their names."""
        return sorted({code for own in self.quotations.values() for code in own})

    @property
    def documents(self) -> list[str]:
        return sorted({document for document, _ in self.quotations})


def read_codings(text: str) -> Codings:
    """Raises ``Unreadable`` with a sentence that says where."""
    found = Codings()
    for line in lines(text, NAMES, ("start", "end", "code", "coder")):
        document, coder = line.cells.get("document", ONE), line.cells.get("coder", "")
        if not document or not coder:
            raise Unreadable(f"Line {line.number} names no {'coder' if document else 'document'}.")
        if line.cells.get("length"):
            _set_length(found.lengths, document, line)
        own = found.quotations[document, coder]
        if line.cells.get("start") or line.cells.get("end") or line.cells.get("code"):
            own[_code(line)].append(_span(line))
    return found


def _code(line: Line) -> str:
    if not line.cells.get("code"):
        raise Unreadable(f"Line {line.number} names no code.")
    return line.cells["code"]


def _span(line: Line) -> Span:
    span = Span(whole_number(line, "start"), whole_number(line, "end"))
    if span.end < span.start:
        raise Unreadable(f"Line {line.number}: the span ends before it starts.")
    return span


def _set_length(lengths: dict[str, int], document: str, line: Line) -> None:
    length = whole_number(line, "length")
    if lengths.setdefault(document, length) != length:
        raise Unreadable(f"Line {line.number} gives “{document}” another length than an earlier one.")


def read_lengths(text: str) -> dict[str, int]:
    """Of each document; columns document and length. Raises ``Unreadable``."""
    found: dict[str, int] = {}
    for line in lines(text, NAMES, ("document", "length")):
        _set_length(found, line.cells["document"], line)
    return found


def read_completed(text: str) -> set[tuple[str, str]]:
    """Documents with the coders who completed them; columns document and coder. Raises ``Unreadable``."""
    return {
        (line.cells["document"], line.cells.get("coder", ""))
        for line in lines(text, NAMES, ("document", "coder"))
    }


def read_units(text: str) -> dict[str, list[Span]]:
    """What each document is cut into; columns document, start, end. Raises ``Unreadable``."""
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for line in lines(text, NAMES, ("document", "start", "end")):
        found[line.cells["document"]] += [span for span in [_span(line)] if span.start < span.end]
    for document, units in found.items():
        units.sort()
        if any(b.start < a.end for a, b in pairwise(units)):
            raise Unreadable(f"The units of “{document}” overlap.")
    return dict(found)


@dataclass(frozen=True)
class Comparable:
    """What ``compare`` takes, and what was assumed to get there, in sentences."""

    sources: Sequence[Source]
    readings: Sequence[Reading]
    codes: Sequence[str]
    assumed: Sequence[str]


def comparable(
    codings: Codings,
    lengths: Mapping[str, int] | None = None,
    completed: set[tuple[str, str]] | None = None,
    units: Mapping[str, Sequence[Span]] | None = None,
) -> Comparable:
    """Put together what the files say; without units each document is one, for a comparison on characters."""
    known = {**codings.lengths, **(lengths or {})}
    assumed = []
    if completed is None:
        completed = set(codings.quotations)
        assumed.append("Taken for completed: each document by the coders who appear in it.")
    else:
        assumed += _left_out(codings, completed)
    documents = sorted({document for document, _ in completed})
    cut = {document: list(units.get(document, ())) for document in documents} if units is not None else {}
    if units is None:
        unknown = [document for document in documents if document not in known]
        if unknown:
            assumed.append(f"Taken to end with the last span: {', '.join(unknown)}.")
        cut = {d: [Span(0, known[d] if d in known else _last(codings, d))] for d in documents}
    return Comparable(
        [Source(document, [unit for unit in cut[document] if unit.end]) for document in documents],
        [Reading(coder, d, codings.quotations.get((d, coder), {})) for d, coder in sorted(completed)],
        codings.codes,
        assumed,
    )


def _left_out(codings: Codings, completed: set[tuple[str, str]]) -> list[str]:
    others = [f"{coder} in {document}" for document, coder in codings.quotations.keys() - completed]
    return [f"Left out, not completed: {', '.join(sorted(others))}."] if others else []


def _last(codings: Codings, document: str) -> int:
    """Where the last span of the document ends."""
    own = [codes for (each, _), codes in codings.quotations.items() if each == document]
    return max((span.end for codes in own for spans in codes.values() for span in spans), default=0)
