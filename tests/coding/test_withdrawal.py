"""What is left of a participant who withdrew."""

import os
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from coding.codebook.exemplars import Pin, pin
from coding.memos import writing
from coding.models import Exemplar, Memo, Resolution, SavedQuery
from coding.workspace.codings import Wish
from interviews.spans import Span
from interviews.withdrawal import delete, withdraw
from tests import make
from tests.coding.differing import Study

ROOT = Path(__file__).resolve().parent.parent.parent
STUDY = """
from interviews.withdrawal import withdraw
from tests import make
olga = make.user("olga")
project = make.project(olga)
leaver = make.participant(project, "P01")
talk = make.transcript("P01: my back would have let me", project, leaver)
make.coding("my back", make.code("health", project), by=olga, in_=talk)
withdraw(leaver, olga)
print(project.participants.get().consent)
"""


@pytest.mark.django_db
def test_words_that_were_searched_for_go_too() -> None:
    olga = make.user("olga")
    project, other = make.project(olga), make.project(olga)
    leaver = make.participant(project, "P01")
    make.transcript("P01: my back would have let me", project, leaver)
    SavedQuery.objects.create(project=project, by=olga, wishes={"words": "my back"})
    kept = SavedQuery.objects.create(project=other, by=olga, wishes={"words": "my back"})
    assert withdraw(leaver, olga)["kept search"] == 1
    assert list(SavedQuery.objects.all()) == [kept]


@pytest.mark.django_db
def test_exemplars_of_who_withdrew_go_too_and_pinning_them_cannot_be_undone() -> None:
    olga = make.user("olga")
    project = make.project(olga)
    leaver, stayer = make.participant(project, "P01"), make.participant(project, "P02")
    code = make.code("health", project)
    gone = make.transcript("P01: my back would have let me", project, leaver)
    stays = make.transcript("P02: my knee", project, stayer)
    kept = make.exemplar(make.coding("my knee", code, olga, stays))
    wish = Wish(uuid.uuid4(), code.pk, Span(5, 12), 1)
    pin(gone, code, Pin(wish, Exemplar.Kind.TYPICAL, "says my back"), olga)
    assert withdraw(leaver, olga)["exemplar"] == 1
    assert list(Exemplar.objects.all()) == [kept]
    assert project.events.get(verb="pinned").rows is None


@pytest.mark.django_db
def test_what_was_decided_and_said_where_coders_differ_goes_too() -> None:
    study = Study()
    study.decide(4, "none", reason="She said that the chief muted her.")
    place = study.found.resolution(study.place(4))
    writing.write(study.project, study.ana, "The chief muted her.", place)
    erased = withdraw(study.person, study.olga)
    assert (erased["decision where coders differed"], erased["memo"]) == (1, 1)
    assert not Resolution.objects.exists()
    assert not Memo.objects.exists()
    about = study.project.events.filter(verb__in=["decided", "wrote"])
    assert [event.rows for event in about] == [None, None]


@pytest.mark.django_db
def test_an_interview_with_decisions_can_be_deleted() -> None:
    study = Study()
    study.decide(4, "all")
    delete(study.talk, study.olga)
    assert not Resolution.objects.exists()
    assert study.agreed == []


def test_no_word_stays_in_the_files_of_sqlite(tmp_path: Path) -> None:
    database = tmp_path / "study.sqlite3"
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    for command in (["migrate", "--verbosity=0"], ["shell", "--no-imports", "--command", STUDY]):
        done = subprocess.run(  # noqa: S603  our own commands
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
    assert done.stdout.strip() == "withdrawn"
    on_disk = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"P01" in on_disk
    assert b"my back" not in on_disk
