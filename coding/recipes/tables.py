"""The rows behind each kind of part, by a short name for their file."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from coding.excerpts.excerpts import Cited
from coding.exports import contrast as contrasts
from coding.exports import cooccurrence as cooccurrences
from coding.exports import excerpts as lists
from coding.exports import framework as frameworks
from coding.exports import matrix as matrices
from coding.exports import memos as notes
from coding.exports import transcripts as talks
from coding.exports.agreement_tables import codes_table, passages_table
from coding.exports.checklist import table_of as checklist_table
from coding.exports.cooccurrence import CoOccurrenceReport
from coding.exports.lists import codebook_table, counts_table, people_table, quotes_table, trail_table
from coding.exports.pictures import PictureReport
from coding.exports.tables import Table
from coding.recipes.making import Making, compared_of
from coding.reports.checklist import Checklist
from coding.reports.codebook import CodebookReport
from coding.reports.contrast_lines import ContrastReport
from coding.reports.differences import ComparisonReport
from coding.reports.excerpts import ExcerptsReport
from coding.reports.framework_panels import FrameworkReport
from coding.reports.memos import MemosReport
from coding.reports.panels import MatrixReport
from coding.reports.sample import Sample
from coding.reports.selected import SelectedQuotes
from coding.reports.trail import Trail
from coding.reports.transcript import CodedTranscripts

Tables = Mapping[str, Table]


def sample(report: Sample, _on: Making) -> Tables:
    people = {_("participants"): people_table(report)} if report.rows else {}
    return people | {_("sample counts"): counts_table(report)}


def codebook(report: CodebookReport, _on: Making) -> Tables:
    return {_("codebook"): codebook_table(report)}


def quotes(report: SelectedQuotes, _on: Making) -> Tables:
    return {_("selected quotes"): quotes_table(report)}


def excerpts(_report: ExcerptsReport, on: Making) -> Tables:
    """Read again, some at a time: the printed value holds less than a row."""
    asked = lists.asked_in(on.project, on.query)
    return {_("excerpts"): lists.table_of(asked, Cited(asked.listing(on.user), asked.extras))}


def transcripts(report: CodedTranscripts, _on: Making) -> Tables:
    return {_("coded transcripts"): talks.table_of(report)}


def framework(report: FrameworkReport, _on: Making) -> Tables:
    return {
        _("framework"): frameworks.table_of(report.matrix),
        _("framework cells"): frameworks.cells_of(report.matrix),
    }


def matrix(report: MatrixReport, _on: Making) -> Tables:
    return {_("theme matrix"): matrices.table_of(report.matrix)}


def contrast(report: ContrastReport, _on: Making) -> Tables:
    return {_("contrast"): contrasts.table_of(report.contrast)}


def cooccurrence(report: CoOccurrenceReport, _on: Making) -> Tables:
    return {_("co-occurrence"): cooccurrences.table_of(report.found)}


def picture(report: PictureReport, _on: Making) -> Tables:
    return {report.picture.title: report.picture.table}


def agreement(report: ComparisonReport, _on: Making) -> Tables:
    compared = compared_of(report)
    passages = {} if report.is_brief else {_("differing passages"): passages_table(compared)}
    return {_("agreement"): codes_table(compared.agreement)} | passages


def memos(report: MemosReport, _on: Making) -> Tables:
    return {_("memos"): notes.table_of(report.threads)}


def checklist(report: Checklist, _on: Making) -> Tables:
    return {_("reporting checklist"): checklist_table(report)}


def trail(report: Trail, _on: Making) -> Tables:
    return {_("audit trail"): trail_table(report)}
