"""Making a code while coding, and applying it: one act, undone as one."""

from dataclasses import replace

from coding.codebook.changes import added, tidy
from coding.models import Code, Coding
from coding.workspace.codings import Wish, applied
from interviews.models import Transcript
from interviews.spans import Span
from projects.acts import act
from projects.models import User


def code_anew(
    transcript: Transcript, wish: Wish, name: str, parent: Code | None, by: User
) -> tuple[Code, Coding]:
    """Make a code of this name, or take the one that has it there, and apply it as ``wish`` says.

    A code whose name is the coded words is marked as in vivo. Raises ``Refused``.
    """
    with act(transcript.project, by) as doing:
        name = str(tidy("name", name))[:120]
        here = Code.objects.in_use().filter(project=doing.project, parent=parent, name=name).first()
        code = here or added(doing, parent, name=name, is_in_vivo=_says(transcript, wish.span, name))
        coding = applied(doing, transcript, replace(wish, code=code.pk))
    return code, coding


def _says(transcript: Transcript, span: Span, name: str) -> bool:
    """Whether the coded words are the name, or begin with it where they are longer than a name may be."""
    words = transcript.current.text[slice(*span)] if transcript.current else ""
    return " ".join(words.split()).startswith(name)
