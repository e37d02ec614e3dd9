"""The kinds of parts of a report: what each asks, how it is made, and how it is printed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from coding.exports.tables import Table
from coding.recipes import asking, chapters, making, tables
from coding.recipes.making import Making
from coding.reports.blocks import Block
from coding.reports.front import Front
from coding.reports.in_blocks import lists as in_lists
from coding.reports.in_blocks.agreement import blocks_of_agreement
from coding.reports.in_blocks.checklist import blocks_of_checklist
from coding.reports.in_blocks.contrast import blocks_of_contrast
from coding.reports.in_blocks.cooccurrence import blocks_of_cooccurrence
from coding.reports.in_blocks.excerpts import blocks_of_excerpts
from coding.reports.in_blocks.framework import blocks_of_framework
from coding.reports.in_blocks.matrix import blocks_of_matrix
from coding.reports.in_blocks.memos import blocks_of_memos
from coding.reports.in_blocks.pictures import blocks_of_picture
from coding.reports.in_blocks.transcripts import blocks_of_transcripts
from projects.models import Project, User


class Report(Protocol):
    """The frozen value of any report."""

    @property
    def front(self) -> Front: ...


Asks = Callable[[Project, User, QueryDict], forms.Form]
Make = Callable[[Making], Report]
Tables = Callable[[Any, Making], Mapping[str, Table]]
Chapters = Callable[[Any], Sequence[tuple[str, str]]]


def no_chapters(_report: Report) -> Sequence[tuple[str, str]]:
    return ()


@dataclass(frozen=True)
class Kind:
    key: str
    label: str | Promise
    told: str | Promise
    """What it holds, for who chooses it."""
    asks: Asks
    make: Make
    tables: Tables
    """The rows behind it, by a name for their file."""
    blocks: Callable[[Any], Iterable[Block]]
    """What a Word document says of it."""
    body: str
    """The template of what stands under its heading."""
    look: str
    """The class of its stylesheet."""
    styles: tuple[str, ...]
    is_across: bool = False
    """Whether a page on its side suits it best."""
    margin: str = ""
    """Of its pages, where it needs another than text or tables do."""
    chapters: Chapters = no_chapters
    """What of it stands in the contents: anchors, less the part's own prefix, and titles."""


MATRIX = ("css/report-matrix.css",)
FRAMEWORK = (*MATRIX, "css/report-framework.css")
LISTS = ("css/report-lists.css",)


OF_THE_STUDY = [
    Kind(
        "sample",
        _lazy("Sample table"),
        _lazy("Who was interviewed, by the attributes that may be printed."),
        asking.sample,
        making.sample,
        tables.sample,
        in_lists.blocks_of_sample,
        "reports/_sample_body.html",
        "lists-report",
        LISTS,
        is_across=True,
    ),
    Kind(
        "codebook",
        _lazy("Codebook"),
        _lazy("The tree of codes with definitions, rules, counts and exemplars."),
        asking.codebook,
        making.codebook,
        tables.codebook,
        in_lists.blocks_of_codebook,
        "reports/_codebook_body.html",
        "lists-report",
        LISTS,
        chapters=chapters.codebook,
    ),
]


