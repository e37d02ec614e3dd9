"""Plain text and Markdown: who speaks, where, and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.parsing import Choice, Draft, Label, Role, parse
from interviews.parsing.decoding import stored


def parsed(text: str) -> Draft:
    return parse("talk.txt", text.encode())


def said(draft: Draft) -> list[tuple[str, str]]:
    return [(turn.speaker, draft.text[turn.start : turn.end]) for turn in draft.turns]


def label(draft: Draft, name: str) -> Label:
    return next(label for label in draft.labels if label.name == name)


def ticked(draft: Draft) -> set[str]:
    return {label.name for label in draft.labels if label.role != Role.NOT_A_SPEAKER}


ANA_AND_BEN = [("Ana", "hello"), ("Ben", "well, hello"), ("Ana", "so"), ("Ben", "yes")]


@pytest.mark.parametrize(
    "layout",
    [
        "Ana: hello\nBen: well, hello\nAna: so\nBen: yes",
        "Ana:\n\nhello\n\nBen:\n\nwell, hello\n\nAna:\n\nso\n\nBen:\n\nyes\n",
        "Ana  0:00  \nhello\n\nBen  0:10  \nwell, hello\n\nAna 1:01\nso\n\nBen 1:00:02\nyes\n",
        "**Ana:** hello\n\n**Ben:** well, hello\n\n**Ana:** so\n\n**Ben:** yes\n",
        "**Ana**: hello\n\n**Ben**: well, hello\n\n**Ana**: so\n\n**Ben**: yes\n",
        "**Ana** [00:00:00] hello\n**Ben** [00:00:10] well, hello\n**Ana** [01:01] so\n**Ben** [01:02] yes",
        "Ana [00:00:00]: hello\nBen [00:00:10]: well, hello\nAna (01:01): so\nBen [1:00:02]: yes\n",
        "00:00 Ana:hello\n\n00:10  Ben:  well, hello\n\n01:01 Ana: so\n\n1:00:02 Ben: yes\n",
        "[00:00] Ana: hello\n[00:10] Ben: well, hello\n[01:01] Ana: so\n[1:00:02] Ben: yes\n",
        "00:00\nAna: hello\n\n00:10\nBen: well, hello\n\n01:01\nAna: so\n\n1:00:02\nBen: yes\n",
        "**Ana:** \\[00:00\\] hello\n**Ben:** \\[00:10\\] well, hello\n**Ana:** so\n**Ben:** yes",
        "[Ana] hello\n\n[Ben] well, hello\n\n[Ana] so\n\n[Ben] yes\n",
        "<B>Ana</B>:\thello\n<B>Ben</B>:\twell, hello\n<B>Ana</B>:\tso\n<B>Ben</B>:\tyes\n",
        "Ana：hello\nBen：well, hello\nAna： so\nBen：yes",
        "Ana\thello\nBen\twell, hello\nAna\tso\nBen\tyes\n",
        "\u200fAna: hello\n\u200fBen: well, hello\n\u200fAna: so\n\u200fBen: yes\n",
        "   Ana : hello\n\tBen : well, hello\n\u00a0Ana:\u00a0so\nBen: yes",
        "00:00 Ana\nhello\n\n00:10 Ben\nwell, hello\n\n01:01 Ana\nso\n\n1:00:02 Ben\nyes\n",
        "[00:00] - Ana\nhello\n\n[00:10] - Ben\nwell, hello\n\n[01:01] - Ana\nso\n\n[01:02] - Ben\nyes\n",
        "Ana\n00:00\nhello\n\nBen\n00:10\nwell, hello\n\nAna\n01:01\nso\n\nBen\n1:00:02\nyes\n",
        "[Ana]: hello\n[Ben]: well, hello\n[Ana]: so\n[Ben]: yes",
    ],
)
def test_each_layout_gives_the_same_turns(layout: str) -> None:
    assert said(parsed(layout)) == ANA_AND_BEN


def test_a_time_and_a_short_label_without_a_colon_make_a_turn() -> None:
    draft = parsed("00:00 p1 Als du\n\n00:10 i Ja, als\n\n00:12 p1 Genau\n\n00:15 i Und so\n")
    assert said(draft) == [("p1", "Als du"), ("i", "Ja, als"), ("p1", "Genau"), ("i", "Und so")]


def test_paragraphs_with_a_time_only_are_nobodys_even_if_they_begin_with_i() -> None:
    draft = parsed("00:00:06 I think so\n\n00:00:16 Hello, and welcome\n\n00:00:20 I know\n")
    assert [(turn.at_ms, turn.speaker) for turn in draft.turns] == [(6000, ""), (16000, ""), (20000, "")]
    assert said(draft)[0] == ("", "I think so")


def test_cue_lines_within_a_text_begin_paragraphs() -> None:
    draft = parsed("[00:43.810 --> 00:47.850]  Hello everyone\n[00:48.350 --> 00:54.570]  I'm here\n")
    assert said(draft) == [("", "Hello everyone"), ("", "I'm here")]
    assert [mark.at_ms for mark in draft.marks] == [43810, 48350]


def test_a_hebrew_label_keeps_the_quote_within_its_title() -> None:
    draft = parsed('היו"ר משה גפני:\n\nשלום לכולם.\n\nמשה אשר:\n\nתודה.\n\nהיו"ר משה גפני:\n\nכן, בבקשה.\n')
    assert label(draft, 'היו"ר משה גפני').count == 2
    assert said(draft)[0][0] == 'היו"ר משה גפני'


def test_an_office_may_run_over_two_lines() -> None:
    text = (
        "The Minister of State (Mr.\nMusila): On a point\nThe Minister of State (Mr. Musila): of order, Sir"
    )
    draft = parsed(text)
    assert said(draft) == [
        ("The Minister of State (Mr. Musila)", "On a point"),
        ("The Minister of State (Mr. Musila)", "of order, Sir"),
    ]


def test_an_unlabelled_paragraph_goes_on_with_the_turn() -> None:
    draft = parsed("Title\n\nAna: one\n\ntwo\nBen: three\nAna: four\nBen: five")
    assert said(draft)[:3] == [("", "Title"), ("Ana", "one\n\ntwo"), ("Ben", "three")]


def test_a_markdown_heading_ends_a_turn_and_what_follows_is_nobodys_till_the_next_label() -> None:
    draft = parsed("Ana: one\n\n# Part two\n\nWho is this?\n\nAna: four\n")
    assert said(draft) == [("Ana", "one"), ("", "# Part two"), ("", "Who is this?"), ("Ana", "four")]


def test_a_text_without_speakers_is_a_turn_a_paragraph() -> None:
    draft = parsed("One thing.\n\nAnother.\nA third.\n")
    assert said(draft) == [("", "One thing."), ("", "Another."), ("", "A third.")]


def test_blank_lines_divide_a_text_that_was_wrapped_by_hand() -> None:
    block = "\n".join(["It was the best of times, it was the worst of times, it was"] * 4)
    assert said(parsed(f"{block}\n\n{block}\n")) == [("", block), ("", block)]


def test_front_matter_is_text_and_its_keys_are_no_labels() -> None:
    draft = parsed("---\ntitle: A talk\nspeakers: ['X']\n---\n\nAna: hi there\nAna: again\n")
    assert [label.name for label in draft.labels] == ["Ana"]
    assert said(draft)[1] == ("", "title: A talk")


@pytest.mark.parametrize(
    "line",
    [
        "04-May-2023 - 14:05 - 50m39s - Pseudonym",
        "https://example.org/a",
        "0:27 and more",
        "The ratio was 3:1 then",
        "- I: Interviewer",
        "* P1: somebody",
        "1. Learning objectives: some",
        "Kiger, M. & Varpio, L. (2020): Thematic analysis",
        "[laughter] yes",
        "[Name Redacted] said so",
        "(Applause) yes",
        "what he then said was: nothing",
        "std::vector is a type",
        "> quoted: words",
        "x" * 64 + ": too long for a name",
    ],
)
def test_words_that_are_no_label_are_not_even_offered(line: str) -> None:
    assert parsed(f"{line}\n\n{line}\n").labels == ()


@pytest.mark.parametrize(
    "line",
    [
        "**Break:** \\[26:59\\]",
        "ORCiD ID: 0000-0002-3785-8057",
        "Note: this is one",
        "Homepage: https://example.org",
    ],
)
def test_a_repeated_label_that_says_nothing_is_not_ticked(line: str) -> None:
    draft = parsed(f"Ana: hello\n{line}\nAna: again\n{line}\n")
    assert ticked(draft) == {"Ana"}


def test_a_label_of_63_characters_is_a_label() -> None:
    name = "x" * 63
    assert ticked(parsed(f"{name}: hello\n{name}: again")) == {name}


def test_a_label_that_occurs_once_is_listed_and_not_ticked() -> None:
    draft = parsed("Ana: one\nAna: two\nSenador Black: gracias\n")
    assert label(draft, "Senador Black").role == Role.NOT_A_SPEAKER
    assert said(draft)[-1] == ("Ana", "two\nSenador Black: gracias")


def test_a_person_can_tick_a_label() -> None:
    draft = parsed("Ana: one\nAna: two\nSenador Black: gracias\n")
    again = draft.with_speakers({"Senador Black": Choice(Role.PARTICIPANT)})
    assert said(again)[-1] == ("Senador Black", "gracias")
    assert again.text == draft.text
    assert again.role_of("Senador Black") == Role.PARTICIPANT


def test_a_person_can_say_that_a_label_is_no_speaker() -> None:
    draft = parsed("Ana: one\nBen: two\nAna: three\nBen: four")
    again = draft.with_speakers({"Ben": Choice(Role.NOT_A_SPEAKER)})
    assert said(again) == [("Ana", "one\nBen: two"), ("Ana", "three\nBen: four")]


def test_a_person_can_say_that_two_labels_are_the_same() -> None:
    draft = parsed("P1: one\nP1: two\nP: three\nI: four\nI: five\nP1: six")
    again = draft.with_speakers({"P": Choice(Role.PARTICIPANT, same_as="P1")})
    assert said(again)[2] == ("P1", "three")
    assert label(again, "P").role == label(again, "P1").role == Role.PARTICIPANT


def test_labels_said_to_be_each_other_stay_themselves() -> None:
    draft = parsed("Ana: one\nBen: two\nAna: three\nBen: four")
    circle = {"Ana": Choice(Role.PARTICIPANT, "Ben"), "Ben": Choice(Role.PARTICIPANT, "Ana")}
    assert said(draft.with_speakers(circle)) == said(draft)


def test_the_same_as_a_label_that_is_not_there_stays_itself() -> None:
    draft = parsed("Ana: one\nAna: two")
    assert said(draft.with_speakers({"Ana": Choice(Role.PARTICIPANT, "Zoe")})) == said(draft)


def test_a_probable_typing_error_is_offered() -> None:
    draft = parsed("Max Hillebrand: a b\n" * 3 + "Max Hilebrand: c d\n")
    assert label(draft, "Max Hilebrand").like == "Max Hillebrand"
    assert label(draft, "Max Hillebrand").like is None


def test_a_label_before_no_words_is_nobodys_text() -> None:
    draft = parsed("Ana: one\nBen: two\nBen:\nAna: three")
    assert said(draft) == [("Ana", "one"), ("Ben", "two"), ("", "Ben:"), ("Ana", "three")]


def test_the_first_words_come_from_the_first_speech_that_has_any() -> None:
    draft = parsed("Ana:\nBen: two\nBen: too\nAna: " + "three " * 30)
    assert label(draft, "Ana").first_words == ("three " * 30)[:59] + "…"


def test_times_beside_labels_in_brackets_and_in_notes_are_marks() -> None:
    text = (
        "Ana 0:17\nhello \\[unintelligible 01:24:38.27\\]\nAna 0:20\nwe met at 10:30 [00:21]\n#00:00:25-5#\n"
    )
    marks = parsed(text).marks
    assert [mark.at_ms for mark in marks] == [17000, 5078270, 20000, 21000, 25500]
    assert [text[mark.position] for mark in marks] == ["0", "[", "0", "[", "#"]


def test_a_time_of_day_that_happens_to_begin_a_line_is_no_mark() -> None:
    draft = parsed("Ana: we met at\n10:30 in the morning, then at\n9:15 the next day\nAna: and so on")
    assert draft.marks == ()


def test_the_text_is_kept_as_it_is_but_for_line_ends_and_what_cannot_be_stored() -> None:
    data = "\ufeffAna:  e\u0301 \r\nAna: a\rb\u2028c\u2029d\x00\x1b\ufffe …  \n\n".encode()
    draft = parse("a.txt", data)
    assert draft.text == "Ana:  e\u0301 \nAna: a\nb\nc\nd\ufffd\ufffd\ufffd …  \n\n"
    assert draft.warnings == ("Characters that cannot be stored were replaced by \ufffd (3).",)


def test_lone_surrogates_are_replaced() -> None:
    assert stored("a\ud83d b") == ("a\ufffd b", 1)


def test_offsets_count_code_points() -> None:
    draft = parsed("Ana: 😀 e\u0301!\nBen: שלום\nAna: x\nBen: y")
    assert said(draft)[:2] == [("Ana", "😀 e\u0301!"), ("Ben", "שלום")]
    assert (draft.turns[0].start, draft.turns[0].end) == (5, 10)


HEADS = """Ana: hello
Ana:
Ben  0:17
[id1] yes
00:06 I:ja
00:07
**Cy:** \\[04:11\\] Hi
# Head
---
Ana	x
00:01 p1 so
[00:43.810 --> 00:47.850]  Hello
1
The X (Mr.
Y): Z
Okay then"""
LINES = st.lists(st.one_of(st.text(), st.sampled_from(HEADS.split("\n"))), max_size=30)


@given(LINES)
def test_every_character_is_in_a_turn_or_in_a_head_before_one(lines: list[str]) -> None:
    text = "Zoe: begins\n" + "\n".join(lines)
    draft = parsed(text)
    assert_turns_hold_the_text(draft)


def assert_turns_hold_the_text(draft: Draft) -> None:
    """Turns are in order, not empty, without blanks at their edges; what lies between is a head or blank."""
    end = 0
    for turn in draft.turns:
        assert end <= turn.start < turn.end <= len(draft.text)
        speech, between = draft.text[turn.start : turn.end], draft.text[end : turn.start].strip()
        assert speech == speech.strip()
        assert not between or turn.speaker or turn.at_ms is not None
        assert "\n" not in between or turn.at_ms is not None or "(" in between
        assert len(between) < 200
        end = turn.end
    assert not draft.text[end:].strip()
    assert all(0 <= mark.position <= len(draft.text) and mark.at_ms >= 0 for mark in draft.marks)


@given(st.text(min_size=1), st.sampled_from(["a.txt", "a.md"]))
def test_any_text_is_stored_whole(words: str, name: str) -> None:
    text = "Ana: x " + "".join(" " if sign in "\r\u2028\u2029" else sign for sign in words)
    draft = parse(name, text.encode("utf-8", "replace"))
    assert len(draft.text) == len(text)
