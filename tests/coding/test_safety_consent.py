"""Words of who allows no quotes, and values that are never printed, stand in no list and no report."""

from collections.abc import Sequence

import pytest

from coding.analysis.query import Coded, Not
from coding.analysis.query_json import dump
from coding.codebook import changes
from coding.exports.pdf import Attached
from coding.framework import writing as summaries
from coding.framework.cells import Cell, Part
from coding.models import SavedQuery
from interviews.models import Attribute, AttributeValue, Participant
from interviews.models.participants import Consent
from projects import jobs
from projects.models import Project, User
from tests import make

pytestmark = pytest.mark.django_db

TEXT = (
    "Interviewer: Who taught you?\nP07: SILENTWORDS, honestly, SILENTREST.\nP08: LOUDWORDS here.\n"
    "Interviewer: Again?\nP07: SILENTMORE of it.\nP08: LOUDLAST of it."
)
CODED = (
    "SILENTWORDS, honestly",
    "LOUDWORDS here",
    "SILENTREST.\nP08: LOUD",
    "WORDS here.\nInterviewer: Again?\nP07: SILENT",
    "Again?\nP07: SILENTMORE",
    "LOUDLAST",
)
PAGES = (
    "/{slug}/excerpts/?whose=all&context=500&question=on&coders=on",
    "/{slug}/excerpts/?whose=coder-{ana}&context=500&question=on",
    "/{slug}/excerpts/?whose=all&query={query}&context=turns-3&group=participant",
    "/{slug}/excerpts.csv?whose=all&query={query}&context=turns-3",
    "/{slug}/quotes/?by={secret}",
    "/{slug}/search/?q={words}",
    "/{slug}/search/?q={words}&who=participants",
    "/{slug}/search/?q={words}&who=answers",
    "/{slug}/excerpts.csv?whose=all&context=500&question=on&coders=on",
    "/{slug}/transcripts/{transcript}/code/list/?coders=all",
    "/{slug}/codebook/{code}/",
    "/{slug}/codebook/rereading/?coder=all",
    "/api/{slug}/codes/{code}/exemplars",
    "/{slug}/matrix/?shows=quotes&whose=all",
    "/{slug}/matrix.csv?shows=quotes&whose=all",
    "/{slug}/framework/?quotes=on",
    "/{slug}/framework/{person}/{code}/",
    "/{slug}/framework/participant/{person}/",
    "/{slug}/framework/theme/{code}/",
    "/api/{slug}/framework/cells/p{person}-t{code}",
    "/{slug}/framework.csv?quotes=on",
    "/{slug}/contrast/?quotes=on",
    "/{slug}/contrast.csv?quotes=on",
    "/{slug}/comparison/passages/?coders={ana}&coders={ben}&transcripts={transcript}",
    "/{slug}/comparison/side-by-side/{transcript}/?coders={ana}&coders={ben}",
    "/{slug}/comparison.csv?list=passages&coders={ana}&coders={ben}&transcripts={transcript}",
)
REPORTS = {
    "excerpts_pdf": "whose=all&context=500&question=on&coders=on",
    "matrix_pdf": "shows=quotes&whose=all",
    "framework_pdf": "quotes=on",
    "contrast_pdf": "quotes=on",
    "coded_transcripts": "transcript={transcript}&whose=all&way=notes&memos=on",
    "comparison_pdf": "coders={ana}&coders={ben}&transcripts={transcript}",
    "recipe_report": "",
}
EVERY_PART = (
    *("sample", "codebook", "excerpts?whose=all&context=500&question=on", "framework?quotes=on", "memos"),
    *("contrast?quotes=on", "matrix?shows=quotes&whose=all", "agreement", "cooccurrence", "trail"),
    *("picture-heatmap", "picture-groups", "picture-sample", "transcripts?whose=all&memos=on", "checklist"),
)


