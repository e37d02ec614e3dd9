"""A study of which files are to leave the house."""

import io
import zipfile
import zlib

from django.http import HttpResponse
from django.urls import reverse

from coding.leaving import making, publications
from coding.leaving.checking import Checked, unpacked
from coding.models import Publication
from interviews.models import Attribute, AttributeValue, Participant
from interviews.models.participants import Consent
from projects import files, jobs
from projects.models import Job, Project, Role, User
from tests import make

TALKS = {
    "P07": "Interviewer: Who?\nP07: We met Sarah at night, and P08 knew.\nP07: Sarah feared the chief.",
    "P08": "Interviewer: Who?\nP08: Nobody did, honestly, for years and years.",
    "P09": "Interviewer: Who?\nP09: SILENT words of one who may never be quoted by anybody.",
}
RANKS = {"P07": "sergeant", "P08": "sergeant", "P09": "inspector"}


class Study:
    """Olga owns it, Ana codes, Ron reads; P07 names somebody, P09 may not be quoted."""

    def __init__(self) -> None:
        self.olga, self.ana = make.user("olga"), make.user("ana")
        self.project: Project = make.project(self.olga, self.ana)
        self.ron = make.member(self.project, Role.READER, "ron")
        self.fear = make.code("Fear", self.project)
        self.rank = Attribute.objects.create(project=self.project, name="Rank", kind="one of", position=1)
        choices = {rank: self.rank.choices.create(value=rank) for rank in set(RANKS.values())}
        self.people: dict[str, Participant] = {}
        self.talks = {}
        for code, text in TALKS.items():
            person = self.people[code] = make.participant(self.project, code)
            AttributeValue.objects.create(
                participant=person, attribute=self.rank, choice=choices[RANKS[code]]
            )
            self.talks[code] = make.transcript(text, self.project, person, title=f"Talk with {code}")
            for line in text.split("\n"):
                if line.startswith(code):
                    make.coding(line.partition(": ")[2], self.fear, self.ana, self.talks[code])
        silent = self.people["P09"]
        silent.consent = Consent.NO_QUOTES
        silent.save()

    def url(self, name: str, *args: object) -> str:
        return reverse(name, args=[self.project.slug, *args])

    def drawn(self, prefix: str = "Officer ") -> Publication:
        return publications.draw(self.project, self.olga, "Paper", prefix, number=1)

    def leave(
        self,
        source: Job | str,
        publication: Publication | None = None,
        left_out: tuple[int, ...] = (),
        by: User | None = None,
    ) -> Job:
        """The job that makes it anew, done."""
        job = making.start(self.project, by or self.ana, source, publication, left_out)
        Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING)
        result = jobs.made(job, jobs.Progress(job))
        stored = files.store(self.project, job.owner, result.name, result.media_type, result.content)
        Job.objects.filter(pk=job.pk).update(state=Job.State.DONE, result=stored)
        return Job.objects.get(pk=job.pk)

    def team_job(self, kind: str, by: User | None = None, **wishes: object) -> Job:
        """One that was made for the team."""
        wishes = {"query": "", "address": "http://host.example"} | wishes
        made = files.store(self.project, by or self.ana, "a.pdf", "application/pdf", b"a")
        return make.job(self.project, by or self.ana, kind, state="done", wishes=wishes, result=made)

    def decide(self, job: Job, decision: str = "let go", **more: str) -> HttpResponse:
        body = {"decision": decision, "reason": "It was read by two.", **more}
        return make.browser(job.owner).post(self.url("leaving_check", job.pk), body)  # type: ignore[return-value]


def of(job: Job) -> tuple[Checked, bytes]:
    assert job.result
    return unpacked(files.read(job.result))


def everything_in(content: bytes) -> bytes:
    """The bytes, and all that is compressed in them: of a PDF its streams, of a pack its parts."""
    found = [content]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            found += [parts.read(name) for name in parts.namelist()] + [
                name.encode() for name in parts.namelist()
            ]
    for part in content.split(b"stream\n")[1:] + content.split(b"stream\r\n")[1:]:
        try:
            found.append(zlib.decompressobj().decompress(part))
        except zlib.error:
            continue
    return b"\n".join(found)
