"""The study that the bench measures is the one it says it is."""

import pytest

from coding.models import Code, Coding, CodingQualifier
from interviews.models import Participant, Transcript, Turn
from projects.models import User
from tests.bench.filling import PEOPLE, SLUG, fill
from tests.bench.workload import CELL_WORDS, SIZES, Size, codebook, interviews

TINY = Size("tiny", interviews=2, words=600, codings=40, codes=12)


def test_the_same_seed_gives_the_same_study() -> None:
    assert list(interviews(TINY)) == list(interviews(TINY))
    assert list(interviews(TINY, seed=1)) != list(interviews(TINY, seed=2))


def test_the_transcript_alone_is_the_first_one_of_the_large_study() -> None:
    assert next(interviews(SIZES["alone"])) == next(interviews(SIZES["L"]))


def test_turns_alternate_and_stand_in_order_without_their_labels() -> None:
    for interview in interviews(TINY):
        assert [turn.is_question for turn in interview.turns[:4]] == [True, False, True, False]
        ends = [0, *(turn.end for turn in interview.turns)]
        assert all(turn.start > end for turn, end in zip(interview.turns, ends, strict=False))
        for turn in interview.turns:
            label = "Interviewer: " if turn.is_question else f"{interview.label}: "
            assert interview.text[: turn.start].endswith(label)


def test_every_coding_lies_on_whole_sentences_of_one_answer_and_none_is_there_twice() -> None:
    for interview in interviews(TINY):
        answers = [turn for turn in interview.turns if not turn.is_question]
        for mark in interview.marks:
            assert any(turn.start <= mark.start < mark.end <= turn.end for turn in answers)
            assert interview.text[mark.end :][:1] in {" ", "\n"}
        assert len({mark[:4] for mark in interview.marks}) == TINY.codings


def test_coders_overlap_and_the_text_leaves_ascii() -> None:
    interview = next(interviews(TINY))
    pairs = [(one, other) for one in interview.marks for other in interview.marks if one.coder < other.coder]
    assert any(one.start < other.end and other.start < one.end for one, other in pairs)
    assert "’" in interview.text
    assert max(interview.text) > "\uffff"


def test_a_codebook_has_two_levels_and_as_many_codes_as_said() -> None:
    for size in SIZES.values():
        lines = codebook(size)
        assert len(lines) == size.codes
        assert all(line.parent is None or lines[line.parent].parent is None for line in lines)
        assert len({line.name for line in lines}) == size.codes


def test_the_matrix_has_a_quote_of_forty_words_in_every_cell() -> None:
    interview = next(interviews(SIZES["matrix"]))
    words = [len(interview.text[mark.start : mark.end].split()) for mark in interview.marks]
    assert words == [CELL_WORDS] * SIZES["matrix"].codes
    assert [mark.code for mark in interview.marks] == list(range(SIZES["matrix"].codes))


@pytest.mark.django_db
def test_as_many_rows_are_written_as_the_size_says() -> None:
    facts = fill(TINY)
    made = list(interviews(TINY))
    assert facts["slug"] == SLUG
    assert (Transcript.objects.count(), Participant.objects.count()) == (2, 2)
    assert (Code.objects.count(), User.objects.count()) == (12, PEOPLE)
    assert Coding.objects.count() == 80
    assert Turn.objects.count() == sum(len(interview.turns) for interview in made)
    assert CodingQualifier.objects.count() == sum(
        mark.value is not None for interview in made for mark in interview.marks
    )
    assert max(facts["passages"].values()) == facts["passages"][str(facts["most_used"])]


@pytest.mark.django_db
def test_each_coding_in_the_database_has_the_words_of_the_workload() -> None:
    fill(TINY)
    interview = next(interviews(TINY))
    transcript = Transcript.objects.select_related("current").get(title="Interview P001")
    assert transcript.current is not None
    assert transcript.current.text == interview.text
    spans = transcript.codings.order_by("pk").values_list("start", "end")
    assert list(spans) == [(mark.start, mark.end) for mark in interview.marks]
