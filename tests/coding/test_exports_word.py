"""A report as a Word document, read back."""

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from PIL import Image

from coding.exports.parts import Cover, Part
from coding.exports.word.contents import Counter
from coding.exports.word.document import document
from coding.reports.blocks import (
    Block,
    Cell,
    Heading,
    Kind,
    Orientation,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    Role,
    Run,
    Table,
    cell,
    column,
    paragraph,
    passage_anchor,
    row,
)
from tests.coding.fronts import front_of

ARABIC = "كنت خائفا من المدير"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><rect width="9" height="9"/></svg>'
CHAPTERS = [Heading(1, "Fear", "theme-1"), Heading(2, "Of error", "code-2"), Heading(1, "Trust", "theme-3")]


def drawn(svgs: Sequence[str]) -> list[bytes]:
    buffer = BytesIO()
    Image.new("RGB", (8, 4)).save(buffer, "PNG")
    return [buffer.getvalue() for _svg in svgs]


def file_of(*parts: Part, **front: object) -> bytes:
    return document(Cover(front_of(**front), language="en-GB"), parts, drawn)


def read(*blocks: Block, orientation: Orientation = Orientation.PORTRAIT) -> Paper:
    return Document(BytesIO(file_of(Part("Excerpts", blocks, {}, orientation))))


def styled(paper: Paper, style: str) -> list[str]:
    return [each.text for each in paper.paragraphs if each.style and each.style.name == style]


def table_of(*rows: tuple[str, str], kind: Kind = Kind.PLAIN) -> Table:
    columns = [column("Code", 2, is_head=True), column("Passages", is_number=True)]
    return Table(columns, [row(*each, kind=kind) for each in rows], "How many")


def test_headings_are_real_ones_and_the_document_numbers_them() -> None:
    paper = read(*CHAPTERS)
    assert styled(paper, "Heading 1") == ["Fear", "Trust"]
    assert styled(paper, "Heading 2") == ["Of error"]
    numbered = paper.styles["Heading 2"].element.pPr.numPr
    assert (numbered.numId.val, numbered.ilvl.val) == (1, 1)


def test_headings_are_counted_as_the_document_numbers_them() -> None:
    counter = Counter()
    assert [counter.next(level) for level in (1, 2, 2, 3, 1, 2)] == ["1", "1.1", "1.2", "1.2.1", "2", "2.1"]


def test_a_part_of_a_whole_is_a_chapter_and_its_chapters_step_down() -> None:
    parts = [Part("Excerpts", CHAPTERS), Part("Matrix", [table_of(("Fear", "3"))], {}, Orientation.LANDSCAPE)]
    paper = Document(BytesIO(file_of(*parts)))
    assert styled(paper, "Heading 1") == ["Excerpts", "Matrix"]
    assert styled(paper, "Heading 2") == ["Fear", "Trust"]
    assert styled(paper, "Heading 3") == ["Of error"]


def test_the_title_page_says_what_the_report_is_made_of() -> None:
    paper = Document(BytesIO(file_of(Part("Excerpts", CHAPTERS), is_demo=True)))
    assert styled(paper, "Title") == ["Coded excerpts"]
    assert styled(paper, "Summary") == ["2 passages of 1 participant."]
    assert styled(paper, "Demo note") == ["Fictional demo study: no real people or forces."]
    terms = {each.cells[0].text: each.cells[1].text for each in paper.tables[0].rows}
    assert terms["Codes"] == "Fear"
    assert terms["Codebook"] == "edition 31 (v3)"
    assert terms["Made"].endswith("Verbatim 0.1.0")


