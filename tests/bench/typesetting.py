"""PDFs made by the work of the jobs, inside Django, and by the engine alone on plain blocks."""

import html
import io
import json
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from statistics import median
from typing import NamedTuple

from django.http import QueryDict
from pypdf import PdfReader
from weasyprint import HTML

from coding.excerpts.asked import asked_of, form_of
from coding.excerpts.excerpts import Cited
from coding.excerpts.listing import Listing
from coding.exports.excerpts import MOST_IN_PDF
from coding.forms.matrix import MatrixForm
from coding.matrix.cells import theme_matrix
from coding.reports.matrix import Cited as Quoted
from interviews.models import TaggedTranscript
from projects import jobs
from projects.models import Job, Project, ProjectTag, User
from tests.bench.memory import watched_children

COLUMNS = 6
"""Of a panel of the bare matrix."""
SERIF = '"Noto Serif", "DejaVu Serif", serif'
STYLE = f"""
<!doctype html><html lang="en"><meta charset="utf-8"><title>floor</title><style>
@page {{ size: A4; margin: 27mm 24mm 24mm 26mm; @bottom-right {{ content: counter(page) }} }}
@page wide {{ size: A4 landscape; margin: 24mm 18mm 20mm }}
p {{ margin: 0; font: 9.4pt/1.55 {SERIF} }}
p + p {{ margin: 0 0 8mm; font-size: 7.8pt; line-height: 1.4 }}
table {{ page: wide; table-layout: fixed; width: 100%; border-collapse: collapse; break-after: page }}
th, td {{ border-bottom: 0.4pt solid; vertical-align: top; padding: 1.6mm 1.8mm; font: 7.4pt/1.36 {SERIF} }}
</style>
"""
"""Page and type as in the reports, so that the words fill as many pages."""


def blocks(query: str, project: Project, person: User) -> tuple[int, str]:
    """Each excerpt a paragraph: its citation and its words."""
    asked = QueryDict(query)
    form = form_of(project, asked)
    if not form.is_valid():
        raise ValueError(f"{query}: {form.errors}")
    wishes = asked_of(project, form, asked)
    found = list(Cited(wishes.listing(person), wishes.extras).all())
    words = (f"<div><p>{html.escape(each.text)}</p><p>{each.number} {each.cite}</p></div>" for each in found)
    return len(found), STYLE + "".join(words)


def nearest(project: Project, person: User, number: int) -> str:
    """What asks for the code, or theme with its codes, that has nearest to so many excerpts."""
    listing = _listing("whose=all", project, person)
    if listing.excerpts <= number:
        return "whose=all"
    found = {f"whose=all&code={code}&alone=on": tally.passages for code, tally in listing.tallies.items()}
    for node in listing.tree:
        below = sum(
            listing.tallies[pk].passages for pk in listing.tree.under(node.code.pk) if pk in listing.tallies
        )
        found[f"whose=all&code={node.code.pk}"] = below
    fitting = {query: count for query, count in found.items() if count <= min(number * 1.1, MOST_IN_PDF)}
    return min(fitting or found, key=lambda query: abs(found[query] - number))


def all_themes(project: Project, person: User, number: int) -> str:
    """What asks for about so many excerpts of some transcripts, under every code: these are tagged for it."""
    transcripts = list(project.transcripts.order_by("pk"))
    each = _listing("whose=all", project, person).excerpts / len(transcripts)
    tag = ProjectTag.objects.create(project=project, name=f"Sample of {number}")
    tagged = transcripts[: max(1, min(round(number / each), int(MOST_IN_PDF / each)))]
    TaggedTranscript.objects.bulk_create(TaggedTranscript(tag=tag, content_object=talk) for talk in tagged)
    return f"whose=all&tag={tag.pk}"


ASKED = {"alone": nearest, "all": all_themes}


def _listing(query: str, project: Project, person: User) -> Listing:
    asked = QueryDict(query)
    form = form_of(project, asked)
    if not form.is_valid():
        raise ValueError(f"{query}: {form.errors}")
    return asked_of(project, form, asked).listing(person)


def panels(query: str, project: Project, person: User) -> tuple[int, str]:
    """Fixed tables of six columns with the same quotes."""
    matrix = theme_matrix(project, person, MatrixForm(QueryDict(query), project).wish)
    parts = [STYLE]
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
    """Prints the milliseconds of both, and what the PDF holds; ``all:1000`` asks for so many excerpts."""
    project = Project.objects.get()
    person = User.objects.order_by("pk").first()
    assert person is not None
    how, _colon, number = query.partition(":")
    query = ASKED[how](project, person, int(number)) if number else query
    wishes = {"query": query, "address": "http://127.0.0.1"}
    job = Job.objects.create(project=project, owner=person, kind=kind, title="Bench", wishes=wishes)
    what, bare = BARE[kind]
    things, page = bare(query, project, person)
    HTML(string=f"{STYLE}<p>Warm.").write_pdf()
    ours: list[Timed] = []
    floor: list[Timed] = []
    held: list[float] = []
    for _ in range(int(times)):
        with watched_children() as children:
            ours.append(timed(lambda: jobs.made(job, jobs.Progress(job)).content))
        held += children.values()
        floor.append(timed(lambda: bytes(HTML(string=page).write_pdf())))
    reader = PdfReader(io.BytesIO(ours[-1].pdf))
    made = {
        "ours": [each.milliseconds for each in ours],
        "floor": [each.milliseconds for each in floor],
        "ours_cpu": median(each.cpu for each in ours),
        "floor_cpu": median(each.cpu for each in floor),
        "what": what,
        "things": things,
        "pages": len(reader.pages),
        "floor_pages": len(PdfReader(io.BytesIO(floor[-1].pdf)).pages),
        "megabytes": max(held),
        "missing": list(missing(reader)),
    }
    print(json.dumps(made))


class Timed(NamedTuple):
    milliseconds: float
    cpu: float
    """Seconds of a processor, the child processes' too: neighbours disturb it less than the time."""
    pdf: bytes


def timed(work: Callable[[], bytes]) -> Timed:
    started, before = time.perf_counter(), sum(os.times()[:4])
    pdf = work()
    return Timed((time.perf_counter() - started) * 1000, sum(os.times()[:4]) - before, pdf)


def missing(reader: PdfReader) -> Iterator[str]:
    """What a finished report has and this one has not."""
    pages = len(reader.pages)
    if not reader.outline:
        yield "outline"
    if "/StructTreeRoot" not in reader.root_object:
        yield "tags"
    if not any(page.get("/Annots") for page in reader.pages):
        yield "links"
    if not re.search(rf"{pages} (/|of) {pages}", reader.pages[-1].extract_text()):
        yield "page numbers"
