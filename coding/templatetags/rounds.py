"""Says of rounds how they were drawn, and whether the codebook stands still."""

from django import template

from coding.models import Round
from coding.rounds import progress
from coding.rounds.freezing import running, why_frozen
from coding.rounds.readable import readable_on
from coding.rounds.seats import Seat
from interviews.models import Transcript
from projects.models import Project

register = template.Library()


@register.filter
def how_drawn(round: Round) -> str:
    return progress.how_drawn(round)


@register.filter
def coder_keys(round: Round) -> list[int]:
    """Who codes in it; where it is one alone, nobody can agree or differ."""
    return list(round.coders.values_list("coder", flat=True))


@register.filter
def is_readable(seat: Seat, transcript: Transcript) -> bool:
    """Whether others coded it where the coder of the seat can read that before the round is closed."""
    return bool(readable_on([transcript.pk], [seat.layer.coder_id or 0], seat.round).by)


@register.inclusion_tag("coding/_rounds_frozen.html")
def frozen_notice(project: Project) -> dict[str, object]:
    """That meanings can't be changed now, and for which rounds."""
    rounds = running(project)
    return {"project": project, "rounds": rounds, "sentence": why_frozen(rounds) if rounds else ""}
