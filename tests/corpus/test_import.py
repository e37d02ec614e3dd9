"""Real files through the command and the spreadsheet: the numbers that must come out."""

import io
import json
import os
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from interviews import roster, sheets
from interviews.columns import Joins, proposed
from interviews.models import Revision, Turn
from interviews.tables import values_of
from projects.models import Project
from tests import make

CORPUS = Path(os.environ.get("VERBATIM_CORPUS", "no-corpus")) / "transcripts"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.django_db,
    pytest.mark.skipif(not CORPUS.exists(), reason="VERBATIM_CORPUS names no folder of real transcripts"),
]

SHEFFIELD = ("sheffield_Ana.docx", "sheffield_Jessica.docx", "sheffield_Sam.docx", "sheffield_Robert.txt")


def run(project: Project, *names: str) -> dict[str, dict[str, Any]]:
    out = io.StringIO()
    paths = [str(CORPUS / name) for name in names]
    call_command("import_transcripts", project.slug, *paths, "--json", stdout=out)
    return {report["file"]: report for report in json.loads(out.getvalue())}


def test_turns_of_the_interviews_are_counted_by_speaker() -> None:
    reports = run(make.project(), *SHEFFIELD[:3])
    turns = {name: {who: n for who, n in report["turns"].items() if who} for name, report in reports.items()}
    assert turns == {
        "sheffield_Ana.docx": {"Researcher 1": 123, "Ana": 123},
        "sheffield_Jessica.docx": {"Researcher 1": 72, "Jessica": 75},
        "sheffield_Sam.docx": {"Researcher 1": 41, "Sam": 43},
    }


def test_both_kinds_of_subtitles_are_stored_as_the_same_text_of_753_cues() -> None:
    run(make.project(), "hitsave_goodboy.vtt", "hitsave_goodboy.srt")
    texts = set(Revision.objects.values_list("text", flat=True))
    assert (len(texts), Turn.objects.count()) == (1, 2 * 753)


def test_cues_of_one_speaker_that_follow_each_other_are_one_turn() -> None:
    run(make.project(), "zoom_rpc_030.vtt")
    speakers = list(Turn.objects.order_by("number").values_list("speaker", flat=True))
    assert all(one != other for one, other in pairwise(speakers))


@pytest.mark.parametrize(
    ("name", "never"),
    [
        ("sheffield_Ana.docx", "04-May-2023 - 14"),
        ("changelog_gotime163.md", "Break"),
        ("senate_es.md", "Informe final"),
        ("knesset_finance_284_he.txt", "נכחו"),
        ("va_basics_YzCTXF_de.md", "https"),
    ],
)
def test_what_is_no_speaker_has_no_turns(name: str, never: str) -> None:
    assert never not in run(make.project(), name)[name]["turns"]


def test_the_facesheet_joins_to_its_interviews() -> None:
    project = make.project()
    run(project, *SHEFFIELD)
    name = "sheffield_facesheet.xlsx"
    sheet = sheets.read(name, (CORPUS / name).read_bytes())
    joins = Joins(project)
    plan = roster.plan(project, sheet, proposed(project, sheet, joins), joins, add_new=False)
    joined = {row.who: row.participant for row in plan.rows if row.participant}
    assert {who: str(person) for who, person in joined.items()} == {
        "Ana": "P01",
        "Jessica": "P02",
        "Sam": "P03",
        "Robert": "P04",
    }
    roster.carry_out(project, plan, make.user())
    career = project.attributes.get(name="CareerStage")
    shown = values_of(project.participants.all())
    assert shown[joined["Jessica"].pk][career.pk] == "Established Researcher"
    assert shown[joined["Ana"].pk][career.pk] == "PGR student"


def test_the_cases_of_a_focus_group_join_by_their_ids() -> None:
    project = make.project()
    run(project, "qualcoder_focusgroup.txt")
    sheet = sheets.read("cases.csv", (CORPUS / "qualcoder_cases.csv").read_bytes())
    joins = Joins(project)
    plan = roster.plan(project, sheet, proposed(project, sheet, joins), joins, add_new=False)
    assert [str(row.participant) for row in plan.rows] == ["ID1", "ID2", "ID3"]
