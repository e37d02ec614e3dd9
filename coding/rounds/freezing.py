"""The codebook stands still while a round runs, so that all its coders go by the same meanings."""

from django.utils.translation import gettext as _

from coding.models import Round
from projects.models import Project
from projects.refusals import Refused


def running(project: Project) -> list[Round]:
    """The rounds that are not closed, the oldest first."""
    return list(project.rounds.filter(closed=None).select_related("edition"))


def refuse_frozen(project: Project) -> None:
    """Say no to a change of meaning while a round runs; raises ``Refused``."""
    rounds = running(project)
    if rounds:
        raise Refused(why_frozen(rounds))


def why_frozen(rounds: list[Round]) -> str:
    names = ", ".join(f"“{each}”" for each in rounds)
    if len(rounds) > 1:
        sentence = _(
            "The rounds %(names)s run with edition %(edition)s of the codebook, so its meanings stand still. "
            "Close them first, or write a memo on what is missing."
        )
    else:
        sentence = _(
            "The round %(names)s runs with edition %(edition)s of the codebook, so its meanings stand still. "
            "Close it first, or write a memo on what is missing."
        )
    return sentence % {"names": names, "edition": rounds[0].edition}
