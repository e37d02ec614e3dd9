from itertools import pairwise
from random import Random

import pytest

from coding.analysis.agreement.units import present, trimmed
from interviews.spans import Span

TURNS = [Span(0, 10), Span(10, 20), Span(25, 45)]


@pytest.mark.parametrize(
    ("quotation", "units"),
    [
        (Span(2, 5), {0}),  # a short quotation inside a turn
        (Span(0, 45), {0, 1, 2}),  # across all
        (Span(4, 11), {0}),  # one character into the next turn: 1 of 7
        (Span(5, 15), {0, 1}),  # 5 of 10 on either side
        (Span(6, 15), {1}),  # 4 of 9 is too little, 5 of 9 enough
        (Span(20, 25), set()),  # between turns
        (Span(45, 60), set()),  # behind the last, touching it
        (Span(7, 7), set()),  # empty
        (Span(8, 3), set()),  # backwards
    ],
)
def test_a_code_is_present_where_half_of_the_shorter_is_covered(quotation: Span, units: set[int]) -> None:
    assert present([quotation], TURNS, None) == units


def test_the_threshold_runs_from_any_character_to_all_of_the_shorter() -> None:
    assert present([Span(4, 11)], TURNS, None, threshold=1e-9) == {0, 1}
    assert present([Span(4, 11)], TURNS, None, threshold=1) == set()
    assert present([Span(4, 10)], TURNS, None, threshold=1) == {0}


def test_a_share_equal_to_the_threshold_is_enough() -> None:
    # Multiplied, 0.1 * 30 is 3.0000000000000004 in floating point and 3 would be too little.
    assert present([Span(0, 30)], [Span(27, 100)], None, threshold=0.1) == {0}


def test_two_quotations_do_not_add_up_to_one_that_covers_enough() -> None:
    # Of the turn 25 to 45 each covers 8 of 20; of either quotation, 18 long, that is 8 of 18.
    early, late = Span(15, 33), Span(37, 55)
    assert 2 not in present([early, late], TURNS, None)
    assert 2 in present([Span(15, 35)], TURNS, None)


def test_white_space_around_a_quotation_is_no_part_of_it() -> None:
    text = "Yes.      \nNo, never.\n"
    turns = [Span(0, 10), Span(11, 21)]
    assert present([Span(3, 12)], turns, None) == {0}
    assert present([Span(4, 13)], turns, text) == {1}
    assert present([Span(4, 11)], turns, text) == set()


def test_a_quotation_past_the_end_is_clipped_to_the_text() -> None:
    text = "a" * 20
    assert present([Span(14, 60)], [Span(0, 17), Span(17, 20)], text) == {0, 1}
    assert trimmed([Span(-3, 4), Span(18, 99), Span(30, 40)], text) == [Span(0, 4), Span(18, 20)]


def test_astral_characters_count_as_one_like_any_other() -> None:
    plain, astral = "ab cd  ef", "🙂b 👩🏽  ef"
    assert len(plain) == len(astral)
    for end in range(10):
        assert trimmed([Span(2, end)], plain) == trimmed([Span(2, end)], astral)
        assert present([Span(2, end)], [Span(0, 4), Span(4, 9)], astral) == present(
            [Span(2, end)], [Span(0, 4), Span(4, 9)], plain
        )


def test_a_turn_without_a_character_is_never_marked() -> None:
    assert present([Span(0, 10)], [Span(0, 5), Span(5, 5), Span(5, 10)], None) == {0, 2}


def slow(quotations: list[Span], units: list[Span], text: str, threshold: float) -> set[int]:
    """Each quotation and unit as a set of positions."""
    found = set()
    for start, end in quotations:
        inside = [at for at in range(start, end) if 0 <= at < len(text)]
        while inside and text[inside[0]].isspace():
            inside.pop(0)
        while inside and text[inside[-1]].isspace():
            inside.pop()
        for index, unit in enumerate(units):
            both = set(inside) & set(range(*unit))
            if both and len(both) / min(len(inside), unit.end - unit.start) >= threshold:
                found.add(index)
    return found


def test_a_thousand_random_transcripts_agree_with_counting_characters_one_by_one() -> None:
    random = Random(20)
    for _ in range(1000):
        text = "".join(random.choices("ab \n👩", k=random.randrange(1, 60)))
        cuts = sorted(random.sample(range(len(text) + 1), k=min(len(text), random.randrange(1, 8))))
        units = [Span(s, e) for s, e in pairwise(cuts) if random.random() < 0.8]
        starts = [random.randrange(-2, len(text) + 5) for _ in range(random.randrange(6))]
        quotations = [Span(start, start + random.randrange(0, 20)) for start in starts]
        threshold = random.choice([1e-9, 0.3, 0.5, 2 / 3, 1])
        assert present(quotations, units, text, threshold) == slow(quotations, units, text, threshold)
