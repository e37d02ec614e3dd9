"""The page on which somebody decides whether a file may leave the house."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.urls import reverse

from coding.leaving.checking import SILENT, Checked, Finding, Place, unpacked
from coding.leaving.deciding import still_open
from coding.leaving.publications import names_in
from coding.leaving.telling import KINDS
from coding.models import Publication, Release
from interviews.models import Appearance, Attribute
from interviews.models.transcripts import numbered
from projects import files
from projects.models import Job, Project

SHOWN = 200
"""Of one kind; beyond, they are counted."""


class Standing(NamedTuple):
    """Where something was found, and the address of the turn."""

    place: Place
    href: str


class Shown(NamedTuple):
    finding: Finding
    places: Sequence[Standing]

    @property
    def more(self) -> int:
        return self.finding.times - len(self.places)


class Group(NamedTuple):
    """What was found of one kind."""

    kind: str
    label: str
    note: str
    findings: Sequence[Shown]
    times: int
    more: int


class Few(NamedTuple):
    """A combination of values, and who has it."""

    values: Sequence[tuple[str, str]]
    people: Sequence[str]


@dataclass(frozen=True)
class CheckPage:
    """What was found, what was decided, and the ways to where it stands."""

    project: Project
    job: Job
    checked: Checked
    publication: Publication | None

    @cached_property
    def release(self) -> Release | None:
        return Release.objects.filter(job=self.job).select_related("by", "publication").first()

    @property
    def may_be_taken(self) -> bool:
        return self.release is not None and self.release.decision == Release.Decision.LET_GO

    @cached_property
    def open(self) -> list[Finding]:
        return still_open(self.project, self.checked)

    @property
    def silent(self) -> int:
        """How many stretches of words are of people who allow no quotes."""
        return sum(finding.times for finding in self.open if finding.kind == SILENT)

    @property
    def passed_over(self) -> int:
        """Found, and found fine since the file was made."""
        return len(self.checked.findings) - len(self.open)

    @cached_property
    def groups(self) -> list[Group]:
        return list(self._groups())

    def _groups(self) -> Iterator[Group]:
        for kind, (label, note) in KINDS.items():
            found = sorted(
                (each for each in self.open if each.kind == kind), key=lambda each: (-each.times, each.key)
            )
            if found:
                shown = [self._shown(each) for each in found[:SHOWN]]
                times = sum(each.times for each in found)
                yield Group(kind, str(label), str(note), shown, times, len(found) - len(shown))

    def _shown(self, finding: Finding) -> Shown:
        return Shown(finding, [self._standing(place) for place in finding.places])

    def _standing(self, place: Place) -> Standing:
        who, _colon, turns = place.cite.rpartition(":T")
        transcript = self._labels.get(who)
        first = turns.replace("-", "–").partition("–")[0]
        page = reverse("workspace", args=[self.project.slug, transcript]) if transcript else ""
        return Standing(place, f"{page}#T{first}" if page else "")

    @cached_property
    def called(self) -> dict[int, str]:
        return names_in(self.publication) if self.publication else {}

    @cached_property
    def _labels(self) -> dict[str, int]:
        """The transcripts by what citations in the file call who speaks in them."""
        rows = Appearance.objects.filter(transcript__project=self.project).values_list(
            "participant", "participant__code", "number", "transcript"
        )
        return {
            numbered(self.called.get(person, code), number): transcript
            for person, code, number, transcript in rows
        }

    @cached_property
    def few(self) -> list[Few]:
        """Who stands out by what the file tells of them."""
        names = dict(Attribute.objects.filter(project=self.project).values_list("pk", "name"))
        codes = dict(self.project.participants.values_list("pk", "code"))
        heads = [names.get(pk, "") for pk in self.checked.attributes]
        return [
            Few(
                list(zip(heads, small.values, strict=True)),
                [codes.get(pk, "") for pk in small.people],
            )
            for small in self.checked.small
        ]

    @property
    def attributes(self) -> list[str]:
        shown = Attribute.objects.filter(project=self.project, pk__in=self.checked.attributes)
        return list(shown.values_list("name", flat=True))


def read(project: Project, job: Job) -> tuple[CheckPage, bytes] | None:
    """The page of a job that is done, and the file; nothing where its result was erased since."""
    if job.state != Job.State.DONE or job.result is None:
        return None
    checked, content = unpacked(files.read(job.result))
    pk = job.wishes["publication"]
    publication = project.publications.filter(pk=pk).first() if pk else None
    return CheckPage(project, job, checked, publication), content
