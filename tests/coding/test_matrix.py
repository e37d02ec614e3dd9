import re
from io import BytesIO

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from coding.excerpts.retrieval import Basis, Whose
from coding.exports.matrix import KIND, make_pdf, table_of
from coding.forms.matrix import MatrixForm
from coding.matrix.cells import theme_matrix
from coding.matrix.grouping import Arrangement, Condition
from coding.matrix.wish import Shows, Wish
from coding.models import Code, Layer, Round
from coding.reports.matrix import Cell, Heard, ThemeMatrix
from interviews.models import Attribute, AttributeValue, Participant, Transcript
from interviews.models.participants import Consent
from projects import jobs
from projects.models import Project, User
from projects.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db

TALK = "Interviewer: Why not?\n{0}: Because of the chief.\nInterviewer: And then?\n{0}: I stopped posting."


class Study:
    """Two participants who were asked the same, a theme with two codes and a theme without."""

    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project = make.project(self.ana, self.ben)
        self.org = make.code("Organisation", self.project)
        self.chiefs = make.code("Chiefs", self.project, self.org)
        self.training = make.code("Training", self.project, self.org, position=1)
        self.fear = make.code("Fear", self.project, position=1)
        self.p2, self.p10 = make.participant(self.project, "P2"), make.participant(self.project, "P10")
        self.talk2, self.talk10 = self.talk(self.p2), self.talk(self.p10)

    def talk(self, person: Participant) -> Transcript:
        return make.transcript(TALK.format(person.code), self.project, person, title=f"Talk {person.code}")

    def matrix(self, wish: Wish | None = None, user: User | None = None) -> ThemeMatrix:
        return theme_matrix(self.project, user or self.ana, wish or Wish())

    def opened(self, *codes: Code) -> Wish:
        return Wish(opened=frozenset(code.pk for code in codes))


@pytest.fixture
def study() -> Study:
    return Study()


def counts(matrix: ThemeMatrix) -> dict[str, list[int]]:
    return {line.row.label: [cell.count for cell in line.cells] for line in matrix.lines}


def cell(matrix: ThemeMatrix, row: int = 0, column: int = 0) -> Cell:
    return matrix.lines[row].cells[column]


def test_a_theme_counts_the_passages_of_its_codes_once(study: Study) -> None:
    make.coding("the chief", study.chiefs, study.ana, study.talk2)
    make.coding("the chief", study.training, study.ben, study.talk2)
    make.coding("stopped", study.org, study.ana, study.talk2)
    matrix = study.matrix()
    assert [column.node.code.name for column in matrix.columns] == ["Organisation", "Fear"]
    assert counts(matrix) == {"P2": [2, 0], "P10": [0, 0]}
    assert matrix.lines[0].passages == matrix.passages == 2


def test_a_theme_opens_into_its_codes(study: Study) -> None:
    make.coding("the chief", study.chiefs, study.ana, study.talk2)
    make.coding("the chief", study.training, study.ben, study.talk2)
    matrix = study.matrix(study.opened(study.org))
    names = [(column.node.code.name, column.is_open) for column in matrix.columns]
    assert names == [("Organisation", True), ("Chiefs", False), ("Training", False), ("Fear", False)]
    assert counts(matrix)["P2"] == [1, 1, 1, 0]


def test_rows_are_participants_by_number(study: Study) -> None:
    assert [line.row.label for line in study.matrix().lines] == ["P2", "P10"]


def test_totals_say_how_many_of_how_many_participants(study: Study) -> None:
    make.participant(study.project, "P11")
    make.coding("the chief", study.fear, study.ana, study.talk2)
    make.coding("stopped", study.fear, study.ana, study.talk2)
    matrix = study.matrix()
    assert (matrix.columns[1].participants, matrix.columns[1].passages, matrix.out_of) == (1, 2, 2)
    assert matrix.without_transcript == 1
    assert "1 participant without a transcript is outside the totals." in " ".join(matrix.sentences)


def test_an_empty_cell_says_whether_anybody_looked(study: Study) -> None:
    make.complete(study.talk2, study.ben)
    assert [line.heard for line in study.matrix().lines] == [Heard.ALL, Heard.NONE]
    assert [line.empty for line in study.matrix().lines] == ["looked for, not found", "not yet read"]
    assert study.matrix().unread == 1
    second = study.talk(study.p2)
    assert study.matrix().lines[0].state == "1 of 2 transcripts read"
    make.complete(second, study.ana)
    assert study.matrix().lines[0].heard == Heard.ALL


