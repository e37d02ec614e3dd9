"""Words, phrases and patterns in turns: the spans are worked out by hand, or checked against the folding."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.analysis.finding import Deadline, Meaningless, Query, TookTooLong, Way, find
from coding.analysis.folding import Folded, fold, fold_line
from interviews.spans import Span

TRICKY = st.text(
    st.sampled_from("aAeßẞıİiIſﬁﬃfs é\u0301e\u0327ςσΣ…’'½שׁלוםأ🎉👮\u200d\ufe0f-—\u00ad\n한"), max_size=40
)
ANY = st.one_of(TRICKY, st.text(max_size=40))


def found(text: str, typed: str, way: Way = Way.PHRASE, *, whole: bool = False) -> list[str]:
    """The words found in a text that is one turn."""
    query = Query(typed, way, whole)
    spans = find(query.finder(Deadline(2)), Folded(text), Span(0, len(text)))
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "typed", "words"),
    [
        ("Die Straße, die STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("die GROẞE Straße", "große", ["GROẞE"]),
        ("Her cafe\u0301 and my café", "CAFE", ["cafe\u0301", "café"]),
        ("İstanbul, ışık, Istanbul", "istanbul", ["İstanbul", "Istanbul"]),
        ("ışık", "ISIK", ["ışık"]),
        ("Ο Σίσυφος ΣΙΣΥΦΟΣ", "σισυφοσ", ["Σίσυφος", "ΣΙΣΥΦΟΣ"]),
        ("a ﬁne oﬃce", "fine", ["ﬁne"]),
        ("a ﬁne oﬃce", "office", ["oﬃce"]),
        ("שָׁלוֹם לכם", "שלום", ["שָׁלוֹם"]),
        ("قال أحمد", "احمد", ["أحمد"]),
        ("We don’t say “no”", 'don\'t say "no"', ["don’t say “no”"]),
        ("so 🎉🎉 it worked", "🎉 it", ["🎉 it"]),
        ("a wait\u00ading game", "waiting", ["wait\u00ading"]),
        ("two\n  lines", "two lines", ["two\n  lines"]),
        ("çok güzel", "cok guzel", ["çok güzel"]),
        ("nothing here", "zebra", []),
    ],
)
def test_a_phrase_is_found_whatever_its_case_and_accents_and_handed_back_as_it_stands(
    text: str, typed: str, words: list[str]
) -> None:
    assert found(text, typed) == words


def test_letters_within_a_ligature_give_the_whole_of_it() -> None:
    assert found("Straße", "s") == ["S", "ß"]
    assert found("oﬃce", "i") == ["ﬃ"]


def test_vowel_signs_of_indian_scripts_tell_words_apart() -> None:
    assert found("कि का", "का") == ["का"]


def test_whole_words_leave_out_parts_of_words() -> None:
    assert found("police, policeman, POLICE", "police") == ["police", "police", "POLICE"]
    assert found("police, policeman, POLICE", "police", whole=True) == ["police", "POLICE"]
    assert found("कि क", "क", whole=True) == ["क"]


def test_words_are_found_only_where_all_of_them_are_and_then_each_place() -> None:
    text = "Cats chase cattle, cat."
    assert found(text, "cat cattle", Way.WORDS) == ["Cat", "cattle", "cat"]
    assert found(text, "cat dog", Way.WORDS) == []
    assert found("dogs, then a cat", "cat dog", Way.WORDS, whole=True) == []


def test_nothing_runs_from_one_turn_into_the_next_nor_holds_a_label() -> None:
    text = "P07: We wait.\nP07: We wait again.\nBen: P07 waits"
    turns = [Span(5, 13), Span(19, 33), Span(39, 48)]
    spans = [span for turn in turns for span in find(Query("p07").finder(Deadline(2)), Folded(text), turn)]
    assert spans == [Span(39, 42)]
    across = Query(r"\.[\s\S]+|(?<=P07: )we", Way.PATTERN).finder(Deadline(2))
    assert [span for turn in turns for span in find(across, Folded(text), turn)] == []


def test_a_pattern_has_the_turn_for_its_beginning_and_end_and_folds_its_letters() -> None:
    text = "Café one. Cafe\u0301 two"
    assert found(text, r"^caf[éè]", Way.PATTERN) == ["Café"]
    assert found(text, r"\w+$", Way.PATTERN) == ["two"]
    assert found(text, r"CAFE \S+", Way.PATTERN) == ["Café one.", "Cafe\u0301 two"]
    assert found("a（b） (c)", r"（b）", Way.PATTERN) == ["（b）"]
    assert found("ab", r"x*", Way.PATTERN) == []


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("(", "wrong"),
        ("a**", "wrong"),
        (r"\L<names>", "wrong"),
        (r"\p{Nope}", "wrong"),
        ("   ", "empty"),
        ("(?R)", "calls"),
        (r"(?P<a>x(?&a))", "calls"),
        ("((a{1000}){1000}){1000}", "repeats"),
        ("(?:a{0,60000}){2}", "repeats"),
        ("a{1⁰⁰⁰⁰⁰⁰}", "repeats"),
        ("(?:(?:a{1⁰⁰}){1⁰⁰}){1⁰⁰}", "repeats"),
        ("a{1\u200b000000}", "repeats"),
        ("(?x)a{1 0 0 0}", "verbose"),
        ("(?ix)a{1 0 0 0}", "verbose"),
        ("(?x:a{1 0 0 0})", "verbose"),
        ("(?i-x:a)", "verbose"),
        ("(?V1ⅹ)a{1 0 0 0 0 0 0}", "verbose"),
        (r"\\(?x)a{1 0 0 0}", "verbose"),
    ],
)
def test_a_pattern_that_is_none_or_would_never_end_is_refused(typed: str, why: str) -> None:
    begun = perf_counter()
    with pytest.raises(Meaningless) as error:
        Query(typed, Way.PATTERN).finder(Deadline(2))
    assert error.value.why == why
    assert perf_counter() - begun < 0.5


def test_what_only_looks_like_a_flag_or_a_count_is_found() -> None:
    assert found("f(x), x", r"\(?x", Way.PATTERN) == ["(x", "x"]
    assert found("boxes", "(?P<x>x)(?i:ES)", Way.PATTERN) == ["xes"]
    assert found("a{1 0}", "a{1 0}", Way.PATTERN) == ["a{1 0}"]


def test_a_pattern_for_which_there_is_no_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def compiled(*_asked: object) -> None:
        raise MemoryError

    monkeypatch.setattr("coding.analysis.finding.regex.compile", compiled)
    with pytest.raises(Meaningless) as error:
        Query("a{3}", Way.PATTERN).finder(Deadline(2))
    assert error.value.why == "repeats"


@pytest.mark.parametrize("typed", ["", " \n", "\u0301\u200f"])
def test_a_query_of_which_nothing_is_left_is_refused(typed: str) -> None:
    for way in (Way.PHRASE, Way.WORDS):
        with pytest.raises(Meaningless):
            Query(typed, way).finder(Deadline(2))


def test_a_pattern_that_tries_everything_is_stopped() -> None:
    text = "a" * 5000 + "b"
    finder = Query("(a+)+$", Way.PATTERN).finder(Deadline(0.2))
    with pytest.raises(TookTooLong):
        list(find(finder, Folded(text), Span(0, len(text))))


def test_time_that_is_up_stops_every_way() -> None:
    for way in Way:
        finder = Query("a", way).finder(Deadline(-1))
        with pytest.raises(TookTooLong):
            finder.is_in(Folded("a"))


@pytest.mark.parametrize("way", [Way.PHRASE, Way.WORDS])
def test_time_that_runs_out_within_a_text_stops_too(monkeypatch: pytest.MonkeyPatch, way: Way) -> None:
    folded = Folded("zzz ab " * 100_000)
    finder = Query("zzz abq", way).finder(Deadline(2))
    monkeypatch.setattr(Deadline, "left", 1e-6)
    with pytest.raises(TookTooLong):
        finder.is_in(folded)


def test_every_character_folds_to_what_folds_to_itself() -> None:
    odd = [
        hex(code)
        for code in range(0x110000)
        if not 0xD800 <= code < 0xE000 and fold(fold(chr(code))) != fold(chr(code))
    ]
    assert odd == []


@given(ANY, ANY, ANY)
def test_what_is_found_holds_what_was_looked_for(before: str, needle: str, after: str) -> None:
    text = before + needle + after
    try:
        finder = Query(needle).finder(Deadline(60))
    except Meaningless:
        assert not fold(needle).split()
        return
    wanted = " ".join(fold(needle).split())
    words = [text[span.start : span.end] for span in find(finder, Folded(text), Span(0, len(text)))]
    assert words
    assert all(wanted in " ".join(fold(each).split()) for each in words)


@given(ANY, st.data())
def test_places_of_a_text_and_of_its_folded_form_lead_to_each_other(text: str, data: st.DataObject) -> None:
    folded = Folded(text)
    at = data.draw(st.integers(0, len(text)))
    assert folded.text[: folded.place(at)] == fold(text[:at])
    assert folded.text[folded.place(at) :] == fold(text[at:])
    if folded.text:
        start = data.draw(st.integers(0, len(folded.text) - 1))
        end = data.draw(st.integers(start + 1, len(folded.text)))
        span = folded.span(start, end)
        assert folded.text[start:end] in fold(text[span.start : span.end])
        assert folded.place(span.start) <= start
        assert folded.place(span.end) >= end


@given(ANY, ANY, ANY, st.sampled_from(Way), st.booleans())
def test_whatever_is_typed_gives_spans_within_the_turn_in_order(
    before: str, turn: str, typed: str, way: Way, whole: bool
) -> None:
    text = before + turn
    try:
        finder = Query(typed, way, whole).finder(Deadline(60))
    except Meaningless:
        return
    spans = list(find(finder, Folded(text), Span(len(before), len(text))))
    assert all(len(before) <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


def test_a_line_is_folded_without_regard_to_spacing_too() -> None:
    assert fold_line("\tŴYN  Straße’s\n") == "wyn strasse's"
