"""Within Django, ``python -m tests.bench.inside sheeting ours``: row 11, once, in a process of its own.

Memory is then of that work alone.
"""

import json
import tempfile
import time
from pathlib import Path

from django.http import QueryDict
from xlsxwriter import Workbook

from coding.excerpts.asked import asked_of, form_of
from coding.excerpts.excerpts import Cited
from coding.exports.excerpts import KIND, table_of
from coding.exports.tables import Table
from projects import jobs
from projects.models import Job, Project, User
from tests.bench.memory import most_megabytes

QUERY = "whose=all"


def main(whose: str) -> None:
    """Prints how long it took, and by how much the most memory grew."""
    project = Project.objects.get()
    person = User.objects.order_by("pk").first()
    assert person is not None
    table = _table(project, person)
    rows = sum(1 for _ in table.rows) if whose == "ours" else 0
    kept = list(_table(project, person).rows) if whose == "floor" else []
    before, started = most_megabytes(), time.perf_counter()
    size = _ours(project, person) if whose == "ours" else _floor(Table(table.header, kept))
    made = {
        "milliseconds": (time.perf_counter() - started) * 1000,
        "megabytes": most_megabytes() - before,
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
