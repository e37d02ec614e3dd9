"""What the coders of a round can read of others on its transcripts, blind as the round may be.

A blind round hides its own layers alone: open work on the same transcripts, rounds that are shown, and the
consensus stay readable.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.models import Coding, Layer, Round
from interviews.models import Transcript
from projects.models import User

Kind = Layer.Kind


@dataclass(frozen=True)
class Readable:
    """What others had coded on these transcripts, and where."""

    by: Mapping[int, frozenset[int]]
    """Transcript to the coders whose codings another could read."""
    kinds: frozenset[str]
    is_over: bool = False
    """Whether the round is closed."""

    @property
    def sentence(self) -> str:
        """Without a stop; nothing where nothing could be read."""
        if not self.by:
            return ""
        now = ngettext(
            "%(n)s of the transcripts has been coded in %(where)s by others, which its coders can read",
            "%(n)s of the transcripts have been coded in %(where)s by others, which its coders can read",
            len(self.by),
        )
        then = ngettext(
            "%(n)s of the transcripts had been coded in %(where)s by others before it closed, "
            "which its coders could read",
            "%(n)s of the transcripts had been coded in %(where)s by others before it closed, "
            "which its coders could read",
            len(self.by),
        )
        return (then if self.is_over else now) % {"n": len(self.by), "where": self.where}

    @property
    def where(self) -> str:
        named = {
            Kind.OPEN: _("open work"),
            Kind.ROUND: _("another round"),
            Kind.CONSENSUS: _("the consensus"),
        }
        return _(" or ").join(words for kind, words in named.items() if kind in self.kinds)


def readable_in(round: Round) -> Readable:
    """Of a round, until it was closed; of one that runs, until now."""
    coders = list(round.coders.values_list("coder", flat=True))
    texts = list(round.transcripts.values_list("revision__transcript", flat=True))
    return readable_on(texts, coders, round)


def readable_on(transcripts: Collection[int], coders: Collection[int], round: Round) -> Readable:
    """What one of the coders can read of another; ``round`` may not be begun yet."""
    codings = Coding.objects.filter(transcript__in=transcripts, layer__in=_shown_to_all(round))
    if round.closed:
        codings = codings.filter(made__lt=round.closed)
    rows = codings.order_by().values_list("transcript", "coder", "layer__kind").distinct()
    found: dict[int, set[int]] = {}
    kinds: set[str] = set()
    for transcript, coder, kind in rows:
        if set(coders) - {coder}:
            found.setdefault(transcript, set()).add(coder)
            kinds.add(kind)
    by = {transcript: frozenset(found[transcript]) for transcript in transcripts if transcript in found}
    return Readable(by, frozenset(kinds), round.closed is not None)


def _shown_to_all(round: Round) -> QuerySet[Layer]:
    """The layers of other work that everybody could read while the round ran."""
    revealed = Q(round__revealed__lt=round.closed) if round.closed else Q(round__revealed__isnull=False)
    shown = Q(kind__in=(Kind.OPEN, Kind.CONSENSUS)) | Q(round__is_blind=False) | revealed
    layers = Layer.objects.filter(shown, project=round.project)
    return layers.exclude(round=round.pk) if round.pk else layers


def drawn_with_names(transcripts: Sequence[Transcript], readable: Readable) -> list[tuple[Transcript, str]]:
    """Each transcript, and who has coded it where coders of the round can read it."""
    names = names_of(readable)
    return [(each, ", ".join(names.get(each.pk, ()))) for each in transcripts]


def names_of(readable: Readable) -> dict[int, list[str]]:
    """Transcript to the names of those who coded it."""
    people = User.objects.in_bulk({coder for coders in readable.by.values() for coder in coders})
    return {pk: sorted(str(people[coder]) for coder in coders) for pk, coders in readable.by.items()}
