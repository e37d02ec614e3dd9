"""A composed report as PDF, Word document, Excel workbook or CSV files, by a job."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from coding.exports import csv, glyphs, pdf
from coding.exports import parts as exports
from coding.exports.composed import as_csv_files, as_word, as_workbook
from coding.exports.downloads import ZIP_TYPE, file_name
from coding.exports.excel import XLSX_TYPE
from coding.exports.foretelling import PAGE, size_of
from coding.exports.printing import EXCEL, PDF, WORD
from coding.exports.tables import Table, watched
from coding.exports.transcripts import note_taken
from coding.exports.word.document import DOCX_TYPE
from coding.models import Recipe
from coding.recipes.composed import Composed, Part, compose
from coding.recipes.flowing import cover_of
from coding.reports.blocks import Block, Heading, Orientation, Role, paragraph
from coding.reports.front import Front
from coding.reports.transcript import CodedTranscripts
from projects import jobs
from projects.jobs import Progress, Result
from projects.models import Job, Project, User
from projects.refusals import Refused

KIND = "recipe_report"
"""The kind of job."""
FORMATS = {PDF: "PDF", WORD: "Word", EXCEL: "Excel", "csv": "CSV"}
TYPES = {WORD: DOCX_TYPE, EXCEL: XLSX_TYPE, "csv": ZIP_TYPE}
MAKING = jobs.Part("parts", _lazy("making the parts"), 0.12, _lazy("making part %(done)s of %(total)s"))
SET = (
    MAKING,
    *(part._replace(units_in_size=1 / PAGE) if part.units_in_size else part for part in pdf.PARTS[1:]),
)
WRITTEN = (MAKING._replace(share=0.4), jobs.Part("writing", _lazy("writing the file"), 0.6))
GLYPHS = "<!-- glyphs -->"
"""Where the page says which signs can't be printed, which is known once the page is there."""


def parts_of_job(job: Job) -> Sequence[jobs.Part]:
    return SET if job.wishes.get("format") == PDF else WRITTEN


def start(recipe: Recipe, project: Project, user: User, form: str, address: str) -> Job:
    """Put the report in the queue; ``address`` is where its links lead, such as ``https://host``."""
    wishes: dict[str, object] = {"recipe": str(recipe.guid), "format": form, "address": address}
    title = _("%(report)s, as %(format)s") % {"report": recipe.name, "format": FORMATS[form]}
    return jobs.start(project, user, KIND, title, wishes)


def make_report(job: Job, progress: Progress) -> Result:
    """The work of the job, with what its owner may see when it is done."""
    project = job.project
    recipe = Recipe.objects.filter(project=project, guid=UUID(str(job.wishes["recipe"]))).first()
    if recipe is None:
        raise Refused(_("This report was deleted meanwhile."))
    if not recipe.parts:
        raise Refused(_("The report has no parts yet. Add one, then make it."))
    form = str(job.wishes["format"])
    if form == PDF:
        pdf.expect_several()
    composed = compose(recipe, project, job.owner, str(job.wishes["address"]), progress)
    ending = "zip" if form == "csv" else form
    name = file_name(project.slug, recipe.name, ending=ending)
    made = _made(composed, form, name, progress)
    for part in composed.parts:
        if isinstance(part.report, CodedTranscripts):
            note_taken(project, job.owner, part.report)
    return made


def _made(composed: Composed, form: str, name: str, progress: Progress) -> Result:
    if form == PDF:
        return _as_pdf(composed, name, progress)
    return Result(name, TYPES[form], _content(composed, form, progress), _words(composed))


def _content(composed: Composed, form: str, progress: Progress) -> bytes:
    head, parts = head_of(composed), parts_of(composed)
    if form == WORD:
        return as_word(cover_of(composed), parts, progress)
    progress("writing")
    if form == EXCEL:
        return as_workbook(head, parts, progress, composed.recipe.paper)
    return as_csv_files(head, parts, progress)


def page_of(composed: Composed) -> str:
    """The report as HTML; its title page says which signs no font has."""
    html = render_to_string("reports/recipe.html", {"report": composed, "links": composed.links})
    signs = glyphs.warning(glyphs.missing(html))
    return html.replace(GLYPHS, f'<p class="front-warning">{escape(signs)}</p>' if signs else "")


def _as_pdf(composed: Composed, name: str, progress: Progress) -> Result:
    attached = [
        pdf.Attached(file, words, "".join(csv.lines(table.header, watched(table, progress, "parts").rows)))
        for file, words, table in files_of(composed)
    ]
    html = page_of(composed)
    made = pdf.result(name, html, progress, pdf.Composed(attached, size_of(html)))
    return replace(made, words=_words(composed, made.words))


def files_of(composed: Composed) -> Iterator[tuple[str, str, Table]]:
    """The rows behind each part: a file's name, what it holds, and the table."""
    for part in composed.parts:
        for name, table in part.tables.items():
            words = _("Rows of part %(n)s: %(title)s") % {"n": part.place, "title": part.title}
            yield file_name(f"{part.place:02}", name, ending="csv"), words, table


def parts_of(composed: Composed) -> list[exports.Part]:
    """The same parts for files that flow and files of rows."""
    return [
        exports.Part(
            part.title,
            _blocks(part),
            part.tables,
            Orientation.LANDSCAPE if part.sheet.is_across else Orientation.PORTRAIT,
            part.anchor,
            part.sheet.paper,
        )
        for part in composed.parts
    ]


def _blocks(part: Part) -> Iterator[Block]:
    """What the part's head says, and what it holds; anchors that another part may have are its own."""
    if part.report is None:
        yield paragraph(_("This part could not be made. %(why)s") % {"why": part.problem})
        return
    yield from _said(part.report.front, part)
    yield from (_named(block, part.prefix) for block in part.kind.blocks(part.report))


def _said(head: Front, part: Part) -> Iterator[Block]:
    """What the part's head says."""
    said = [*head.sentences, *([head.whose.sentence] if head.whose else ())]
    for words in (" ".join(filter(None, said)), part.asked):
        if words:
            yield paragraph(words, role=Role.LEAD)


def _named(block: Block, prefix: str) -> Block:
    if isinstance(block, Heading) and block.anchor:
        return block._replace(anchor=f"{prefix}{block.anchor}")
    return block


def head_of(composed: Composed) -> Front:
    """What the title page says, as a sheet has it."""
    recipe = composed.recipe
    said = (recipe.subtitle, recipe.authors, recipe.note, *composed.front.sentences)
    conventions = (_("Transcription"), "; ".join(composed.conventions))
    missing = (_("Parts that could not be made"), " ".join(composed.problems))
    filters = tuple(each for each in (conventions, (_("Quotes"), recipe.selection), missing) if each[1])
    return replace(composed.front, sentences=tuple(filter(None, said)), filters=filters)


def _words(composed: Composed, others: str = "") -> str:
    """What the owner of the job is to know of it."""
    missing = composed.problems
    said = _("Parts that could not be made: %(parts)s") % {"parts": " ".join(missing)} if missing else ""
    return " ".join(filter(None, (said, others)))
