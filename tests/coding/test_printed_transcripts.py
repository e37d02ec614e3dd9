"""The coded transcript on paper: what stands in the margin, what is withheld, and the files."""

import io
import zipfile
from typing import Any

import pytest
from django.http import QueryDict
from docx import Document
from pypdf import PdfReader
from pytest_django.fixtures import DjangoAssertNumQueries

from coding.excerpts.retrieval import Basis, Whose
from coding.exports import transcripts as exports
from coding.forms.transcripts import PrintForm
from coding.memos import writing
from coding.models import CodingQualifier, Qualifier, QualifierValue
from coding.reports.transcript import CodedTranscripts, Way, Wish, build
from interviews.models import Turn
from interviews.models.participants import Consent
from projects import jobs
from projects.models import Access, Project, Role, User
from projects.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db

TEXT = (
    "Interviewer: Who taught you?\nP07: Nobody did, honestly. 👮🏽 We learned it.\nP07: And then it stopped."
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Study:
    """Ana and Ben coded the same words with one code, Ben some with another, Ana across turns."""

    def __init__(self) -> None:
        self.olga, self.ana, self.ben = (make.user(name) for name in ("olga", "ana", "ben"))
        self.project: Project = make.project(self.olga, self.ana, self.ben)
        self.person = make.participant(self.project, "P07")
        self.talk = make.transcript(TEXT, self.project, self.person, title="Sergeant")
        self.theme = make.code("Practice", self.project)
        self.code = make.code("Training", self.project, self.theme)
        self.own = make.coding("Nobody did, honestly", self.code, self.ana, self.talk)
        make.coding("Nobody did, honestly", self.code, self.ben, self.talk)
        make.coding("did, honestly. 👮🏽 We", self.theme, self.ben, self.talk)
        make.coding("learned it.\nP07: And then", self.theme, self.ana, self.talk)
        qualifier = Qualifier.objects.create(project=self.project, name="Direction", position=1)
        self.mutes = QualifierValue.objects.create(qualifier=qualifier, value="mutes", position=1)
        CodingQualifier.objects.create(coding=self.own, value=self.mutes)

    def built(self, by: User | None = None, **wish: Any) -> CodedTranscripts:
        self.project.refresh_from_db()
        asked: dict[str, Any] = {"transcripts": (self.talk.pk,), "whose": Whose(Basis.ALL)} | wish
        return build(self.project, by or self.ana, Wish(**asked))

    def job(self, by: User | None = None, **posted: Any) -> Any:
        asked = {"transcript": [self.talk.pk], "whose": "all", "way": "stripes"} | posted
        query = "&".join(
            f"{key}={each}"
            for key, value in asked.items()
            for each in (value if isinstance(value, list) else [value])
        )
        file = str(posted.get("format", "pdf"))
        wishes = {"query": query, "format": file}
        return make.job(self.project, by or self.ana, kind=exports.KIND, wishes=wishes)

    def made(self, **posted: Any) -> jobs.Result:
        job = self.job(**posted)
        return jobs.made(job, jobs.Progress(job))

    def silence(self, consent: Consent = Consent.NO_QUOTES) -> None:
        self.person.consent = consent
        self.person.save()


@pytest.fixture
def study() -> Study:
    return Study()


def told(report: CodedTranscripts) -> list[tuple[str, str, str]]:
    return [(str(n.node), n.cite, n.coders) for n in report.talks[0].notes.values()]


def test_a_passage_is_noted_once_with_all_its_coders_and_their_qualifiers(study: Study) -> None:
    report = study.built()
    assert told(report) == [
        ("Practice › Training", "P07:T2", "A (Direction: mutes); B"),
        ("Practice", "P07:T2", "B"),
        ("Practice", "P07:T2–3", "A"),
    ]
    [talk] = report.talks
    assert (talk.passages, talk.codings) == (3, 4)
    assert [(entry.node.code.name, entry.passages) for entry in talk.legend] == [
        ("Practice", 2),
        ("Training", 1),
    ]
    assert report.front.sentences[0] == ("1 transcript, with 3 passages under 2 codes, made of 4 codings.")


def test_the_turns_bear_numbers_speakers_and_words_without_the_labels_of_the_file(study: Study) -> None:
    [talk] = study.built().talks
    assert [(turn.number, turn.who, turn.manner) for turn in talk.turns] == [
        (1, "Interviewer", "interviewer"),
        (2, "P07", "participant"),
        (3, "P07", "participant"),
    ]
    words = ["".join(run.words for run in turn.runs) for turn in talk.turns]
    assert words[1] == "Nobody did, honestly. 👮🏽 We learned it."
    opens = [(run.words, run.opens, run.closes) for run in talk.turns[1].runs]
    assert opens == [
        ("Nobody ", (1,), ()),
        ("did, honestly", (2,), (1,)),
        (". 👮🏽 We", (), (2,)),
        (" ", (), ()),
        ("learned it.", (3,), ()),
    ]
    assert [run.closes for run in talk.turns[2].runs] == [(3,), ()]


def test_time_marks_stand_there_only_if_asked_for(study: Study) -> None:
    Turn.objects.filter(revision=study.talk.current_id, number=2).update(at_ms=849_000)
    assert [turn.time for turn in study.built().talks[0].turns] == ["", "", ""]
    assert [turn.time for turn in study.built(with_times=True).talks[0].turns] == ["", "14:09", ""]


def test_whose_codings_is_asked_as_everywhere(study: Study) -> None:
    ben = study.built(whose=Whose(Basis.CODER, study.ben))
    assert [each[2] for each in told(ben)] == ["B", "B"]
    consensus = make.agreed(study.talk, study.olga)
    make.coding("honestly", study.code, study.olga, study.talk, consensus)
    assert told(study.built(whose=Whose())) == [("Practice › Training", "P07:T2", "consensus")]


def test_memos_on_codings_stand_there_if_asked_for(study: Study) -> None:
    memo = writing.write(study.project, study.ana, "Says it *twice*.", study.own)
    writing.reply(memo, study.ben, "Does he?")
    assert study.built().talks[0].notes[1].remarks == []
    remarks = study.built(with_memos=True).talks[0].notes[1].remarks
    assert [tuple(remark) for remark in remarks] == [("Ana", "Says it *twice*."), ("Ben", "Does he?")]


def test_a_memo_is_printed_as_it_is_read_elsewhere(study: Study) -> None:
    writing.write(study.project, study.ana, "Says it *twice*.", study.own)
    pages = PdfReader(io.BytesIO(study.made(memos="on").content)).pages
    assert "Says it twice." in " ".join(page.extract_text() for page in pages)


def test_the_number_of_queries_is_the_same_for_one_transcript_and_for_three(
    study: Study, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    talks = [study.talk]
    for _number in range(2):
        other = make.transcript(TEXT, study.project, study.person)
        make.coding("Nobody", study.code, study.ben, other)
        talks.append(other)
    study.built(with_memos=True)
    with django_assert_max_num_queries(20):
        study.built(transcripts=tuple(each.pk for each in talks), with_memos=True)


def test_words_of_who_allows_no_quotes_are_withheld_and_their_codes_stay() -> None:
    study = Study()
    other = make.participant(study.project, "P08")
    quiet = make.participant(study.project, "P09", consent=Consent.NO_QUOTES)
    talk = make.transcript(
        "P08: Loud words.\nP09: Silent words here.", study.project, other, quiet, title="Two"
    )
    make.coding("Silent words", study.code, study.ana, talk)
    report = study.built(transcripts=(talk.pk,))
    [loud, silent] = report.talks[0].turns
    assert [run.words for run in loud.runs] == ["Loud words."]
    assert [(run.words, run.opens, run.closes) for run in silent.runs] == [("[3 words withheld]", (1,), (1,))]
    assert "The words of 1 turn are withheld" in " ".join(report.front.sentences)


def test_a_transcript_of_which_nothing_may_be_quoted_is_left_out_and_named(study: Study) -> None:
    person = make.participant(study.project, "P08")
    other = make.transcript("P08: So it was.", study.project, person, title="Other")
    study.silence()
    report = study.built(transcripts=(study.talk.pk, other.pk))
    assert [talk.cited for talk in report.talks] == ["P08"]
    assert "Left out, since nobody in it may be quoted: P07." in report.front.sentences
    with pytest.raises(Refused, match="Nothing is left to print"):
        study.made()


@pytest.mark.parametrize("way", list(Way))
def test_the_pdf_holds_the_words_the_codes_and_an_outline_entry_for_each(study: Study, way: Way) -> None:
    person = make.participant(study.project, "P08")
    other = make.transcript("P08: So it <b>was</b> & is. שלום", study.project, person, title="Other")
    make.coding("So it", study.code, study.ana, other)
    result = study.made(transcript=[study.talk.pk, other.pk], way=way.value)
    reader = PdfReader(io.BytesIO(result.content))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for words in ("Who taught you?", "Training", "So it", "<b>was</b>", "P07 · Sergeant", "3 passages"):
        assert words in text
    assert ("A (Direction: mutes); B" in text) == (way == Way.NOTES)
    titles = [entry.title for entry in reader.outline]  # type: ignore[union-attr]
    assert titles == ["Coded transcripts", "P07 · Sergeant", "P08 · Other"]
    assert "/StructTreeRoot" in reader.root_object
    assert result.name.endswith("-transcripts-coded.pdf")


def heights(content: bytes, words: str) -> list[float]:
    """How high on its page each piece of text stands that begins so."""
    found: list[float] = []

    def read(text: str, cm: Any, tm: Any, *_font: Any) -> None:
        if text.strip().startswith(words):
            found.append(round(float(cm[3] * tm[5] + cm[5]), 1))

    for page in PdfReader(io.BytesIO(content)).pages[1:]:
        page.extract_text(visitor_text=read)
    return found


def test_names_of_passages_that_begin_on_one_line_stand_one_below_the_other(study: Study) -> None:
    said = "Nobody did, honestly, for we learned it from each other and then it stopped."
    talk = make.transcript(f"P07: {said}", study.project, study.person, title="Dense")
    for number in range(7):
        code = make.code(f"Named{number}", study.project)
        make.coding(said[: 20 + number], code, study.ana, talk)
    content = study.made(transcript=[talk.pk]).content
    names = [heights(content, f"Named{number}")[-1] for number in range(7)]
    assert len(set(names)) == 7
    assert max(names) - min(names) < 7 * 10
    line = heights(content, "Nobody")[-1]
    assert abs(max(names) - line) < 8


@pytest.mark.parametrize("way", list(Way))
def test_no_word_is_lost_where_a_line_ends_at_a_passage(study: Study, way: Way) -> None:
    """The words before a name beside the line were, wherever the coded word had to move to the next one."""
    said = [f"{'a ' * (number % 50)}and then Coded{number:03}ishness, they came." for number in range(60)]
    talk = make.transcript("\n".join(f"P07: {words}" for words in said), study.project, study.person)
    for number in range(60):
        make.coding(f"Coded{number:03}", study.code, study.ana, talk)
    content = study.made(transcript=[talk.pk], way=way.value).content
    text = "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())
    assert [number for number in range(60) if f"Coded{number:03}" not in text] == []
    assert text.count("andthen") == 60


@pytest.mark.parametrize("lines", range(4))
def test_each_note_stands_once_and_whole_beside_its_turn(study: Study, lines: int) -> None:
    """Where a turn moves to the next page its notes go with it; none is torn, and none printed twice."""
    said = ["P07: Well.\n" * lines]
    said += [f"P07: Turn{number:03} {'a ' * 90}Coded{number:03}.\n" for number in range(30)]
    talk = make.transcript("".join(said), study.project, study.person)
    names = [f"Under{number:03}neath several words of a long name" for number in range(30)]
    for number, name in enumerate(names):
        code = make.code(name, study.project)
        for place in range(2):
            make.coding(f"Coded{number:03}"[place:], code, study.ana, talk)
    content = study.made(transcript=[talk.pk], way=Way.NOTES.value).content
    pages = ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]
    printed = [sum(page.count("".join(name.split()) + "A") for page in pages) for name in names]
    assert printed == [2] * len(names)
    for number, name in enumerate(names):
        (page,) = (page for page in pages if f"Turn{number:03}" in page)
        assert page.count("".join(name.split()) + "A") == 2


def comments_of(content: bytes) -> list[tuple[str, str, str, str]]:
    """Author, initials, text, and the words that each comment is on."""
    paper = Document(io.BytesIO(content))
    found = []
    for comment in paper.comments:
        on, inside = "", False
        for element in paper.element.body.iter():
            is_own = element.get(f"{W}id") == str(comment.comment_id)
            if element.tag == f"{W}commentRangeStart" and is_own:
                inside = True
            elif element.tag == f"{W}commentRangeEnd" and is_own:
                inside = False
            elif element.tag == f"{W}t" and inside:
                on += element.text or ""
        found.append((comment.author, comment.initials or "", comment.text, on))
    return found


def test_the_word_document_has_a_comment_by_its_coder_on_the_words_of_each_coding(study: Study) -> None:
    writing.write(study.project, study.ana, "Twice\x0b.", study.own)
    result = study.made(format="docx", memos="on")
    assert result.name.endswith("-p07-coded.docx")
    said = comments_of(result.content)
    assert said == [
        (
            "Ana",
            "A",
            "Practice › Training\nDirection: mutes\nmemo by Ana\nTwice\N{REPLACEMENT CHARACTER}.",
            "Nobody did, honestly",
        ),
        ("Ben", "B", "Practice › Training", "Nobody did, honestly"),
        ("Ben", "B", "Practice", "did, honestly. 👮🏽 We"),
        ("Ana", "A", "Practice", "learned it.3 P07  And then"),
    ]


def test_a_memo_in_a_comment_has_the_looks_that_its_signs_ask_for(study: Study) -> None:
    body = "**Ask** [them](https://example.org).\n\n1. first\n2. second\n\n- a point"
    writing.write(study.project, study.ana, body, study.own)
    paper = Document(io.BytesIO(study.made(format="docx", memos="on").content))
    comment = next(each for each in paper.comments if "Ask" in each.text)
    by, asked, first, second, point = comment.paragraphs[-5:]
    assert (by.text, by.runs[0].bold) == ("memo by Ana", True)
    assert (asked.text, [run.text for run in asked.runs if run.bold]) == ("Ask them.", ["Ask"])
    assert [link.address for link in asked.hyperlinks] == ["https://example.org"]
    assert [each.text for each in (first, second, point)] == ["first", "second", "a point"]
    numbers = [each._p.pPr.numPr.numId.val for each in (first, second, point)]
    known = {each.numId for each in paper.part.numbering_part.element.num_lst}
    assert numbers[0] == numbers[1] != numbers[2]
    assert set(numbers) <= known


def test_paragraphs_that_run_from_right_to_left_do_so_in_word(study: Study) -> None:
    talk = make.transcript("P07: שלום לכולם", study.project, study.person, title="Hebrew")
    make.coding("לכולם", study.code, study.ana, talk)
    content = study.made(transcript=[talk.pk], format="docx").content
    paper = Document(io.BytesIO(content))
    spoken = [each for each in paper.paragraphs if "שלום" in each.text]
    assert [each._p.pPr is not None and each._p.pPr.find(f"{W}bidi") is not None for each in spoken] == [True]
    assert all(run.font.rtl for run in spoken[0].runs if run.text.strip())
    assert comments_of(content)[0][3] == "לכולם"


def test_the_word_document_has_the_head_and_the_styles_of_every_other(study: Study) -> None:
    paper = Document(io.BytesIO(study.made(format="docx").content))
    told = {each.style.name: each.text for each in paper.paragraphs if each.style}
    assert told["Title"] == "P07 · Sergeant"
    assert told["Turn"] == "3 P07  And then it stopped."
    assert told["Asked"] == "1 Interviewer  Who taught you?"
    terms = {row.cells[0].text: row.cells[1].text for row in paper.tables[0].rows}
    assert terms["Transcripts"] == "P07"
    assert [cell.text for cell in paper.tables[1].rows[-1].cells] == ["", "Practice › Training", "1"]
    assert "codebook edition" in paper.sections[-1].footer.paragraphs[0].text


def test_several_word_documents_come_as_one_zip_each_with_a_head_of_its_own(study: Study) -> None:
    other = make.transcript("P07: So it was.", study.project, study.person, title="Other")
    result = study.made(transcript=[study.talk.pk, other.pk], format="docx")
    archive = zipfile.ZipFile(io.BytesIO(result.content))
    assert archive.namelist() == ["001-p072.docx", "002-p07.docx"]
    assert result.media_type == "application/zip"
    said = [
        [each.text for each in Document(io.BytesIO(archive.read(name))).paragraphs]
        for name in archive.namelist()
    ]
    assert "1 transcript, with 0 passages under 0 codes, made of 0 codings." in said[0]
    assert "1 transcript, with 3 passages under 2 codes, made of 4 codings." in said[1]


def test_the_access_log_tells_which_transcripts_were_taken_out(study: Study) -> None:
    study.made(format="docx")
    line = Access.objects.get(project=study.project, verb=Access.Verb.DOWNLOADED)
    assert (line.user, line.kind, line.object_id) == (study.ana, "transcript", str(study.talk.pk))


def test_a_title_longer_than_a_file_may_say_of_itself_is_cut_there_alone(study: Study) -> None:
    people = [make.participant(study.project, letter * 20) for letter in "ABC"]
    talk = make.transcript("A: Yes.", study.project, *people, title="x" * 200)
    paper = Document(io.BytesIO(study.made(transcript=[talk.pk], format="docx").content))
    assert len(paper.core_properties.title) == 255
    (title,) = (each.text for each in paper.paragraphs if each.style and each.style.name == "Title")
    assert title.endswith("x" * 200)


def test_too_long_for_one_pdf_is_refused_in_words(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "MOST_IN_PDF", 20)
    with pytest.raises(Refused, match="too long for one PDF"):
        study.made()


@pytest.mark.parametrize("role", [Role.READER, Role.CODER, Role.OWNER])
def test_every_member_may_print_what_is_ticked(study: Study, role: Role) -> None:
    client, url = make.browser(make.member(study.project, role)), f"/{study.project.slug}/transcripts/print/"
    page = client.get(f"{url}?transcript={study.talk.pk}").content.decode()
    assert "P07 · Sergeant" in page
    assert page.count("checked") == 2  # the transcript, and the way of the margin
    assert client.get(f"/{study.project.slug}/transcripts/{study.talk.pk}/").content.decode().count(url) == 1
    assert (
        client.get(f"/{study.project.slug}/transcripts/{study.talk.pk}/code/").content.decode().count(url)
        == 1
    )
    answer = client.post(url, {"transcript": study.talk.pk, "format": "docx", "way": "notes"})
    job = study.project.jobs.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/{study.project.slug}/jobs/{job.pk}/")
    assert (job.title, job.wishes["format"]) == ("Coded transcript of P07, as Word", "docx")
    for way in ("notes", "stripes"):
        client.post(url, {"transcript": study.talk.pk, "format": "pdf", "way": way})
    titles = set(study.project.jobs.filter(wishes__format="pdf").values_list("title", flat=True))
    assert titles == {f"Coded transcript of P07, as PDF with {how}" for how in ("stripes", "numbered notes")}


def test_a_stranger_finds_no_such_page_and_nothing_ticked_is_said(study: Study) -> None:
    url = f"/{study.project.slug}/transcripts/print/"
    assert make.browser(make.user("sam")).get(url).status_code == 404
    assert make.browser(make.user("sam")).post(url).status_code == 404
    assert "Tick at least one transcript." in make.browser(study.ana).post(url, {}).content.decode()
    other = make.project(study.ana)
    assert (
        "No transcripts yet"
        in make.browser(study.ana).get(f"/{other.slug}/transcripts/print/").content.decode()
    )


def test_a_transcript_of_another_study_can_not_be_asked_for(study: Study) -> None:
    other = make.project(study.ana)
    person = make.participant(other)
    talk = make.transcript("P01: Words.", other, person)
    assert not PrintForm(study.project, QueryDict(f"transcript={talk.pk}"), []).is_valid()
    assert study.built(transcripts=(talk.pk,)).talks == []
