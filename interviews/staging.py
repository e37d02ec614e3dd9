"""Uploads that wait for a person to say who speaks in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import File
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from interviews import naming, uploads
from interviews.kinds import SHEET, TABLE, media_type
from interviews.models import Transcript
from interviews.parsing import ENCODINGS, Draft, Role, UnknownEncoding, Unreadable, beginning, parse
from interviews.people import People
from projects import files
from projects.models import Project, StoredFile, User

FIRST_TURNS = 6
LONGEST_LINE = 240


@dataclass(frozen=True)
class Guess:
    """Who a label seems to be: an ID, and whether somebody has it already."""

    code: str
    is_new: bool


@dataclass(frozen=True)
class Turn:
    """A turn as the preview shows it."""

    speaker: str
    words: str


@dataclass
class Staged:
    """An upload as far as it could be read."""

    file: StoredFile
    draft: Draft | None = None
    problem: str = ""
    unknown: UnknownEncoding | None = None
    twin: Transcript | None = None
    guesses: dict[str, Guess] = field(default_factory=dict)

    @cached_property
    def encodings(self) -> list[tuple[str, list[str]]]:
        """Each encoding worth trying, and how the first lines read in it."""
        if self.unknown is None:
            return []
        return [(name, self.unknown.preview(name, 3)) for name in self.unknown.proposals]

    @property
    def title(self) -> str:
        """The file's name without its ending, and with IDs in place of names."""
        names = {label: guess.code for label, guess in self.guesses.items() if naming.is_name(label)}
        return naming.without_names(PurePath(self.file.name).stem, names)

    @property
    def cannot_be_read(self) -> bool:
        """Whether nothing that a person could say here would help."""
        return self.draft is None and self.unknown is None

    @property
    def names_said(self) -> list[tuple[str, int]]:
        """Names of participants that are spoken in the text itself, each with how often."""
        if self.draft is None:
            return []
        spoken = [self.draft.text[turn.start : turn.end] for turn in self.draft.turns]
        found = [naming.said_in(label, spoken) for label in self.guesses if naming.is_name(label)]
        return list(dict.fromkeys(said for each in found for said in each))

    @property
    def first_turns(self) -> list[Turn]:
        if self.draft is None:
            return []
        text = self.draft.text
        return [
            Turn(turn.speaker, beginning(text[turn.start : turn.end].strip(), LONGEST_LINE))
            for turn in self.draft.turns[:FIRST_TURNS]
        ]


def stage(project: Project, by: User, sent: Iterable[File[bytes]]) -> list[str]:
    """Keep what was sent until the person decides; returns a sentence for each file that was not kept."""
    problems = []
    for upload in sent:
        name = (upload.name or "")[-200:]
        if upload.size and upload.size > settings.MAX_UPLOAD_BYTES:
            problems.append(_too_large(name, upload.size))
        elif not upload.size:
            problems.append(_("%(name)s is empty, so it was not kept.") % {"name": name})
        else:
            files.stage(project, by, name, media_type(name), upload.read())
    return problems


def stage_text(project: Project, by: User, title: str, text: str) -> None:
    """Keep a text that was pasted, as if it had been a file."""
    files.stage(project, by, f"{title or _('Pasted text')}.txt"[-200:], media_type(".txt"), text.encode())


def waiting(project: Project, by: User) -> QuerySet[StoredFile]:
    """The person's own uploads that are not decided, in the order in which they came."""
    return (
        project.files.filter(by=by, expires__gt=timezone.now())
        .exclude(media_type__in=[SHEET, TABLE])
        .order_by("made", "pk")
    )


def open_staged(project: Project, file: StoredFile, encoding: str = "") -> Staged:
    """Read the upload; what can't be read comes back with its problem in words."""
    staged = Staged(file, twin=uploads.already_stored(project, file.sha256))
    try:
        staged.draft = parse(file.name, files.read(file), encoding if encoding in ENCODINGS else None)
    except UnknownEncoding as error:
        staged.problem, staged.unknown = str(error), error
    except Unreadable as error:
        staged.problem = str(error)
    return staged


def guess(project: Project, staged: Sequence[Staged]) -> None:
    """Say of every label who it seems to be; one name is one person, in however many of these files.

    A label that is not taken for a participant's gets no ID proposed, so that none is held for a heading.
    """
    people = People(project)
    taken = [person.code for person in people.all]
    names: dict[str, Guess] = {}
    for each in staged:
        for label in each.draft.labels if each.draft else ():
            if label.role != Role.PARTICIPANT:
                continue
            key = naming.folded(naming.as_id(label.name) or label.name)
            known = names.get(key) if naming.is_name(label.name) or naming.as_id(label.name) else None
            found = known or _guess(people, label.name, taken)
            if found.is_new and found.code not in taken:
                taken.append(found.code)
                names[key] = found
            each.guesses[label.name] = found


def _guess(people: People, label: str, taken: list[str]) -> Guess:
    person = people.named(label)
    if person:
        return Guess(person.code, is_new=False)
    code = naming.as_id(label)
    return Guess(code if code and code not in taken else naming.next_id(taken), is_new=True)


def _too_large(name: str, size: int) -> str:
    return _("%(name)s has %(size).1f MB, and at most %(most)d MB are accepted; it was not kept.") % {
        "name": name,
        "size": size / 1024**2,
        "most": settings.MAX_UPLOAD_BYTES // 1024**2,
    }
