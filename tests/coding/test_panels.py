"""Where wide tables are cut into panels for paper."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.reports.panels import cut


@pytest.mark.parametrize(
    ("groups", "widest", "cuts"),
    [
        ([], 12, [0, 0]),
        ([1] * 7, 12, [0, 7]),
        ([1] * 25, 12, [0, 9, 18, 25]),  # the last panel is about as wide as the others
        ([5, 5, 5], 12, [0, 10, 15]),  # no code is torn from its values
        ([5, 5, 5, 5], 12, [0, 10, 20]),
        ([1, 14, 1], 12, [0, 8, 16]),  # a group that no panel holds is halved
    ],
)
def test_columns_are_cut_between_groups(groups: Sequence[int], widest: int, cuts: Sequence[int]) -> None:
    assert cut(groups, widest) == cuts


@given(st.lists(st.integers(1, 20), max_size=30), st.integers(1, 14))
def test_no_panel_is_too_wide_and_no_group_that_has_room_is_torn(groups: list[int], widest: int) -> None:
    cuts = cut(groups, widest)
    assert (cuts[0], cuts[-1]) == (0, sum(groups))
    assert all(0 <= last - first <= widest for first, last in pairwise(cuts))
    begun = 0
    for size in groups:
        if size <= widest:
            assert not any(begun < place < begun + size for place in cuts)
        begun += size
