"""What leaves the house was looked through and decided on, and holds nothing of the study's own IDs."""

import hashlib
import io
import re
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from coding.analysis.query import OfParticipant
from coding.excerpts.listing import tree_to_list
from coding.framework.cells import Cell, Part
from coding.framework.writing import Words, write
from coding.leaving import making
from coding.leaving.deciding import allow
from coding.leaving.publications import names_in
from coding.memos import writing as memos
from coding.models import AllowedWord, Publication, Release
from coding.retrieval.names import names_in as names_in_query
from interviews.models import RealName
from interviews.outgoing import Outgoing, going_out
from interviews.participants import rename
from interviews.withdrawal import withdraw
from projects import jobs, undo
from projects.jobs import Cancelled
from projects.models import Access, Job
from projects.refusals import Refused
from tests import make
from tests.coding.leaving_study import Study, everything_in, of

pytestmark = pytest.mark.django_db

TABLES = (
    "excerpts_csv",
    "matrix_csv",
    "framework_csv",
    "contrast_csv",
    "memos_csv",
)
REPORTS = {
    "excerpts_pdf": "",
    "matrix_pdf": "shows=quotes",
    "framework_pdf": "quotes=on",
    "picture_pdf": "",
}


def summarised(study: Study) -> None:
    cell = Cell(study.project, Part.CELL, study.people["P07"], study.fear)
    write(cell, study.ana, Words("P07 [met her](P07:T2), as P08 did."), None)
    memos.write(study.project, study.ana, "Unlike p08, P07 waits.", study.people["P07"])


@pytest.mark.parametrize("table", TABLES)
def test_no_id_of_the_study_is_in_a_table_made_for_a_publication(table: str) -> None:
    study = Study()
    summarised(study)
    query = "?shows=quotes" if table.startswith("matrix") else "?quotes=on"
    checked, content = of(study.leave(study.url(table) + query, study.drawn()))
    everything = everything_in(content)
    assert b"Officer" in everything
    for code in (b"P07", b"P08", b"P09"):
        assert code.lower() not in everything.lower()
    assert b"transcripts/" not in everything
    assert checked.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("kind", ["matrix_pdf", "framework_pdf"])
def test_no_id_of_the_study_is_in_a_workbook_made_for_a_publication(kind: str) -> None:
    study = Study()
    summarised(study)
    made = study.team_job(kind, query=REPORTS[kind], format="xlsx")
    checked, content = of(study.leave(made, study.drawn()))
    assert checked.name.endswith(".xlsx")
    everything = everything_in(content)
    assert b"Officer" in everything
    assert not [code for code in (b"p07", b"p08", b"p09") if code in everything.lower()]


@pytest.mark.parametrize("kind", list(REPORTS))
def test_no_id_of_the_study_and_no_way_into_it_is_in_a_pdf_made_for_a_publication(kind: str) -> None:
    study = Study()
    summarised(study)
    made = study.team_job(kind, query=REPORTS[kind], picture="portraits")
    checked, content = of(study.leave(made, study.drawn()))
    assert content.startswith(b"%PDF")
    everything = everything_in(content)
    for code in ("P07", "P08", "P09"):
        for form in (code.encode(), code.encode("utf-16-be"), code.encode().hex().encode()):
            assert form not in everything
    words = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert "Officer" in words
    assert not {code for code in ("P07", "P08", "P09", "confidential") if code in words}
    assert b"host.example" not in everything
    assert checked.name.endswith(".pdf")


def test_rows_stand_in_the_order_of_the_publications_ids() -> None:
    study = Study()
    paper = study.drawn()
    _checked, content = of(study.leave(study.url("matrix_csv"), paper))
    rows = [line.partition(",")[0] for line in content.decode().splitlines()[1:]]
    assert rows == ["Officer 1", "Officer 2", "Officer 3"]
    assert [names_in(paper)[person.pk] for person in study.people.values()] != rows
    _checked, excerpts = of(study.leave(study.url("excerpts_csv"), paper))
    cited = [line.split(",")[1] for line in excerpts.decode().splitlines()[1:]]
    assert cited == sorted(cited)


