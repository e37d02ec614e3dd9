"""Uploads and results, kept by their SHA-256 under the private folder."""

import hashlib
import shutil
import time
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse
from django.utils import timezone

from projects.models import Project, StoredFile, User

STAGED_FOR = timedelta(days=2)
LEFT_FOR = timedelta(minutes=10)


def _path(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"


def store(project: Project, by: User | None, name: str, media_type: str, content: bytes) -> StoredFile:
    """Keep ``content``; the same bytes lie on disk once."""
    sha256 = hashlib.sha256(content).hexdigest()
    if not default_storage.exists(_path(sha256)):
        default_storage.save(_path(sha256), ContentFile(content))
    return StoredFile.objects.create(
        project=project, by=by, name=name[-200:], media_type=media_type, sha256=sha256, size=len(content)
    )


def stage(project: Project, by: User | None, name: str, media_type: str, content: bytes) -> StoredFile:
    """Keep an upload until the person has said what to do with it; swept after two days."""
    file = store(project, by, name, media_type, content)
    file.expires = timezone.now() + STAGED_FOR
    file.save(update_fields=["expires"])
    return file


def read(file: StoredFile) -> bytes:
    with default_storage.open(_path(file.sha256)) as stream:
        return bytes(stream.read())


def response(file: StoredFile) -> FileResponse:
    """The file as a download; the caller has opened the door and noted the access."""
    return FileResponse(
        default_storage.open(_path(file.sha256)),
        as_attachment=True,
        filename=file.name,
        content_type=file.media_type,
    )


def forget(files: Iterable[StoredFile]) -> None:
    """Remove these files, and their bytes where no other row needs them."""
    for file in files:
        sha256 = file.sha256
        file.delete()
        if not StoredFile.objects.filter(sha256=sha256).exists():
            default_storage.delete(_path(sha256))


def sweep() -> None:
    """Remove staged uploads that nobody came back for."""
    forget(list(StoredFile.objects.filter(expires__lt=timezone.now())))


def sweep_leftovers() -> None:
    """Remove working folders that a killed process left in the private temporary folder."""
    for path in Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir():
        if path.is_dir() and time.time() - path.stat().st_mtime > LEFT_FOR.total_seconds():
            shutil.rmtree(path, ignore_errors=True)
