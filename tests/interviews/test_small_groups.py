"""Who stands out by what is known of them."""

from interviews.small_groups import small_groups

KNOWN = {
    1: ("sergeant", "North"),
    2: ("sergeant", "North"),
    3: ("sergeant", "South"),
    4: ("inspector", "North"),
    5: ("inspector", "South"),
    6: ("inspector", "South"),
    7: ("inspector", "South"),
}
"""By hand: 2 sergeants in the North, 1 in the South; 1 inspector in the North, 3 in the South."""


def test_a_combination_that_fewer_than_k_share_is_listed_with_who_has_it() -> None:
    found = [(group.values, list(group.people)) for group in small_groups(KNOWN, 3)]
    assert found == [
        (("inspector", "North"), [4]),
        (("sergeant", "South"), [3]),
        (("sergeant", "North"), [1, 2]),
    ]


def test_two_ask_for_pairs_and_one_asks_nothing() -> None:
    assert [list(group.people) for group in small_groups(KNOWN, 2)] == [[4], [3]]
    assert small_groups(KNOWN, 1) == []


def test_one_attribute_less_makes_larger_groups() -> None:
    ranks = {who: values[:1] for who, values in KNOWN.items()}
    assert small_groups(ranks, 3) == []


def test_what_is_known_of_nobody_else_is_a_value_like_another() -> None:
    assert [list(group.people) for group in small_groups({1: ("",), 2: ("x",), 3: ("x",)}, 2)] == [[1]]
