"""Writers of one SQLite database wait in a line, and nobody else does."""

import threading
from pathlib import Path

import pytest
from django.db import connection

from projects.queueing import in_line

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its own line")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database in a file, as outside the tests."""
    path = tmp_path / "verbatim.sqlite3"
    path.touch()
    monkeypatch.setitem(connection.settings_dict, "NAME", str(path))
    return path


def writer(came: threading.Event) -> threading.Thread:
    def write() -> None:
        with in_line():
            came.set()

    thread = threading.Thread(target=write)
    thread.start()
    return thread


@on_sqlite
@pytest.mark.usefixtures("file")
def test_a_writer_waits_until_the_one_before_is_done() -> None:
    came = threading.Event()
    with in_line():
        thread = writer(came)
        assert not came.wait(0.1)
    assert came.wait(5)
    thread.join()


@on_sqlite
@pytest.mark.usefixtures("file")
def test_a_writer_who_fails_leaves_the_line() -> None:
    came = threading.Event()
    with pytest.raises(ValueError, match="broken"), in_line():
        raise ValueError("broken")
    writer(came).join(5)
    assert came.is_set()


@on_sqlite
def test_the_line_stands_beside_the_database(file: Path) -> None:
    with in_line():
        assert [path.name for path in file.parent.iterdir() if path != file] == ["verbatim.sqlite3-line"]


@pytest.mark.django_db
def test_within_a_transaction_nobody_waits_in_line(file: Path) -> None:
    assert connection.in_atomic_block
    with in_line():
        assert list(file.parent.iterdir()) == [file]