def test_the_contents_lead_to_the_headings_and_ask_for_the_page_of_each() -> None:
    paper = read(*CHAPTERS)
    lines = [each for each in paper.paragraphs if each.style and each.style.name.startswith("toc")]
    assert [each.text.strip() for each in lines] == ["1  Fear", "1.1  Of error", "2  Trust"]
    marks = {each.get(qn("w:name")) for each in paper.element.body.iter(qn("w:bookmarkStart"))}
    assert {each.get(qn("w:anchor")) for each in paper.element.body.iter(qn("w:hyperlink"))} <= marks
    pages = [f" PAGEREF {each.xpath('w:hyperlink/@w:anchor')[0]} \\h " for each in (one._p for one in lines)]
    assert fields(paper.element.body) == pages
    assert len(set(pages)) == 3
    # Until the program has asked, no page is named, since it would be a guess.
    asked = paper.element.body.xpath("//w:fldChar[@w:fldCharType='begin']/@w:dirty")
    assert asked == ["true"] * 3
    assert {tab for one in lines for tab in one._p.xpath("w:pPr/w:tabs/w:tab/@w:leader")} == {"dot"}


def fields(element: object) -> list[str]:
    return [each.text for each in element.iter(qn("w:instrText"))]  # type: ignore[attr-defined]


def test_two_headings_need_no_contents() -> None:
    assert not styled(read(Heading(1, "Fear"), Heading(1, "Trust")), "Contents title")


def test_a_long_list_of_contents_leaves_the_deepest_to_the_text() -> None:
    paper = read(*[each for n in range(60) for each in (Heading(1, f"Theme {n}"), Heading(2, f"Code {n}"))])
    assert styled(paper, "toc 1")[-1].strip() == "60  Theme 59"
    assert not styled(paper, "toc 2")


def test_over_and_under_the_text_run_study_chapter_and_pages() -> None:
    paper = read(*CHAPTERS)
    over, under = paper.sections[-1].header, paper.sections[-1].footer
    assert over.paragraphs[0].text.startswith("Police and social media")
    assert fields(over._element) == [' STYLEREF "heading 1" ']
    assert fields(under._element) == [" PAGE ", " NUMPAGES "]
    assert "codebook edition 31 (v3)" in under.paragraphs[0].text


def test_without_chapters_the_title_runs_over_the_text() -> None:
    over = read(table_of(("Fear", "3"))).sections[-1].header
    assert over.paragraphs[0].text == "Police and social media\tCoded excerpts"
    assert not fields(over._element)


def test_parts_whose_pages_lie_alike_follow_each_other_and_each_is_named_over_its_own() -> None:
    upright = [Part("Excerpts", CHAPTERS), Part("Codebook", [paragraph("Seven themes.")])]
    across = [Part("Matrix", [table_of(("Fear", "3"))], {}, Orientation.LANDSCAPE)]
    paper = Document(BytesIO(file_of(*upright, *across)))
    _front, both, alone = (each.header for each in paper.sections)
    assert fields(both._element) == [' STYLEREF "heading 1" ']
    assert (both.paragraphs[0].text, alone.paragraphs[0].text) == (
        # Until the program has looked for the chapter, the title of the report is what is true of both.
        "Police and social media\tCoded excerpts",
        "Police and social media\tMatrix",
    )


def test_a_picture_stays_with_its_heading_and_its_words() -> None:
    paper = read(Heading(1, "Codes"), Picture(SVG, "Two codes"), paragraph("Two codes."), paragraph("More."))
    shown = next(each for each in paper.paragraphs if each._p.findall(f".//{qn('w:drawing')}"))
    assert shown.paragraph_format.keep_with_next


def test_a_picture_begins_where_lines_do() -> None:
    (shape,) = read(Picture(SVG, "Two codes")).inline_shapes
    assert {shape._inline.get(side) for side in ("distT", "distB", "distL", "distR")} == {"0"}


def test_what_goes_on_of_a_picture_has_its_page_to_itself() -> None:
    tall = SVG.replace('height="200"', 'height="2000"')
    paper = read(Picture(tall, "Codes"), Picture(tall, "Codes", goes_on=True))
    first, rest = (shape.height for shape in paper.inline_shapes)
    # 246 mm are left of a page.
    assert [round(height / Mm(1)) for height in (first, rest)] == [177, 231]


def test_the_title_page_bears_nothing_over_and_under_it() -> None:
    first = read(*CHAPTERS).sections[0]
    assert first.different_first_page_header_footer
    assert not first.first_page_header.paragraphs[0].text


