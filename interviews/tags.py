"""Puts tags of the project on its transcripts and takes them off; the only place that does."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from interviews.models import Transcript
from interviews.signs import refuse_hidden
from projects import log
from projects.models import ProjectTag, User
from projects.refusals import Refused

LONGEST = 60


@transaction.atomic
def add(transcript: Transcript, name: str, by: User | None) -> ProjectTag:
    """Tag the transcript; a tag that differs only in case is the same one. Raises ``Refused``."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST:
        raise Refused(_("A tag has 1 to %(most)d characters.") % {"most": LONGEST})
    refuse_hidden(name)
    project = log.lock(transcript.project)
    transcript.tags.add(name, tag_kwargs={"project": project})
    tag = project.tags.get(name__iexact=name)
    log.record(project, by, "tagged", transcript, tag=tag.pk)
    return tag


@transaction.atomic
def add_to_all(transcripts: Iterable[Transcript], name: str, by: User) -> None:
    """Tag each of these, or none; raises ``Refused``."""
    for transcript in transcripts:
        add(transcript, name, by)


@transaction.atomic
def remove_from_all(transcripts: Iterable[Transcript], name: str, by: User) -> None:
    """Take the tag of this name, in any case, off each of these."""
    for transcript in transcripts:
        for tag in transcript.project.tags.filter(name__iexact=name):
            remove(transcript, tag, by)


@transaction.atomic
def remove(transcript: Transcript, tag: ProjectTag, by: User) -> None:
    """Take the tag off; it stays on what else carries it."""
    project = log.lock(transcript.project)
    transcript.tagged.filter(tag=tag).delete()
    log.record(project, by, "untagged", transcript, tag=tag.pk)
