"""The writers of the framework matrix: words, answers and quotes; each is an act, and so can be undone."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from coding.codebook.tree import tree_of
from coding.excerpts.retrieval import Passage, Whose
from coding.framework import grounds as ground
from coding.framework.cells import Cell, Ground, Part, by_cell, columns_of, grounds, still_there
from coding.framework.marking import follow_marks
from coding.matrix.cells import read_to_the_end
from coding.memos.writing import SITTING, plain
from coding.models import Coding, Summary, Support
from coding.row_versions import Outdated, new_version
from interviews.places import places_of
from projects.acts import Act, act
from projects.models import User
from projects.refusals import Refused

MOST = 20_000
"""Characters of a summary; a longer one is a chapter."""
LONGEST_TYPE = 80
"""Characters of a type, which is a name and not a description."""
MOST_QUOTES = 20
"""Under one summary."""


@dataclass(frozen=True)
class Words:
    """What a cell is to say."""

    body: str
    answer: str = ""
    """Why there is nothing to summarise."""
    goes_on: bool = False
    """Whether they were written in one go with those before, so that one undo takes back both."""


def write(cell: Cell, by: User, words: Words, version: int | None) -> Summary | None:
    """Give a cell its words, if ``version`` is the one that stands; nothing for a cell that stays empty.

    Raises ``Outdated`` and ``Refused``.
    """
    body = _fitting(cell, words.body)
    with act(cell.project, by) as doing:
        cell = _as_it_stands(cell)
        summary = cell.kept.first()
        if summary is None and not (body or words.answer):
            return None
        if summary and (summary.body, summary.answer) == (body, words.answer):
            return summary
        if summary and not summary.is_empty and version != summary.version:
            raise Outdated(
                _("This cell was changed since you opened it. Choose which words are kept."), summary
            )
        under = codings_under(cell, by)
        _refuse_answer(cell, words.answer, under, by)
        return _put(doing, cell, summary, (body, words), under)


def _put(
    doing: Act, cell: Cell, summary: Summary | None, said: tuple[str, Words], under: dict[int, Ground]
) -> Summary:
    body, words = said
    fields = {
        "body": body,
        "answer": words.answer,
        "by": doing.by,
        "changed": timezone.now(),
        "version": new_version(),
        "ground": kept(under),
    }
    verb = "changed" if summary else "wrote"
    if summary is None:
        summary = Summary(
            project=doing.project, part=cell.part, participant=cell.participant, theme=cell.theme, **fields
        )
        doing.insert(summary)
    else:
        if words.goes_on:
            doing.go_on(summary, SITTING)
        doing.change(summary, **fields)
    follow_marks(doing, summary, under)
    doing.record(verb, summary, **facts_of(summary))
    return summary


def confirm(cell: Cell, by: User) -> Summary:
    """Say that a summary still fits, though codings under it changed. Raises ``Refused``."""
    with act(cell.project, by) as doing:
        cell = _as_it_stands(cell)
        summary = _there(cell)
        if doing.change(summary, ground=kept(codings_under(cell, by))):
            doing.record("confirmed", summary, **facts_of(summary))
    return summary


def quote(cell: Cell, by: User, passage: Passage, is_wanted: bool) -> Summary:
    """Choose a passage of a cell to stand under its summary, or no longer. Raises ``Refused``."""
    with act(cell.project, by) as doing:
        cell = _as_it_stands(cell)
        summary = cell.kept.first()
        found = _quoted(cell, summary, passage) if summary else None
        if (found is not None) == is_wanted and summary:
            return summary
        if found and summary:
            doing.delete(found)
            doing.record("unquoted", summary, **facts_of(summary), **_place(passage))
            return summary
        return _quote(doing, cell, summary, passage)


def _quote(doing: Act, cell: Cell, summary: Summary | None, passage: Passage) -> Summary:
    coding = next((each for each in codings_under(cell, doing.by).values() if each.passage == passage), None)
    if coding is None:
        raise Refused(_("This passage is no longer coded under this theme; reload the page to see what is."))
    if summary is None:
        summary = Summary(project=doing.project, participant=cell.participant, theme=cell.theme, by=doing.by)
        summary.version = new_version()
        doing.insert(summary)
    if summary.supports.filter(mark="").count() >= MOST_QUOTES:
        raise Refused(_("More than %(most)s quotes are no choice; take one away.") % {"most": MOST_QUOTES})
    doing.insert(support(summary, coding))
    doing.record("quoted", summary, **facts_of(summary), **_place(passage))
    return summary


def support(summary: Summary, coding: Ground, mark: str = "") -> Support:
    """A passage for a summary, unsaved."""
    known = Coding.objects.get(pk=coding.coding)
    return Support(
        summary=summary,
        mark=mark,
        coding=known.guid,
        transcript_id=known.transcript_id,
        revision_id=known.revision_id,
        start=known.start,
        end=known.end,
    )


def _quoted(cell: Cell, summary: Summary, passage: Passage) -> Support | None:
    """The quote that stands at the passage, also where its coding has moved there."""
    here = Coding.objects.of(cell.project).filter(
        transcript=passage.transcript, start=passage.start, end=passage.end
    )
    guids = set(here.values_list("guid", flat=True))
    for each in summary.supports.filter(mark="", transcript=passage.transcript):
        if each.coding in guids or (each.start, each.end) == (passage.start, passage.end):
            return each
    return None


def codings_under(cell: Cell, user: User) -> dict[int, Ground]:
    """Those that a cell is about; none of a case or theme as a whole, whose ground is other summaries."""
    if cell.part != Part.CELL or not cell.participant or not cell.theme:
        return {}
    columns = columns_of(tree_of(cell.project), [cell.theme.pk])
    found = grounds(cell.project, user, places_of(cell.transcripts))
    return by_cell(found, columns).get((cell.participant.pk, cell.theme.pk), {})


def kept(under: dict[int, Ground]) -> list[list[int]]:
    return ground.kept({pk: each.length for pk, each in under.items()})


def facts_of(summary: Summary) -> dict[str, object]:
    """What the log tells of a summary: what it is of, and not a word of it."""
    facts = {"part": summary.part, "participant": summary.participant_id, "code": summary.theme_id}
    return {name: what for name, what in facts.items() if what}


def _place(passage: Passage) -> dict[str, object]:
    return {"transcript": passage.transcript, "start": passage.start, "end": passage.end}


def _fitting(cell: Cell, body: str) -> str:
    text = plain(body)
    if not text.strip():
        return ""
    if cell.part == Part.TYPE:
        text = " ".join(text.split())
    most = LONGEST_TYPE if cell.part == Part.TYPE else MOST
    if len(text) > most:
        sentence = _("This has %(length)s characters; %(most)s fit.")
        raise Refused(sentence % {"length": f"{len(text):,}", "most": f"{most:,}"})
    return text


def _refuse_answer(cell: Cell, answer: str, under: dict[int, Ground], by: User) -> None:
    if answer not in Summary.Answer.values and answer:
        raise Refused(_("Choose one of the answers."))
    if answer and cell.part != Part.CELL:
        raise Refused(_("Only a participant under a theme can be said to be not found or not asked."))
    if answer != Summary.Answer.NOT_FOUND:
        return
    if under:
        raise Refused(_("There are passages under this theme: something was found."))
    if unread(cell, by):
        raise Refused(_("“Looked for, not found” needs an interview that somebody has marked complete."))


def unread(cell: Cell, by: User) -> bool:
    """Whether the participant has no transcript, or one that nobody has read to the end."""
    return not cell.transcripts or bool(cell.transcripts - read_to_the_end(cell.project, by, Whose()))


def _as_it_stands(cell: Cell) -> Cell:
    """The cell read again under the lock."""
    found = still_there(cell)
    if found is None:
        raise Refused(
            _("This participant or theme is gone meanwhile. Copy your words if you want to keep them.")
        )
    return found


def _there(cell: Cell) -> Summary:
    summary = cell.kept.first()
    if summary is None:
        raise Refused(_("This cell is empty by now."))
    return summary