def test_wide_parts_lie_across_and_the_pages_after_them_do_not() -> None:
    paper = read(
        paragraph("One"),
        PageBreak(Orientation.LANDSCAPE),
        paragraph("Two"),
        PageBreak(Orientation.PORTRAIT),
        paragraph("Three"),
    )
    lies = [(each.orientation, each.page_width) for each in paper.sections]
    upright, across = (WD_ORIENT.PORTRAIT, 210), (WD_ORIENT.LANDSCAPE, 297)
    assert [(way, round((width or 0) / Mm(1))) for way, width in lies] == [upright, upright, across, upright]


def test_what_ends_a_page_after_a_table_takes_no_room_and_leaves_no_empty_page() -> None:
    across, upright = PageBreak(Orientation.LANDSCAPE), PageBreak(Orientation.PORTRAIT)
    rows = table_of(("Fear", "3"))
    body = read(rows, PageBreak(), rows, across, rows, upright, rows).element.body
    styles = [each.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") for each in body.iter(qn("w:p"))]
    ends = [style.getparent().getparent() for style in styles if style is not None]
    ends = [end for end in ends if end.pPr.pStyle.val == "SectionEnd"]
    assert [end.getprevious().tag for end in ends[1:]] == [qn("w:tbl")] * 3
    assert body[-2].pPr.pStyle.val == "Gap"


def test_the_head_of_a_table_stands_on_each_page_and_no_row_is_cut() -> None:
    table = read(table_of(("Fear", "3"), ("Trust", "4"))).tables[-1]
    head, *rows = (each._tr.trPr for each in table.rows)
    assert head.find(qn("w:tblHeader")) is not None
    for each in (head, *rows):
        assert each.find(qn("w:cantSplit")) is not None
    assert all(each.find(qn("w:tblHeader")) is None for each in rows)
    assert [[each.text for each in row.cells] for row in table.rows] == [
        ["Code", "Passages"],
        ["Fear", "3"],
        ["Trust", "4"],
    ]


def test_a_total_never_stands_alone_on_a_page() -> None:
    head = [column("Code", is_head=True), column("n", is_number=True)]
    rows = [row("Fear", "2"), row("Trust", "1"), row("All", "3", kind=Kind.TOTAL)]
    table = read(Table(head, rows)).tables[-1]
    keeps = [
        [cell.paragraphs[0].paragraph_format.keep_with_next for cell in each.cells] for each in table.rows
    ]
    assert keeps == [[None, None], [True, True], [True, True], [None, None]]


def test_the_columns_have_the_width_of_the_page_between_them() -> None:
    # 160 mm are 9,071 twentieths of a point, of which the first column has two thirds.
    grid = read(table_of(("Fear", "3"))).tables[-1]._tbl.tblGrid
    assert [each.get(qn("w:w")) for each in grid] == ["6047", "3024"]


def test_a_group_stands_across_its_rows() -> None:
    columns = [column("Who", is_head=True), column("What")]
    table = Table(columns, [row("sergeants · 3", kind=Kind.GROUP), row("P07", "Fear")])
    assert [each.text for each in read(table).tables[-1].rows[1].cells] == ["sergeants · 3"] * 2


def test_a_cell_holds_several_paragraphs_and_a_ground() -> None:
    full = cell("9", paragraph(Run("of 12", is_soft=True)), fill="#f4f2ec")
    table = Table([column("Who"), column("How many")], [row("P07", full), row("P08", Cell())])
    found = read(table).tables[-1].cell(1, 1)
    assert [each.text for each in found.paragraphs] == ["9", "of 12"]
    assert found._tc.xpath("w:tcPr/w:shd/@w:fill") == ["F4F2EC"]


def test_the_words_that_a_memo_is_on_stay_above_it() -> None:
    quotes = [Quote((paragraph(words),)) for words in ("On these.", "Alone.")]
    paper = read(
        quotes[0], paragraph("Ana", role=Role.BY), paragraph("A memo."), quotes[1], paragraph("Next.")
    )
    keeps = {each.text: each.paragraph_format.keep_with_next for each in paper.paragraphs}
    assert (keeps["On these."], keeps["Alone."]) == (True, False)


def test_a_quote_keeps_the_direction_of_its_words_and_its_signs() -> None:
    paper = read(
        Quote(
            (paragraph(ARABIC), paragraph("no 👩🏽‍✈️ way")),
            paragraph("P07:T3", role=Role.CITE),
            colour="#2f6fb0",
        )
    )
    turned, straight = (each for each in paper.paragraphs if each.style and each.style.name == "Quote")
    assert (turned.text, straight.text) == (ARABIC, "no 👩🏽‍✈️ way")
    assert len(turned._p.xpath("w:pPr/w:bidi")) == 1
    assert len(turned._p.xpath("w:r/w:rPr/w:rtl")) == 1
    assert not straight._p.xpath(".//w:bidi | .//w:rtl")


def test_what_looks_like_a_formula_or_markup_is_words() -> None:
    paper = read(paragraph("=1+1"), paragraph("<w:b/> & 'x' \"y\""))
    assert styled(paper, "Normal")[-2:] == ["=1+1", "<w:b/> & 'x' \"y\""]


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ufffe", "\ud800"])
def test_what_xml_cannot_hold_is_replaced(sign: str) -> None:
    words = f"a{sign}b"
    paper = Document(
        BytesIO(
            file_of(Part("x", [Heading(1, words), paragraph(words), table_of((words, "1"))]), title=words)
        )
    )
    assert "a\ufffdb" in styled(paper, "Normal")
    assert paper.core_properties.title == "a\ufffdb"


def test_lines_and_tabs_stay() -> None:
    assert styled(read(paragraph("one\n\ttwo\r\nthree")), "Normal")[-1] == "one\n\ttwo\nthree"


def test_a_link_leads_to_its_place_where_that_is_in_the_document() -> None:
    anchor = passage_anchor(12, 340, 400)
    links = paragraph(Run("T3", href=f"#{anchor}"), Run("T9", href="#passage-1-2-3"))
    quote = Quote((paragraph("I stopped."),), anchor=anchor)
    body = read(links, quote, quote).element.body
    assert [each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))] == ["to_passage_12_340_400"]
    marks = [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]
    assert marks.count("to_passage_12_340_400") == 1


