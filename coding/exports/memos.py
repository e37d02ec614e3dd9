"""Memos as a CSV file, as Markdown and as PDF, each reply with what it answers."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.http import Http404, HttpResponse, QueryDict, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from coding.exports import csv, pdf
from coding.memos.asked import Asked
from coding.memos.threads import Thread
from coding.models import Memo
from coding.reports.memos import build
from projects import jobs
from projects.access import May, project_for
from projects.models import Job, Project, User
from projects.refusals import Refused

KIND = "memos_pdf"
"""The kind of job."""
MOST_IN_PDF = 5000
"""Beyond, the CSV serves better."""


def as_csv(project: Project, threads: Sequence[Thread]) -> StreamingHttpResponse:
    """A row for each memo and reply; ``reply to`` names the row that is answered."""
    # Times are told in the person's zone, which is known only until the page is answered.
    rows = list(_rows(threads))
    return csv.rows(_header(), rows, csv.file_name(project.slug, _("memos")))


def _header() -> list[str]:
    about = [_("number"), _("reply to"), _("on"), _("what"), _("coded words"), _("author")]
    return [
        *about,
        _("written"),
        _("changed"),
        _("memo"),
        _("state"),
        _("resolved by"),
        _("resolved"),
        "guid",
    ]


def _rows(threads: Sequence[Thread]) -> Iterator[list[object]]:
    number = 0
    for thread in threads:
        number += 1
        root, memo = number, thread.memo
        place = [thread.place.kind_label, thread.place.label, thread.place.words or ""]
        settled = [
            _("resolved") if memo.resolved else _("open"),
            memo.resolved_by or "",
            _time(memo.resolved),
        ]
        yield [number, "", *place, *_about(memo), *settled, memo.guid]
        for reply in thread.replies:
            number += 1
            yield [number, root, *place, *_about(reply), "", "", "", reply.guid]


def _about(memo: Memo) -> list[object]:
    return [str(memo.author), _time(memo.made), _time(memo.changed), memo.body]


def _time(when: datetime | None) -> str:
    return timezone.localtime(when).strftime("%Y-%m-%d %H:%M") if when else ""


def as_markdown(project: Project, threads: Sequence[Thread]) -> HttpResponse:
    """The memos as they were written, under headings that say what they are on."""
    title = _("Memos of %(project)s") % {"project": _line(project.name)}
    text = "\n\n".join([f"# {title}", *(part for thread in threads for part in _parts(thread))]) + "\n"
    response = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    name = csv.file_name(project.slug, _("memos"), ending="md")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _parts(thread: Thread) -> Iterator[str]:
    yield f"## {thread.place.kind_label}: {_line(thread.place.label)}"
    if thread.place.words:
        yield _quoted(thread.place.words)
    yield f"*{_by(thread.memo)}*"
    yield thread.memo.body
    for reply in thread.replies:
        yield _quoted(f"*{_by(reply)}*\n\n{reply.body}")


def _by(memo: Memo) -> str:
    said = f"{memo.author}, {_time(memo.made)}"
    return f"{said}, {_('resolved')}" if memo.resolved else said


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _line(text: str) -> str:
    return " ".join(text.split())


def start_pdf(project: Project, user: User, query: QueryDict, address: str) -> Job:
    """Put the report in the queue; ``address`` is where its links lead, such as ``https://host``."""
    wishes: dict[str, object] = {"query": query.urlencode(), "address": address}
    return jobs.start(project, user, KIND, _("Memos, as PDF"), wishes)


def make_pdf(job: Job, progress: jobs.Progress) -> jobs.Result:
    """The work of the job, with what its owner may see when it is done."""
    progress("reading")
    try:
        project = project_for(job.owner, job.project.slug, May.EXPORT)
        asked = Asked.of(project, job.owner, QueryDict(str(job.wishes["query"])))
    except Http404 as error:
        raise Refused(_("What was asked for is no longer in the study, or you are not.")) from error
    threads = asked.threads
    if len(threads) > MOST_IN_PDF:
        sentence = _("%(n)s memos are too many for one PDF; %(most)s fit. Choose fewer, or take the CSV.")
        raise Refused(sentence % {"n": f"{len(threads):,}", "most": f"{MOST_IN_PDF:,}"})
    report = build(asked, threads, str(job.wishes["address"]))
    html = render_to_string("reports/memos.html", {"report": report})
    name = csv.file_name(project.slug, _("memos"), ending="pdf")
    return jobs.Result(name, pdf.PDF_TYPE, pdf.render(html, progress))
