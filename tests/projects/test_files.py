"""Files under the private folder."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import default_storage
from django.utils import timezone
from pytest_django import Settings

from projects import files
from tests import make

pytestmark = pytest.mark.django_db


def test_the_same_bytes_lie_on_disk_once_and_stay_while_anybody_needs_them() -> None:
    ana = make.user()
    project = make.project(ana)
    one = files.store(project, ana, "a.txt", "text/plain", b"same words 1")
    two = files.store(project, ana, "b.txt", "text/plain", b"same words 1")
    files.forget([one])
    assert files.read(two) == b"same words 1"


def test_bytes_that_nobody_needs_are_removed() -> None:
    ana = make.user()
    file = files.store(make.project(ana), ana, "a.txt", "text/plain", b"only here")
    files.forget([file])
    assert not default_storage.exists(f"{file.sha256[:2]}/{file.sha256}")


def test_a_staged_upload_that_nobody_came_back_for_is_swept() -> None:
    ana = make.user()
    project = make.project(ana)
    kept = files.store(project, ana, "kept.txt", "text/plain", b"kept")
    staged = files.stage(project, ana, "staged.txt", "text/plain", b"staged")
    staged.expires = timezone.now() - timedelta(minutes=1)
    staged.save()
    files.sweep()
    assert list(project.files.all()) == [kept]


def test_only_the_servers_own_user_can_read_a_file() -> None:
    ana = make.user()
    file = files.store(make.project(ana), ana, "a.txt", "text/plain", b"private words")
    path = Path(default_storage.path(f"{file.sha256[:2]}/{file.sha256}"))
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_static_files_can_be_read_by_another_user_than_the_one_who_collected_them() -> None:
    assert getattr(staticfiles_storage, "file_permissions_mode", 0) == 0o644


def test_a_folder_that_a_killed_process_left_is_swept_and_a_living_one_is_not(
    settings: Settings, tmp_path: Path
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    left, living = tmp_path / "left", tmp_path / "living"
    for folder in (left, living):
        folder.mkdir()
    long_ago = time.time() - 2 * files.LEFT_FOR.total_seconds()
    (left / "report.html").write_text("quotes")
    os.utime(left, (long_ago, long_ago))
    files.sweep_leftovers()
    assert list(tmp_path.iterdir()) == [living]
