"""What of a part stands in the contents of the report."""

from collections.abc import Sequence

from coding.reports.checklist import Checklist
from coding.reports.codebook import CodebookReport
from coding.reports.excerpts import ExcerptsReport
from coding.reports.memos import MemosReport
from coding.reports.transcript import CodedTranscripts

Chapters = Sequence[tuple[str, str]]
"""Anchors, less the prefix of the part, and titles."""


def codebook(report: CodebookReport) -> Chapters:
    return [(chapter.anchor, chapter.theme.node.code.name) for chapter in report.chapters]


def excerpts(report: ExcerptsReport) -> Chapters:
    return [(f"theme-{chapter.theme.pk}", chapter.theme.name) for chapter in report.chapters]


def memos(report: MemosReport) -> Chapters:
    return [(chapter.anchor, chapter.title) for chapter in report.chapters]


def transcripts(report: CodedTranscripts) -> Chapters:
    return [(talk.anchor, talk.heading) for talk in report.talks]


def checklist(report: Checklist) -> Chapters:
    return [(f"domain-{domain.number}", domain.title) for domain in report.domains]
