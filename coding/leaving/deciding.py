"""What somebody decides about a file that is to leave the house, and about words found in it."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from coding.leaving.checking import Checked, Finding
from coding.models import AllowedWord, Publication, Release
from interviews.naming import folded
from projects import log
from projects.acts import act
from projects.models import Job, Project, User
from projects.refusals import Refused


def allow(project: Project, by: User, words: Iterable[str]) -> int:
    """Words that identify nobody in this study; how many are new."""
    with act(project, by) as doing:
        known = set(project.allowed_words.values_list("key", flat=True))
        fresh = {folded(word): word.strip()[:100] for word in words if folded(word)}
        made = [
            AllowedWord(project=project, word=word, key=key[:100], by=by)
            for key, word in fresh.items()
            if key not in known
        ]
        for word in made:
            doing.insert(word)
            doing.record("added", word)
    return len(made)


def disallow(word: AllowedWord, by: User) -> None:
    """The check finds the word again."""
    with act(word.project, by) as doing:
        doing.delete(word)
        doing.record("deleted", word)


def still_open(project: Project, checked: Checked) -> list[Finding]:
    """What was found and nobody has found fine since."""
    allowed = set(project.allowed_words.values_list("key", flat=True))
    return [finding for finding in checked.findings if finding.key not in allowed]


@transaction.atomic
def decide(job: Job, checked: Checked, decision: str, reason: str, by: User) -> Release:
    """Let the file go or keep it back, once; the log keeps who, how much was found, and the file's hash."""
    project = log.lock(job.project)
    if Release.objects.filter(job=job).exists():
        raise Refused(_("This file was decided on already. Make it anew to decide again."))
    publication = _publication(project, job)
    release = Release.objects.create(
        project=project,
        job=job,
        publication=publication,
        sha256=checked.sha256,
        kind=checked.name.rpartition(".")[2][:10],
        findings=len(still_open(project, checked)),
        small_groups=len(checked.small),
        stale=checked.stale,
        decision=decision,
        reason=reason.strip()[:500],
        by=by,
    )
    log.record(project, by, decision, release, **_facts(release))
    return release


def _publication(project: Project, job: Job) -> Publication | None:
    pk = job.wishes["publication"]
    if pk is None:
        return None
    publication = project.publications.filter(pk=pk).first()
    if publication is None:
        raise Refused(_("The publication is not there any more. Choose another and make the file anew."))
    return publication


def _facts(release: Release) -> dict[str, object]:
    return {
        "sha256": release.sha256,
        "findings": release.findings,
        "small_groups": release.small_groups,
        "stale": release.stale,
        "publication": release.publication_id,
    }


@transaction.atomic
def ask_for_groups_of(project: Project, by: User, size: int) -> None:
    """How many participants must share what a file tells of one; 1 asks nothing."""
    held = log.lock(project)
    if held.smallest_group != size:
        held.smallest_group = size
        held.save(update_fields=["smallest_group"])
        log.record(held, by, "changed", held, smallest_group=size)


def forget(project: Project, texts: Iterable[str]) -> int:
    """What a withdrawal takes: allowed words that stand in these interviews, and what undo keeps of them."""
    said = "\n".join(texts).casefold()
    gone = [word for word in project.allowed_words.all() if word.word.casefold() in said]
    project.allowed_words.filter(pk__in=[word.pk for word in gone]).delete()
    project.events.filter(kind="allowedword", rows__isnull=False).update(rows=None)
    return len(gone)
