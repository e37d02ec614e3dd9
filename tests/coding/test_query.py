import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.analysis.query import (
    All,
    Any,
    Coded,
    CodedBy,
    CodedOn,
    Having,
    InRound,
    InTranscript,
    Near,
    Nearness,
    Not,
    OfParticipant,
    Saying,
    SpokenBy,
    Tagged,
    Tree,
    Voice,
    WithMemo,
    filled,
    holds_words,
    subjects,
)
from coding.analysis.query_json import MOST, Misread, dump, parse

keys = st.integers(1, 10**9)
some = st.none() | keys
words = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
days = st.none() | st.dates()
leaves: st.SearchStrategy[Tree] = st.one_of(
    st.builds(Coded, some, st.booleans()),
    st.builds(OfParticipant, some),
    st.builds(
        Having,
        keys,
        st.lists(keys, max_size=3).map(tuple),
        st.none() | st.booleans(),
        words,
        words,
        words,
    ),
    st.builds(Tagged, some),
    st.builds(InTranscript, some),
    st.builds(SpokenBy, st.sampled_from(Voice)),
    st.builds(CodedBy, some),
    st.builds(InRound, some, some, st.booleans()),
    st.builds(CodedOn, days, days),
    st.builds(Saying, words),
    st.builds(WithMemo, words),
)


def joined(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    lists = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        st.builds(All, lists),
        st.builds(Any, lists),
        st.builds(Not, inner),
        st.builds(Near, st.sampled_from(Nearness), inner, st.integers(0, 99)),
    )


trees = st.one_of(leaves, joined(leaves), joined(joined(leaves)), joined(joined(joined(leaves))))


@given(trees)
def test_a_query_comes_back_from_its_json_as_it_was(tree: Tree) -> None:
    assert parse(json.loads(json.dumps(dump(tree)))) == tree


@given(trees)
def test_what_is_blank_is_left_out_once_and_for_all(tree: Tree) -> None:
    left = filled(tree)
    assert left is None or filled(left) == left


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "query: an object is needed"),
        ([], "query: an object is needed"),
        ({"is": "coding"}, "query: there is no condition 'coding'"),
        ({"is": ["coded"]}, "query: there is no condition"),
        ({"is": "coded", "code": "12"}, "query.code: the number of something"),
        ({"is": "coded", "code": True}, "query.code: the number of something"),
        ({"is": "coded", "code": -1}, "query.code: the number of something"),
        ({"is": "coded", "colour": 1}, "query: colour is nothing that “coded” asks for"),
        ({"is": "all", "of": {}}, "query.of: a list is needed"),
        ({"is": "all", "of": [{"is": "coded"}, 7]}, r"query.of\[1\]: an object is needed"),
        ({"is": "not"}, "query: “not” lacks something"),
        ({"is": "near", "kind": "beside", "of": {"is": "coded"}}, "query.kind: one of overlapping, inside"),
        (
            {"is": "near", "kind": "inside", "of": {"is": "coded"}, "turns": 100},
            "query.turns: a number of turns",
        ),
        ({"is": "having", "attribute": None}, "query.attribute: nothing is named"),
        ({"is": "coded on", "since": "yesterday"}, "query.since: a day such as 2026-03-01"),
        ({"is": "saying", "words": "a\0b"}, "query.words: a text"),
        ({"is": "saying", "words": "x" * 501}, "query.words: a text"),
        ({"is": "all", "of": [{"is": "coded"}] * MOST}, "query: more than 60 conditions"),
    ],
)
def test_json_that_is_no_query_is_refused_with_the_place(value: object, said: str) -> None:
    with pytest.raises(Misread, match=said):
        parse(value)


def test_groups_without_end_are_refused() -> None:
    value: object = {"is": "coded"}
    for _ in range(2000):
        value = {"is": "not", "of": value}
    with pytest.raises(Misread, match="more than 6 groups"):
        parse(value)


def test_conditions_in_which_nothing_is_chosen_are_left_out() -> None:
    tree = All(
        (Coded(), Not(Tagged()), Any((Saying(""), CodedOn())), Near(Nearness.INSIDE, Coded()), Having(3))
    )
    assert filled(tree) is None
    assert filled(All((Coded(1), *tree.of, WithMemo()))) == All((Coded(1), WithMemo()))


def test_a_query_holds_words_where_somebody_typed_them() -> None:
    assert not holds_words(All((Coded(1), WithMemo(), Having(1, (2,)))))
    assert holds_words(All((Coded(1), Not(Any((Saying("blame"),))))))
    assert holds_words(Near(Nearness.INSIDE, WithMemo("blame")))
    assert holds_words(Having(1, text="constable"))


@pytest.mark.parametrize(
    ("tree", "codes"),
    [
        (Coded(1), {1}),
        (All((Coded(1), Coded(2), Saying("x"))), {1, 2}),
        (Any((Coded(1), Coded(2))), {1, 2}),
        (Any((Coded(1), Saying("x"))), set()),
        (All((Not(Coded(1)), Near(Nearness.INSIDE, Coded(2)))), set()),
    ],
)
def test_what_is_found_has_for_certain_the_codes_that_no_other_condition_could_stand_for(
    tree: Tree, codes: set[int]
) -> None:
    assert {each.code for each in subjects(tree)} == codes
