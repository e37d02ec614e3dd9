"""Real transcripts come out as a person who reads the files counts them."""

import io
import os
import re
import zipfile
from collections import Counter
from itertools import groupby
from pathlib import Path

import pytest
from lxml import etree

from interviews.parsing import Draft, Role, parse

FOLDER = os.environ.get("VERBATIM_CORPUS")
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(FOLDER is None, reason="VERBATIM_CORPUS names no folder of real transcripts"),
]


def file(name: str) -> bytes:
    return (Path(FOLDER or "") / "transcripts" / name).read_bytes()


def read(name: str) -> Draft:
    return parse(name, file(name))


def lines(name: str) -> list[str]:
    return file(name).decode("utf-8").replace("\r\n", "\n").split("\n")


def turns(draft: Draft) -> dict[str, int]:
    return dict(Counter(turn.speaker for turn in draft.turns))


def ticked(draft: Draft) -> dict[str, Role]:
    return {label.name: label.role for label in draft.labels if label.role != Role.NOT_A_SPEAKER}


def paragraphs(name: str) -> list[str]:
    """Each w:p of the document, by its w:t alone."""
    with zipfile.ZipFile(io.BytesIO(file(name))) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return ["".join(t.text or "" for t in p.iter(f"{space}t")) for p in root.iter(f"{space}p")]


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("sheffield_Ana.docx", {"Ana": 123, "Researcher 1": 123}),
        ("sheffield_Jessica.docx", {"Jessica": 75, "Researcher 1": 72}),
        ("sheffield_Sam.docx", {"Sam": 43, "Researcher 1": 41}),
    ],
)
def test_each_labelled_paragraph_of_a_word_document_is_a_turn(name: str, counts: dict[str, int]) -> None:
    draft = read(name)
    # The first paragraph, "12-May-2023 - 10:36 - …", is nobody's.
    assert turns(draft) == {"": 1, **counts}
    by_hand = Counter(paragraph.strip().partition(":")[0] for paragraph in paragraphs(name)[1:] if paragraph)
    assert {speaker: by_hand[speaker] for speaker in counts} == counts
    assert ticked(draft)["Researcher 1"] == Role.INTERVIEWER


@pytest.mark.parametrize("person", ["Ana", "Jessica", "Sam", "Readme"])
def test_no_character_of_a_word_document_is_lost(person: str) -> None:
    name = f"sheffield_{person}.docx"
    text = read(name).text
    assert "".join(paragraphs(name)) == text.replace("\n", "").replace("\t", "")


def test_a_readme_ticks_nobody() -> None:
    draft = read("sheffield_Readme.docx")
    assert ticked(draft) == {}
    assert set(turns(draft)) == {""}


def test_both_forms_of_a_talk_give_the_same_753_cues() -> None:
    drafts = read("hitsave_goodboy.vtt"), read("hitsave_goodboy.srt")
    assert drafts[0].text == drafts[1].text
    assert [turns(draft) for draft in drafts] == [{"": 753}, {"": 753}]
    assert drafts[0].marks == drafts[1].marks
    assert drafts[0].marks[0].at_ms == 43_810


def test_consecutive_cues_of_one_speaker_merge() -> None:
    cues = [line.partition(": ")[0] for line in lines("zoom_rpc_030.vtt") if ": " in line]
    draft = read("zoom_rpc_030.vtt")
    assert turns(draft) == dict(Counter(name for name, _ in groupby(cues)))
    assert len(draft.turns) == 51
    assert len(draft.marks) == len(cues) == 119


def test_a_plain_interview_has_two_speakers_and_a_first_line_of_nobodys() -> None:
    draft = read("sheffield_Robert.txt")
    labelled = Counter(
        line.partition(":")[0] for line in lines("sheffield_Robert.txt")[1:] if ":" in line[:20]
    )
    assert turns(draft) == {"": 1, **labelled} == {"": 1, "Researcher 1": 61, "Robert": 60}
    assert ticked(draft) == {"Researcher 1": Role.INTERVIEWER, "Robert": Role.PARTICIPANT}