def test_what_one_coder_has_not_read_is_unread_in_their_matrix(study: Study) -> None:
    make.complete(study.talk2, study.ben)
    matrix = study.matrix(Wish(whose=Whose(Basis.CODER, study.ana)))
    assert [line.heard for line in matrix.lines] == [Heard.NONE, Heard.NONE]


def test_a_consensus_has_been_read(study: Study) -> None:
    consensus = Layer.objects.create(project=study.project, kind=Layer.Kind.CONSENSUS)
    make.coding("the chief", study.fear, study.ana, study.talk2, consensus)
    assert study.matrix().lines[0].heard == Heard.NONE
    make.agreed(study.talk2, study.ana)
    for whose in (Whose(), Whose(Basis.CONSENSUS)):
        assert study.matrix(Wish(whose=whose)).lines[0].heard == Heard.ALL
    assert study.matrix(Wish(whose=Whose(Basis.ALL))).lines[0].heard == Heard.NONE


def test_cells_cite_and_quote_on_request(study: Study) -> None:
    make.coding("Because of the chief", study.fear, study.ana, study.talk2)
    make.coding("the chief", study.fear, study.ben, study.talk2)
    cited = cell(study.matrix(Wish(shows=Shows.CITATIONS)), column=1)
    assert [(each.citation, each.short, each.words) for each in cited.places] == [("P2:T2", "T2", None)]
    quoted = cell(study.matrix(Wish(shows=Shows.QUOTES)), column=1)
    assert [each.words for each in quoted.quoted] == ["Because of the chief"]
    assert (quoted.count, cell(study.matrix(), column=1).cited) == (2, ())


def test_long_passages_are_cut(study: Study) -> None:
    words = " ".join(["word"] * 50)
    talk = make.transcript(f"P2: {words}", study.project, study.p2)
    make.coding(words, study.fear, study.ana, talk)
    (cited,) = cell(study.matrix(Wish(shows=Shows.QUOTES)), column=1).cited
    assert cited.words == " ".join(["word"] * 40) + " …"


def test_no_quotes_are_counted_cited_and_withheld(study: Study) -> None:
    Participant.objects.filter(pk=study.p2.pk).update(consent=Consent.NO_QUOTES)
    make.coding("the chief", study.fear, study.ana, study.talk2)
    matrix = study.matrix(Wish(shows=Shows.QUOTES))
    (cited,) = cell(matrix, column=1).cited
    assert (cited.short, cited.words, matrix.withheld) == ("T2", None, 1)
    assert "The words of 1 passage are left out" in " ".join(matrix.sentences)
    assert study.matrix().withheld == 0


def test_who_withdrew_has_no_row(study: Study) -> None:
    make.coding("the chief", study.fear, study.ana, study.talk2)
    Participant.objects.filter(pk=study.p2.pk).update(consent=Consent.WITHDRAWN)
    matrix = study.matrix()
    assert (counts(matrix), matrix.out_of, matrix.passages) == ({"P10": [0, 0]}, 1, 0)


def test_blind_work_is_invisible(study: Study) -> None:
    round_ = Round.objects.create(project=study.project, name="one", edition=study.project.editions.get())
    layer = Layer.objects.create(project=study.project, kind=Layer.Kind.ROUND, round=round_, coder=study.ben)
    make.coding("the chief", study.fear, study.ben, study.talk2, layer)
    assert study.matrix().passages == 0


def attribute(project: Project, name: str, kind: str, **fields: object) -> Attribute:
    return Attribute.objects.create(project=project, name=name, kind=kind, **fields)


def give(person: Participant, of: Attribute, *values: str) -> None:
    for value in values:
        choice, _made = of.choices.get_or_create(value=value)
        AttributeValue.objects.create(participant=person, attribute=of, choice=choice)


