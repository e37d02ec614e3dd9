"""Which words are names, who asks, and which names are alike."""

import pytest

from interviews.parsing.drafts import Role
from interviews.parsing.names import is_noise, is_thing, plausible, tidy
from interviews.parsing.roles import suggested
from interviews.parsing.similar import likenesses
from interviews.parsing.times import milliseconds

ASK = [
    "I",
    "I1",
    "INT",
    "INT2",
    "Q",
    "Interviewer",
    "INTERVIEWER 2",
    "Interviewer (Ben)",
    "Dr Lee, facilitator",
]
ASK += [
    "Moderatorin",
    "Entrevistadora",
    "Enquêtrice",
    "Intervistatore",
    "מראיינת",
    "采访者",
    "Ведущий",
    "Researcher 1",
]


@pytest.mark.parametrize("name", ASK)
def test_who_asks_is_an_interviewer(name: str) -> None:
    assert suggested(name) == Role.INTERVIEWER


@pytest.mark.parametrize(
    "name", ["Interviewee", "P1", "Ana", "A", "Speaker 1", "Ian", "I. Smith", "PCSO 4", "Respondent", "משה"]
)
def test_everybody_else_is_a_participant(name: str) -> None:
    assert suggested(name) == Role.PARTICIPANT


@pytest.mark.parametrize(
    ("name", "beside", "role"),
    [
        ("INT3", {"INT3", "I"}, Role.PARTICIPANT),
        ("INT3", {"INT3", "Interviewer", "Ana"}, Role.PARTICIPANT),
        ("INT3", {"INT3", "INT7"}, Role.PARTICIPANT),
        ("I", {"INT3", "I"}, Role.INTERVIEWER),
        ("Interviewer 2", {"Interviewer 1", "Interviewer 2"}, Role.INTERVIEWER),
        ("INT3", {"INT3", "Ana"}, Role.INTERVIEWER),
        ("INT1", {"INT1", "INT2", "Ana"}, Role.INTERVIEWER),
        ("I2", {"I", "I2", "Ana"}, Role.INTERVIEWER),
        ("Q1", {"Q1", "Q2", "A1", "A2"}, Role.INTERVIEWER),
    ],
)
def test_a_number_of_an_interview_is_told_from_who_asks(name: str, beside: set[str], role: Role) -> None:
    assert suggested(name, beside) == role


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("**Mat  Ryer**", "Mat Ryer"),
        ("[id1]", "id1"),
        ("(Ana)", "Ana"),
        ("מיקי לוי (יש עתיד)", "מיקי לוי (יש עתיד)"),
        ("\u202bAna\u00a0B\u202c", "Ana B"),
        ("Dr. Smith Jr.", "Dr. Smith Jr."),
    ],
)
def test_marks_around_a_name_are_not_part_of_it(written: str, name: str) -> None:
    assert tidy(written) == name


@pytest.mark.parametrize(
    "name",
    [
        "Ana",
        "p1",
        "Tullio | Erigon",
        "Dr. A. Smith",
        "O'Neil",
        "J. K. R.",
        "speaker_0",
        "答",
        "van den Berg",
        "1A",
        "Smith, Ana",
    ],
)
def test_what_may_be_a_name_is_plausible(name: str) -> None:
    assert plausible(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "12",
        "04-May-2023 - 14",
        "3 discussion items",
        "https",
        "1. One",
        "a. Two",
        "and so he said",
        "x" * 64,
        "Is it?",
    ],
)
def test_sentences_dates_and_numbers_are_not(name: str) -> None:
    assert not plausible(name)


def test_noises_and_things_are_known() -> None:
    assert is_noise("Name Redacted")
    assert is_noise("laughter")
    assert is_thing("ORCiD ID")
    assert not is_noise("Ana")
    assert not is_thing("Ana")


@pytest.mark.parametrize(
    ("counts", "like"),
    [
        ({"P1": 50, "P10": 1}, {}),
        ({"P1": 50, "P2": 1}, {}),
        ({"P1": 50, "P": 1}, {"P": "P1"}),
        ({"I": 50, "P": 1}, {}),
        ({"Ana": 50, "Ann": 1}, {"Ann": "Ana"}),
        ({"Ana": 50, "Ann": 40}, {}),
        ({"Ana": 50, "ANA": 40}, {"ANA": "Ana"}),
        ({"Researcher 1": 50, "Resaercher 1": 1}, {"Resaercher 1": "Researcher 1"}),
        ({"Researcher 1": 50, "Researcher1": 9}, {"Researcher1": "Researcher 1"}),
        ({"Researcher 1": 50, "Researcher 2": 1}, {}),
        ({"Levy (Yesh Atid)": 3, "Levy": 1}, {"Levy": "Levy (Yesh Atid)"}),
    ],
)
def test_a_label_that_is_nearly_a_commoner_one_is_taken_for_it(
    counts: dict[str, int], like: dict[str, str]
) -> None:
    assert likenesses(counts) == like


@pytest.mark.parametrize(
    ("mark", "ms"),
    [
        ("0:17", 17_000),
        ("[00:00:30]", 30_000),
        ("\\[52:06\\]", 3_126_000),
        ("00:43.810", 43_810),
        ("0:00:04.000", 4_000),
        ("00:00:43,810", 43_810),
        ("01:24:38.27", 5_078_270),
        ("#00:00:12-5#", 12_500),
        ("75:30", 4_530_000),
        ("[00:43.810 --> 00:47.850]", 43_810),
    ],
)
def test_a_time_mark_is_read_in_milliseconds(mark: str, ms: int) -> None:
    assert milliseconds(mark) == ms


def test_what_holds_no_time_is_refused() -> None:
    with pytest.raises(ValueError, match="holds no time"):
        milliseconds("noon")
