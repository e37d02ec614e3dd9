"""A report by itself as the file that its owner asked for: PDF, Word document or Excel workbook."""

from typing import NamedTuple, Protocol

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from coding.exports import pdf
from coding.exports.composed import as_word
from coding.exports.downloads import file_name
from coding.exports.excel import XLSX_TYPE, workbook
from coding.exports.parts import Cover, Part
from coding.exports.word.document import DOCX_TYPE
from coding.reports.front import Front
from projects.jobs import Progress, Result
from projects.models import Job

PDF, WORD, EXCEL = "pdf", "docx", "xlsx"


class Fronted(Protocol):
    @property
    def front(self) -> Front: ...


class Printed(NamedTuple):
    name: str
    """What the file is called, after the study."""
    report: Fronted
    template: str
    part: Part


def titled(title: str, form: str) -> str:
    """What a job is called; a PDF is understood."""
    told = {WORD: _("%(title)s, as Word document"), EXCEL: _("%(title)s, as Excel workbook")}
    return told[form] % {"title": title} if form in told else title


def in_format(form: str) -> dict[str, object]:
    """What a job must know of its format."""
    return {} if form == PDF else {"format": form}


def format_of(job: Job) -> str:
    return str(job.wishes.get("format", PDF))


def made(job: Job, progress: Progress, printed: Printed) -> Result:
    """In the format of the job."""
    form = format_of(job)
    name = file_name(job.project.slug, printed.name, ending=form)
    if form == WORD:
        return Result(name, DOCX_TYPE, as_word(Cover(printed.report.front), [printed.part], progress))
    if form == EXCEL:
        progress("writing")
        return Result(name, XLSX_TYPE, workbook(printed.part.tables, printed.report.front, progress))
    html = render_to_string(printed.template, {"report": printed.report})
    return pdf.result(name, html, progress)
