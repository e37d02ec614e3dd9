"""WebVTT and SubRip: the payload is the text, consecutive cues of one speaker are a turn."""

from hypothesis import given
from hypothesis import strategies as st

from interviews.parsing import Choice, Draft, Role, parse


def said(draft: Draft) -> list[tuple[str, str]]:
    return [(turn.speaker, draft.text[turn.start : turn.end]) for turn in draft.turns]


def vtt(*payloads: str) -> Draft:
    cues = "".join(
        f"{n}\n00:{n:02}.500 --> 00:{n:02}.900\n{words}\n\n" for n, words in enumerate(payloads, 1)
    )
    return parse("a.vtt", f"WEBVTT\n\n{cues}".encode())


def test_cues_without_a_speaker_are_a_turn_each() -> None:
    draft = vtt("Hello everyone", "and welcome.")
    assert said(draft) == [("", "Hello everyone"), ("", "and welcome.")]
    assert draft.text == "Hello everyone\nand welcome."


def test_consecutive_cues_of_one_speaker_make_one_turn_with_one_label() -> None:
    draft = vtt("Ana | X: So", "Ana | X: yes.", "Ben: No", "Ana | X: Well")
    assert draft.text == "Ana | X: So\nyes.\nBen: No\nAna | X: Well"
    assert said(draft) == [("Ana | X", "So\nyes."), ("Ben", "No"), ("Ana | X", "Well")]
    assert [turn.at_ms for turn in draft.turns] == [1500, 3500, 4500]


def test_each_cue_gives_a_time_where_its_words_begin() -> None:
    draft = vtt("Ana: So", "Ana: yes.", "Ben: No")
    assert [(draft.text[mark.position :][:2], mark.at_ms) for mark in draft.marks] == [
        ("So", 1500),
        ("ye", 2500),
        ("No", 3500),
    ]


def test_where_every_cue_names_somebody_one_who_speaks_once_is_a_speaker() -> None:
    draft = vtt("Ana: So", "Ana: yes.", "Ben: No")
    assert [(label.name, label.count, label.role) for label in draft.labels] == [
        ("Ana", 2, Role.PARTICIPANT),
        ("Ben", 1, Role.PARTICIPANT),
    ]


def test_voice_spans_need_no_end_and_several_may_stand_in_a_cue() -> None:
    draft = vtt(
        "<v Laura Nohr> I saw", "<v.loud Laura Nohr>that <i>dog</i></v>", "<v Ben>No<v Laura Nohr>Yes"
    )
    assert said(draft) == [("Laura Nohr", "I saw\nthat dog"), ("Ben", "No"), ("Laura Nohr", "Yes")]
    assert draft.text == "Laura Nohr: I saw\nthat dog\nBen: No\nLaura Nohr: Yes"


def test_a_cue_without_a_label_goes_on_with_the_turn() -> None:
    assert said(vtt("Ana: So", "yes.", "Ana: and", "Ben: No", "Ben: so")) == [
        ("Ana", "So\nyes.\nand"),
        ("Ben", "No\nso"),
    ]


def test_a_label_that_is_no_speakers_stays_in_every_cue() -> None:
    draft = vtt("Ana: So", "Note: yes.", "Note: and").with_speakers({"Note": Choice(Role.NOT_A_SPEAKER)})
    assert draft.text == "Ana: So\nNote: yes.\nNote: and"


def test_labels_said_to_be_the_same_make_one_turn() -> None:
    draft = vtt("Ana: So", "Anna: yes.", "Ben: No").with_speakers({"Anna": Choice(Role.PARTICIPANT, "Ana")})
    assert said(draft) == [("Ana", "So\nyes."), ("Ben", "No")]


def test_two_lines_of_a_cue_may_have_two_speakers() -> None:
    assert said(vtt("Ana: So\nwell\nBen: No", "Ana: and", "Ben: x y")) == [
        ("Ana", "So\nwell"),
        ("Ben", "No"),
        ("Ana", "and"),
        ("Ben", "x y"),
    ]


def test_entities_are_decoded_and_styling_goes_but_not_the_words() -> None:
    draft = vtt("<c.yellow>R&amp;D</c> <00:00:01.100>&lt;b&gt; &#39;x&#39; AT&T <laughs> 1 < 2 {\\an8}")
    assert draft.text == "R&D <b> 'x' AT&T <laughs> 1 < 2 "


def test_notes_and_styles_are_left_out_and_told_of() -> None:
    notes = b"NOTE made\nby hand\n\nSTYLE\n::cue { color: red }\n\n"
    draft = parse("a.vtt", b"WEBVTT - a title\n\n" + notes + b"0:00:04.000 --> 0:00:05.000\nHi\n")
    assert draft.text == "Hi"
    assert draft.marks[0].at_ms == 4000
    assert draft.warnings == ("The file's notes and style blocks (2) are not part of the text.",)


def test_subrip_and_webvtt_of_the_same_talk_give_the_same_text() -> None:
    srt = "1\r\n00:00:01,500 --> 00:00:01,900\r\nHello\r\n\r\n2\r\n00:00:02,500 --> 00:00:02,900\r\nYes\r\n"
    drafts = parse("a.srt", srt.encode()), vtt("Hello", "Yes")
    assert drafts[0] == drafts[1]


def test_words_after_a_blank_line_within_a_cue_are_kept() -> None:
    srt = "1\n00:00:01,500 --> 00:00:01,900\nHello\n\nthere\n\n2\n00:00:02,500 --> 00:00:02,900\n42\n"
    assert parse("a.srt", srt.encode()).text == "Hello\nthere\n42"


def test_a_number_that_is_said_is_not_taken_for_the_number_of_a_cue() -> None:
    draft = parse("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n42\n\n00:02.000 --> 00:03.000\nYes\n")
    assert draft.text == "42\nYes"


def test_a_label_alone_in_its_cue_names_who_speaks_in_the_next() -> None:
    assert said(vtt("Ana:", "hello", "Ben: yes", "Ana: so", "Ben: no"))[0] == ("Ana", "hello")


def test_subtitles_are_known_by_what_they_hold() -> None:
    assert parse("a.txt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n").text == "Hi"
    assert parse("a.txt", b"1\n00:00:01,000 --> 00:00:02,000\nHi\n").text == "Hi"
    assert parse("a.vtt", b"Ana: no cues here").text == "Ana: no cues here"


PAYLOADS = st.lists(
    st.one_of(
        st.text(
            st.characters(
                exclude_characters="<>{}&\r\u2028\u2029\ufeff", exclude_categories=["Cc", "Cs", "Cn"]
            )
        ),
        st.sampled_from(
            ["Ana: so", "Ben:", "<v Ana>yes", "<v Ben>no<v Ana>yes", "Ana: x\nBen: y", "42", "--"]
        ),
    ),
    min_size=1,
    max_size=12,
)


@given(PAYLOADS)
def test_every_word_of_every_cue_is_in_the_text_once(payloads: list[str]) -> None:
    """Labels aside, which a turn has once; to declare them no speakers shows that all words are there."""
    draft = vtt("begin", *payloads)
    whole = draft.with_speakers({label.name: Choice(Role.NOT_A_SPEAKER) for label in draft.labels})
    wanted = "".join(["begin", *payloads]).replace("<v Ana>", "Ana: ").replace("<v Ben>", "Ben: ")
    assert "".join(whole.text.split()) == "".join(wanted.split())
    end = 0
    for turn in draft.turns:
        assert end <= turn.start < turn.end <= len(draft.text)
        assert not draft.text[end : turn.start].strip() or turn.speaker
        end = turn.end
    assert not draft.text[end:].strip()
