"""Names a transcript."""

from django.db import transaction

from interviews.models import Transcript
from projects import log
from projects.models import User


@transaction.atomic
def rename(transcript: Transcript, title: str, by: User) -> None:
    """Give another title; the log doesn't hold either, since a title may name somebody."""
    log.lock(transcript.project)
    transcript.title = title
    transcript.save(update_fields=["title"])
    log.record(transcript.project, by, "renamed", transcript)