def test_with_the_ids_of_the_study_they_stay_and_the_ways_in_go() -> None:
    study = Study()
    _checked, content = of(study.leave(study.team_job("excerpts_pdf")))
    assert b"host.example" not in everything_in(content)
    _checked, table = of(study.leave(study.url("excerpts_csv")))
    assert b"P07:T2" in table


def test_a_file_for_the_team_says_so_and_is_as_it_was() -> None:
    study = Study()
    study.drawn()
    response = make.browser(study.ana).get(study.url("excerpts_csv"))
    assert b"P07:T2" in b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert Job.objects.count() == 0


def test_names_are_found_wherever_they_stand_with_the_way_to_them() -> None:
    study = Study()
    job = study.leave(study.url("excerpts_csv"))
    checked, _content = of(job)
    (sarah,) = [each for each in checked.findings if each.words == "Sarah"]
    assert (sarah.kind, sarah.times) == ("name", 2)
    page = make.browser(study.ana).get(study.url("leaving_check", job.pk)).content.decode()
    assert "<mark>Sarah</mark>" in page
    assert f"/transcripts/{study.talks['P07'].pk}/code/#T2" in page


def test_a_name_that_the_study_keeps_apart_is_found_though_the_codebook_says_it() -> None:
    study = Study()
    study.fear.definition = "What Years said."
    study.fear.save()
    RealName.objects.create(participant=study.people["P08"], name="Ida Years")
    checked, _content = of(study.leave(study.url("codebook_csv")))
    assert "Years" in [each.words for each in checked.findings]


def test_words_of_somebody_who_may_not_be_quoted_are_found_where_somebody_typed_them() -> None:
    study = Study()
    cell = Cell(study.project, Part.CELL, study.people["P09"], study.fear)
    write(cell, study.ana, Words("Says “words of one who may never be quoted” of it."), None)
    checked, _content = of(study.leave(study.url("framework_csv")))
    (found,) = [each for each in checked.findings if each.kind == "silent"]
    assert found.words == "words of one who may never be quoted"
    none, _content = of(study.leave(study.url("excerpts_csv")))
    assert not [each for each in none.findings if each.kind == "silent"]


def test_who_stands_out_by_what_it_prints_is_listed_and_an_attribute_can_be_left_out() -> None:
    """Two sergeants and one inspector: fewer than three share either."""
    study = Study()
    table = study.url("excerpts_csv") + f"?show={study.rank.pk}"
    checked, content = of(study.leave(table))
    assert b"sergeant" in content
    small = {tuple(each.values): list(each.people) for each in checked.small}
    assert small == {
        ("inspector",): [study.people["P09"].pk],
        ("sergeant",): [study.people["P07"].pk, study.people["P08"].pk],
    }
    without, content = of(study.leave(table, left_out=(study.rank.pk,)))
    assert b"sergeant" not in content
    assert b"Rank" not in content
    assert (list(without.attributes), list(without.small)) == ([], [])


def test_rows_by_an_attribute_that_is_left_out_make_no_file() -> None:
    study = Study()
    with pytest.raises(Refused):
        study.leave(study.url("matrix_csv") + f"?rows=groups-{study.rank.pk}", left_out=(study.rank.pk,))
    checked, _content = of(study.leave(study.url("matrix_csv") + f"?rows=groups-{study.rank.pk}"))
    assert list(checked.attributes) == [study.rank.pk]


def test_a_table_of_nothing_known_of_participants_singles_nobody_out() -> None:
    study = Study()
    checked, _content = of(study.leave(study.url("codebook_csv")))
    assert list(checked.small) == []


