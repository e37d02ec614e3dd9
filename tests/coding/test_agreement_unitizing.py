from itertools import pairwise
from random import Random

import pytest

from coding.analysis.agreement.alpha_u import alpha_u, squared_disagreement
from coding.analysis.agreement.coefficients import krippendorff_alpha
from coding.analysis.agreement.continuum import Continuum, Overlapping, Unit, continuum, gaps, single
from coding.analysis.agreement.tables import tallied
from coding.analysis.agreement.unitizing import Unitizing, unitizing
from interviews.spans import Span

Texts = list[Continuum]


def random_text(random: Random, coders: int = 3, length: int = 40) -> Continuum:
    """Units cut at random places, some of them gaps."""

    def cut() -> list[Unit]:
        ends = sorted(random.sample(range(length + 1), random.randrange(2, 9)))
        parts = [Unit(a, b, random.choice("xyz ")) for a, b in pairwise(ends)]
        return [unit for unit in parts if unit.code != " "]

    return continuum(length, {n: cut() for n in range(coders)})


def cells(text: Continuum) -> list[list[tuple[int, str | None]]]:
    """For each coder, of each character, the number of its unit (or of itself in a gap) and the code."""
    rows = []
    for units in text.coders.values():
        row: list[tuple[int, str | None]] = [(-1 - at, None) for at in range(text.length)]
        for number, unit in enumerate(units):
            row[unit.start : unit.end] = [(number, unit.code)] * (unit.end - unit.start)
        rows.append(row)
    return rows


def slow_u_alpha(text: Continuum) -> float | None:
    """Characters against characters: all pairs but those of a unit with itself can meet by chance."""
    rows = cells(text)
    m, n = len(rows), text.length
    observed = sum(
        rows[i][at][1] != rows[j][at][1] for i in range(m) for j in range(m) if i != j for at in range(n)
    ) / (m - 1)
    flat = [(coder, *cell) for coder, row in enumerate(rows) for cell in row]
    own = sum(a[:2] == b[:2] for a in flat for b in flat)
    differ = sum(a[2] != b[2] for a in flat for b in flat)
    total = m * n
    return 1 - observed / (differ * total / (total**2 - own)) if differ else None


def slow_coding(text: Continuum, only: str | None = None) -> float | None:
    """cu-alpha, or (k)u-alpha of one code, from the paper's sums, character by character."""
    rows = cells(text)
    m = len(rows)
    shared: dict[tuple[int, int], float] = {}
    lengths: dict[str, float] = {}
    agreed: dict[str, float] = {}
    for i, row in enumerate(rows):
        for at, (number, code) in enumerate(row):
            others = [rows[j][at][1] for j in range(m) if j != i]
            if code is not None:
                part = sum(other is not None for other in others) / (m - 1)
                shared[i, number] = shared.get((i, number), 0) + part
                lengths[code] = lengths.get(code, 0) + part
                agreed[code] = agreed.get(code, 0) + others.count(code) / (m - 1)
    codes = {(i, n): code for i, row in enumerate(rows) for n, code in row if code is not None}
    own = {code: sum(p**2 for unit, p in shared.items() if codes[unit] == code) for code in lengths}
    total, z = sum(lengths.values()), sum(own.values())
    if only:
        k = lengths.get(only, 0)
        down = k * k * (total - k)
        return 1 - (k - agreed[only]) * (k * total - own[only]) / down if down else None
    down = total * (total**2 - sum(length**2 for length in lengths.values()))
    return 1 - (total - sum(agreed.values())) * (total**2 - z) / down if down > 1e-9 else None


@pytest.mark.parametrize("coders", [2, 3, 4])
def test_agreement_on_codes_is_that_of_the_paper_s_sums(coders: int) -> None:
    for seed in range(100):
        text = random_text(Random(seed), coders)
        found = unitizing([text])
        expected = slow_coding(text)
        assert found.coding() == (None if expected is None else pytest.approx(expected, abs=1e-9))
        for code in {unit.code for units in text.coders.values() for unit in units}:
            expected = slow_coding(text, code)
            assert found.of(code) == (None if expected is None else pytest.approx(expected, abs=1e-9))


def test_units_of_one_character_give_nominal_alpha() -> None:
    for seed in range(100):
        random = Random(seed)
        values = [[random.choice(("x", "y", None)) for _ in range(3)] for _ in range(20)]
        text = continuum(
            20,
            {
                coder: [Unit(at, at + 1, row[coder]) for at, row in enumerate(values) if row[coder]]
                for coder in range(3)
            },
        )
        alpha = krippendorff_alpha(tallied([[value or "-" for value in row] for row in values]))
        assert alpha is not None
        assert unitizing([text]).alpha() == pytest.approx(alpha, abs=1e-12)


def test_random_texts_agree_with_comparing_all_characters() -> None:
    for seed in range(100):
        text = random_text(Random(seed))
        expected = slow_u_alpha(text)
        found = unitizing([text]).alpha()
        assert found == (None if expected is None else pytest.approx(expected, abs=1e-9))


