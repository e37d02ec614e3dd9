"""Pictures as SVG: what is in them, for every look."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from coding.charts.bars import Bar, Bars
from coding.charts.curve import Added, Curve, Words, ticks
from coding.charts.drawing import ACROSS, Drawing, Look, Named, fitted
from coding.charts.grid import Grid, Heading, Square
from coding.charts.strips import Mark, Strip, Strips
from coding.codebook.colours import Colour
from coding.pictures.picture import Chart

NAMED = Named("A & B", "Says <it> all")
BLUE = Colour("#2f6fb0", "#7db2e8")
GRID = Grid([Heading("P1")], [Heading("Fear", BLUE)], [[Square("3", 1, BLUE)]])
STRIPS = Strips([Heading("Fear", BLUE)], [Strip("P1", [Mark(0, 0.25, 0.5)])], ("from", "to"))
BARS = Bars([("police", "N = 4")], [(Heading("Fear", BLUE), [Bar(0.5, "2 of 4")])])
WORDS = Words("before", "later", "seen", "mean", "range", "added")
CURVE = Curve([Added("P1", 3, 1, 4, 3.5, 2, 4), Added("P2", 1, 0, 5, 5, 5, 5)], WORDS)
CHARTS = [GRID, STRIPS, BARS, CURVE]


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("look", Look)
def test_every_chart_is_well_formed_and_says_what_it_shows(chart: Grid, look: Look) -> None:
    root = ElementTree.fromstring(chart.svg(look, NAMED))  # noqa: S314  our own words
    told = [child.text for child in root if child.tag.endswith(("title", "desc"))]
    assert told == ["A & B", "Says <it> all"]


@pytest.mark.parametrize("chart", CHARTS)
def test_a_file_has_a_ground_and_a_font_and_paper_is_white(chart: Grid) -> None:
    file, paper = chart.svg(Look.FILE, NAMED), chart.svg(Look.PAPER, NAMED)
    assert "font-family" in file
    assert file.count("<rect") == paper.count("<rect") + 1
    assert "light-dark" not in file + paper


def test_a_colour_on_a_page_has_both_its_sides() -> None:
    assert (Look.PAGE.paint(BLUE), Look.FILE.paint(BLUE)) == ("light-dark(#2f6fb0, #7db2e8)", "#2f6fb0")


def test_a_square_says_its_number_and_is_never_so_full_that_it_can_not_be_read() -> None:
    svg = GRID.svg(Look.FILE, NAMED)
    assert ">3</text>" in svg
    assert 'fill-opacity="0.4"' in svg


def test_a_mark_lies_where_its_passage_does() -> None:
    # A quarter of 720 pixels from the edge of the labels, and as long: "Fear" is 27 pixels, and 14 beside.
    assert '<path d="M221 9h180v16h-180z" fill="#2f6fb0"/>' in STRIPS.svg(Look.FILE, NAMED)


def test_a_bar_is_as_long_as_its_share_and_says_of_how_many() -> None:
    svg = BARS.svg(Look.FILE, NAMED)
    assert 'width="45"' in svg
    assert ">2 of 4</text>" in svg


def test_long_rows_are_parted_for_paper_and_none_is_lost() -> None:
    many = Grid([Heading(str(n)) for n in range(50)], [], [[] for _n in range(50)])
    parts = list(many.pages(ACROSS))
    assert [len(part.rows) for part in parts] == [17, 16, 17]  # 380 pixels of 20 each, then 570
    assert [row.label for part in parts for row in part.rows] == [str(n) for n in range(50)]


def side_of(side: str, svg: str) -> int:
    found = re.search(rf' {side}="(\d+)"', svg)
    assert found
    return int(found[1])


@pytest.mark.parametrize(
    "chart",
    [
        replace(GRID, columns=[*GRID.columns] * 8, squares=[[*GRID.squares[0]] * 8]),
        BARS,
        replace(BARS, panels=[*BARS.panels] * 3),
        STRIPS,
        replace(CURVE, interviews=[*CURVE.interviews] * 4),
    ],
)
def test_a_picture_on_paper_is_as_wide_as_the_page(chart: Chart) -> None:
    for space in (ACROSS, ACROSS._replace(width=640)):
        (page,) = chart.pages(space)
        assert side_of("width", page.svg(Look.PAPER, NAMED)) == pytest.approx(space.width, abs=2)


@pytest.mark.parametrize(
    ("chart", "rows"),
    [
        (Grid([Heading("P1")] * 9, GRID.columns, [*GRID.squares] * 9), 9),
        (replace(BARS, rows=[*BARS.rows] * 9), 9),
        (replace(STRIPS, strips=[*STRIPS.strips] * 9), 9),
        (STRIPS, 1),
        (CURVE, 2),
    ],
)
def test_a_picture_in_pieces_has_each_row_once_all_as_wide_as_its_head(chart: Chart, rows: int) -> None:
    (pieces,) = chart.pieces(ACROSS, NAMED)
    assert len(pieces.rows) == rows
    assert bool(pieces.head) == (rows == 9)
    assert len({side_of("width", svg) for svg in (pieces.head, *pieces.rows) if svg}) == 1


def test_groups_of_bars_stand_in_two_columns_in_the_least_height() -> None:
    groups = [
        [(Heading(f"Group {size}", is_theme=True), []), *[(Heading("a"), [Bar(1, "1")])] * size]
        for size in (5, 9, 10, 4, 3)
    ]
    bars = Bars([("", "")], [row for group in groups for row in group], flows=3)
    parts = bars._fitted(ACROSS.width)._in_groups()
    told = [[[row[0].label for row in column if not row[1]] for column in part] for part in parts]
    # 16 rows beside 16, then 4: side by side in pairs they would take 10 + 11 + 4.
    assert told == [[["Group 5", "Group 9"], ["Group 10", "Group 4"]], [["Group 3"]]]
    (pieces,) = bars.pieces(ACROSS, NAMED)
    assert len(pieces.rows) == 2


def test_names_stand_level_over_columns_that_have_room_and_none_is_lost() -> None:
    named = [Heading("Individual and cultural dynamics")] * 6
    (page,) = replace(GRID, columns=named, squares=[[*GRID.squares[0]] * 6]).pages(ACROSS)
    svg = page.svg(Look.PAPER, NAMED)
    assert "rotate" not in svg
    assert ">Individual and cultural</text>" in svg
    assert ">dynamics</text>" in svg


def test_columns_that_no_page_holds_are_parted_and_none_is_lost() -> None:
    columns = [Heading(str(number), BLUE) for number in range(70)]
    parts = list(Grid([Heading("P1")], columns, [[Square(".", 1, BLUE)] * 70]).pages(ACROSS))
    assert [column.label for part in parts for column in part.columns] == [str(n) for n in range(70)]
    assert all(len(part.squares[0]) == len(part.columns) for part in parts)
    assert all(side_of("width", part.svg(Look.PAPER, NAMED)) <= ACROSS.width for part in parts)


def test_strips_of_very_many_lanes_stand_alone_with_names_and_are_no_higher_than_paper() -> None:
    lanes = [Heading(f"Code {number}", BLUE) for number in range(80)]
    parts = list(replace(STRIPS, lanes=lanes, strips=[*STRIPS.strips] * 3).pages(ACROSS))
    assert [len(part.strips) for part in parts] == [1, 1, 1]
    svg = parts[0].svg(Look.PAPER, NAMED)
    assert ">Code 79</text>" in svg
    assert ">P1</text>" in svg
    assert ">P1</text>" not in STRIPS.svg(Look.PAPER, NAMED)  # its title says whose it is
    heights = [side_of("height", part.svg(Look.PAPER, NAMED)) for part in parts]
    assert heights[0] <= ACROSS.first < heights[1] <= ACROSS.rest


def test_bars_stand_in_two_columns_and_no_page_is_higher_than_paper() -> None:
    group = [(Heading("Rank", is_theme=True), []), *[(Heading("a"), [Bar(1, "1")])] * 9]
    pages = list(Bars([("", "")], group * 12, flows=3).pages(ACROSS))
    assert sum(len(page.rows) for page in pages) == 120
    assert all(page.rows[0][0].label == "Rank" for page in pages)
    assert all(len(list(page._columns())) <= 2 for page in pages)
    heights = [side_of("height", page.svg(Look.PAPER, NAMED)) for page in pages]
    assert heights[0] <= ACROSS.first
    assert max(heights) <= ACROSS.rest


def test_a_heading_goes_with_what_is_below_it_into_the_next_column() -> None:
    group = [(Heading("Rank", is_theme=True), []), *[(Heading("a"), [Bar(1, "1")])] * 3]
    columns = list(Bars([("", "")], group * 2, flows=2)._columns())
    assert [len(column) for column in columns] == [4, 4]
    assert [column[0][0].label for column in columns] == ["Rank", "Rank"]


@pytest.mark.parametrize(
    ("most", "shown"), [(0, [0]), (4, [0, 1, 2, 3, 4]), (42, [0, 10, 20, 30, 40]), (69, [0, 20, 40, 60])]
)
def test_an_axis_has_round_numbers(most: int, shown: list[int]) -> None:
    assert ticks(most) == shown


def test_words_that_do_not_fit_end_in_an_ellipsis() -> None:
    assert fitted("Individual and cultural dynamics", 80) == "Individual…"
    assert fitted("Fear", 80) == "Fear"


def test_words_of_people_can_not_become_marks() -> None:
    drawing = Drawing(Look.FILE)
    drawing.text((0, 0), "<script>&")
    assert "&lt;script&gt;&amp;" in drawing.svg(10, 10, NAMED)
