"""The job that makes a file anew as it may leave the house, and looks through it."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from copy import copy
from functools import partial
from itertools import chain

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from coding.exports.downloads import ZIP_TYPE
from coding.leaving.asking import downloaded
from coding.leaving.beating import pulsed
from coding.leaving.checking import Checked, findings_in, packed, small_in, told_in
from coding.leaving.paper import Parcel
from coding.leaving.publications import names_in, uncalled
from coding.leaving.reading import of_file, of_html
from coding.leaving.rewriting import rewritten
from coding.leaving.wording import Wording
from coding.models import Publication
from interviews.models import Appearance
from interviews.outgoing import going_out
from projects import jobs
from projects.access import May, can
from projects.jobs import Progress, Result
from projects.models import Job, Project, User
from projects.progress import parts_of
from projects.refusals import Refused

KIND = "leaving"
"""The kind of job."""
READING = (jobs.Part("reading", _lazy("reading"), 1.0),)
CHECKING = jobs.Part("checking", _lazy("looking for what might identify somebody"), 0.25)


def parts_of_job(job: Job) -> Sequence[jobs.Part]:
    """Those of making the file anew, whatever it is, and of looking through it."""
    made = READING if "file" in job.wishes else parts_of(_again(job))
    return (*(part._replace(share=part.share * (1 - CHECKING.share)) for part in made), CHECKING)


def start(
    project: Project,
    user: User,
    source: "Job | str",
    publication: Publication | None = None,
    left_out: Sequence[int] = (),
) -> Job:
    """Make again what a job of the person's made, or what lies at an address, for outside."""
    wishes: dict[str, object] = {"publication": publication.pk if publication else None}
    wishes["left_out"] = list(left_out)
    if isinstance(source, Job) and source.kind == KIND:
        wishes, title = source.wishes | wishes, _title(source)
    elif isinstance(source, Job):
        wishes["of"] = {"kind": source.kind, "wishes": source.wishes}
        title = source.title
    else:
        wishes["file"], title = source, title_of(source)
    return jobs.start(
        project, user, KIND, (_("%(title)s, to leave the house") % {"title": title})[:200], wishes
    )


def _title(job: Job) -> str:
    """What was made anew, of a job that did so."""
    return job.title.removesuffix(_("%(title)s, to leave the house") % {"title": ""})


def title_of(address: str) -> str:
    """What a download is called by its address, which has no words of interviews in it."""
    return address.partition("?")[0].rstrip("/").rpartition("/")[2]


def can_leave(job: Job) -> bool:
    """Whether it made a file that can be made again for outside."""
    return job.state == Job.State.DONE and (job.kind == KIND or _makes_a_file(job.kind))


def _makes_a_file(kind: str) -> bool:
    return kind in jobs.WORK and kind not in jobs.PAGES


def way_out(job: Job) -> str:
    """The address at which the person says how its file is to leave."""
    page = reverse("leaving_new", args=[job.project.slug])
    return f"{page}?job={job.pk}" if can_leave(job) else ""


def page_of(job: Job) -> str:
    return reverse("leaving_check", args=[job.project.slug, job.pk])


def make(job: Job, progress: Progress) -> Result:
    """The work of the job; what its owner may not see is not in it, as in everything that they ask for."""
    project = job.project
    if not can(project.role, May.RELEASE):
        raise Refused(_("You may no longer let files of this study go."))
    parcel = parcel_of(project, job)
    with going_out(parcel):
        made = _made(job, progress)
    progress("checking")
    beat = partial(progress, "checking")
    content = rewritten(made.name, made.content, parcel.wording, beat)
    name = _renamed(made.name, parcel)
    pages = chain.from_iterable(map(of_html, parcel.pages))
    stretches = list(pulsed(chain(pages, of_file(name, content)), beat))
    attributes, small = small_in(project, told_in(stretches, parcel.printed - parcel.left_out))
    checked = Checked(
        name=name,
        media_type=made.media_type,
        sha256=hashlib.sha256(content).hexdigest(),
        findings=findings_in(project, parcel, stretches, beat),
        attributes=attributes,
        small=small,
        stale=len(parcel.stale),
    )
    return Result(f"{name}.zip", ZIP_TYPE, packed(content, checked))


def _made(job: Job, progress: Progress) -> Result:
    if "file" in job.wishes:
        progress("reading")
        return downloaded(job.project, job.owner, str(job.wishes["file"]))
    again = _again(job)
    if not _makes_a_file(again.kind):
        raise Refused(_("That was no file which can leave the house."))
    return jobs.WORK[again.kind](again, progress)


def _again(job: Job) -> Job:
    """The job that made the file before."""
    again = copy(job)
    again.kind, again.wishes = str(job.wishes["of"]["kind"]), job.wishes["of"]["wishes"]
    return again


def parcel_of(project: Project, job: Job) -> Parcel:
    left_out = frozenset(int(pk) for pk in job.wishes["left_out"])
    pk = job.wishes["publication"]
    if pk is None:
        return Parcel(left_out=left_out)
    publication = project.publications.filter(pk=pk).first()
    if publication is None:
        raise Refused(_("The publication is not there any more. Choose another."))
    late = uncalled(publication)
    if late:
        codes = ", ".join(person.code for person in late[:12])
        raise Refused(
            _("%(codes)s came after the draw and have no ID in “%(publication)s”: draw theirs first.")
            % {"codes": codes, "publication": publication}
        )
    called = names_in(publication)
    return Parcel(
        called=called, left_out=left_out, title=publication.name, wording=wording_of(project, called)
    )


def wording_of(project: Project, called: dict[int, str]) -> Wording:
    """Of everybody's ID; who withdrew has none in any publication."""
    gone = _("[withdrawn]")
    people = dict(project.participants.values_list("pk", "code"))
    names = {code: called.get(pk, gone) for pk, code in people.items()}
    return Wording(names | _titles_of(project, {pk: names[code] for pk, code in people.items()}))


def _titles_of(project: Project, names: dict[int, str]) -> dict[str, str]:
    """What transcripts are called instead, since a title may tell a rank and a place; one word tells less."""
    heard = defaultdict(list)
    appearances = Appearance.objects.filter(transcript__project=project).order_by("pk")
    for title, participant in appearances.values_list("transcript__title", "participant"):
        heard[title].append(names[participant])
    named = ((title, dict.fromkeys(who)) for title, who in heard.items() if len(title.split()) > 1)
    return {title: _("interview with %(who)s") % {"who": ", ".join(who)} for title, who in named}


def _renamed(name: str, parcel: Parcel) -> str:
    """The file's own name may have an ID in it."""
    stem, _point, ending = name.rpartition(".")
    said = parcel.wording.said(stem.replace("-", " "))
    return f"{slugify(said) or 'verbatim'}.{ending}"
