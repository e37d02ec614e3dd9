"""Two readings of a transcript beside each other, as the page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.http import QueryDict

from coding.comparing.asked import Judge, Source
from coding.comparing.beside import HOWS, Transcript, TurnBeside
from coding.comparing.beside import Filter as Wanted
from coding.comparing.material import Material
from coding.forms.beside import BesideForm


@dataclass(frozen=True)
class BesidePage:
    transcript: Transcript
    form: BesideForm
    pairs: list[tuple[Judge, Judge]]
    """All that could be looked at beside each other in this transcript."""
    sources: list[Source]
    """The transcripts that can be looked at so."""

    @property
    def title(self) -> str:
        return self.transcript.material.ground.titles[self.transcript.pk]

    @property
    def judges(self) -> tuple[Judge, Judge]:
        return self.transcript.judges

    @cached_property
    def turns(self) -> list[TurnBeside]:
        turns = self.transcript.turns()
        return [turn for turn in turns if turn.differs] if self.form.only_differing else turns

    @property
    def differences(self) -> int:
        return sum(bool(tag.number) for turn in self.turns for tag in (*turn.first, *turn.second))

    @property
    def counts(self) -> list[tuple[str, int]]:
        counts = self.transcript.counts()
        return [(str(HOWS[how]), counts[how]) for how in HOWS]


def beside_page(material: Material, judges: Sequence[Judge], query: QueryDict) -> BesidePage | None:
    """Of the one transcript in the material; nothing where two of the coders did not complete it."""
    if not material.compared:
        return None
    (source,) = material.compared
    pairs = [(a, b) for place, a in enumerate(source.completed_by) for b in source.completed_by[place + 1 :]]
    asked = query.get("pair", "")
    chosen = next((pair for pair in pairs if f"{pair[0].pk},{pair[1].pk}" == asked), pairs[0])
    whole = Transcript(material, source.pk, chosen, Wanted())
    form = BesideForm(query, whole.codes())
    sources = [each for each in material.ground.sources(judges) if len(each.completed_by) > 1]
    return BesidePage(replace(whole, wanted=form.wanted), form, pairs, sources)