OF_CODINGS = [
    Kind(
        "quotes",
        _lazy("Selected quotes"),
        _lazy("The quotes that the team picked for the report, each with its reason."),
        asking.quotes,
        making.quotes,
        tables.quotes,
        in_lists.blocks_of_quotes,
        "reports/_quotes_body.html",
        "lists-report",
        LISTS,
    ),
    Kind(
        "excerpts",
        _lazy("Coded excerpts"),
        _lazy("The words under each code, cited, with the question before them if you like."),
        asking.excerpts,
        making.excerpts,
        tables.excerpts,
        blocks_of_excerpts,
        "reports/_excerpts_body.html",
        "excerpts-report",
        ("css/report_excerpts.css",),
        chapters=chapters.excerpts,
    ),
    Kind(
        "transcripts",
        _lazy("Coded transcripts"),
        _lazy("Whole interviews with what was coded in the margin, in Word as comments."),
        asking.transcripts,
        making.transcripts,
        tables.transcripts,
        blocks_of_transcripts,
        "reports/_transcript_body.html",
        "transcripts-report",
        ("css/report-transcript.css",),
        margin="24mm 12mm 24mm 18mm",
        chapters=chapters.transcripts,
    ),
    Kind(
        "framework",
        _lazy("Framework matrix"),
        _lazy("Participants by themes, with the summaries that the team wrote."),
        asking.framework,
        making.framework,
        tables.framework,
        blocks_of_framework,
        "reports/_framework_body.html",
        "matrix-report",
        FRAMEWORK,
        is_across=True,
    ),
    Kind(
        "matrix",
        _lazy("Theme matrix"),
        _lazy("Participants or groups by themes: presence, counts, citations or quotes."),
        asking.matrix,
        making.matrix,
        tables.matrix,
        blocks_of_matrix,
        "reports/_matrix_body.html",
        "matrix-report",
        MATRIX,
        is_across=True,
    ),
    Kind(
        "contrast",
        _lazy("Contrast of two sets of codes"),
        _lazy("Who has passages under both, the first, the second, or neither."),
        asking.contrast,
        making.contrast,
        tables.contrast,
        blocks_of_contrast,
        "reports/_contrast_body.html",
        "matrix-report",
        FRAMEWORK,
        is_across=True,
    ),
    Kind(
        "cooccurrence",
        _lazy("Co-occurrence"),
        _lazy("How many passages of two codes overlap or stand near each other."),
        asking.cooccurrence,
        making.cooccurrence,
        tables.cooccurrence,
        lambda report: blocks_of_cooccurrence(report.found),
        "reports/_cooccurrence_body.html",
        "matrix-report",
        MATRIX,
        is_across=True,
    ),
]


PICTURES = [
    Kind(
        f"picture-{kind}",
        label,
        _lazy("A picture with its numbers; a long table of them is attached."),
        asking.picture(kind),
        making.picture(kind),
        tables.picture,
        lambda report: blocks_of_picture(report.picture),
        "reports/_picture_body.html",
        "matrix-report",
        MATRIX,
        is_across=True,
    )
    for kind, label in making.PICTURES.items()
]


OF_THE_WORK = [
    Kind(
        "agreement",
        _lazy("Agreement between coders"),
        _lazy("Of a round or of open work: code by code, with the passages that differ if you like."),
        asking.agreement,
        making.agreement,
        tables.agreement,
        blocks_of_agreement,
        "reports/_comparison_body.html",
        "comparison-report",
        ("css/report-comparison.css",),
    ),
    Kind(
        "memos",
        _lazy("Memos"),
        _lazy("The journal, and notes on transcripts, participants, codes and codings."),
        asking.memos,
        making.memos,
        tables.memos,
        blocks_of_memos,
        "reports/_memos_body.html",
        "memos-report",
        ("css/report-memos.css",),
        chapters=chapters.memos,
    ),
    Kind(
        "checklist",
        _lazy("Reporting checklist (COREQ)"),
        _lazy("The 32 items: what the study shows, and what the team says."),
        asking.checklist,
        making.checklist,
        tables.checklist,
        blocks_of_checklist,
        "reports/_checklist_body.html",
        "checklist-report",
        ("css/report-checklist.css",),
        chapters=chapters.checklist,
    ),
    Kind(
        "trail",
        _lazy("Audit trail"),
        _lazy("The log in words: who did what, to what, and when."),
        asking.trail,
        making.trail,
        tables.trail,
        in_lists.blocks_of_trail,
        "reports/_trail_body.html",
        "lists-report",
        LISTS,
    ),
]


KINDS: dict[str, Kind] = {kind.key: kind for kind in (*OF_THE_STUDY, *OF_CODINGS, *PICTURES, *OF_THE_WORK)}
"""By the key that a recipe keeps, in the order in which they are offered."""
