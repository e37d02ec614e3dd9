"""PDFs made by the work of the jobs, inside Django, and by the engine alone on plain blocks."""

import html
import io
import json
import resource
import time
from collections.abc import Callable, Iterable, Iterator

from django.http import QueryDict
from pypdf import PdfReader
from weasyprint import HTML

from coding.asked import asked_of, form_of
from coding.excerpts import Cited
from coding.forms.matrix import MatrixForm
from coding.matrix import theme_matrix
from coding.reports.matrix import Cited as Quoted
from projects import jobs
from projects.models import Job, Project, User

COLUMNS = 6
"""Of a panel of the bare matrix."""
STYLE = """
<!doctype html><meta charset="utf-8"><title>floor</title><style>
@page { size: A4 %s; margin: 20mm 15mm; @bottom-center { content: counter(page) } }
body { font: %s/1.4 "Noto Serif", serif } p { break-inside: avoid; margin: 0 0 3mm }
table { table-layout: fixed; width: 100%%; border-collapse: collapse; break-after: page }
td { border: 0.5pt solid; vertical-align: top; padding: 1mm }
</style>
"""


def blocks(query: str, project: Project, person: User) -> tuple[int, str]:
    """Each excerpt a paragraph: its citation and its words."""
    asked = QueryDict(query)
    form = form_of(project, asked)
    if not form.is_valid():
        raise ValueError(f"{query}: {form.errors}")
    wishes = asked_of(project, form, asked)
    found = list(Cited(wishes.listing(person), wishes.extras).all())
    words = (f"<p>{html.escape(each.text)} <small>{each.cite}</small></p>" for each in found)
    return len(found), STYLE % ("portrait", "10pt") + "".join(words)


def panels(query: str, project: Project, person: User) -> tuple[int, str]:
    """Fixed tables of six columns with the same quotes."""
    matrix = theme_matrix(project, person, MatrixForm(QueryDict(query), project).wish)
    parts = [STYLE % ("landscape", "7.5pt")]
    for first in range(0, len(matrix.columns), COLUMNS):
        parts.append("<table>")
        for line in matrix.lines:
            quotes = ("".join(_quotes(cell.quoted)) for cell in line.cells[first : first + COLUMNS])
            parts.append(f"<tr><th>{line.row.label}</th>")
            parts += [f"<td>{quote}</td>" for quote in quotes]
        parts.append("</table>")
    return len(matrix.columns) * len(matrix.lines), "".join(parts)


def _quotes(cited: Iterable[Quoted]) -> Iterator[str]:
    return (f"{html.escape(each.words or '')} {each.short}" for each in cited)


BARE: dict[str, tuple[str, Callable[[str, Project, User], tuple[int, str]]]] = {
    "excerpts_pdf": ("excerpts", blocks),
    "matrix_pdf": ("cells", panels),
}


def main(kind: str, query: str, times: str) -> None:
    """Prints the times of both in milliseconds, and what the PDF holds."""
    project = Project.objects.get()
    person = User.objects.order_by("pk").first()
    assert person is not None
    wishes = {"query": query, "address": "http://127.0.0.1"}
    job = Job.objects.create(project=project, owner=person, kind=kind, title="Bench", wishes=wishes)
    what, bare = BARE[kind]
    things, page = bare(query, project, person)
    HTML(string=STYLE % ("portrait", "10pt") + "<p>Warm.").write_pdf()
    ours, floor, pdf, floor_pdf = [], [], b"", b""
    for _ in range(int(times)):
        ours_ms, pdf = timed(lambda: jobs.WORK[kind](job, jobs.Progress(job)).content)
        floor_ms, floor_pdf = timed(lambda: HTML(string=page).write_pdf())
        ours.append(ours_ms)
        floor.append(floor_ms)
    reader = PdfReader(io.BytesIO(pdf))
    made = {
        "ours": ours,
        "floor": floor,
        "what": what,
        "things": things,
        "pages": len(reader.pages),
        "floor_pages": len(PdfReader(io.BytesIO(floor_pdf)).pages),
        "megabytes": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
        "missing": list(missing(reader)),
    }
    print(json.dumps(made))


def timed(work: Callable[[], bytes]) -> tuple[float, bytes]:
    started = time.perf_counter()
    made = work()
    return (time.perf_counter() - started) * 1000, made


def missing(reader: PdfReader) -> Iterator[str]:
    """What a finished report has and this one has not."""
    pages = len(reader.pages)
    if not reader.outline:
        yield "outline"
    if "/StructTreeRoot" not in reader.root_object:
        yield "tags"
    if not any(page.get("/Annots") for page in reader.pages):
        yield "links"
    if f"of {pages}" not in reader.pages[-1].extract_text():
        yield "page numbers"