def test_a_link_leads_out_to_pages_and_nowhere_else() -> None:
    paper = read(paragraph(Run("P07:T3", href="https://host/a?at=1-2"), Run("x", href="javascript:alert(1)")))
    out = [each.target_ref for each in paper.part.rels.values() if each.is_external]
    assert out == ["https://host/a?at=1-2"]


def test_a_picture_says_what_it_shows_to_who_does_not_see_it() -> None:
    shape = read(Picture(SVG, "Fear rises <with> rank.")).inline_shapes[0]
    assert shape._inline.docPr.get("descr") == "Fear rises <with> rank."
    # 400 pixels of a 96th of an inch, narrower than the page's 160 mm.
    assert (round(shape.width.mm, 1), round(shape.height.mm, 1)) == (105.8, 52.9)


def test_a_wide_picture_is_as_wide_as_the_page() -> None:
    wide = SVG.replace('width="400"', 'width="1600"')
    shape = read(Picture(wide, "Wide.")).inline_shapes[0]
    assert (round(shape.width.mm), round(shape.height.mm)) == (160, 20)


def test_each_numbered_list_begins_anew() -> None:
    def item(words: str, *, begins: bool = False) -> Paragraph:
        return Paragraph((Run(words),), Role.NUMBERED, 1, begins)

    paper = read(item("a", begins=True), item("b"), paragraph("then"), item("c", begins=True))
    numbers = paper.element.body.xpath(
        "//w:p[w:pPr/w:pStyle/@w:val='ListNumber']/w:pPr/w:numPr/w:numId/@w:val"
    )
    assert numbers[0] == numbers[1] != numbers[2]


def test_the_file_says_what_it_is_and_nothing_of_other_programs() -> None:
    data = file_of(Part("Excerpts", CHAPTERS))
    about = Document(BytesIO(data)).core_properties
    assert (about.title, about.author, about.language) == (
        "Coded excerpts",
        "Police and social media",
        "en-GB",
    )
    assert about.comments == "Verbatim 0.1.0"
    assert about.created is not None
    assert about.created.year == 2026
    names = ZipFile(BytesIO(data)).namelist()
    assert not [name for name in names if "thumbnail" in name or "customXml" in name or "Effects" in name]


