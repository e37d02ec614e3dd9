"""Cells by the API: read, written on the version that stands, quoted, and told to others."""

import json
from typing import Any

import pytest

from coding.framework.cells import Cell, Part
from coding.framework.writing import Words, write
from coding.models import Summary, Support
from projects import undo
from projects.models import Role, User
from tests import make
from tests.coding.framework_study import Study

pytestmark = pytest.mark.django_db


@pytest.fixture
def study() -> Study:
    return Study()


def ask(study: Study, path: str, body: object = None, who: User | None = None) -> tuple[int, Any]:
    client = make.browser(who or study.ana)
    url = f"/api/{study.project.slug}/framework/{path}"
    if body is None:
        answer = client.get(url)
    else:
        answer = client.put(url, json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json()


def put(study: Study, body: str, version: int | None = None, **more: object) -> tuple[int, Any]:
    return ask(study, f"cells/{study.cell().key}", {"body": body, "version": version, **more})


def test_a_cell_that_nobody_wrote_has_no_version_and_stands_beside_its_passages(study: Study) -> None:
    make.coding("the chief", study.chiefs, study.ana, study.talk2)
    status, facts = ask(study, f"cells/{study.cell().key}")
    assert (status, facts["body"], facts["version"]) == (200, "", None)
    assert "the chief" in facts["beside"]
    assert "1 passage" in facts["html"]


def test_words_are_saved_on_the_version_that_stands_and_refused_on_another(study: Study) -> None:
    _status, first = put(study, "One.")
    status, second = put(study, "Two.", first["version"])
    assert (status, second["body"]) == (200, "Two.")
    status, stands = put(study, "Three.", first["version"])
    assert (status, stands["version"], stands["body"]) == (409, second["version"], "Two.")
    assert Summary.objects.get().body == "Two."


def test_a_refusal_says_why(study: Study) -> None:
    status, said = put(study, "", answer="not found")
    assert status == 409
    assert "marked complete" in said["detail"]
    assert "version" not in said or said["version"] is None


def test_what_goes_on_is_undone_as_one(study: Study) -> None:
    _status, first = put(study, "One.")
    put(study, "One. Two.", first["version"], goes_on=True)
    undo.undo(study.project, study.ana)
    assert not Summary.objects.exists()


def test_a_passage_is_quoted_and_no_longer(study: Study) -> None:
    coding = make.coding("the chief", study.chiefs, study.ana, study.talk2)
    passage = {"transcript": study.talk2.pk, "start": coding.start, "end": coding.end}
    status, facts = ask(study, f"cells/{study.cell().key}/quotes", passage)
    assert status == 200
    assert 'aria-pressed="true"' in facts["beside"]
    assert Support.objects.count() == 1
    ask(study, f"cells/{study.cell().key}/quotes", passage | {"quoted": False})
    assert not Support.objects.exists()


def test_still_fits_is_said(study: Study) -> None:
    study.write("One.")
    make.coding("the chief", study.chiefs, study.ana, study.talk2)
    _status, facts = ask(study, f"cells/{study.cell().key}")
    assert "1 new coding" in facts["html"]
    status, facts = ask(study, f"cells/{study.cell().key}/confirmed", {})
    assert status == 200
    assert "new coding" not in facts["html"]


def test_others_learn_of_the_cells_that_were_written_and_of_those_taken_back(study: Study) -> None:
    _status, news = ask(study, "news?since=0")
    assert news == {"last": 0, "whole": False, "cells": []}
    study.write("One.", by=study.ben)
    theme = Cell(study.project, Part.THEME, None, study.org)
    write(theme, study.ben, Words("All."), None)
    _status, news = ask(study, "news?since=0")
    assert [(each["key"], each["body"]) for each in news["cells"]] == [
        (study.cell().key, "One."),
        (theme.key, "All."),
    ]
    undo.undo(study.project, study.ben)
    _status, later = ask(study, f"news?since={news['last']}")
    assert [(each["key"], each["body"], each["version"]) for each in later["cells"]] == [
        (theme.key, "", None)
    ]
    assert ask(study, f"news?since={later['last']}")[1]["cells"] == []


def test_readers_read_and_strangers_find_nothing(study: Study) -> None:
    reader, zoe = make.member(study.project, Role.READER), make.user("zoe")
    key = study.cell().key
    assert ask(study, f"cells/{key}", who=reader)[0] == 200
    assert ask(study, f"cells/{key}", {"body": "One."}, reader)[0] == 403
    assert ask(study, f"cells/{key}", {"body": "One."}, zoe)[0] == 404
    assert ask(study, "news", who=zoe)[0] == 404
    assert not Summary.objects.exists()


@pytest.mark.parametrize("key", ["p1", "p0-t0", "x", "t99999"])
def test_a_key_of_no_cell_is_not_found(study: Study, key: str) -> None:
    assert ask(study, f"cells/{key}")[0] == 404
    assert ask(study, f"cells/{key}", {"body": "One."})[0] == 404