class Study:
    def __init__(self, consent: Consent) -> None:
        self.olga, self.ana, self.ben = (make.user(name) for name in ("olga", "ana", "ben"))
        self.project: Project = make.project(self.olga, self.ana, self.ben)
        silent, self.person = (make.participant(self.project, code) for code in ("P07", "P08"))
        self.transcript = make.transcript(TEXT, self.project, silent, self.person)
        self.secret = Attribute.objects.create(
            project=self.project, name="Force", kind="one of", position=1, never_print=True
        )
        self.choice = self.secret.choices.create(value="NEVERPRINTED", position=1)
        for person in self.project.participants.all():
            AttributeValue.objects.create(attribute=self.secret, participant=person, choice=self.choice)
        wishes = {"words": "a"}
        self.words = SavedQuery.objects.create(project=self.project, by=self.ana, wishes=wishes).guid
        asked = {"query": dump(Not(Coded(10**9)))}
        self.query = SavedQuery.objects.create(project=self.project, by=self.ana, wishes=asked).guid
        code, other = changes.add(self.project, self.olga, name="Training"), make.code("Trust", self.project)
        self.code = code
        for words in CODED:
            coding = make.coding(words, code, self.ana, self.transcript)
            make.exemplar(coding, note=words)
            make.picked(coding, note=words)
        changes.change(code, self.olga, definition="What is taught.")
        make.coding("LOUDLAST", other, self.ben, self.transcript)
        make.coding("SILENTMORE", other, self.ben, self.transcript)
        make.complete(self.transcript, self.ana, self.ben)
        self.summarise(silent)
        silent.consent = consent
        silent.save()

    def summarise(self, *people: Participant) -> None:
        """Everybody's cell has a summary that leads to P07's words, and quotes of their own."""
        for person in (*people, self.person):
            cell = Cell(self.project, Part.CELL, person, self.code)
            summaries.write(cell, self.ana, summaries.Words("LOUDSUMMARY of [them](P07:T2)."), None)
            for each in summaries.codings_under(cell, self.ana).values():
                summaries.quote(cell, self.ana, each.passage, True)

    def address(self, pattern: str) -> str:
        return pattern.format(
            slug=self.project.slug,
            ana=self.ana.pk,
            ben=self.ben.pk,
            transcript=self.transcript.pk,
            code=self.code.pk,
            person=self.person.pk,
            words=self.words,
            query=self.query,
            secret=self.secret.pk,
        )

    def read(self, url: str, user: User | None = None) -> str:
        client = make.browser(user or self.olga)
        response = client.get(url)
        content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
        assert response.status_code == 200, url
        return content.decode()


@pytest.mark.parametrize("consent", [Consent.NO_QUOTES, Consent.WITHDRAWN])
@pytest.mark.parametrize("page", PAGES)
def test_no_list_holds_a_word_of_who_allows_no_quotes(consent: Consent, page: str) -> None:
    study = Study(consent)
    shown = study.read(study.address(page))
    assert "LOUD" in shown
    assert "SILENT" not in shown
    assert "NEVERPRINTED" not in shown or {"matrix", "framework", "contrast"} & set(page.split("/"))


@pytest.mark.parametrize("consent", [Consent.NO_QUOTES, Consent.WITHDRAWN])
@pytest.mark.parametrize("kind", list(REPORTS))
def test_no_report_holds_a_word_of_who_allows_no_quotes(
    consent: Consent, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = Study(consent)
    pages: list[str] = []

    def keep(html: str, _progress: object, attached: Sequence[Attached] = ()) -> bytes:
        pages.append("".join([html, *(each.content for each in attached)]))
        return b""

    monkeypatch.setattr("coding.exports.pdf.render", keep)
    wishes = {"query": study.address(REPORTS[kind]), "address": "http://x"}
    recipe = make.recipe(study.project, study.olga, *(study.address(part) for part in EVERY_PART))
    wishes |= {"recipe": str(recipe.guid), "format": "pdf"}
    job = make.job(study.project, study.olga, kind, wishes=wishes)
    jobs.made(job, jobs.Progress(job))
    assert "LOUD" in pages[0]
    assert "SILENT" not in pages[0]
    assert "NEVERPRINTED" not in pages[0]


def test_the_list_of_codings_cites_what_is_not_quoted_and_says_why() -> None:
    study = Study(Consent.NO_QUOTES)
    shown = study.read(study.address("/{slug}/transcripts/{transcript}/code/list/?coders=all"), study.ana)
    assert "P07:T2: not to be quoted, for its participant allows no quotes" in shown
    assert "LOUDWORDS here" in shown


@pytest.mark.parametrize("arranged", ["rows=by-{}", "rows=groups-{}", "where=is-{choice}"])
def test_a_matrix_by_a_value_that_is_never_printed_makes_no_file(arranged: str) -> None:
    study = Study(Consent.FULL)
    query = arranged.format(study.secret.pk, choice=study.choice.pk)
    client = make.browser(study.olga)
    for method, ending in (("GET", ".csv"), ("POST", ".pdf")):
        refused = client.generic(method, f"/{study.project.slug}/matrix{ending}?{query}")
        assert refused.status_code == 302
        assert refused["Location"] == f"/{study.project.slug}/matrix/"
    assert not study.project.jobs.exists()


def test_excerpts_are_neither_filtered_nor_described_by_what_is_never_printed() -> None:
    study = Study(Consent.FULL)
    client = make.browser(study.olga)
    for asked in (f"a{study.secret.pk}={study.choice.pk}", f"show={study.secret.pk}"):
        response = client.get(f"/{study.project.slug}/excerpts.csv?{asked}", follow=True)
        content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
        assert b"NEVERPRINTED" not in content
        assert b"Force" not in content or not response.streaming
