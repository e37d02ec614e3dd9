"""Memos as they are printed: what they are on, one after the other, each with its replies."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.memos.asked import Asked
from coding.memos.markdown import html_of
from coding.memos.threads import JOURNAL, Place, Thread
from coding.models import Memo
from coding.reports.front import Front, front
from interviews.naming import natural


class Printed(NamedTuple):
    """A memo or a reply."""

    memo: Memo
    body: SafeString


class Discussion(NamedTuple):
    begun: Printed
    replies: list[Printed]


class Section(NamedTuple):
    """All discussions on one thing, the oldest first."""

    place: Place
    discussions: list[Discussion]


class Chapter(NamedTuple):
    """All things of a kind, such as codes."""

    title: str
    anchor: str
    sections: list[Section]

    @property
    def memos(self) -> int:
        return sum(len(section.discussions) for section in self.sections)


@dataclass(frozen=True)
class MemosReport:
    front: Front
    chapters: Sequence[Chapter]
    address: str
    """Where links lead, such as ``https://host``."""
    threads: Sequence[Thread] = ()
    """The same as they were asked for, for files of rows."""


def build(asked: Asked, threads: Sequence[Thread], address: str) -> MemosReport:
    return MemosReport(head_of(asked, threads), list(_chapters(threads)), address, threads)


def head_of(asked: Asked, threads: Sequence[Thread]) -> Front:
    sentences = list(_sentences(threads))
    return front(asked.project, _("Memos"), None, filters=list(asked.terms), sentences=sentences)


def _sentences(threads: Sequence[Thread]) -> Iterator[str]:
    memos, replies = len(threads), sum(len(thread.replies) for thread in threads)
    said = ngettext("%(n)s memo", "%(n)s memos", memos) % {"n": f"{memos:,}"}
    answered = ngettext("%(n)s reply", "%(n)s replies", replies) % {"n": f"{replies:,}"}
    yield _("%(memos)s with %(replies)s, as their authors wrote them.") % {"memos": said, "replies": answered}
    yield _("Memos on codings stand under the coded words, unless their participant allows no quotes.")


def titles() -> dict[str, str]:
    """Of chapters, in their order, by what their memos are on."""
    return {
        JOURNAL: _("Journal of the study"),
        "transcript": _("On transcripts"),
        "participant": _("On participants"),
        "code": _("On codes"),
        "coding": _("On codings"),
        "resolution": _("On differences of a round"),
    }


def _chapters(threads: Iterable[Thread]) -> Iterator[Chapter]:
    named = titles()
    places = {kind: place for place, kind in enumerate(named)}
    ordered = sorted(threads, key=lambda thread: (places[thread.place.kind], *_order(thread)))
    for kind, within in groupby(ordered, key=lambda thread: thread.place.kind):
        sections = [
            Section(place, [_discussion(thread) for thread in group])
            for place, group in groupby(within, key=lambda thread: thread.place)
        ]
        yield Chapter(named[kind], f"on-{kind}", sections)


def _order(thread: Thread) -> tuple[object, ...]:
    place = thread.place
    return natural(place.label), place.href, thread.memo.made, thread.memo.pk


def _discussion(thread: Thread) -> Discussion:
    return Discussion(_printed(thread.memo), [_printed(reply) for reply in thread.replies])


def _printed(memo: Memo) -> Printed:
    return Printed(memo, mark_safe(html_of(memo.body)))  # noqa: S308  Markdown that holds no HTML
