"""The command that stores transcripts without asking."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from projects.models import Project
from tests import make

pytestmark = pytest.mark.django_db

TALK = "Title\n\nInterviewer: Hm?\nAna: Yes.\nInterviewer: And?\nAna: No.\n"


def run(project: Project, *arguments: object) -> list[dict[str, Any]]:
    out = io.StringIO()
    call_command("import_transcripts", project.slug, *map(str, arguments), "--json", stdout=out)
    reports: list[dict[str, Any]] = json.loads(out.getvalue())
    return reports


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "talk.txt"
    path.write_text(TALK, encoding="utf-8")
    return path


def test_it_reports_characters_and_turns_by_speaker(talk: Path) -> None:
    assert run(make.project(), talk) == [
        {
            "file": "talk.txt",
            "characters": len(TALK),
            "turns": {"": 1, "Interviewer": 2, "Ana": 2},
            "warnings": [],
            "error": None,
        }
    ]


def test_it_stores_the_transcript_and_its_file(talk: Path) -> None:
    project = make.project()
    run(project, talk)
    stored = project.transcripts.get()
    assert (stored.title, stored.file_name) == ("talk", "talk.txt")
    assert stored.original is not None


def test_a_dry_run_reports_the_same_and_stores_nothing(talk: Path) -> None:
    project = make.project()
    assert run(project, talk, "--dry-run")[0]["turns"]["Ana"] == 2
    assert not project.transcripts.exists()
    assert not project.files.exists()


def test_a_file_that_fails_is_said_and_the_others_are_stored(talk: Path, tmp_path: Path) -> None:
    project = make.project()
    old = tmp_path / "old.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    paths = [str(path) for path in (old, tmp_path / "no.txt", talk)]
    out = io.StringIO()
    with pytest.raises(CommandError, match="2 of 3 files"):
        call_command("import_transcripts", project.slug, *paths, "--json", stdout=out)
    errors = [report["error"] for report in json.loads(out.getvalue())]
    assert ".docx" in errors[0]
    assert "No such file" in errors[1]
    assert errors[2] is None
    assert project.transcripts.count() == 1


def test_the_same_file_is_not_stored_twice(talk: Path) -> None:
    project = make.project()
    run(project, talk)
    assert "not stored again" in run(project, talk)[0]["warnings"][0]
    assert project.transcripts.count() == 1


def test_an_encoding_can_be_named(tmp_path: Path) -> None:
    project = make.project()
    path = tmp_path / "latin.txt"
    path.write_bytes("Interviewer: Où?\nJosé: À Québec.\nInterviewer: Ah?\nJosé: Oui.".encode("cp1252"))
    assert run(project, path, "--encoding", "cp1252")[0]["turns"]["José"] == 2


def test_without_json_it_says_it_in_sentences(talk: Path) -> None:
    out = io.StringIO()
    call_command("import_transcripts", make.project().slug, str(talk), stdout=out)
    assert out.getvalue() == f"talk.txt: {len(TALK)} characters; turns: nobody 1, Interviewer 2, Ana 2\n"


def test_a_project_that_is_not_there_is_said() -> None:
    with pytest.raises(CommandError, match="There is no project “nowhere”"):
        call_command("import_transcripts", "nowhere", "a.txt")
