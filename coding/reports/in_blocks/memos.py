"""Memos, piece by piece: a chapter for each kind of thing that they are on, a section for each thing."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.memos.threads import JOURNAL
from coding.models import Memo
from coding.reports.blocks import Block, Heading, Quote, Role, Said, paragraph, strong
from coding.reports.in_blocks.markdown import blocks_of_markdown
from coding.reports.memos import Chapter, MemosReport, Section


def blocks_of_memos(report: MemosReport) -> Iterator[Block]:
    for chapter in report.chapters:
        yield Heading(1, chapter.title, chapter.anchor, _memos(chapter))
        for section in chapter.sections:
            yield from _section(section)


def _memos(chapter: Chapter) -> str:
    return ngettext("%(n)s memo", "%(n)s memos", chapter.memos) % {"n": f"{chapter.memos:,}"}


def _section(section: Section) -> Iterator[Block]:
    place = section.place
    if place.kind != JOURNAL:
        yield Heading(2, place.label)
    if place.words:
        yield Quote((paragraph(place.words),))
    for discussion in section.discussions:
        yield from _memo(discussion.begun.memo, 0)
        for reply in discussion.replies:
            yield from _memo(reply.memo, 1)


def _memo(memo: Memo, depth: int) -> Iterator[Block]:
    yield paragraph(*_by(memo), role=Role.BY, depth=depth)
    yield from blocks_of_markdown(memo.body, depth)


def _by(memo: Memo) -> Iterator[Said]:
    yield strong(str(memo.author))
    yield f", {_moment(memo.made)}"
    if memo.version > 1:
        yield " · " + _("changed %(when)s") % {"when": _moment(memo.changed)}
    if memo.resolved:
        yield " · " + _("resolved")


def _moment(when: datetime) -> str:
    return date_format(timezone.localtime(when), "DATETIME_FORMAT")