def test_what_is_found_fine_is_passed_over_here_and_in_the_next_file_until_it_is_taken_back() -> None:
    study = Study()
    job = study.leave(study.url("excerpts_csv"))
    client = make.browser(study.ana)
    client.post(study.url("leaving_allow", job.pk), {"word": ["sarah", "nowhere"]})
    assert [word.word for word in study.project.allowed_words.all()] == ["Sarah"]
    assert "<mark>Sarah</mark>" not in client.get(study.url("leaving_check", job.pk)).content.decode()
    checked, _content = of(study.leave(study.url("excerpts_csv")))
    assert "Sarah" not in [each.words for each in checked.findings]
    undo.undo(study.project, study.ana)
    checked, _content = of(study.leave(study.url("excerpts_csv")))
    assert "Sarah" in [each.words for each in checked.findings]


def test_a_word_can_be_found_again() -> None:
    study = Study()
    allow(study.project, study.ana, ["Sarah", "sarah"])
    (word,) = study.project.allowed_words.all()
    make.browser(study.ana).post(study.url("leaving_words", word.pk))
    assert not study.project.allowed_words.exists()


def test_nothing_leaves_before_it_is_let_go_and_the_log_says_who_decided_what() -> None:
    study = Study()
    job = study.leave(study.url("excerpts_csv"), study.drawn())
    client, file = make.browser(study.ana), study.url("leaving_file", job.pk)
    assert client.get(file).status_code == 302
    assert client.get(study.url("job_result", job.pk))["Location"] == study.url("leaving_check", job.pk)
    assert study.decide(job, "let go", reason="").status_code == 200
    assert not Release.objects.exists()
    study.decide(job)
    _checked, content = of(job)
    given = client.get(file)
    assert given.content == content
    assert given["Content-Disposition"].startswith("attachment")
    release = Release.objects.get()
    assert (release.sha256, release.by) == (hashlib.sha256(given.content).hexdigest(), study.ana)
    event = study.project.events.get(kind="release")
    assert (event.verb, event.by, event.rows) == ("let go", study.ana, None)
    assert event.facts["sha256"] == release.sha256
    assert event.facts["findings"] == release.findings > 0
    assert "Sarah" not in str(event.facts)
    assert f"SHA-256 {release.sha256}" in client.get(study.url("log")).content.decode()
    assert Access.objects.filter(kind="leaving", verb="downloaded").count() == 1


def test_what_was_kept_back_stays_and_a_decision_is_made_once() -> None:
    study = Study()
    job = study.leave(study.url("excerpts_csv"))
    study.decide(job, "kept back")
    study.decide(job, "let go")
    assert Release.objects.get().decision == "kept back"
    assert make.browser(study.ana).get(study.url("leaving_file", job.pk)).status_code == 302


def test_summaries_that_are_behind_leave_only_if_the_person_says_so() -> None:
    study = Study()
    summarised(study)
    make.coding("Sarah at night", study.fear, study.ana, study.talks["P07"])
    job = study.leave(study.team_job("framework_pdf"))
    assert of(job)[0].stale == 1
    assert study.decide(job).status_code == 200
    assert not Release.objects.exists()
    study.decide(job, is_stale_fine="on")
    assert Release.objects.get().stale == 1


def test_words_of_a_silent_person_leave_only_if_somebody_read_each_of_them() -> None:
    study = Study()
    cell = Cell(study.project, Part.CELL, study.people["P09"], study.fear)
    write(cell, study.ana, Words("Says “words of one who may never be quoted” of it."), None)
    job = study.leave(study.url("framework_csv"))
    assert "none quotes somebody" in study.decide(job).content.decode()
    assert not Release.objects.exists()
    study.decide(job, is_silent_fine="on")
    assert Release.objects.get().decision == "let go"


def test_a_title_that_tells_a_rank_and_a_place_is_said_by_the_publications_id() -> None:
    study = Study()
    study.talks["P08"].title = "Chief Constable, Force A"
    study.talks["P08"].save()
    memos.write(study.project, study.ana, "Long.", study.talks["P08"])
    paper = study.drawn()
    _checked, content = of(study.leave(study.url("memos_csv"), paper))
    called = names_in(paper)[study.people["P08"].pk]
    assert b"Chief Constable" not in content
    assert f"interview with {called}".encode() in content


def test_an_attribute_of_which_no_value_stands_in_the_file_is_not_printed() -> None:
    study = Study()
    checked, _content = of(study.leave(study.url("excerpts_csv")))
    assert (list(checked.attributes), list(checked.small)) == ([], [])


