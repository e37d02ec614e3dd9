"""Follows the marks in a summary's words: each leads to the passage that it led to first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from coding.excerpts.quoting import Quotable
from coding.excerpts.retrieval import Passage, Silent
from coding.framework.cells import Ground, labels_in
from coding.framework.links import LONGEST_MARK, Mark, fresh_mark, marks, parsed
from coding.framework.supports import supports_of
from coding.matrix.cells import within
from coding.models import Coding, Summary, Support
from interviews.models import Turn
from interviews.places import Places, places_of
from projects.acts import Act
from projects.models import Project

NOBODY = Silent(frozenset(), frozenset())
"""Words are not asked for here, so that none need be withheld."""


def marked(
    passages: Iterable[Passage], places: Mapping[int, Places], known: Mapping[Passage, str]
) -> dict[Passage, str]:
    """What leads to each passage of a cell: the mark that does so already, or a new one that is free.

    Those that lie within others come last, so that the plain mark of a place leads to the most that is there.
    """
    found, taken = dict(known), set(known.values())
    inner = within(passages)
    for passage in sorted(passages, key=lambda each: (each in inner, each)):
        if passage not in found:
            cite = places[passage.transcript].cite(passage.span)
            found[passage] = fresh_mark(cite, taken) or cite
            taken.add(found[passage])
    return found


def follow_marks(doing: Act, summary: Summary, under: dict[int, Ground]) -> None:
    """Keep a passage for each mark that is new in the words, and let go of those that are no longer there.

    A mark that was there before keeps its passage, whatever was coded since.
    """
    wanted = marks(summary.body)
    there = {each.mark: each for each in summary.supports.exclude(mark="")}
    fresh = [mark for mark in wanted if mark not in there and len(mark) <= LONGEST_MARK]
    if fresh:
        codings = _codings(doing, summary, under)
        labels = labels_in(doing.project)
        doing.insert(*_supports(doing.project, summary, fresh, codings, labels))
    doing.delete(*(each for mark, each in there.items() if mark not in wanted))


def _codings(doing: Act, summary: Summary, under: dict[int, Ground]) -> dict[str, Coding]:
    """By the mark that leads to it, a coding of each passage of the cell."""
    one = {each.passage: each.coding for each in under.values()}
    places = places_of({passage.transcript for passage in one})
    known = supports_of(doing.project, doing.by, [summary.pk], Quotable(places, {}, NOBODY)).passages
    chosen = marked(one, places, known)
    codings = Coding.objects.in_bulk(list(one.values()))
    return {mark: codings[one[passage]] for passage, mark in chosen.items() if passage in one}


def _supports(
    project: Project,
    summary: Summary,
    fresh: Sequence[str],
    codings: Mapping[str, Coding],
    labels: Mapping[str, tuple[int, int]],
) -> Iterator[Support]:
    for mark in fresh:
        coding, place = codings.get(mark), parsed(mark)
        if coding:
            yield _support(summary, mark, coding)
        elif place and place.who in labels:
            turns = _turns(project, labels[place.who][0], place)
            if turns:
                yield _support(summary, mark, turns)


class Stretch(NamedTuple):
    """Turns that nobody coded under the cell."""

    transcript_id: int
    revision_id: int
    start: int
    end: int
    guid: None = None


def _turns(project: Project, transcript: int, place: Mark) -> Stretch | None:
    current = project.transcripts.filter(pk=transcript).values_list("current", flat=True).first()
    within = {"number__gte": place.first, "number__lte": place.last}
    turns = list(Turn.objects.filter(revision=current, **within))
    if current is None or not turns or turns[0].start >= turns[-1].end:
        return None
    return Stretch(transcript, current, turns[0].start, turns[-1].end)


def _support(summary: Summary, mark: str, at: Coding | Stretch) -> Support:
    return Support(
        summary=summary,
        mark=mark,
        coding=at.guid,
        transcript_id=at.transcript_id,
        revision_id=at.revision_id,
        start=at.start,
        end=at.end,
    )
