"""A code that is named in somebody's words, when they allow no quotes any longer."""

import uuid

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from coding.codebook import changes
from coding.codebook.moving import promote
from coding.codebook.retiring import Children, retire
from coding.codebook.withholding import withheld
from coding.memos import writing
from coding.models import Code, Reading
from coding.workspace.codings import Wish
from coding.workspace.in_vivo import Named, code_anew
from interviews.models.participants import Consent
from interviews.spans import Span
from projects import jobs, undo
from tests import make

pytestmark = pytest.mark.django_db

TEXT = "Interviewer: And then?\nP01: SPOKENWORDS, they said.\nP02: So it goes."
LISTS = (
    "/{slug}/excerpts/",
    "/{slug}/excerpts.csv",
    "/{slug}/matrix/?open={theme}",
    "/{slug}/matrix.csv?shows=counts",
    "/{slug}/matrix.csv?rows=coders",
    "/{slug}/matrix/cell/?row=p{person}&column={theme}",
    "/{slug}/cooccurrence/",
    "/{slug}/pictures/",
    "/{slug}/pictures/heatmap.svg",
    "/{slug}/pictures/portraits/",
    "/{slug}/pictures/cooccurrence/?near=10",
    "/{slug}/pictures/new-codes.csv",
    "/{slug}/comparison/?coders={ana}&coders={ben}&transcripts={talk}",
    "/{slug}/comparison.csv?coders={ana}&coders={ben}&transcripts={talk}",
    "/{slug}/codebook.csv",
    "/{slug}/codebook/versions/",
    "/{slug}/memos/",
    "/{slug}/memos.csv",
    "/{slug}/memos.md",
    "/{slug}/checklist/",
    "/{slug}/checklist.csv",
    "/{slug}/log/",
    "/{slug}/log.csv",
)
REPORTS = {
    "excerpts_pdf": "",
    "memos_pdf": "",
    "matrix_pdf": "shows=counts",
    "comparison_pdf": "coders={ana}&coders={ben}&transcripts={talk}",
    "cooccurrence_pdf": "",
    "picture_pdf": "",
    "coded_transcripts": "transcript={talk}&whose=all&way=notes",
    "checklist_pdf": "",
}


class Study:
    """Ana made a theme of P01's words and one of P02's, and coded P01's words with it; so did Ben."""

    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project = make.project(self.ana, self.ben)
        self.first, self.second = (make.participant(self.project, code) for code in ("P01", "P02"))
        self.talk = make.transcript(TEXT, self.project, self.first, self.second)
        self.code = self.spoken("SPOKENWORDS")
        self.other = self.spoken("So it goes")
        make.coding("So it goes", self.code, self.ben, self.talk)
        writing.write(self.project, self.ana, "Think of it.", self.code)
        make.complete(self.talk, self.ben)
        Reading.objects.update(state=Reading.State.COMPLETE)

    def spoken(self, words: str) -> Code:
        start = TEXT.index(words)
        wish = Wish(uuid.uuid4(), 0, Span(start, start + len(words)), 1)
        code, _coding = code_anew(self.talk, wish, Named(words), self.ana)
        return code

    def silence(self) -> None:
        self.first.consent = Consent.NO_QUOTES
        self.first.save()
        self.project.refresh_from_db()

    def asked(self, pattern: str) -> str:
        ids = {"ana": self.ana.pk, "ben": self.ben.pk, "talk": self.talk.pk, "theme": self.code.pk}
        ids |= {"person": self.first.pk}
        return pattern.format(slug=self.project.slug, **ids)

    def read(self, page: str) -> str:
        response = make.browser(self.ana).get(self.asked(page))
        assert response.status_code == 200
        streamed = response.streaming and b"".join(response.streaming_content)  # type: ignore[attr-defined]
        return (streamed or response.content).decode()


@pytest.fixture
def study() -> Study:
    return Study()


@pytest.mark.parametrize("page", LISTS)
def test_no_list_and_no_export_names_a_code_in_words_that_may_not_be_quoted(study: Study, page: str) -> None:
    assert "SPOKENWORDS" in study.read(page)
    study.silence()
    shown = study.read(page)
    assert f"In vivo {study.code.pk} (words withheld)" in shown
    assert "SPOKENWORDS" not in shown


@pytest.mark.parametrize("kind", list(REPORTS))
def test_no_report_does(study: Study, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    study.silence()
    pages: list[str] = []

    def keep(html: str, _progress: object) -> bytes:
        pages.append(html)
        return b""

    monkeypatch.setattr("coding.exports.pdf.render", keep)
    wishes = {"query": study.asked(REPORTS[kind]), "address": "http://x", "picture": "heatmap"}
    job = make.job(study.project, study.ana, kind, wishes=wishes)
    jobs.made(job, jobs.Progress(job))
    assert f"In vivo {study.code.pk} (words withheld)" in pages[0]
    assert "SPOKENWORDS" not in pages[0]


def test_where_the_team_works_the_code_keeps_its_name_and_is_said_to_need_another(study: Study) -> None:
    study.silence()
    assert "SPOKENWORDS" in study.read("/{slug}/transcripts/{talk}/code/")
    page = study.read("/{slug}/codebook/{theme}/")
    assert "SPOKENWORDS" in page
    assert "allows no quotes" in page


def test_only_names_that_are_words_of_who_allows_no_quotes_are_withheld(study: Study) -> None:
    assert withheld(study.project) == {}
    study.silence()
    assert withheld(study.project).keys() == {study.code.pk}
    shown = study.read("/{slug}/excerpts/")
    assert "So it goes" in shown


def test_a_name_that_the_team_gave_is_shown_and_the_spoken_one_stays_withheld_in_old_editions(
    study: Study,
) -> None:
    promote(study.code, None, study.ana, "Six said so", name="Pressure")
    study.silence()
    assert "Pressure" in study.read("/{slug}/excerpts/")
    versions = study.read("/{slug}/codebook/versions/")
    assert "SPOKENWORDS" not in versions
    assert "Pressure" in versions


def test_a_code_that_was_taken_back_or_retired_is_known_too(study: Study) -> None:
    retire(study.code, study.ana, Children.WITH)
    undo.undo(study.project, study.ana)
    study.silence()
    assert "SPOKENWORDS" not in study.read("/{slug}/codebook.csv")


def test_a_study_without_such_a_code_is_asked_nothing_more(
    study: Study, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = make.browser(study.ana)
    other = make.project(study.ana)
    changes.add(other, study.ana, name="Fear")
    address = f"/{other.slug}/excerpts/"
    client.get(address)
    with django_assert_num_queries(6):
        client.get(address)
