"""Every report can be saved in every format, from one menu."""

from datetime import datetime
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from coding.memos import writing
from projects import jobs
from projects.models import Job, Project, Role
from tests import make

pytestmark = pytest.mark.django_db

REPORTS = ("excerpts", "matrix", "framework", "contrast", "cooccurrence", "picture", "memos")
BY_JOB = [f"{report}_{form}" for report in REPORTS for form in ("docx", "xlsx")]
MENUS = {
    "excerpts": ("excerpts", ("docx", "xlsx", "csv", "pdf")),
    "matrix": ("matrix", ("docx", "xlsx", "csv", "pdf")),
    "framework": ("framework", ("docx", "xlsx", "csv", "pdf")),
    "contrast": ("contrast", ("docx", "xlsx", "csv", "pdf")),
    "cooccurrence": ("cooccurrence", ("docx", "xlsx", "csv", "pdf")),
    "pictures": ("picture", ("svg", "docx", "xlsx", "csv", "pdf")),
    "memos": ("memos", ("docx", "xlsx", "csv", "markdown", "pdf")),
}


class Study:
    def __init__(self) -> None:
        self.ana = make.user("ana")
        self.project: Project = make.project(self.ana)
        self.fear, self.trust = make.code("Fear", self.project), make.code("Trust", self.project)
        talk = make.transcript(
            "P07: Because of the chief.", self.project, make.participant(self.project, "P07")
        )
        make.coding("the chief", self.fear, self.ana, talk)
        make.coding("Because of the chief", self.trust, self.ana, talk)
        writing.write(self.project, self.ana, "Think of it.", talk)

    def url(self, name: str) -> str:
        kind = ["heatmap"] if name.startswith("picture_") else []
        return reverse(name, args=[self.project.slug, *kind])

    def workbook(self, kind: str) -> Workbook:
        wishes = {"query": "", "address": "http://x", "picture": "heatmap", "format": "xlsx"}
        job = make.job(self.project, self.ana, kind, wishes=wishes)
        return load_workbook(BytesIO(jobs.made(job, jobs.Progress(job)).content))


@pytest.fixture
def study() -> Study:
    return Study()


@pytest.mark.parametrize("name", BY_JOB)
@pytest.mark.parametrize("role", Role.values)
def test_every_member_may_have_it_made(study: Study, name: str, role: str) -> None:
    client = make.browser(make.member(study.project, Role(role)))
    assert client.get(study.url(name)).status_code == 405
    assert client.post(study.url(name)).status_code == 302
    job = Job.objects.get()
    form = name.rpartition("_")[2]
    assert job.wishes["format"] == form
    assert job.title.endswith({"docx": ", as Word document", "xlsx": ", as Excel workbook"}[form])


@pytest.mark.parametrize("name", BY_JOB)
def test_a_stranger_finds_nothing(study: Study, name: str) -> None:
    assert make.browser(make.user("zoe")).post(study.url(name)).status_code == 404
    assert not Job.objects.exists()


@pytest.mark.parametrize("page", list(MENUS))
def test_the_menu_offers_each_format_with_what_is_asked_for(study: Study, page: str) -> None:
    query = f"whose=all&first={study.fear.pk}&second={study.trust.pk}" if page == "contrast" else "whose=all"
    query = "" if page == "memos" else query
    shown = make.browser(study.ana).get(f"{study.url(page)}?{query}").content.decode()
    report, forms = MENUS[page]
    for form in forms:
        address = study.url(f"{report}_{form}") + (f"?{query}" if query else "")
        assert f'"{address.replace("&", "&amp;")}"' in shown, form


@pytest.mark.parametrize("report", REPORTS)
def test_each_workbook_has_its_rows_and_says_what_it_is(study: Study, report: str) -> None:
    book = study.workbook(f"{report}_pdf")
    assert book.sheetnames[-1] == "About"
    assert book.worksheets[0].max_row > 1


def test_more_memos_than_are_read_at_once_still_fit_into_a_workbook(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coding.exports.memos.MOST_IN_PDF", 0)
    assert study.workbook("memos_pdf")["Memos"].max_row == 2


def test_memos_tell_moments_as_moments(study: Study) -> None:
    head, row = study.workbook("memos_pdf")["Memos"].rows
    told = dict(zip([cell.value for cell in head], row, strict=True))
    assert isinstance(told["written"].value, datetime)
    assert told["memo"].value == "Think of it."


def test_shares_are_told_per_cent(study: Study) -> None:
    head, row = study.workbook("cooccurrence_pdf")["Pairs of codes"].rows
    told = dict(zip([cell.value for cell in head], row, strict=True))
    assert (told["Share of the first"].value, told["Share of the first"].number_format) == (1, "0.0%")
