"""What people and things are called."""

import pytest

from interviews.naming import as_id, is_name, natural, next_id, padded, without_names


@pytest.mark.parametrize(
    ("label", "code"),
    [("P07", "P07"), ("P12a", "P12a"), ("INT3", "INT3"), ("id1", "ID1"), ("Ana", None), ("Speaker 1", None)],
)
def test_a_label_that_looks_like_an_id_is_one(label: str, code: str | None) -> None:
    assert as_id(label) == code


@pytest.mark.parametrize("label", ["Participant", "Speaker 2", "Respondent", "P", "Befragte"])
def test_a_label_that_may_be_anybodys_is_no_name(label: str) -> None:
    assert not is_name(label)


def test_a_name_is_a_name() -> None:
    assert is_name("Ana")
    assert is_name('היו"ר משה גפני')


def test_the_next_id_is_after_the_highest_even_where_one_between_is_free() -> None:
    assert next_id(["P01", "P09", "INT44"]) == "P10"
    assert next_id(["P01", "P12a", "P12b"]) == "P13"
    assert next_id([]) == "P01"


def test_ids_sort_by_their_number() -> None:
    assert sorted(["P10", "P2b", "P2", "INT3"], key=natural) == ["INT3", "P2", "P2b", "P10"]
    assert sorted(["P10", "P2b", "P2", "INT3"], key=padded) == ["INT3", "P2", "P2b", "P10"]


def test_names_in_a_title_become_ids_but_parts_of_words_stay() -> None:
    assert without_names("sheffield_Ana and Analysis", {"Ana": "P01"}) == "sheffield_P01 and Analysis"