def test_a_break_and_a_jingle_in_bold_are_no_speakers() -> None:
    draft = read("changelog_gotime163.md")
    assert turns(draft) == {"Mat Ryer": 56, "Marcel van Lohuizen": 34, "Roger Peppe": 20, "Paul Jolly": 18}
    assert {"Break", "Jingle"} <= {label.name for label in draft.labels} - set(ticked(draft))
    assert (
        len(draft.marks) == len(re.findall(r"\\\[\d\d:\d\d\\\]", draft.text)) + 1 == 17
    )  # and one within a note


def test_names_with_times_on_lines_of_their_own_are_heads() -> None:
    draft = read("hitsave_lantana.md")
    heads = [line for line in lines("hitsave_lantana.md") if re.search(r"  \d+:\d\d  $", line)]
    assert turns(draft) == {"": 5, "Jonas Rosland": 29, "Danny Silvers": 30}
    assert len(heads) == len(draft.marks) == 59
    assert draft.turns[-1].at_ms == (29 * 60 + 24) * 1000


def test_labels_in_brackets_are_speakers() -> None:
    assert turns(read("qualcoder_focusgroup.txt")) == {"id1": 3, "id2": 2, "id3": 2}


def test_a_legend_is_nobodys_and_a_slip_of_a_label_is_offered_not_merged() -> None:
    draft = read("va_basics_YzCTXF_de.md")
    by_hand = Counter(
        re.findall(r"^\d\d:\d\d\s+(\w+):", "\n".join(lines("va_basics_YzCTXF_de.md")), re.MULTILINE)
    )
    assert turns(draft) == {"": 7, "I": 55, "P1": 52, "P2": 2}
    assert by_hand == {"I": 55, "P1": 52, "P2": 2, "P": 1}
    assert [(label.role, label.like) for label in draft.labels if label.name == "P"] == [
        (Role.NOT_A_SPEAKER, "P1")
    ]
    assert ticked(draft)["I"] == Role.INTERVIEWER
    assert len(draft.marks) == 114


def test_front_matter_and_headings_are_no_speakers() -> None:
    draft = read("senate_es.md")
    assert set(ticked(draft)) == {"AA", "Senador", "Senador Greene", "Senador M"}
    assert (turns(draft)["AA"], turns(draft)["Senador"]) == (44, 35)
    assert "Senador Black" in {label.name for label in draft.labels}
    assert not {"title", "speakers", "date", "tags"} & {label.name for label in draft.labels}


def test_hebrew_labels_alone_in_their_paragraph_are_speakers_and_section_heads_are_not() -> None:
    draft = read("knesset_finance_284_he.txt")
    by_hand = Counter(
        line.strip().rstrip(":") for line in lines("knesset_finance_284_he.txt") if line.strip()[-1:] == ":"
    )
    assert turns(draft)['היו"ר משה גפני'] == by_hand['היו"ר משה גפני'] == 42
    assert {name: by_hand[name] for name in ticked(draft)} == {
        name: count for name, count in turns(draft).items() if name
    }
    assert len(ticked(draft)) == 11
    assert not {"סדר היום", "נכחו", "מוזמנים"} & set(ticked(draft))


def test_a_document_without_speakers_is_a_turn_a_paragraph() -> None:
    draft = read("qualcoder_ID1.docx")
    assert draft.labels == ()
    assert turns(draft) == {
        "": len([paragraph for paragraph in paragraphs("qualcoder_ID1.docx") if paragraph])
    }


@pytest.mark.parametrize("name", ["sheffield_Ana.docx", "sheffield_Robert.txt", "senate_es.md"])
def test_dates_and_addresses_are_not_even_offered(name: str) -> None:
    assert not [label for label in read(name).labels if re.search(r"\d{4}|http", label.name)]
