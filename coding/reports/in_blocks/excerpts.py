"""The report of coded excerpts, piece by piece: a chapter for each theme, a section for each code."""

from collections.abc import Iterator
from itertools import chain

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.excerpts.excerpts import Piece
from coding.reports.blocks import (
    Block,
    Heading,
    Paragraph,
    Quote,
    Role,
    Run,
    Said,
    paragraph,
    passage_anchor,
    soft,
    spaced,
    strong,
)
from coding.reports.excerpts import Chapter, ExcerptsReport, Section
from coding.reports.excerpts import Quote as Quoted


def blocks_of_excerpts(report: ExcerptsReport) -> Iterator[Block]:
    for chapter in report.chapters:
        yield Heading(1, chapter.theme.name, chapter.anchor, colour=chapter.colour)
        yield paragraph(*spaced(chapter.theme.definition, _of(chapter, report), between=" "), role=Role.LEAD)
        for section in chapter.sections:
            yield from _section(section, report)


def _of(part: Chapter | Section, report: ExcerptsReport) -> str:
    said = _("%(passages)s from %(people)s.")
    return said % {"passages": _passages(part.passages), "people": _people(part, report)}


def _people(part: Chapter | Section, report: ExcerptsReport) -> str:
    said = ngettext("%(n)s of %(all)s participant", "%(n)s of %(all)s participants", report.of_participants)
    return said % {"n": part.participants, "all": report.of_participants}


def _passages(number: int) -> str:
    return ngettext("%(n)s passage", "%(n)s passages", number) % {"n": f"{number:,}"}


def _section(section: Section, report: ExcerptsReport) -> Iterator[Block]:
    beside = f"{_passages(section.passages)} · {_people(section, report)}"
    yield Heading(2, section.title, section.anchor, beside, section.colour)
    yield from _rules(section)
    for stretch in section.stretches:
        if len(section.stretches) > 1:
            yield Heading(3, stretch.title, stretch.anchor)
        apart = chain.from_iterable(quoted.apart for quoted in stretch.quotes)
        yield from (_quote(quoted, section.colour) for quoted in apart)


def _rules(section: Section) -> Iterator[Block]:
    code = section.code
    if code.parent_id and code.definition:
        yield paragraph(code.definition, role=Role.RULE)
    parts: list[Said] = []
    if code.apply_when:
        parts += [strong(_("Apply:")), f" {code.apply_when} "]
    if code.do_not_apply_when:
        parts += [strong(_("Not:")), f" {code.do_not_apply_when}"]
    if parts:
        yield paragraph(*parts, role=Role.RULE)


def _quote(quoted: Quoted, colour: str) -> Quote:
    excerpt = quoted.excerpt
    return Quote(
        pieces=tuple(_pieces(quoted)),
        under=paragraph(*_under(quoted), role=Role.CITE),
        question=paragraph(excerpt.question, role=Role.QUESTION) if excerpt.question else None,
        anchor=passage_anchor(excerpt.transcript, excerpt.start, excerpt.end),
        colour=colour,
    )


def _pieces(quoted: Quoted) -> Iterator[Paragraph]:
    """What each speaker says; what stands around the passage goes along with the first and the last."""
    excerpt = quoted.excerpt
    last = len(excerpt.pieces) - 1
    for place, piece in enumerate(excerpt.pieces):
        yield paragraph(
            soft("" if place else excerpt.before),
            *_spoken(piece, is_alone=not last),
            soft("" if place < last else excerpt.after),
        )


def _spoken(piece: Piece, is_alone: bool) -> Iterator[Said]:
    if piece.who and not is_alone:
        yield strong(f"{piece.who} ")
    yield piece.text


def _under(quoted: Quoted) -> list[Said]:
    excerpt = quoted.excerpt
    cite = Run(excerpt.cite, href=quoted.href)
    told: list[Said] = [cite, quoted.about, *excerpt.qualifiers]
    if excerpt.is_auto:
        told.append(_("from a search"))
    under = [soft(f"{excerpt.number}  "), *spaced(*told)]
    if excerpt.also:
        under += [f" · {_('also')} ", Run(", ".join(excerpt.also), italic=True)]
    if quoted.initials:
        under += [f" · {_('coded by')} {quoted.initials}"]
    return under