def test_the_language_of_the_text_is_the_report_s() -> None:
    paper = Document(BytesIO(document(Cover(front_of(), language="de-DE"), [Part("x", CHAPTERS)], drawn)))
    assert {each.get(qn("w:val")) for each in paper.styles.element.iter(qn("w:lang"))} == {"de-DE"}


def test_a_way_to_a_place_that_is_not_in_the_document_is_left_out() -> None:
    way = Run(" · among the excerpts", href="#passage-1-2-3", is_way=True)
    assert styled(read(paragraph("P07:T3", way)), "Normal")[-1] == "P07:T3"
    quote = Quote((paragraph("I stopped."),), anchor="passage-1-2-3")
    assert "P07:T3 · among the excerpts" in styled(read(paragraph("P07:T3", way), quote), "Normal")


def test_a_cell_of_one_part_leads_to_the_excerpt_in_another() -> None:
    anchor = passage_anchor(1, 2, 3)
    grid = Table([column("Who"), column("Fear")], [row("P07", cell(paragraph(Run("T2", href=f"#{anchor}"))))])
    quote = Quote((paragraph("I stopped."),), anchor=anchor)
    body = Document(BytesIO(file_of(Part("Matrix", [grid]), Part("Excerpts", [quote])))).element.body
    assert "to_passage_1_2_3" in [each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))]
    assert "to_passage_1_2_3" in [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]


def test_the_cover_of_a_whole_says_who_wrote_it_and_how_to_read_it() -> None:
    cover = Cover(
        front_of(), "A study", "A. Adams", ["For the board."], [paragraph("Signs", role=Role.APART)]
    )
    paper = Document(BytesIO(document(cover, [Part("x", CHAPTERS), Part("y", [])], drawn)))
    assert styled(paper, "Subtitle") == ["A study"]
    assert styled(paper, "Authors") == ["A. Adams"]
    assert "For the board." in styled(paper, "Summary")
    assert "Signs" in styled(paper, "Contents title")
    assert paper.core_properties.author == "A. Adams"


def test_each_part_lies_on_its_paper() -> None:
    part = Part("x", [paragraph("wide")], {}, Orientation.LANDSCAPE, paper="A3")
    width = Document(BytesIO(file_of(part))).sections[-1].page_width
    assert width is not None
    assert round(width / Mm(1)) == 420


def kept(paper: Paper) -> list[bool]:
    """Of each row, whether it stays with the one below."""
    return [bool(row._tr.xpath("w:tc[1]/w:p/w:pPr/w:keepNext")) for row in paper.tables[1].rows[1:]]


def test_of_short_rows_none_stands_alone_on_a_page() -> None:
    rows = [(f"Code {number}", "1") for number in range(6)]
    assert kept(read(table_of(*rows))) == [True, False, False, True, True, False]
    assert kept(read(table_of(("Fear", "1"), ("word " * 40, "2"), ("Trust", "3")))) == [True, False, False]


def test_a_long_row_may_go_on_on_the_next_page() -> None:
    paper = read(table_of(("Fear", "1"), ("word " * 200, "2")))
    whole = [bool(row._tr.xpath("w:trPr/w:cantSplit")) for row in paper.tables[1].rows]
    assert whole == [True, True, False]


def test_the_rules_of_a_code_stand_together_above_its_first_words() -> None:
    told = paragraph("Unease."), paragraph("Apply: if it is said.", role=Role.RULE)
    rules = (*told, paragraph("Not: if it is denied.", role=Role.RULE))
    paper = read(Heading(1, "Fear"), *rules, Quote((paragraph("I stopped."),)), paragraph("Later."))
    by_words = {each.text: each for each in paper.paragraphs}
    keeps = [bool(by_words[each.text]._p.xpath("w:pPr/w:keepNext")) for each in rules]
    assert keeps == [True, True, True]
    assert not by_words["Later."]._p.xpath("w:pPr/w:keepNext")