def test_groups_count_a_participant_of_two_groups_in_both_and_once_in_all(study: Study) -> None:
    platforms = attribute(study.project, "Platforms", Attribute.Kind.MANY_OF)
    give(study.p2, platforms, "Twitter", "Facebook")
    make.coding("the chief", study.fear, study.ana, study.talk2)
    matrix = study.matrix(Wish(arrangement=Arrangement(attribute=platforms, is_grouped=True)))
    assert counts(matrix) == {"Twitter": [0, 1], "Facebook": [0, 1], "not recorded": [0, 0]}
    assert (matrix.overlap, matrix.columns[1].passages, matrix.out_of) == (True, 1, 2)
    assert "stands in several groups" in " ".join(matrix.sentences)


def test_rows_can_be_sorted_by_an_attribute(study: Study) -> None:
    rank = attribute(study.project, "Rank", Attribute.Kind.ONE_OF)
    give(study.p10, rank, "constable")
    matrix = study.matrix(Wish(arrangement=Arrangement(attribute=rank)))
    assert [(line.row.label, line.row.note) for line in matrix.lines] == [("P10", "constable"), ("P2", "")]


def test_rows_can_be_restricted_by_value_and_tag(study: Study) -> None:
    online = attribute(study.project, "Posts", Attribute.Kind.YES_NO)
    AttributeValue.objects.create(participant=study.p10, attribute=online, flag=True)
    only = study.matrix(Wish(arrangement=Arrangement(where=Condition(online, flag=True))))
    assert list(counts(only)) == ["P10"]
    tag = study.project.tags.create(name="pilot", slug="pilot")
    tag.tagged_transcripts.create(content_object=study.talk2)
    assert list(counts(study.matrix(Wish(arrangement=Arrangement(tag=tag))))) == ["P2"]


def test_shades_grow_with_counts_and_the_fullest_is_the_darkest(study: Study) -> None:
    make.coding("the chief", study.fear, study.ana, study.talk10)
    for words in ("Because", "the chief", "chief", "I stopped", "posting"):
        make.coding(words, study.fear, study.ana, study.talk2)
    matrix = study.matrix(Wish(shows=Shows.COUNTS))
    assert [cell(matrix, row, 1).shade for row in (0, 1)] == [5, 1]
    assert cell(matrix, 0, 0).shade == 0


def test_the_number_of_queries_does_not_grow(study: Study) -> None:
    make.coding("the chief", study.fear, study.ana, study.talk2)
    wish = Wish(shows=Shows.QUOTES, opened=frozenset({study.org.pk}))
    study.matrix(wish)  # reads what is remembered until the next event
    with CaptureQueriesContext(connection) as few:
        study.matrix(wish)
    for number in range(3, 9):
        person = make.participant(study.project, f"P{number}")
        make.coding("the chief", study.chiefs, study.ana, study.talk(person))
    study.matrix(wish)
    with CaptureQueriesContext(connection) as many:
        study.matrix(wish)
    assert len(many) == len(few) <= 16


def test_the_csv_tells_nothing_found_from_not_read(study: Study) -> None:
    make.complete(study.talk2, study.ana)
    make.coding("the chief", study.fear, study.ana, study.talk2)
    table = table_of(study.matrix(Wish(shows=Shows.CITATIONS)))
    assert table.header[5:] == [
        "Organisation",
        "Fear",
        "Any theme, passages",
        "In the interviewer’s turns, not counted",
        "Organisation: passages",
        "Fear: passages",
    ]
    assert list(table.rows) == [
        ["P2", "", 1, 1, 1, 0, 1, 1, 0, "", "P2:T2"],
        ["P10", "", 1, 1, 0, "", "", "", 0, "", ""],
    ]


def test_what_the_interviewer_says_is_not_counted_and_that_is_said(study: Study) -> None:
    make.coding("Why not?", study.fear, study.ana, study.talk2)
    make.coding("Why not?", study.chiefs, study.ben, study.talk2)
    make.coding("the chief", study.fear, study.ana, study.talk2)
    matrix = study.matrix(Wish(shows=Shows.CITATIONS))
    assert counts(matrix) == {"P2": [0, 1], "P10": [0, 0]}
    assert (matrix.passages, matrix.columns[0].participants) == (1, 0)
    assert "1 passage in the interviewer’s turns is not counted." in matrix.sentences
    assert [line.asked for line in matrix.lines] == [1, 0]
    assert "1 passage in the interviewer’s turns is not counted." in " ".join(printed(study)[0].split())


