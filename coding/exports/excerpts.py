"""Excerpts as a CSV file, and as PDF, Word document and Excel workbook made by a job."""

from collections.abc import Iterator

from django.http import Http404, QueryDict, StreamingHttpResponse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from coding.excerpts.asked import Asked, asked_of, form_of
from coding.excerpts.excerpts import Cited, Excerpt, Extras
from coding.excerpts.listing import Listing, SearchTooLong
from coding.exports import csv, pdf
from coding.exports.downloads import file_name
from coding.exports.excel import XLSX_TYPE, workbook
from coding.exports.parts import Part
from coding.exports.printing import EXCEL, PDF, Printed, format_of, in_format, made, titled
from coding.exports.tables import Table
from coding.reports.excerpts import ExcerptsReport, build, head_of
from coding.reports.in_blocks.excerpts import blocks_of_excerpts
from projects import jobs
from projects.models import Job, Project, User
from projects.refusals import Refused

KIND = "excerpts_pdf"
MOST_IN_PDF = 5000
"""About 800 pages; beyond, the CSV serves better."""
SEVERAL = 300
"""More than so many excerpts are set by more than one engine."""
GONE = _lazy("What was asked for is no longer in the study. Choose the filters again.")


def as_csv(asked: Asked, user: User) -> StreamingHttpResponse:
    """All excerpts, streamed; a search is done before, since it may raise ``SearchTooLong``."""
    cited = Cited(asked.listing(user), asked.extras)
    if asked.filters.words or asked.filters.question:
        len(cited.listing.groups)
    table = table_of(asked, cited)
    return csv.rows(table.header, table.rows, file_name(asked.project.slug, _("excerpts"), ending="csv"))


def table_of(asked: Asked, cited: Cited) -> Table:
    """A row for each excerpt, read some at a time."""
    edition = str(asked.project.editions.order_by("number").last() or "")
    return Table(list(_header(cited.extras)), (_row(excerpt, cited, edition) for excerpt in cited.all()))


def _header(extras: Extras) -> Iterator[str]:
    yield from (_("number"), _("citation"), _("participant"), _("speaker"), _("transcript"))
    yield from (_("turns"), _("time mark"))
    yield from (_("theme"), _("code"), _("path"), _("excerpt"))
    if extras.question:
        yield _("question")
    if extras.context or extras.turns:
        yield from (_("before"), _("after"))
    yield _("qualifiers")
    yield from (attribute.name for attribute in extras.attributes)
    yield _("other codes")
    if extras.coders:
        yield _("coders")
    yield from (_("start"), _("end"), _("codebook edition"))


def _row(excerpt: Excerpt, cited: Cited, edition: str) -> list[object]:
    extras, node = cited.extras, excerpt.node
    first, last = excerpt.turns
    person = cited.listing.people.codes.get(excerpt.participant or 0, "")
    return [
        excerpt.number,
        excerpt.cite,
        person,
        _("interviewer") if excerpt.is_asked else person,
        cited.title(excerpt.transcript),
        first if first == last else f"{first}–{last}",
        "" if excerpt.at_ms is None else time_mark(excerpt.at_ms),
        node.path[0].name,
        node.code.name,
        cited.paths[node.code.pk],
        excerpt.text,
        *([excerpt.question] if extras.question else ()),
        *([excerpt.before, excerpt.after] if extras.context or extras.turns else ()),
        "; ".join(excerpt.qualifiers),
        *excerpt.attributes,
        "; ".join(excerpt.also),
        *(["; ".join([user.initials for user in excerpt.coders])] if extras.coders else ()),
        excerpt.start,
        excerpt.end,
        edition,
    ]


def time_mark(milliseconds: int) -> str:
    """``0:12:03``; hours too, since a spreadsheet takes ``12:03`` for three past noon."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def start_job(asked: Asked, user: User, wishes: dict[str, object], form: str) -> Job:
    """Put the report in the queue; its wishes are the query, and the address where its links lead."""
    codes = Truncator(asked.name or asked.neutral_codes).chars(150)
    title = (
        _("Excerpts under %s, as PDF") % codes
        if form == PDF
        else titled(_("Excerpts under %s") % codes, form)
    )
    return jobs.start(asked.project, user, KIND, title, wishes | in_format(form))


def part_of(report: ExcerptsReport, table: Table) -> Part:
    return Part(report.front.title, blocks_of_excerpts(report), {_("Excerpts"): table})


def make_pdf(job: Job, progress: jobs.Progress) -> jobs.Result:
    """The work of the job, with what its owner may see when it is done."""
    progress("reading")
    asked = asked_in(job.project, QueryDict(str(job.wishes["query"])))
    if format_of(job) == EXCEL:
        return _as_workbook(asked, job.owner, progress)
    asked, listing = _listed(asked, job.owner)
    if format_of(job) == PDF and listing.excerpts > SEVERAL:
        pdf.expect_several()
    report = build(asked, listing, str(job.wishes["address"]))
    table = table_of(asked, Cited(asked.listing(job.owner), asked.extras))
    printed = Printed(_("excerpts"), report, "reports/excerpts.html", part_of(report, table))
    return made(job, progress, printed)


def _as_workbook(asked: Asked, user: User, progress: jobs.Progress) -> jobs.Result:
    listing = asked.listing(user)
    _search(listing)
    table = table_of(asked, Cited(listing, asked.extras))
    name = file_name(asked.project.slug, _("excerpts"), ending=EXCEL)
    progress("writing")
    content = workbook({_("Excerpts"): table}, head_of(asked, listing), progress)
    return jobs.Result(name, XLSX_TYPE, content)


def report_asked(asked: Asked, user: User, address: str, prefix: str = "") -> ExcerptsReport:
    """What was asked for, on paper; ``prefix`` begins each anchor. Raises ``Refused``."""
    return build(*_listed(asked, user), address, prefix)


def _listed(asked: Asked, user: User) -> tuple[Asked, Listing]:
    asked = asked.by_code
    listing = asked.listing(user)
    _refuse_too_many(listing)
    return asked, listing


def asked_in(project: Project, query: QueryDict) -> Asked:
    """What an address asks for; raises ``Refused`` where that is no longer there."""
    try:
        form = form_of(project, query)
        if form.is_valid():
            return asked_of(project, form, query)
    except Http404 as error:
        raise Refused(str(GONE)) from error
    raise Refused(str(GONE))


def _refuse_too_many(listing: Listing) -> None:
    number = _search(listing)
    if number > MOST_IN_PDF:
        raise Refused(
            _("%(n)s excerpts are too many for one PDF; %(most)s fit. Choose fewer codes, or take the CSV.")
            % {"n": f"{number:,}", "most": f"{MOST_IN_PDF:,}"}
        )


def _search(listing: Listing) -> int:
    """How many excerpts there are, which looks for the words that were asked for."""
    try:
        return listing.excerpts
    except SearchTooLong as error:
        raise Refused(_("The words were not found in time. Choose a code or a participant too.")) from error
