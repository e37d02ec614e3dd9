"""Row 11: all excerpts as XLSX by the work of the job, beside the library alone on the same rows.

Within Django: ``python -m tests.bench.inside spreadsheets 3``, each in a process of its own, so that memory
is of that work alone.
"""

import json
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.http import QueryDict
from xlsxwriter import Workbook

from coding.excerpts.asked import asked_of, form_of
from coding.excerpts.excerpts import Cited
from coding.exports.excerpts import KIND, table_of
from coding.exports.tables import Table
from projects import jobs
from projects.models import Job, Project, User
from tests.bench.figures import Line, Sample
from tests.bench.studies import Study

QUERY = "whose=all"


def measure(study: Study) -> Iterator[Line]:
    """The floor writes rows that were read before; ours reads them too."""
    times = study.times(3)
    ours = [json.loads(study.database.inside("spreadsheets", "ours")) for _ in range(times)]
    floor = [json.loads(study.database.inside("spreadsheets", "floor")) for _ in range(times)]
    took = Sample.of(each["milliseconds"] for each in ours)
    memory = max(each["megabytes"] for each in ours)
    yield Line(
        11,
        "all excerpts as XLSX",
        study.database.kind,
        study.size,
        took,
        Sample.of(each["milliseconds"] for each in floor),
        goal="≤ 8 s, + 40 MB",
        holds=took.median <= 8000 and memory <= 40,
        notes=(
            f"{ours[0]['rows']:,} rows, {ours[0]['size']:.0f} MB",
            f"+ {memory:.0f} MB at most, the finished file among them",
        ),
    )


def main(whose: str) -> None:
    """Prints how long it took, and by how much the most memory grew."""
    project = Project.objects.get()
    person = User.objects.order_by("pk").first()
    assert person is not None
    table = _table(project, person)
    rows = sum(1 for _ in table.rows) if whose == "ours" else 0
    kept = list(_table(project, person).rows) if whose == "floor" else []
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    size = _ours(project, person) if whose == "ours" else _floor(Table(table.header, kept))
    made = {
        "milliseconds": (time.perf_counter() - started) * 1000,
        "megabytes": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024,
        "rows": rows or len(kept),
        "size": size / 1e6,
    }
    print(json.dumps(made))


def _table(project: Project, person: User) -> Table:
    asked = QueryDict(QUERY)
    form = form_of(project, asked)
    if not form.is_valid():
        raise ValueError(f"{QUERY}: {form.errors}")
    wishes = asked_of(project, form, asked)
    return table_of(wishes, Cited(wishes.listing(person), wishes.extras))


def _ours(project: Project, person: User) -> int:
    wishes = {"query": QUERY, "address": "http://127.0.0.1", "format": "xlsx"}
    job = Job.objects.create(project=project, owner=person, kind=KIND, title="Bench", wishes=wishes)
    return len(jobs.made(job, jobs.Progress(job)).content)


def _floor(table: Table) -> int:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "book.xlsx"
        with Workbook(str(file), {"constant_memory": True}) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate((table.header, *table.rows)):
                sheet.write_row(number, 0, row)
        return len(file.read_bytes())
