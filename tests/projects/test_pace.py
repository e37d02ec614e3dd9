"""How long work will take: each number is worked by hand."""

from dataclasses import replace

import pytest

from projects.pace import Forecast, Measured, Moment, Pace, Part

PARTS = (Part("reading", "", 0.2), Part("setting", "", 0.6, "", 1 / 1000), Part("writing", "", 0.2))
NEW = Pace(PARTS)
"""Of a kind of which no job was ever done."""
KNOWN = Pace(PARTS, [Measured({"reading": 2.0, "setting": 20.0, "writing": 8.0}, 100_000, 50)])
SAME = replace(KNOWN, is_same=True)
"""Of a job that is asked for once more."""


def moment(key: str, spent: float, done: int = 0, total: int = 0, size: int = 0, **past: float) -> Moment:
    return Moment(past, key, spent, done, total, size)


def test_nothing_is_foretold_while_nothing_is_known() -> None:
    assert NEW.forecast(moment("reading", 1.0)) is None
    assert NEW.forecast(moment("setting", 1.0, 1, 100)) is None  # one page of a hundred says nothing


def test_the_pace_so_far_foretells_the_rest() -> None:
    # A quarter of the pages took 3 s: setting takes 12 s, 9 of them to come. Reading and setting have
    # 0.8 of the time, and take 4 + 12 s: a share of 1 is 20 s, and writing takes 4 s.
    forecast = NEW.forecast(moment("setting", 3.0, 25, 100, 5_000, reading=4.0))
    assert forecast == pytest.approx(Forecast(1 - 13 / 20, 13.0))


def test_an_earlier_job_that_asked_for_the_same_foretells_the_whole_from_the_first_moment() -> None:
    # Of 2 s for reading 1 is over; nothing is known of the size: 20 and 8 s follow, as then.
    assert SAME.forecast(moment("reading", 1.0)) == pytest.approx(Forecast(1 / 30, 29.0))


def test_one_that_asked_for_something_else_foretells_nothing_before_the_size_is_known() -> None:
    assert KNOWN.forecast(moment("reading", 1.0)) is None
    # Half of the reading took 3 s, all takes 6: a share of 1 is 30 s, and 24 follow. No time is told yet.
    forecast = KNOWN.forecast(moment("reading", 3.0, 5, 10))
    assert forecast is not None
    assert forecast.portion == pytest.approx(0.1)
    assert forecast.seconds is None


def test_a_part_of_which_nothing_is_known_goes_on_by_its_share() -> None:
    # Reading took 2 s of a share of 0.2: setting takes 6 and writing 2, and 5 of these 10 are over.
    forecast = NEW.forecast(moment("setting", 3.0, 0, 100, 5_000, reading=2.0))
    assert forecast is not None
    assert forecast.portion == pytest.approx(0.5)
    assert forecast.seconds is None


def test_what_comes_after_the_last_page_is_counted_too() -> None:
    pages = Pace((Part("setting", "", 1.0, "", 1 / 1000, tail=0.2),))
    # All pages took 8 s; a fifth of the part is to come.
    assert pages.forecast(moment("setting", 8.0, 10, 10, 10_000)) == pytest.approx(Forecast(0.8, 2.0))


def test_twice_the_size_takes_twice_as_long() -> None:
    # 200,000 characters at 0.2 ms for setting and 0.08 ms for writing: 40 and 16 s.
    forecast = KNOWN.forecast(moment("setting", 0.0, 0, 100, 200_000, reading=2.0))
    assert forecast == pytest.approx(Forecast(2 / 58, 56.0))


def test_what_earlier_jobs_took_counts_less_the_further_the_work_is() -> None:
    # Usually 20 s. Half the pages took 20 s, which makes 40: half of each is 30, 10 of them to come, and 8.
    forecast = KNOWN.forecast(moment("setting", 20.0, 25, 50, 100_000, reading=2.0))
    assert forecast is not None
    assert forecast.seconds == pytest.approx(18.0)


def test_a_part_that_takes_longer_than_ever_is_nearly_done_and_not_over_before_it_began() -> None:
    forecast = SAME.forecast(moment("reading", 9.0))
    assert forecast == pytest.approx(Forecast(9 / 37, 28.0))


def test_pages_are_foretold_from_the_size_as_earlier_jobs_had_them() -> None:
    assert NEW.units("setting", 5_000) == 5  # 1,000 characters a page, as the part says
    assert KNOWN.units("setting", 5_000) == 2  # 2,000 a page, as the earlier job had it
    assert NEW.units("writing", 5_000) == 0


def test_a_kind_without_parts_is_measured_as_one() -> None:
    one = Pace((Part("working", "", 1.0),), [Measured({"other": 3.0}, 0, 0)])
    assert one.forecast(moment("other", 1.0)) == pytest.approx(Forecast(1 / 3, 2.0))


def test_what_is_over_of_a_first_job_foretells_the_rest_by_shares() -> None:
    # Reading had 0.2 of the time and took 4 s: setting takes 12 s, 3 of them over, and writing 4 s.
    without_pages = Pace([part._replace(units_in_size=0.0) for part in NEW.parts])
    forecast = without_pages.forecast(moment("setting", 3.0, reading=4.0))
    assert forecast == pytest.approx(Forecast(7 / 20, 13.0))