def test_two_coders_worked_by_hand() -> None:
    # Of 10 characters A codes 0-4 x, B 2-6 x. Of 20 judgements 8 are x and 12 gaps; x agrees 4, gaps 8.
    # Units pair with themselves 4 * 4 twice, gap characters 12 times: 44 of 400 pairs.
    found = unitizing([single(10, {"a": [Span(0, 4)], "b": [Span(2, 6)]}, "x")])
    expected = 20 * (400 - 8**2 - 12**2) / (400 - 44)
    assert found.alpha() == pytest.approx(1 - 8 / expected)
    assert found.binary() == pytest.approx(1 - 8 / expected)
    # Where both gave a code it was the same one, and there is no other.
    assert found.coding() is None
    # Two of the four characters that each marked were marked by the other.
    assert found.coverage() == pytest.approx(4 / 20)
    assert found.coverage_of("x") == pytest.approx(1 / 2)


def test_a_code_never_agreed_on_has_no_agreement() -> None:
    # Three coders: x meets only y. Reading (i) of what pairs with itself gives exactly 0.
    text = continuum(
        12, {"a": [Unit(0, 6, "x")], "b": [Unit(0, 3, "y"), Unit(6, 12, "z")], "c": [Unit(6, 12, "z")]}
    )
    assert unitizing([text]).of("x") == pytest.approx(0)


def test_identical_coders_agree_wholly() -> None:
    units = [Unit(2, 9, "x"), Unit(9, 12, "y")]
    found = unitizing([continuum(20, dict.fromkeys("abc", units))])
    assert [found.alpha(), found.binary(), found.coding(), found.of("x"), found.coverage_of("x")] == [1] * 5


def numbers(found: Unitizing) -> list[float | None]:
    return [found.alpha(), found.binary(), found.coding(), found.coverage(), found.of("x"), found.of("y")]


def test_what_is_of_one_text_and_what_of_two_is_the_same_but_for_their_border() -> None:
    # Two texts laid end to end; no unit crosses.
    first, second = random_text(Random(1)), random_text(Random(2))
    together = {
        coder: [*units, *(Unit(u.start + 40, u.end + 40, u.code) for u in second.coders[coder])]
        for coder, units in first.coders.items()
    }
    assert numbers(unitizing([first, second])) == pytest.approx(numbers(unitizing([continuum(80, together)])))


def test_a_text_that_one_coder_read_changes_nothing() -> None:
    text, alone = random_text(Random(3)), continuum(9, {0: [Unit(0, 5, "x")]})
    assert numbers(unitizing([text, alone])) == numbers(unitizing([text]))
    assert numbers(unitizing([alone])) == [None] * 6


def test_the_order_of_coders_and_the_names_of_codes_are_nothing() -> None:
    text = random_text(Random(4))
    turned = Continuum(40, dict(reversed(list(text.coders.items()))))
    assert numbers(unitizing([turned])) == pytest.approx(numbers(unitizing([text])))
    names = {"x": "Aa", "y": "BB", "z": ""}
    renamed = {c: [Unit(u.start, u.end, names[u.code]) for u in units] for c, units in text.coders.items()}
    assert unitizing([continuum(40, renamed)]).coding() == pytest.approx(unitizing([text]).coding())


def test_overlapping_codes_are_no_choice_between_codes_and_are_named() -> None:
    with pytest.raises(Overlapping, match="ana gave overlapping quotations: “x” 0–5 and “y” 4–9"):
        continuum(20, {"ana": [Unit(4, 9, "y"), Unit(0, 5, "x")]})


def test_of_one_code_overlapping_quotations_are_joined_and_touching_ones_stay_two() -> None:
    text = single(20, {"a": [Span(0, 5), Span(4, 8), Span(8, 9), Span(12, 12), Span(18, 99)]}, "x")
    assert text.coders["a"] == [Unit(0, 8, "x"), Unit(8, 9, "x"), Unit(18, 20, "x")]
    assert gaps(text.coders["a"], 20) == [Span(9, 18)]


def test_squared_disagreement_worked_by_hand() -> None:
    # Length 10. A marks 0-4, B 2-6 and 8-9: the ends of the first two are 2 and 2 apart, B's last is alone.
    # Twice (4 + 4 + 1), by 2 pairs and 100.
    text = single(10, {"a": [Span(0, 4)], "b": [Span(2, 6), Span(8, 9)]}, "x")
    assert squared_disagreement(text).observed == pytest.approx(9 / 100)
    # Gaps: A 4-10 (6); B 0-2, 6-8, 9-10 (2, 2, 1). Units of 4, 4 and 1, three in all.
    # Of 4: 2/3 * (128 - 48 + 4) + 16 * (6 - 4 + 1) = 104; of 1: 2/3 * 0 + 6 + 2 + 2 + 1 = 11.
    # 2/10 * (104 + 104 + 11) / (20 * 19 - 12 - 12).
    assert squared_disagreement(text).expected == pytest.approx(0.2 * 219 / 356)
    assert alpha_u([text]) == pytest.approx(1 - 0.09 / (0.2 * 219 / 356))


def test_squared_disagreement_needs_two_coders() -> None:
    assert alpha_u([single(10, {"a": [Span(0, 4)]}, "x")]) is None
    assert alpha_u([single(0, {"a": [], "b": []}, "x")]) is None