def test_no_attribute_leaves_that_nobody_ticked() -> None:
    study = Study()
    client, job = make.browser(study.ana), study.team_job("excerpts_pdf")
    page = client.get(f"{study.url('leaving_new')}?job={job.pk}").content.decode()
    assert "Rank" in page
    assert " checked" not in page


def test_who_came_after_the_draw_is_called_first() -> None:
    study = Study()
    paper = study.drawn()
    make.participant(study.project, "P10")
    with pytest.raises(Refused, match="P10 came after the draw"):
        study.leave(study.url("excerpts_csv"), paper)


def test_a_report_that_was_made_is_taken_out_from_its_page() -> None:
    study = Study()
    job = study.team_job("excerpts_pdf")
    client = make.browser(study.ana)
    way = f"{study.url('leaving_new')}?job={job.pk}"
    assert way in client.get(study.url("job", job.pk)).content.decode()
    assert "Rank" in client.get(way).content.decode()
    started = client.post(way, {"attributes": [study.rank.pk]})
    made = Job.objects.get(kind="leaving")
    assert started["Location"] == study.url("job", made.pk)
    assert made.wishes["left_out"] == []
    assert made.wishes["of"]["kind"] == "excerpts_pdf"


@pytest.mark.parametrize(
    "address",
    [
        "/account/",
        "/{slug}/",
        "/{slug}/excerpts/",
        "/other/excerpts.csv",
        "/{slug}/transcripts/{talk}/original/",
    ],
)
def test_only_a_table_or_a_text_of_the_study_is_taken_from_an_address(address: str) -> None:
    study = Study()
    with pytest.raises(Refused):
        study.leave(address.format(slug=study.project.slug, talk=study.talks["P07"].pk))


def test_another_study_is_not_reached_by_an_address() -> None:
    study, other = Study(), Study()
    page = study.url("leaving_new")
    assert make.browser(study.ana).get(page, {"of": other.url("excerpts_csv")}).status_code == 404
    assert make.browser(study.ana).get(page, {"of": study.url("excerpts_csv")}).status_code == 200
    assert make.browser(study.ana).get(page).status_code == 404


def test_readers_take_nothing_out_and_nobody_decides_on_anothers_file() -> None:
    study = Study()
    job = study.leave(study.url("excerpts_csv"))
    pages = [
        study.url("leaving"),
        f"{study.url('leaving_new')}?of={study.url('excerpts_csv')}",
        study.url("leaving_check", job.pk),
        study.url("leaving_file", job.pk),
    ]
    for who, statuses in (
        (study.ron, {403}),
        (make.user("sam"), {404}),
        (study.olga, {200, 404}),
        (study.ana, {200, 302}),
    ):
        assert {make.browser(who).get(page).status_code for page in pages} == statuses
    assert make.browser(study.olga).get(study.url("leaving_check", job.pk)).status_code == 404
    assert b"Take out" not in make.browser(study.ron).get(study.url("jobs")).content


def test_a_withdrawal_takes_what_was_looked_through_and_words_found_fine() -> None:
    study = Study()
    allow(study.project, study.ana, ["Sarah", "Elsewhere"])
    job = study.leave(study.url("excerpts_csv"))
    study.decide(job)
    withdraw(study.people["P07"], study.olga)
    assert [word.word for word in AllowedWord.objects.all()] == ["Elsewhere"]
    assert not study.project.events.filter(kind="allowedword", rows__isnull=False).exists()
    assert make.browser(study.ana).get(study.url("leaving_file", job.pk)).status_code == 404
    release = Release.objects.get()
    assert len(release.sha256) == 64


def test_the_house_is_read_in_as_many_queries_however_much_left() -> None:
    study = Study()
    client = make.browser(study.ana)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(study.url("leaving"))
        return len(asked)

    Release.objects.create(**released(study, study.drawn()))
    before = queries()
    for number in range(5):
        paper = make.publication(study.project, f"Paper {number}")
        Release.objects.create(**released(study, paper))
        allow(study.project, study.ana, [f"Word{number}"])
    assert queries() == before


