"""Other IDs in the place of participants' own, wherever these stand in words."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from coding.leaving.beating import told
from coding.leaving.paper import Parcel, on_paper
from coding.leaving.phrases import phrases, repeated
from coding.leaving.reading import of_csv, of_file, of_html
from coding.leaving.rewriting import rewritten
from coding.leaving.wording import Wording, renumbered, renumbered_word, without_ways_in
from interviews.outgoing import going_out

WORDING = Wording(
    {"P07": "Officer 2", "P7": "Officer 9", "P10a": "Officer 1", "12": "Officer 3", "Anna": "Officer 4"}
)


def test_an_id_is_found_as_a_whole_word_in_whatever_case() -> None:
    assert WORDING.said("P07, p07:T12 and P07.2:T3; P7; (p10A)") == (
        "Officer 2, Officer 2:T12 and Officer 2.2:T3; Officer 9; (Officer 1)"
    )
    assert WORDING.said("P071, XP07 and P07b stay") == "P071, XP07 and P07b stay"


def test_an_id_is_found_behind_signs_that_are_no_letters() -> None:
    assert WORDING.said("Interview_P07, #P07, @P07, _P07_") == (
        "Interview_Officer 2, #Officer 2, @Officer 2, _Officer 2_"
    )


def test_what_may_be_an_id_written_otherwise_is_told() -> None:
    def told(text: str) -> list[str]:
        return [text[slice(*span)] for span in WORDING.like_ids(text)]

    assert told("InterviewP07, P07final, P-07, p 07 and P\u200d07") == [
        *("P07", "P07", "P-07", "p 07", "P\u200d07")
    ]
    assert told("P071, Officer 2, group 7, Anna, 12") == []
    assert Wording({"r7": "Officer7"}).like_ids("Officer7 waits") == []


def test_letters_of_other_scripts_fold_in_more_than_one_way() -> None:
    assert Wording({"İ1": "X"}).said("then i1") in {"then i1", "then X"}


def test_ids_with_signs_of_markup_are_replaced_and_marked_up_again() -> None:
    wording = Wording({"O'Neil1": "A<b", "R&D9": 'Officer "1"'})
    assert wording.markup('<p title="R&amp;D9">O&#x27;Neil1, R&amp;D9 &nbsp;</p>') == (
        '<p title="Officer &quot;1&quot;">A&lt;b, Officer "1" \u00a0</p>'
    )
    assert wording.markup("<p>a&nbsp;b</p>") == "<p>a&nbsp;b</p>"


def test_places_are_numbered_as_they_come_and_links_stay_whole() -> None:
    page = (
        '<a href="#p1-c-p77-3">x</a><h2 id="talk-9">P</h2><td id="p1-c-p77-3">y</td><i id="front"></i>'
        '<g clip-path="url(#clip-5)"></g><clipPath id="clip-5"/>'
    )
    assert renumbered(page) == (
        '<a href="#place-1">x</a><h2 id="place-2">P</h2><td id="place-1">y</td><i id="front"></i>'
        '<g clip-path="url(#place-3)"></g><clipPath id="place-3"/>'
    )
    word = '<w:bookmarkStart w:id="1" w:name="to_passage_12_3_4"/><w:hyperlink w:anchor="to_passage_12_3_4">'
    assert renumbered_word(word + "PAGEREF to_passage_12_3_4 \\h") == (
        '<w:bookmarkStart w:id="1" w:name="to_place_1"/><w:hyperlink w:anchor="to_place_1">'
        "PAGEREF to_place_1 \\h"
    )


def test_marks_beside_words_are_read_by_themselves() -> None:
    page = (
        '<p><span class="turn-number">3</span><b class="who">P1</b> '
        '<span class="stroke"></span>Sarah<i class="stripe lane-0">a</i><span class="label">'
        '<span class="name"><b>a</b> <span>Fear</span></span></span>, my badge number '
        '<span class="opens">1</span>4711<span class="closes">1</span></p>'
    )
    words = [each.words for each in of_html(page)]
    assert words == ["Sarah, my badge number 4711", "3", "P1", "a", "a Fear", "1", "1"]


def test_looking_through_beats_and_can_be_stopped() -> None:
    beats: list[tuple[int, int]] = []
    assert list(told(["a", "b"], lambda done, total: beats.append((done, total)), 2, 4)) == ["a", "b"]
    assert beats == [(2, 4)]

    def stop(*_numbers: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        rewritten("a.svg", b"<svg>P07</svg>", WORDING, stop)


def test_a_number_may_be_any_number_and_a_pseudonym_has_its_capital() -> None:
    assert WORDING.said("12 of them; Anna said; anna") == "12 of them; Officer 4 said; anna"


def test_no_names_change_nothing() -> None:
    assert Wording({}).said("P07") == "P07"


def test_tags_stay_and_what_is_read_out_of_them_does_not() -> None:
    page = '<p class="P07" id="P07"><img alt="Strip of P07"><style>.P07{}</style>P07 &amp; <b>P7</b></p>'
    assert WORDING.markup(page) == (
        '<p class="P07" id="P07"><img alt="Strip of Officer 2"><style>.P07{}</style>'
        "Officer 2 &amp; <b>Officer 9</b></p>"
    )


def test_links_within_the_page_stay_and_those_into_the_workspace_go() -> None:
    page = '<a class="cite" href="http://host/study/1/code/?at=1-2">P07</a> <a href="#code-1">Code</a>'
    assert without_ways_in(page) == '<a class="cite">P07</a> <a href="#code-1">Code</a>'


def test_a_workbook_is_rewritten_in_its_cells_and_its_properties() -> None:
    book = Workbook()
    book.properties.title = "Cells of P07"
    sheet = book.create_sheet("Rows", 0)
    sheet.append(["Participant", "P07"])
    sheet["B2"].hyperlink = "http://host/study/"
    sheet["B2"] = "P07:T12 said =1+1"
    buffer = io.BytesIO()
    book.save(buffer)
    content = rewritten("a.xlsx", buffer.getvalue(), WORDING)
    back = load_workbook(io.BytesIO(content))
    assert [[cell.value for cell in row] for row in back["Rows"].rows] == [
        ["Participant", "Officer 2"],
        [None, "Officer 2:T12 said =1+1"],
    ]
    assert back.properties.title == "Cells of Officer 2"
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        everything = b"".join(parts.read(name) for name in parts.namelist())
    assert b"P07" not in everything
    assert b"http://host" not in everything


def test_a_table_is_read_cell_by_cell_under_its_heads_with_its_citation() -> None:
    stretches = list(of_csv("citation,excerpt\nP07:T12,We met Sarah\n"))
    assert [tuple(each) for each in stretches] == [
        ("citation", "", ""),
        ("excerpt", "", ""),
        ("P07:T12", "citation", "P07:T12"),
        ("We met Sarah", "excerpt", "P07:T12"),
    ]


def test_a_page_is_read_block_by_block_under_its_headings() -> None:
    page = (
        "<h2>Fear</h2><figure><blockquote>We met <b>Sarah</b></blockquote>"
        "<figcaption><a class='cite'>Officer 7:T12</a></figcaption></figure><p aria-hidden='true'>foot</p>"
    )
    assert [tuple(each) for each in of_html(page)] == [
        ("Fear", "Fear", ""),
        ("We met Sarah", "Fear", "Officer 7:T12"),
        ("Officer 7:T12", "Fear", "Officer 7:T12"),
    ]


def test_a_pack_is_read_file_by_file() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as pack:
        pack.writestr("a.csv", "x\nP07\n")
    assert [each.where for each in of_file("all.zip", buffer.getvalue())] == ["a.csv", "a.csv · x"]
    inside = zipfile.ZipFile(io.BytesIO(rewritten("all.zip", buffer.getvalue(), WORDING)))
    assert inside.read("a.csv") == b"x\nOfficer 2\n"


def test_six_words_in_a_row_are_a_quotation_and_five_are_not() -> None:
    said = phrases(["Nobody, honestly, ever told us what to do with it."])
    text = "It says that “nobody honestly ever told us what” was meant"
    (span,) = repeated(text, said)
    assert text[slice(*span)] == "nobody honestly ever told us what"
    assert repeated("it says that nobody honestly ever told us", said) == []
    (whole,) = repeated("Nobody honestly ever told us what to do with it", said)
    assert tuple(whole) == (0, 47)


def test_a_page_is_reworded_only_while_it_is_made_for_outside() -> None:
    page = '<p>P07 <a href="http://host/">here</a></p>'
    assert on_paper(page) == page
    with going_out(Parcel(wording=WORDING)) as parcel:
        assert on_paper(page) == "<p>Officer 2 <a>here</a></p>"
    assert parcel.pages == ['<p>Officer 2 <a href="http://host/">here</a></p>']
    assert on_paper(page) == page
