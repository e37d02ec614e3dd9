"""A page on its way to the PDF engine: as it is, or as it may leave the house."""

from dataclasses import dataclass, field

from coding.leaving.wording import Wording, renumbered, without_ways_in
from interviews.outgoing import Outgoing, now


@dataclass
class Parcel(Outgoing):
    """What is on its way out, and what its pages say."""

    wording: Wording = field(default_factory=lambda: Wording({}))
    pages: list[str] = field(default_factory=list)


def on_paper(html: str) -> str:
    """The page with other IDs and without links into the workspace, where it is to leave the house."""
    parcel = now()
    if not isinstance(parcel, Parcel):
        return html
    page = renumbered(parcel.wording.markup(html))
    parcel.pages.append(page)
    return without_ways_in(page)