def released(study: Study, publication: Publication) -> dict[str, object]:
    numbers = {"findings": 1, "small_groups": 0, "stale": 0}
    return numbers | {
        "project": study.project,
        "publication": publication,
        "sha256": "0" * 64,
        "kind": "csv",
        "decision": "let go",
        "by": study.ana,
    }


def test_the_check_is_read_in_as_many_queries_however_much_was_found() -> None:
    study = Study()
    client = make.browser(study.ana)
    few = study.leave(study.url("codebook_csv"))
    many = study.leave(study.url("excerpts_csv"), study.drawn())
    asked = []
    for job in (few, many):
        with CaptureQueriesContext(connection) as queries:
            client.get(study.url("leaving_check", job.pk))
        asked.append(len(queries))
    # A publication is read with its IDs; places with who speaks where.
    assert asked[1] <= asked[0] + 3


def test_a_file_can_be_made_anew_in_another_way() -> None:
    study = Study()
    job = study.leave(study.url("excerpts_csv"))
    client = make.browser(study.ana)
    page = client.get(study.url("leaving_check", job.pk)).content.decode()
    way = f"{study.url('leaving_new')}?job={job.pk}"
    assert way in page
    paper = study.drawn()
    client.post(way, {"publication": paper.pk, "attributes": [study.rank.pk]})
    anew = Job.objects.latest("pk")
    assert anew.title == job.title
    assert anew.wishes == {"file": job.wishes["file"], "publication": paper.pk, "left_out": []}


def test_an_id_of_digits_is_replaced_where_the_program_says_it() -> None:
    study = Study()
    rename(study.people["P07"], "4711", study.olga)
    paper = study.drawn()
    _checked, content = of(study.leave(study.url("log_csv"), paper))
    assert "4711" not in content.decode()
    asked = OfParticipant(study.people["P07"].pk)
    with going_out(Outgoing(called=names_in(paper))):
        found = names_in_query(study.project, tree_to_list(study.project), asked)
    assert found.participants == {asked.participant: names_in(paper)[study.people["P07"].pk]}


def test_coded_transcripts_stand_in_the_order_of_the_publications_ids() -> None:
    study = Study()
    query = "&".join(f"transcript={talk.pk}" for talk in study.talks.values())
    job = study.team_job("coded_transcripts", query=query, format="docx")
    _checked, content = of(study.leave(job, study.drawn()))
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        names = pack.namelist()
    assert names == sorted(names, key=lambda name: name.partition("officer")[2])


def test_places_in_a_word_document_are_no_keys_of_the_study() -> None:
    study = Study()
    job = study.team_job("excerpts_pdf", format="docx")
    _checked, content = of(study.leave(job, study.drawn()))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        text = parts.read("word/document.xml").decode()
    marks = re.findall(r'w:bookmarkStart [^>]*w:name="([^"]+)"', text)
    links = re.findall(r'w:anchor="([^"]+)"', text)
    assert marks
    assert not re.findall(r"to_(?!place_)\w*\d", text)
    assert {link for link in links if link.startswith("to_")} <= set(marks)


def test_an_id_within_another_word_is_found_by_the_check() -> None:
    study = Study()
    memos.write(study.project, study.ana, "See Interview_P07 and InterviewP07.", study.people["P07"])
    checked, content = of(study.leave(study.url("memos_csv"), study.drawn()))
    assert b"Interview_Officer" in content
    assert [each.words for each in checked.findings if each.kind == "id"] == ["P07"]


def test_looking_through_a_file_can_be_stopped() -> None:
    study = Study()
    job = making.start(study.project, study.ana, study.url("excerpts_csv"))
    said: list[tuple[object, ...]] = []

    def progress(part: str, *numbers: int) -> None:
        said.append((part, *numbers))
        if part == "checking" and numbers:
            raise Cancelled

    with pytest.raises(Cancelled):
        jobs.made(job, progress)  # type: ignore[arg-type]
    assert said[-1][0] == "checking"
