"""Making a code while coding, and applying it: one act, undone as one."""

from dataclasses import replace
from typing import NamedTuple

from django.utils.translation import gettext as _

from coding.codebook.changes import added, added_in_vivo, tidy
from coding.excerpts.retrieval import silent_in
from coding.models import Code, Coding
from coding.rounds.seats import Seat
from coding.workspace.codings import Wish, applied, own_and_open, recoded
from coding.workspace.ground import still_there
from interviews.models import Transcript
from interviews.places import places_of
from interviews.spans import Span
from projects.acts import Act, act
from projects.models import User
from projects.refusals import Refused

LONGEST, CUT = 120, "…"


class Named(NamedTuple):
    """A code that there may be already."""

    name: str
    parent: Code | None = None
    """A theme has none."""
    theme: str = ""
    """Of a code without one: the theme that it comes to stand under, which is made where there is none."""


def code_anew(
    transcript: Transcript, wish: Wish, named: Named, by: User, seat: Seat | None = None
) -> tuple[Code, Coding]:
    """Make a code of this name, or take the one that has it there, and apply it as ``wish`` says.

    A code whose name is the coded words is marked as in vivo. Raises ``Refused``, also where consent
    forbids to quote these words, as a name does.
    """
    with act(transcript.project, by) as doing:
        transcript, parent = still_there(transcript), named.parent
        code = _code(doing, transcript, wish.span, named._replace(parent=parent))
        coding = applied(doing, transcript, replace(wish, code=code.pk), seat)
    return code, coding


def recode_anew(coding: Coding, named: Named, by: User) -> Code:
    """Make a code of this name, or take the one that has it there, and give it to one's own coding.

    Raises ``Refused`` as ``code_anew`` does, and ``PermissionDenied`` for another's coding.
    """
    with act(coding.transcript.project, by) as doing:
        coding = own_and_open(coding, by)
        code = _code(doing, coding.transcript, Span(coding.start, coding.end), named)
        recoded(doing, coding, code.pk)
    return code


def _code(doing: Act, transcript: Transcript, span: Span, named: Named) -> Code:
    parent = named.parent
    if named.theme and not parent:
        parent = _code(doing, transcript, span, Named(named.theme))
    name = fitting(str(tidy("name", named.name)))
    here = Code.objects.in_use().filter(project=doing.project, parent=parent, name=name).first()
    return here or _made(doing, transcript, span, parent, name)


def fitting(name: str) -> str:
    """Not longer than a code's name may be: cut between words, and then with a sign of it."""
    if len(name) <= LONGEST:
        return name
    start = name[: LONGEST - 1]
    whole = start if name[LONGEST - 1] == " " else start.rpartition(" ")[0] or start
    return whole.rstrip(" .,;:!?–—-") + CUT


def _made(doing: Act, transcript: Transcript, span: Span, parent: Code | None, name: str) -> Code:
    if not _says(transcript, span, name):
        return added(doing, parent, at=_at(transcript, span), name=name)
    if silent_in(doing.project).bars(places_of([transcript.pk])[transcript.pk], span):
        raise Refused(
            _(
                "These words can't become a code's name, because a participant who may be speaking there "
                "allows no quotes. Give the code a name of your own."
            )
        )
    return added_in_vivo(doing, parent, name, transcript, _at(transcript, span))


def _at(transcript: Transcript, span: Span) -> dict[str, int]:
    """Where somebody was coding who made a code."""
    return {"transcript": transcript.pk, "start": span.start, "end": span.end}


def _says(transcript: Transcript, span: Span, name: str) -> bool:
    """Whether the coded words are the name, or begin with it where they are longer than a name may be."""
    words = transcript.current.text[slice(*span)] if transcript.current else ""
    return " ".join(words.split()).startswith(name.removesuffix(CUT))
