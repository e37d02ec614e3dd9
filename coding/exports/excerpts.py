"""Excerpts as a CSV file, and as a PDF made by a job."""

from collections.abc import Iterator

from django.http import Http404, QueryDict, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from coding.excerpts.asked import Asked, asked_of, form_of
from coding.excerpts.excerpts import Cited, Excerpt, Extras
from coding.excerpts.listing import Listing, SearchTooLong
from coding.exports import csv, pdf
from coding.reports.excerpts import build
from projects import jobs
from projects.access import May, project_for
from projects.models import Job, User
from projects.refusals import Refused

KIND = "excerpts_pdf"
MOST_IN_PDF = 5000
"""About 800 pages; beyond, the CSV serves better."""


def as_csv(asked: Asked, user: User) -> StreamingHttpResponse:
    """All excerpts, streamed; a search is done before, since it may raise ``SearchTooLong``."""
    cited = Cited(asked.listing(user), asked.extras)
    if asked.filters.words or asked.filters.question:
        len(cited.listing.groups)
    edition = str(asked.project.editions.order_by("number").last() or "")
    rows = (_row(excerpt, cited, edition) for excerpt in cited.all())
    name = csv.file_name(asked.project.slug, _("excerpts"))
    return csv.rows(list(_header(cited.extras)), rows, name)


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


def start_pdf(asked: Asked, user: User, query: QueryDict, address: str) -> Job:
    """Put the report in the queue; ``address`` is where its links lead, such as ``https://host``."""
    wishes: dict[str, object] = {"query": query.urlencode(), "address": address}
    title = _("Excerpts under %s, as PDF") % Truncator(asked.name or asked.codes).chars(150)
    return jobs.start(asked.project, user, KIND, title, wishes)


def make_pdf(job: Job, progress: jobs.Progress) -> jobs.Result:
    """The work of the job, with what its owner may see when it is done."""
    progress("reading")
    asked = _asked_again(job).by_code
    listing = asked.listing(job.owner)
    _refuse_too_many(listing)
    report = build(asked, listing, str(job.wishes["address"]))
    html = render_to_string("reports/excerpts.html", {"report": report})
    name = csv.file_name(asked.project.slug, _("excerpts"), ending="pdf")
    return jobs.Result(name, pdf.PDF_TYPE, pdf.render(html, progress))


def _asked_again(job: Job) -> Asked:
    query = QueryDict(str(job.wishes["query"]))
    gone = _("What was asked for is no longer in the study, or you are not. Choose the filters again.")
    try:
        project = project_for(job.owner, job.project.slug, May.EXPORT)
        form = form_of(project, query)
        if not form.is_valid():
            raise Refused(gone)
        return asked_of(project, form, query)
    except Http404 as error:
        raise Refused(gone) from error


def _refuse_too_many(listing: Listing) -> None:
    try:
        number = listing.excerpts
    except SearchTooLong as error:
        raise Refused(_("The words were not found in time. Choose a code or a participant too.")) from error
    if number > MOST_IN_PDF:
        raise Refused(
            _("%(n)s excerpts are too many for one PDF; %(most)s fit. Choose fewer codes, or take the CSV.")
            % {"n": f"{number:,}", "most": f"{MOST_IN_PDF:,}"}
        )
