"""Spreadsheets of participants: read, matched, looked at, carried out."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from random import Random

import openpyxl
import pytest

from interviews import participants, roster, sheets, uploads
from interviews.attributes import Definition, define
from interviews.columns import Joins, proposed
from interviews.models import Attribute, RealName
from interviews.models.participants import Consent
from interviews.parsing import Unreadable, parse
from interviews.sheets import Sheet
from interviews.tables import values_of
from projects.models import Project
from tests import make

KIND = Attribute.Kind
TALK = b"Interviewer: Hm?\nAna: Yes.\nInterviewer: And?\nAna: No.\n"


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def plan(project: Project, sheet: Sheet, *, add_new: bool = False) -> roster.Plan:
    joins = Joins(project)
    return roster.plan(project, sheet, proposed(project, sheet, joins), joins, add_new=add_new)


def uses(project: Project, sheet: Sheet) -> list[str]:
    return [column.use for column in proposed(project, sheet, Joins(project))]


def test_a_csv_may_be_divided_by_semicolons_and_begin_with_a_mark() -> None:
    read = sheets.read("a.csv", "\ufeffID;rank\nP01;chief\n\n;\n".encode())
    assert read == Sheet(("ID", "rank"), (("P01", "chief"),))


def test_cells_of_a_workbook_come_as_a_person_would_type_them() -> None:
    header, row = ["ID", "on", "age", "share", "yes"], ["P01", date(2026, 3, 31), 20.0, 0.5, True]
    content = workbook(list(header), row)
    assert sheets.read("a.xlsx", content).rows == (("P01", "2026-03-31", "20", "0.5", "yes"),)


def test_short_rows_are_filled_and_columns_without_a_header_are_numbered() -> None:
    read = sheets.read("a.csv", b"ID,,rank\nP01,x\n")
    assert read == Sheet(("ID", "Column 2", "rank"), (("P01", "x", ""),))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "no rows below a header"),
        (b"ID,rank\n", "no rows below a header"),
        (b"\xd0\xcf\x11\xe0old", "save it as .xlsx"),
        (b"ID\nr\xe9sum\xe9\n", "CSV UTF-8"),
        (b"PK\x03\x04broken", "damaged or locked"),
        (b"ID\n" + b"x\n" * 5_002, "more than 5000 rows"),
        (b"," * 130 + b"x\n1,2\n", "131 columns"),
        (b"ID\n" + b"x" * 2_001 + b"\n", "2001 characters"),
        (b"x" * (sheets.MOST_BYTES + 1), "5.0 MB"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        sheets.read("a.csv", content)


def test_a_packed_file_that_would_fill_the_memory_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (sheets.MOST_UNPACKED + 1))
    with pytest.raises(Unreadable, match="unpacks to 60 MB"):
        sheets.read("a.xlsx", stream.getvalue())


def test_markup_that_defines_entities_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(Unreadable, match="no spreadsheet program"):
        sheets.read("a.xlsx", stream.getvalue())


def test_a_word_document_is_no_workbook() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("word/document.xml", "<a/>")
    with pytest.raises(Unreadable, match="not an Excel workbook"):
        sheets.read("a.docx", stream.getvalue())


@pytest.mark.django_db
def test_columns_are_matched_by_name_whatever_their_case_and_signs() -> None:
    project = make.project()
    role = define(project, Definition("role group"), None)
    sheet = Sheet(("Case", "Role_Group", "Consent", "Age", "Blank"), (("P1", "ICT", "full", "20", ""),))
    assert uses(project, sheet) == ["who", f"attribute:{role.pk}", "consent", "new:number", ""]


@pytest.mark.django_db
def test_a_row_joins_by_the_label_under_which_somebody_speaks() -> None:
    project = make.project()
    uploads.store(project, parse("talk.txt", TALK), None, "talk")
    sheet = Sheet(("Number", "TranscriptName"), (("1", "Ana"), ("2", "Ben")))
    found = plan(project, sheet)
    assert [(row.who, str(row.participant)) for row in found.rows] == [("Ana", "P01"), ("Ben", "None")]


@pytest.mark.django_db
def test_a_title_that_two_participants_share_joins_nobody() -> None:
    project = make.project()
    make.transcript("x", project, make.participant(project), make.participant(project), title="Group")
    assert Joins(project).participant("Group") is None


@pytest.mark.django_db
def test_the_plan_shows_old_and_new_and_leaves_out_what_stays() -> None:
    project = make.project()
    force, rank = define(project, Definition("force"), None), define(project, Definition("rank"), None)
    participants.set_words(make.participant(project, "P01"), {force: "Force A", rank: "chief"}, None)
    found = plan(project, Sheet(("ID", "force", "rank"), (("P01", "Force B", "chief"),)))
    assert [(change.old, change.new) for change in found.rows[0].good] == [("Force A", "Force B")]


@pytest.mark.django_db
def test_an_invalid_cell_is_said_and_the_rest_of_its_row_is_stored() -> None:
    project = make.project()
    age, force = (
        define(project, Definition("age", KIND.NUMBER), None),
        define(project, Definition("force"), None),
    )
    person = make.participant(project, "P01")
    found = plan(project, Sheet(("ID", "age", "force"), (("P01", "old", "Force A"),)))
    roster.carry_out(project, found, make.user())
    assert found.rows[0].bad[0].problem == "“old” is not a number, such as 12 or 3.5."
    assert values_of([person])[person.pk] == {force.pk: "Force A"}
    assert not age.values.exists()


@pytest.mark.django_db
def test_new_attributes_and_participants_are_made_and_a_name_is_kept_apart() -> None:
    project = make.project()
    found = plan(project, Sheet(("Name", "Age"), (("Ana Smith", "20"), ("ID7", "30"))), add_new=True)
    roster.carry_out(project, found, make.user())
    shown = values_of(project.participants.all())
    known = {person.code: list(shown[person.pk].values()) for person in project.participants.all()}
    assert known == {"P01": ["20"], "ID7": ["30"]}
    assert list(RealName.objects.values_list("participant__code", "name")) == [("P01", "Ana Smith")]


@pytest.mark.django_db
def test_choices_that_are_missing_can_join_the_list() -> None:
    project = make.project()
    rank = define(project, Definition("rank", KIND.ONE_OF, ["chief"]), None)
    person = make.participant(project, "P01")
    sheet = Sheet(("ID", "rank"), (("P01", "sergeant"),))
    columns = proposed(project, sheet, Joins(project))
    wider = [columns[0], type(columns[1])(1, "rank", f"extend:{rank.pk}", ())]
    roster.carry_out(project, roster.plan(project, sheet, wider, Joins(project), add_new=False), make.user())
    assert values_of([person])[person.pk] == {rank.pk: "sergeant"}


@pytest.mark.django_db
def test_an_empty_cell_erases_nothing() -> None:
    project = make.project()
    force = define(project, Definition("force"), None)
    person = make.participant(project, "P01")
    participants.set_words(person, {force: "Force A"}, None)
    roster.carry_out(project, plan(project, Sheet(("ID", "force"), (("P01", ""),))), make.user())
    assert values_of([person])[person.pk] == {force.pk: "Force A"}


@pytest.mark.django_db
def test_a_cell_that_counts_as_empty_is_said() -> None:
    project = make.project()
    define(project, Definition("chief", Attribute.Kind.YES_NO), None)
    make.participant(project, "P01")
    found = plan(project, Sheet(("ID", "chief"), (("P01", "na"),)))
    assert [change.problem for change in found.rows[0].bad] == ["“na” counts as empty."]


@pytest.mark.django_db
def test_a_second_row_on_the_same_person_and_one_on_nobody_are_left_out() -> None:
    project = make.project()
    make.participant(project, "P01")
    found = plan(project, Sheet(("ID", "age"), (("P01", "1"), ("p01", "2"), ("", "3"))), add_new=True)
    assert [bool(row.problem) for row in found.rows] == [False, True, True]


@pytest.mark.django_db
def test_a_sheet_neither_withdraws_anybody_nor_brings_them_back() -> None:
    project = make.project()
    make.participant(project, "P01")
    make.participant(project, "P02", consent=Consent.WITHDRAWN)
    found = plan(project, Sheet(("ID", "consent"), (("P01", "withdrawn"), ("P02", "full"))))
    assert "Withdrawing erases" in found.rows[0].bad[0].problem
    assert found.rows[1].problem == "P02 has withdrawn, so nothing is stored."


def repacked(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with its sheet's and its styles' markup changed, in a sound archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.infolist():
            new.writestr(part.filename, change(old.read(part)))
    return stream.getvalue()


def scrambled(content: bytes, chance: Random) -> bytes:
    """The bytes with up to twelve of them other than they were, or with the end missing."""
    broken = bytearray(content)
    for _each in range(chance.randint(1, 12)):
        broken[chance.randrange(4, len(broken))] = chance.randrange(256)
    return bytes(broken[: chance.randrange(4, len(broken))] if chance.random() < 0.1 else broken)


def outcome(content: bytes) -> str:
    try:
        sheets.read("a.xlsx", content)
    except Unreadable:
        return "refused"
    return "read"


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_workbook_is_read_or_refused_with_a_sentence(seed: int) -> None:
    chance = Random(seed)
    whole = workbook(["ID", "on", "age"], *([f"P{n}", date(2026, 3, 31), n / 2] for n in range(20)))
    told: set[str] = set()
    for _each in range(50):
        outside = scrambled(whole, chance)
        inside = repacked(whole, lambda part: scrambled(part, chance) if chance.random() < 0.2 else part)
        told.update(outcome(content) for content in (outside, inside))
    assert {"read", "refused"} <= told


def test_markup_of_a_workbook_that_no_program_knows_is_refused_with_a_sentence() -> None:
    whole = workbook(["ID", "Age"], ["P1", 3])
    strange = repacked(whole, lambda part: part.replace(b"summaryBelow", b"zummaryBelow"))
    with pytest.raises(Unreadable, match="not an Excel workbook that can be read"):
        sheets.read("a.xlsx", strange)


def test_a_workbook_whose_packed_bytes_are_broken_is_refused_with_a_sentence() -> None:
    broken = bytearray(workbook(["ID", "Age"], ["P1", 3]))
    with zipfile.ZipFile(io.BytesIO(broken)) as packed:
        entry = packed.getinfo("xl/worksheets/sheet1.xml")
    start = entry.header_offset + 30 + len(entry.filename)
    broken[start : start + 20] = b"\xff" * 20
    with pytest.raises(Unreadable, match="damaged or locked"):
        sheets.read("a.xlsx", bytes(broken))
