"""Says of rounds how they were drawn, and whether the codebook stands still."""

from django import template

from coding.models import Round
from coding.rounds import progress
from coding.rounds.freezing import running, why_frozen
from projects.models import Project

register = template.Library()


@register.filter
def how_drawn(round: Round) -> str:
    return progress.how_drawn(round)


@register.inclusion_tag("coding/_rounds_frozen.html")
def frozen_notice(project: Project) -> dict[str, object]:
    """That meanings can't be changed now, and for which rounds."""
    rounds = running(project)
    return {"project": project, "rounds": rounds, "sentence": why_frozen(rounds) if rounds else ""}
