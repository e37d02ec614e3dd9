import re
from xml.etree import ElementTree

import pytest

from coding.charts import Estimate, Scale, agreement_axis, agreement_mark, heat
from coding.charts.bars import Bar, Bars
from coding.charts.drawing import Look, Named
from coding.charts.grid import Grid, Heading, Square


def parts(svg: str, tag: str) -> list[dict[str, str]]:
    return [dict(element.attrib) for element in ElementTree.fromstring(svg).iter(tag)]  # noqa: S314  our own


def test_the_dot_stands_where_alpha_is() -> None:
    scale = Scale(width=110, height=16, margin=5)
    (dot,) = parts(agreement_mark(Estimate(0.5), scale=scale), "circle")
    assert (dot["cx"], dot["cy"]) == ("55.0", "8")


@pytest.mark.parametrize(("alpha", "x"), [(0.0, "5.0"), (1.0, "105.0"), (1.5, "105.0")])
def test_the_axis_runs_from_nought_to_one(alpha: float, x: str) -> None:
    (dot,) = parts(agreement_mark(Estimate(alpha), scale=Scale(110, 16, 5)), "circle")
    assert dot["cx"] == x


def test_the_limits_are_drawn_on_every_mark() -> None:
    lines = parts(agreement_mark(None, scale=Scale(100, 16, 0)), "line")
    assert [line["x1"] for line in lines] == ["66.67", "80.0"]


def test_less_than_chance_is_an_arrow_and_no_dot() -> None:
    mark = agreement_mark(Estimate(-0.2), "#123456")
    assert parts(mark, "circle") == []
    assert parts(mark, "path")[0]["fill"] == "#123456"


def test_what_cannot_be_calculated_has_no_mark() -> None:
    assert parts(agreement_mark(None), "circle") == parts(agreement_mark(None), "path") == []


def test_a_theme_has_a_larger_dot() -> None:
    (theme,), (code,) = (
        parts(agreement_mark(Estimate(0.7), is_theme=large), "circle") for large in (True, False)
    )
    assert float(theme["r"]) > float(code["r"])


def test_the_axis_names_both_limits() -> None:
    labels = [text.text for text in ElementTree.fromstring(agreement_axis()).iter("text")]  # noqa: S314
    assert labels == ["0", ".667", ".800", "1"]


def test_pictures_bear_no_styles_and_are_no_news_to_a_screen_reader() -> None:
    for svg in (agreement_mark(Estimate(0.4)), agreement_mark(Estimate(-1)), agreement_axis()):
        assert "style" not in svg
        assert 'aria-hidden="true"' in svg


def test_the_limits_are_a_line_with_stops_and_a_range_is_dashed() -> None:
    scale = Scale(110, 16, 5)
    interval = parts(agreement_mark(Estimate(0.5, 0.3, 0.8), "#123456", scale=scale), "line")
    drawn = [line for line in interval if line["stroke"] == "#123456"]
    assert (drawn[0]["x1"], drawn[0]["x2"], len(drawn)) == ("35.0", "85.0", 3)
    assert "stroke-dasharray" not in drawn[0]
    dashed = parts(agreement_mark(Estimate(0.5, 0.3, 0.8, is_range=True), "#123456"), "line")
    assert next(line for line in dashed if line["stroke"] == "#123456")["stroke-dasharray"] == "3 2"


def test_without_limits_no_line_leads_to_the_dot_which_would_read_as_an_interval() -> None:
    lines = parts(agreement_mark(Estimate(0.5), "#123456"), "line")
    assert [line for line in lines if line["stroke"] == "#123456"] == []


def test_an_end_beyond_the_scale_has_no_stop() -> None:
    drawn = parts(agreement_mark(Estimate(0.2, -0.4, 0.6), "#123456"), "line")
    assert len([line for line in drawn if line["stroke"] == "#123456"]) == 2


@pytest.mark.parametrize(
    ("share", "strength"), [(0.0, "0"), (0.25, "0.25"), (1.0, "1"), (3.0, "1"), (-1.0, "0")]
)
def test_a_square_is_as_full_as_its_share(share: float, strength: str) -> None:
    (square,) = parts(heat(share), "rect")
    assert square["fill-opacity"] == strength


def texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_a_name_of_fifty_letters_stands_whole() -> None:
    name = "Attitudes of chief officers, communications teams"
    bars = Bars([("", "")], [(Heading(name), [Bar(0.5, "1 of 2")])])
    grid = Grid([Heading(name)], [Heading(name)], [[Square("1")]])
    for picture in (bars, grid):
        assert name in texts(picture.svg(Look.PAPER, Named("", "")))


def test_the_name_of_a_group_stands_in_lines_over_its_bars() -> None:
    groups = [("chief officer (Commander and above)", "N = 1"), ("constable", "N = 2")]
    bars = Bars(groups, [(Heading("Fear"), [Bar(0.5, "1 of 2")] * 2)])
    told = texts(bars.svg(Look.PAPER, Named("", "")))
    assert told[:4] == ["chief officer", "(Commander and above)", "N = 1", "constable"]
