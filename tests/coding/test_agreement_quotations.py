import pytest

from coding.analysis.agreement.quotations import Quotations, holsti, matching
from coding.analysis.agreement.readings import Reading, Source
from coding.analysis.agreement.values import Reason, Value
from interviews.spans import Span

TEXT = Source("P01", [Span(0, 100)])


def test_twice_the_matches_by_all_quotations() -> None:
    ana = Reading("ana", "P01", {"x": [Span(0, 10), Span(20, 30), Span(40, 50)]})
    ben = Reading("ben", "P01", {"x": [Span(5, 15), Span(60, 70)]})
    # One match: 5 of 10 characters are half of the shorter one.
    assert holsti([TEXT], [ana, ben], ["x"])["x"].number == pytest.approx(2 / 5)
    assert holsti([TEXT], [ana, ben], ["x"], threshold=0.6)["x"] == Value(0.0)


def test_each_quotation_matches_one_other_at_most_and_as_many_as_can() -> None:
    # The first could take both of the others', the second only the first: exchanged, both match.
    assert matching([Span(0, 20), Span(0, 10)], [Span(0, 10), Span(12, 20)], 0.5) == 2
    assert matching([Span(0, 20), Span(0, 10)], [Span(0, 10)], 0.5) == 1
    assert matching([], [Span(0, 10)], 0.5) == 0


def test_of_three_coders_it_is_the_mean_over_pairs_who_used_the_code() -> None:
    readings = [
        Reading("ana", "P01", {"x": [Span(0, 10)]}),
        Reading("ben", "P01", {"x": [Span(0, 10)]}),
        Reading("cem", "P01", {}),
    ]
    found = holsti([TEXT], readings, ["x", "y"])
    assert found["x"].number == pytest.approx((1 + 0 + 0) / 3)
    assert found["y"] == Value(None, Reason.NO_VARIATION)


def test_only_transcripts_that_both_completed_count() -> None:
    readings = [
        Reading("ana", "P01", {"x": [Span(0, 10)]}),
        Reading("ana", "P02", {"x": [Span(0, 10)]}),
        Reading("ben", "P01", {"x": [Span(0, 10)]}),
    ]
    assert holsti([TEXT, Source("P02", [Span(0, 50)])], readings, ["x"])["x"] == Value(1.0)
    assert holsti([TEXT], readings[:1], ["x"])["x"] == Value(None, Reason.ONE_CODER)


def test_over_several_codes_quotations_match_within_each() -> None:
    ana = Reading("ana", "P01", {"x": [Span(0, 10)], "y": [Span(20, 30)]})
    ben = Reading("ben", "P01", {"x": [Span(0, 10)], "z": [Span(20, 30)]})
    # One match of two quotations each.
    assert Quotations.of([TEXT], [ana, ben], 0.5).over(["x", "y", "z"]) == Value(0.5)
