"""What a person looks for, read from an address; the words are kept behind the id of a saved query."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from coding.analysis.finding import Meaningless, Query
from coding.excerpts.filters import Filters
from interviews.models import Speaker
from projects.models import Project


class Who(StrEnum):
    """In whose turns, and which."""

    ANYBODY = ""
    PARTICIPANTS = "participants"
    INTERVIEWERS = "interviewers"
    ANSWERS = "answers"
    """What participants say after the interviewer has said it, until the interviewer speaks again."""


@dataclass(frozen=True)
class Asked:
    project: Project
    query: Query
    who: Who
    filters: Filters
    speaker: Speaker | None = None
    """One label of one transcript."""

    @property
    def is_of_interviewers(self) -> bool:
        """Whether nothing but what interviewers say is looked for."""
        kind = self.speaker.kind if self.speaker else None
        return self.who == Who.INTERVIEWERS or kind == Speaker.Kind.INTERVIEWER


def problem(error: Meaningless) -> str:
    """Why nothing can be found, in words."""
    match error.why:
        case Meaningless.Why.EMPTY:
            return _("Type at least one letter, digit or sign to look for.")
        case Meaningless.Why.REPEATS:
            return _("The regular expression repeats too often: its counts multiplied may reach 10,000.")
        case Meaningless.Why.CALLS:
            return _("The regular expression calls a group of its own, which is not possible here.")
        case Meaningless.Why.VERBOSE:
            return _("The regular expression switches the flag x, which is not possible here.")
    if error.place is None:
        return _("This is not a regular expression that can be used here.")
    return _("This is no regular expression: something is wrong at character %(place)s.") % {
        "place": error.place + 1
    }


def stopped() -> str:
    """That there was not time for all of it."""
    return _(
        "The search was stopped after two seconds, before everything was read. Look for something rarer or "
        "simpler, or in fewer transcripts."
    )
