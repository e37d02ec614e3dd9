"""A round as planned beside what came of it: who did not complete it, which transcripts went and why."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.models import Round
from coding.rounds.closing import coders_of, done_in
from coding.rounds.planning import CODERS, least_coders
from interviews.models import Transcript
from interviews.sections import Section
from projects.models import Project, User

WITHDRAWN, DELETED = "withdrawn", "deleted"
"""Under which words ``Round.sampling`` counts the transcripts that it lost."""


class Share(NamedTuple):
    """How much one coder completed."""

    coder: User
    complete: int
    of: int
    is_away: bool

    @property
    def told(self) -> str:
        who = _("%(coder)s (no longer a coder in this study)") if self.is_away else "%(coder)s"
        said = _("%(who)s completed %(n)s of %(of)s")
        return said % {"who": who % {"coder": self.coder}, "n": self.complete, "of": self.of}


@dataclass(frozen=True)
class Departures:
    """Planned and actual."""

    shares: Sequence[Share]
    coders: int
    """Who completed one of the transcripts that could be used."""
    drawn: int
    withdrawn: int
    deleted: int
    gone: int
    """All that are there no more, whether it is known why or not."""
    short: int
    """Transcripts that too few coders completed to be compared."""
    least: int
    """How many coders a transcript needs."""

    @property
    def transcripts(self) -> int:
        """Those that are left and complete enough."""
        return self.drawn - self.gone - self.short

    @property
    def sentence(self) -> str:
        """Nothing where all went as planned."""
        why = "; ".join(self._reasons())
        if not why:
            return ""
        planned, left = _counted(len(self.shares), self.drawn), _counted(self.coders, self.transcripts)
        said = _("Planned were %(planned)s; used are the readings of %(left)s: %(why)s.")
        return said % {"planned": planned, "left": left, "why": why}

    @property
    def waits_for(self) -> list[User]:
        """Those for whom a round would wait in vain, since they can't code any more."""
        return [share.coder for share in self.shares if share.is_away and share.complete < share.of]

    @property
    def gone_told(self) -> str:
        return "; ".join(self._gone())

    def _reasons(self) -> Iterator[str]:
        yield from (share.told for share in self.shares if share.complete < share.of or not share.of)
        yield from self._gone()
        if self.short:
            yield self._short() % {"n": self.short}

    def _short(self) -> str:
        if self.least == 1:
            return ngettext(
                "%(n)s transcript was completed by nobody",
                "%(n)s transcripts were completed by nobody",
                self.short,
            )
        return ngettext(
            "%(n)s transcript was completed by fewer than two coders",
            "%(n)s transcripts were completed by fewer than two coders",
            self.short,
        )

    def _gone(self) -> Iterator[str]:
        unknown = self.gone - self.withdrawn - self.deleted
        for number, said in (
            (self.withdrawn, _withdrawn(self.withdrawn)),
            (self.deleted, _deleted(self.deleted)),
            (unknown, _either(unknown)),
        ):
            if number > 0:
                yield said % {"n": number}


def _withdrawn(n: int) -> str:
    return ngettext(
        "%(n)s transcript was withdrawn with its participant",
        "%(n)s transcripts were withdrawn with their participants",
        n,
    )


def _deleted(n: int) -> str:
    return ngettext("%(n)s transcript was deleted", "%(n)s transcripts were deleted", n)


def _either(n: int) -> str:
    return ngettext(
        "%(n)s transcript was withdrawn or deleted", "%(n)s transcripts were withdrawn or deleted", n
    )


def _counted(coders: int, transcripts: int) -> str:
    words = {
        "coders": ngettext("%(n)s coder", "%(n)s coders", coders) % {"n": coders},
        "transcripts": ngettext("%(n)s transcript", "%(n)s transcripts", transcripts) % {"n": transcripts},
    }
    return _("%(coders)s on %(transcripts)s") % words


def departures_of(round: Round) -> Departures:
    """As the round stands now, in a few queries."""
    left = set(round.transcripts.values_list("revision__transcript", flat=True))
    complete = [(transcript, coder) for transcript, coder in done_in(round) if transcript in left]
    by_coder = Counter(coder for _transcript, coder in complete)
    by_transcript = Counter(transcript for transcript, _coder in complete)
    least, away = least_coders(round.purpose), away_from(round)
    used = {transcript for transcript, number in by_transcript.items() if number >= least}
    drawn = int(round.sampling.get("drawn", len(left)))
    return Departures(
        shares=[Share(each, by_coder[each.pk], len(left), each.pk in away) for each in coders_of(round)],
        coders=len({coder for transcript, coder in complete if transcript in used}),
        drawn=drawn,
        withdrawn=int(round.sampling.get(WITHDRAWN, 0)),
        deleted=int(round.sampling.get(DELETED, 0)),
        gone=drawn - len(left),
        short=len(left - used),
        least=least,
    )


def away_from(round: Round) -> set[int]:
    """The round's coders who can't code in the study any more."""
    coding = round.project.memberships.filter(role__in=CODERS)
    return set(round.coders.exclude(coder__in=coding.values("user")).values_list("coder", flat=True))


def lost(round: Round, why: str, number: int) -> None:
    """Count transcripts that the round loses; under the project's lock."""
    round.sampling[why] = int(round.sampling.get(why, 0)) + number
    round.save(update_fields=["sampling"])


class Loss(NamedTuple):
    """A round that would lose transcripts, and how many it would keep."""

    round: Round
    number: int
    left: int


def before_erasing(project: Project, transcripts: Sequence[Transcript]) -> Section | None:
    """What rounds would lose with these transcripts."""
    losing = Count("transcripts", filter=Q(transcripts__revision__transcript__in=transcripts))
    rounds = project.rounds.annotate(losing=losing, size=Count("transcripts")).filter(losing__gt=0)
    losses = [Loss(each, each.losing, each.size - each.losing) for each in rounds]
    return Section("coding/_rounds_lose.html", losses) if losses else None