def test_the_csv_withholds_words_that_may_not_be_quoted(study: Study) -> None:
    make.coding("the chief", study.fear, study.ana, study.talk2)
    make.coding("stopped", study.fear, study.ana, study.talk10)
    Participant.objects.filter(pk=study.p2.pk).update(consent=Consent.NO_QUOTES)
    rows = list(table_of(study.matrix(Wish(shows=Shows.QUOTES))).rows)
    assert [row[-1] for row in rows] == ["P2:T2 [not to be quoted]", "P10:T4 stopped"]


def printed(study: Study, query: str = "") -> list[str]:
    """The text of each page of the PDF."""
    job = make.job(study.project, study.ana, KIND, wishes={"query": query})
    result = make_pdf(job, jobs.Progress(job))
    pages = PdfReader(BytesIO(result.content)).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def test_every_page_repeats_the_header_row_and_the_first_column(study: Study) -> None:
    for number in range(12):
        child = make.code(f"Aspect {number}", study.project, study.fear, position=number)
        make.coding("the chief", child, study.ana, study.talk2)
    for number in range(11, 41):
        study.talk(make.participant(study.project, f"P{number}"))
    pages = printed(study, f"open={study.fear.pk}")
    half = len(pages) // 2
    assert len(pages) == 2 * half >= 4
    assert ["Participant" in page for page in pages] == [True] * len(pages)
    # The first page names the columns of both parts in its map.
    assert [page.count("Aspect 0") for page in pages] == [2] + [1] * (half - 1) + [0] * half
    assert [page.count("Aspect 11") for page in pages] == [1] + [0] * (half - 1) + [1] * half
    for part in (pages[:half], pages[half:]):
        labels = [label for page in part for label in re.findall(r"(?<=\s)P\d+(?= )", page)]
        assert [f"P{number}" in labels for number in (2, 10, *range(11, 41))] == [True] * 32
    assert [f"{n} / {len(pages)}" in page for n, page in enumerate(pages, start=1)] == [True] * len(pages)


def test_a_row_that_runs_on_says_whose_it_is_on_every_page(study: Study) -> None:
    words = " ".join(["word"] * 30)
    said = "\n".join(f"P2: {words} {number}." for number in range(20))
    talk = make.transcript(said, study.project, study.p2)
    for number in range(20):
        make.coding(f"{words} {number}.", study.fear, study.ana, talk)
    pages = [page for page in printed(study, "shows=quotes") if words in page]
    assert len(pages) > 1
    assert ["P2 (continued)" in page for page in pages] == [True] * len(pages)
    assert [sum(f"{number}. (" in page for page in pages) for number in range(10, 20)] == [1] * 10


def test_in_the_pdf_a_row_says_once_that_it_was_not_read(study: Study) -> None:
    (page,) = printed(study)
    assert page.count("not yet read") - page.count("not yet read to") == 2
    assert "… is nothing found" in page


def test_citations_stand_once_however_many_a_cell_has(study: Study) -> None:
    make.coding("the chief", study.fear, study.ana, study.talk2)
    make.coding("stopped", study.fear, study.ana, study.talk2)
    (page,) = printed(study, "shows=citations")
    assert "2 · T2, T4" in page
    assert "(continued)" not in page


def test_the_pdf_says_what_it_is(study: Study) -> None:
    make.coding("the chief", study.fear, study.ana, study.talk2)
    Participant.objects.filter(pk=study.p10.pk).update(consent=Consent.NO_QUOTES)
    make.coding("stopped", study.fear, study.ana, study.talk10)
    (page,) = printed(study, "shows=quotes&whose=all")
    for said in ("edition 1", "Codings are those of all coders", "the chief", "not to be quoted", "2 of 2"):
        assert said in page
    assert "stopped" not in page


def test_wishes_that_make_no_sense_are_the_defaults(study: Study) -> None:
    query = QueryDict("rows=groups-999&where=is-x&whose=coder-0&tag=7&shows=all&open=a&open=99999999999")
    assert MatrixForm(query, study.project).wish == Wish()


def test_an_attribute_never_to_be_printed_is_named(study: Study) -> None:
    age = attribute(study.project, "Age", Attribute.Kind.ONE_OF, never_print=True)
    wish = MatrixForm(QueryDict(f"rows=groups-{age.pk}"), study.project).wish
    assert wish.arrangement.unprintable == age
    with pytest.raises(Refused):
        printed(study, f"rows=groups-{age.pk}")
