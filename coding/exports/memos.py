"""Memos as a table, as Markdown, and as files that a job makes, each reply with what it answers."""

from collections.abc import Iterable, Iterator, Sequence

from django.http import Http404, HttpResponse, QueryDict, StreamingHttpResponse
from django.utils.translation import gettext as _

from coding.exports import csv
from coding.exports.downloads import attached, file_name
from coding.exports.parts import Part
from coding.exports.printing import EXCEL, PDF, Printed, format_of, in_format, made, titled
from coding.exports.tables import Table
from coding.memos.asked import Asked
from coding.memos.threads import Thread
from coding.models import Memo
from coding.reports.in_blocks.memos import blocks_of_memos
from coding.reports.memos import MemosReport, build
from projects import jobs
from projects.models import Job, Project, User
from projects.refusals import Refused

KIND = "memos_pdf"
"""The kind of job."""
MOST_IN_PDF = 5000
"""Beyond, the CSV serves better."""


def as_csv(project: Project, threads: Sequence[Thread]) -> StreamingHttpResponse:
    """A row for each memo and reply; ``reply to`` names the row that is answered."""
    table = table_of(threads)
    # Times are told in the person's zone, which is known only until the page is answered.
    rows = [csv.cells(row) for row in table.rows]
    return csv.rows(table.header, rows, file_name(project.slug, _("memos"), ending="csv"))


def table_of(threads: Sequence[Thread]) -> Table:
    """A row for each memo and reply, with moments as they are."""
    return Table(_header(), _rows(threads))


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


def _rows(threads: Iterable[Thread]) -> Iterator[list[object]]:
    number = 0
    for thread in threads:
        number += 1
        root, memo = number, thread.memo
        place = [thread.place.kind_label, thread.place.label, thread.place.words or ""]
        settled = [
            _("resolved") if memo.resolved else _("open"),
            str(memo.resolved_by or ""),
            memo.resolved or "",
        ]
        yield [number, "", *place, *_about(memo), *settled, memo.guid]
        for reply in thread.replies:
            number += 1
            yield [number, root, *place, *_about(reply), "", "", "", reply.guid]


def _about(memo: Memo) -> list[object]:
    return [str(memo.author), memo.made, memo.changed, memo.body]


def as_markdown(project: Project, threads: Sequence[Thread]) -> HttpResponse:
    """The memos as they were written, under headings that say what they are on."""
    title = _("Memos of %(project)s") % {"project": _line(project.name)}
    text = "\n\n".join([f"# {title}", *(part for thread in threads for part in _parts(thread))]) + "\n"
    name = file_name(project.slug, _("memos"), ending="md")
    return attached(HttpResponse(text, content_type="text/markdown; charset=utf-8"), name)


def _parts(thread: Thread) -> Iterator[str]:
    yield f"## {thread.place.kind_label}: {_line(thread.place.label)}"
    if thread.place.words:
        yield _quoted(thread.place.words)
    yield f"*{_by(thread.memo)}*"
    yield thread.memo.body
    for reply in thread.replies:
        yield _quoted(f"*{_by(reply)}*\n\n{reply.body}")


def _by(memo: Memo) -> str:
    said = f"{memo.author}, {csv.moment(memo.made)}"
    return f"{said}, {_('resolved')}" if memo.resolved else said


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _line(text: str) -> str:
    return " ".join(text.split())


def start_job(project: Project, user: User, wishes: dict[str, object], form: str) -> Job:
    """Put the report in the queue; its wishes are the query, and the address where its links lead."""
    title = _("Memos, as PDF") if form == PDF else titled(_("Memos"), form)
    return jobs.start(project, user, KIND, title, wishes | in_format(form))


def part_of(report: MemosReport, threads: Sequence[Thread]) -> Part:
    return Part(report.front.title, blocks_of_memos(report), {_("Memos"): table_of(threads)})


def make_pdf(job: Job, progress: jobs.Progress) -> jobs.Result:
    """The work of the job, with what its owner may see when it is done."""
    progress("reading")
    query, address = QueryDict(str(job.wishes["query"])), str(job.wishes["address"])
    try:
        report = report_asked(job.project, job.owner, query, address, is_read=format_of(job) != EXCEL)
    except Http404 as error:
        raise Refused(_("What was asked for is no longer in the study. Choose the filters again.")) from error
    printed = Printed(_("memos"), report, "reports/memos.html", part_of(report, report.threads))
    return made(job, progress, printed)


def report_asked(
    project: Project, user: User, query: QueryDict, address: str, *, is_read: bool = True
) -> MemosReport:
    """The memos that an address asks for; raises ``Http404``, and ``Refused`` if too many are to be read."""
    asked = Asked.of(project, user, query)
    threads = asked.threads
    if is_read and len(threads) > MOST_IN_PDF:
        sentence = _("%(n)s memos are too many for one PDF; %(most)s fit. Choose fewer, or take the CSV.")
        raise Refused(sentence % {"n": f"{len(threads):,}", "most": f"{MOST_IN_PDF:,}"})
    return build(asked, threads, address)
