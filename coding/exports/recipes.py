"""A composed report as PDF, Word document, Excel workbook or CSV files, by a job."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from django.http import Http404
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import gettext as _

from coding.exports import csv, glyphs, pdf
from coding.exports.excel import XLSX_TYPE, workbook
from coding.exports.tables import Table
from coding.exports.word.document import DOCX_TYPE
from coding.exports.word.whole import as_word
from coding.models import Recipe
from coding.recipes.composed import Composed, compose
from coding.recipes.flowing import cover_of, parts_of
from projects import jobs
from projects.access import May, project_for
from projects.jobs import Progress, Result
from projects.models import Job, Project, User
from projects.refusals import Refused

KIND = "recipe_report"
"""The kind of job."""
FORMATS = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel", "csv": "CSV"}
ZIP_TYPE = "application/zip"
GLYPHS = "<!-- glyphs -->"
"""Where the page says which signs can't be printed, which is known once the page is there."""


def start(recipe: Recipe, project: Project, user: User, form: str, address: str) -> Job:
    """Put the report in the queue; ``address`` is where its links lead, such as ``https://host``."""
    wishes: dict[str, object] = {"recipe": str(recipe.guid), "format": form, "address": address}
    title = _("%(report)s, as %(format)s") % {"report": recipe.name, "format": FORMATS[form]}
    return jobs.start(project, user, KIND, title, wishes)


def make_report(job: Job, progress: Progress) -> Result:
    """The work of the job, with what its owner may see when it is done."""
    try:
        project = project_for(job.owner, job.project.slug, May.EXPORT)
    except Http404 as error:
        raise Refused(_("You are no longer in this study.")) from error
    recipe = Recipe.objects.filter(project=project, guid=UUID(str(job.wishes["recipe"]))).first()
    if recipe is None:
        raise Refused(_("This report was deleted meanwhile."))
    if not recipe.parts:
        raise Refused(_("The report has no parts yet. Add one, then make it."))
    form = str(job.wishes["format"])
    composed = compose(recipe, project, job.owner, str(job.wishes["address"]), progress)
    ending = "zip" if form == "csv" else form
    name = csv.file_name(project.slug, recipe.name, ending=ending)
    if form == "pdf":
        return _as_pdf(composed, name, progress)
    if form == "docx":
        content = as_word(cover_of(composed), parts_of(composed), progress)
        return Result(name, DOCX_TYPE, content, _words(composed))
    progress(_("writing the file"))
    return as_workbook(composed, name) if form == "xlsx" else as_files(composed, name)


def page_of(composed: Composed) -> str:
    """The report as HTML; its title page says which signs no font has."""
    html = render_to_string("reports/recipe.html", {"report": composed, "links": composed.links})
    signs = glyphs.warning(glyphs.missing(html))
    return html.replace(GLYPHS, f'<p class="front-warning">{escape(signs)}</p>' if signs else "")


def _as_pdf(composed: Composed, name: str, progress: Progress) -> Result:
    attached = [
        pdf.Attached(file, words, "".join(csv.lines(table.header, table.rows)))
        for file, words, table in files_of(composed)
    ]
    made = pdf.result(name, page_of(composed), progress, attached)
    return replace(made, words=_words(composed, made.words))


def files_of(composed: Composed) -> Iterator[tuple[str, str, Table]]:
    """The rows behind each part: a file's name, what it holds, and the table."""
    for part in composed.parts:
        for name, table in part.tables.items():
            words = _("Rows of part %(n)s: %(title)s") % {"n": part.place, "title": part.title}
            yield csv.file_name(f"{part.place:02}", name), words, table


def as_files(composed: Composed, name: str) -> Result:
    """A CSV file for each table, in a ZIP."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as box:
        for file, _told, table in files_of(composed):
            box.writestr(file, "".join(csv.lines(table.header, table.rows)))
    return Result(name, ZIP_TYPE, buffer.getvalue(), _words(composed))


def as_workbook(composed: Composed, name: str) -> Result:
    """A sheet for each table, after one that says what the report is."""
    sheets = {_("About"): about(composed)}
    for part in composed.parts:
        for title, table in part.tables.items():
            sheets[f"{part.place} {title}"] = table
    return Result(name, XLSX_TYPE, workbook(sheets), _words(composed))


def about(composed: Composed) -> Table:
    """What the title page and the part's heads say, as rows."""
    head, recipe = composed.front, composed.recipe
    rows = [
        *((_("Study"), head.head), (_("Report"), head.title), (_("Subtitle"), recipe.subtitle)),
        *((_("Authors"), recipe.authors), (_("Note"), recipe.note)),
        (_("Codebook"), _("edition %(edition)s") % {"edition": head.edition}),
        (_("Made"), f"{head.moment}, Verbatim {head.version}"),
    ]
    for part in composed.parts:
        said = [*(part.report.front.sentences if part.report else ()), part.asked, part.whose, part.problem]
        rows.append((f"{part.place} {part.title}", "\n".join(filter(None, said))))
    return Table([_("What"), _("Which")], [row for row in rows if row[1]])


def _words(composed: Composed, others: str = "") -> str:
    """What the owner of the job is to know of it."""
    missing = composed.problems
    said = _("Parts that could not be made: %(parts)s") % {"parts": " ".join(missing)} if missing else ""
    return " ".join(filter(None, (said, others)))
