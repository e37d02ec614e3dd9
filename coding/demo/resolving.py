"""What the demo's team decided where coders of a finished round differed, and what it discussed there."""

import json
from pathlib import Path
from typing import NotRequired, TypedDict

from coding.consensus.causes import Amending, amending
from coding.consensus.deciding import Borders, Decision, Outcome, accept_agreed, decide
from coding.consensus.places import Found, Place, places_in
from coding.memos import writing as memos
from coding.models import Round
from interviews.spans import Span
from projects.models import User

FOLDER = Path(__file__).parent / "decisions"


class Decided(TypedDict):
    """One decision as a file has it; codes are named by their keys, words as they stand in the text."""

    at: str
    outcome: str
    reason: str
    accepted: NotRequired[str]
    lines: NotRequired[list[tuple[str, str]]]


class Said(TypedDict):
    by: str
    body: str


class Discussion(Said):
    at: str
    replies: list[Said]
    is_settled: bool


class Resolving:
    """A finished round while its differences are resolved, through the writers that the pages use."""

    def __init__(self, round_: Round, people: dict[str, User]) -> None:
        self.round, self.people, self.lead = round_, people, people["mara"]
        self.found: Found = places_in(round_, self.lead)
        cited = (
            (self.found.quotes.places[each.transcript].cite(each.span), each) for each in self.found.places
        )
        self.places: dict[str, Place] = dict(cited)
        self.codes = dict(round_.project.codes.values_list("key", "pk"))

    def resolve(self, name: str, takes_agreed: bool) -> None:
        """Discuss and decide as the file says, and take over what the coders agree on, if asked to."""
        kept = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
        if takes_agreed:
            accept_agreed(self.round, Borders.UNION, self.lead)
        for discussion in kept["discussions"]:
            self._discuss(discussion)
        for decided in kept["decisions"]:
            self._decide(decided)

    def cause(self, at: str) -> Amending | None:
        """The place, as what an amendment of the codebook came of."""
        return amending(self.round.project, self.found.resolution(self.places[at]).name)

    def _decide(self, decided: Decided) -> None:
        place = self.places[decided["at"]]
        accepted = decided.get("accepted")
        lines = [(self.codes[code], self._span(place, words)) for code, words in decided.get("lines", [])]
        decision = Decision(
            Outcome(decided["outcome"]),
            seen=0,
            accepted=self.people[accepted].pk if accepted else None,
            lines=tuple(lines),
            reason=decided["reason"],
        )
        decide(self.round, place.key, decision, self.lead)

    def _span(self, place: Place, words: str) -> Span:
        start = self.found.quotes.texts[place.transcript].index(words, place.span.start, place.span.end)
        return Span(start, start + len(words))

    def _discuss(self, discussion: Discussion) -> None:
        at = self.found.resolution(self.places[discussion["at"]])
        begun = memos.write(self.round.project, self.people[discussion["by"]], discussion["body"], on=at)
        for said in discussion["replies"]:
            memos.reply(begun, self.people[said["by"]], said["body"])
        if discussion["is_settled"]:
            memos.resolve(begun, self.lead, True)
