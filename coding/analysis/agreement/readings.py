"""What is compared: transcripts cut into units, and what each coder marked in them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from coding.analysis.agreement.units import present
from interviews.spans import Span

# Whatever can be a key. Not ``Hashable``: mappings are invariant in their keys and would refuse dict[int, …].
Coder = Any
Transcript = Any
Code = Any


@dataclass(frozen=True)
class Source:
    """A transcript's units, in order and apart, and its text, which tells white space and words."""

    transcript: Transcript
    units: Sequence[Span]
    text: str | None = None


@dataclass(frozen=True)
class Reading:
    """What a coder marked in a transcript that they completed; one not completed is no reading."""

    coder: Coder
    transcript: Transcript
    quotations: Mapping[Code, Sequence[Span]]

    def used(self, code: Code, source: Source, threshold: float) -> set[int]:
        """The units in which the coder used the code."""
        return present(self.quotations.get(code, ()), source.units, source.text, threshold)

    def by_theme(self, children: Mapping[Code, Sequence[Code]]) -> "Reading":
        """The reading rolled up: for each code that has children, the union of its own and all below it.

        Compared apart from codes: a theme's row hides that one coder chose another code of it.
        """
        themes = [theme for theme, below in children.items() if below]
        return replace(self, quotations={theme: self._under(theme, children) for theme in themes})

    def _under(self, theme: Code, children: Mapping[Code, Sequence[Code]]) -> list[Span]:
        return [span for code in descent(theme, children) for span in self.quotations.get(code, ())]


def descent(code: Code, children: Mapping[Code, Sequence[Code]]) -> Iterator[Code]:
    """The code and all below it."""
    yield code
    for child in children.get(code, ()):
        yield from descent(child, children)
