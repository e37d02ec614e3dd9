"""The passages behind a number, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.core.paginator import Page, Paginator

from coding.excerpts.quoting import Quotable, quotable
from coding.excerpts.retrieval import Passage, Whose
from projects.models import Project

AT_ONCE = 50
Behind = tuple[Passage, Sequence[Passage]]
"""A passage, and those that it is counted for."""


class Listed(NamedTuple):
    passage: Passage
    citation: str
    words: str | None
    """``None`` where they may not be quoted."""
    beside: Sequence["Listed"] = ()

    @property
    def at(self) -> str:
        """As the workspace takes it in its address."""
        return f"{self.passage.start}-{self.passage.end}"


@dataclass(frozen=True)
class PassageList:
    title: str
    sentences: Sequence[str]
    whose: Whose
    passages: Sequence[Listed]
    """Those of this page."""
    page: Page[Behind]


def passage_list(
    project: Project, behind: Sequence[Behind], number: str | None
) -> tuple[Sequence[Listed], Page[Behind]]:
    """Fifty of them with their words, which are read for this page alone."""
    page = Paginator(behind, AT_ONCE).get_page(number)
    quotes = quotable(project, {passage.transcript for passage, _beside in page})
    return [_listed(quotes, *each) for each in page], page


def _listed(quotes: Quotable, passage: Passage, beside: Sequence[Passage] = ()) -> Listed:
    citation = quotes.places[passage.transcript].cite(passage.span)
    words = quotes.words(passage.transcript, passage.span)
    return Listed(passage, citation, words, [_listed(quotes, each) for each in beside])
