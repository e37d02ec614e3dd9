"""What is left of a participant who withdrew."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coding.models import SavedQuery
from interviews.withdrawal import withdraw
from tests import make

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
