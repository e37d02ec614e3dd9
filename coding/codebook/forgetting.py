"""What the codebook forgets when an interview goes: its words, where they were made the name of a code."""

import itertools
import re
from collections.abc import Collection, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from coding.codebook.changes import MEANING
from coding.codebook.withholding import names_in_vivo
from coding.models import Code, CodeRevision
from interviews.models import Transcript
from projects import log
from projects.models import Access, Project


def forget(project: Project, transcripts: Sequence[Transcript]) -> int:
    """Take these interviews' words out of codes, editions and the log; how many codes were named in them.

    A code that still has the words for a name gets another and stays, with its codings elsewhere. Holds
    the project's lock already.
    """
    there = Q(verb="added") | Q(facts__verb="added")
    made = project.events.filter(there, kind="code", facts__transcript__in=[each.pk for each in transcripts])
    guids = set(made.values_list("object_id", flat=True))
    events = project.events.filter(kind="code", object_id__in=guids)
    spoken = names_in_vivo(events.order_by("number"))
    events.update(rows=None)
    codes = project.codes.in_bulk(list(spoken))
    for pk, names in spoken.items():
        words, instead = _pattern(names), _neutral(project, pk)
        _rewrite_reasons(project, words, instead)
        _rewrite_titles(project, names, instead)
        if pk in codes:
            _rewrite(project, codes[pk], words, instead)
    return len(spoken)


def _pattern(names: Collection[str]) -> re.Pattern[str]:
    """Finds the names in whatever case; a single word, which says little, only where it is all or quoted."""
    found = []
    for name in sorted(names, key=len, reverse=True):
        several = len(name.split()) > 1
        words = r"\s+".join(re.escape(word) for word in name.split())
        found.append(rf"(?<!\w){words}(?!\w)" if several else rf"\A{words}\Z|(?<=“){words}(?=”)")
    return re.compile("|".join(found), re.IGNORECASE)


def _neutral(project: Project, number: int) -> str:
    """A name that no code of the study has."""
    taken = set(project.codes.values_list("name", flat=True))
    names = (_("In vivo %(number)d (words erased)") % {"number": each} for each in itertools.count(number))
    return next(name for name in names if name not in taken)


def _rewrite_reasons(project: Project, words: re.Pattern[str], instead: str) -> None:
    editions = [each for each in project.editions.all() if words.search(each.reason)]
    for edition in editions:
        edition.reason = words.sub(instead, edition.reason)[:300]
        edition.save(update_fields=["reason"])


def _rewrite_titles(project: Project, names: Collection[str], instead: str) -> None:
    """Of work that was asked for under the codes, and where the access log says that it was downloaded."""
    found = sorted((r"\s+".join(map(re.escape, name.split())) for name in names), key=len, reverse=True)
    words = re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)", re.IGNORECASE)
    for job in project.jobs.all():
        if words.search(job.title):
            job.title = words.sub(instead, job.title)[:200]
            job.save(update_fields=["title"])
    for line in project.accesses.filter(verb=Access.Verb.DOWNLOADED).exclude(kind="transcript"):
        if words.search(line.what):
            line.what = words.sub(instead, line.what)[:200]
            line.save(update_fields=["what"])


def _rewrite(project: Project, code: Code, words: re.Pattern[str], instead: str) -> None:
    """As it stands and in every edition; one meaning, so that no edition is made."""
    before = code.name
    things: list[Code | CodeRevision] = [code, *code.revisions.all()]
    for thing in things:
        _put(thing, words, instead)
    if code.name != before:
        log.record(project, None, "renamed", code)


def _put(thing: Code | CodeRevision, words: re.Pattern[str], instead: str) -> None:
    """Of a name that has the words in it nothing stays; out of longer texts just they go."""
    if words.search(thing.name):
        thing.name = instead
    for field in set(MEANING) - {"name"}:
        setattr(thing, field, words.sub(instead, getattr(thing, field)))
    thing.save(update_fields=MEANING)
