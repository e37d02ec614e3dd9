"""Makes each kind of part: the same frozen values as the reports that are printed alone."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.http import Http404, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from coding.comparing.compared import Compared
from coding.exports import comparison, pictures, round_report
from coding.exports import contrast as contrasts
from coding.exports import cooccurrence as cooccurrences
from coding.exports import excerpts as lists
from coding.exports import framework as frameworks
from coding.exports import matrix as matrices
from coding.exports import memos as notes
from coding.exports import transcripts as talks
from coding.exports.cooccurrence import CoOccurrenceReport
from coding.exports.pictures import PictureReport
from coding.models import Round
from coding.pictures.kinds import Kind as Picture
from coding.recipes import asking
from coding.reports.checklist import Checklist
from coding.reports.checklist import checklist as checklist_of
from coding.reports.codebook import CodebookReport, codebook_report
from coding.reports.contrast_lines import ContrastReport
from coding.reports.differences import ComparisonReport
from coding.reports.excerpts import ExcerptsReport
from coding.reports.framework_panels import FrameworkReport
from coding.reports.memos import MemosReport
from coding.reports.panels import MatrixReport
from coding.reports.sample import Sample, sample_of
from coding.reports.selected import SelectedQuotes, selected_quotes
from coding.reports.trail import Trail, trail_of
from coding.reports.transcript import CodedTranscripts
from projects.models import Project, User
from projects.refusals import Refused

PICTURES: dict[Picture, str | Promise] = {
    Picture.HEATMAP: _lazy("Picture: heatmap"),
    Picture.PORTRAITS: _lazy("Picture: interviews from beginning to end"),
    Picture.TOGETHER: _lazy("Picture: co-occurrence"),
    Picture.GROUPS: _lazy("Picture: codes by group"),
    Picture.FIRST_USES: _lazy("Picture: new codes per interview"),
    Picture.SAMPLE: _lazy("Picture: the sample"),
}


@dataclass(frozen=True)
class Making:
    """A part while it is made: for whom, of what, and for which paper. All of these raise ``Refused``."""

    project: Project
    user: User
    query: QueryDict
    address: str
    """Where links into the study lead, such as ``https://host``."""
    prefix: str
    """Begins each anchor of the part."""
    room: float = 1.0
    """The width of the paper, where A4 on its side is 1."""


def sample(on: Making) -> Sample:
    form = asking.sample(on.project, on.user, on.query)
    form.full_clean()
    return sample_of(on.project, form.attributes, not form.cleaned_data["alone"], on.room)


def codebook(on: Making) -> CodebookReport:
    form = asking.codebook(on.project, on.user, on.query)
    form.full_clean()
    return codebook_report(on.project, on.user, form.wish)


def quotes(on: Making) -> SelectedQuotes:
    form = asking.quotes(on.project, on.user, on.query)
    form.full_clean()
    return selected_quotes(on.project, on.user, form.wish, on.address)


def excerpts(on: Making) -> ExcerptsReport:
    return lists.report_asked(lists.asked_in(on.project, on.query), on.user, on.address, on.prefix)


def transcripts(on: Making) -> CodedTranscripts:
    form = asking.transcripts(on.project, on.user, on.query)
    form.full_clean()
    report = talks.report_asked(on.project, on.user, form.wish)
    talks.refuse_too_long(report)
    return replace(report, is_part=True)


def framework(on: Making) -> FrameworkReport:
    return frameworks.report_asked(on.project, on.user, on.query, on.room)


def matrix(on: Making) -> MatrixReport:
    return matrices.report_asked(on.project, on.user, on.query, on.room)


def contrast(on: Making) -> ContrastReport:
    return contrasts.report_asked(on.project, on.user, on.query)


def cooccurrence(on: Making) -> CoOccurrenceReport:
    return cooccurrences.report_asked(on.project, on.user, on.query, on.room)


def picture(kind: Picture) -> Callable[[Making], PictureReport]:
    """What makes one picture."""

    def made(on: Making) -> PictureReport:
        report = pictures.report_asked(on.project, on.user, kind, on.query)
        return replace(report, is_part=True, room=on.room)

    return made


def agreement(on: Making) -> ComparisonReport:
    form = asking.agreement(on.project, on.user, on.query)
    form.full_clean()
    report = _compared(on, form.round)
    return replace(report, is_brief=form.cleaned_data["brief"])


def _compared(on: Making, round_: Round | None) -> ComparisonReport:
    project, user, nothing = on.project, on.user, QueryDict()
    if round_ is None:
        return comparison.printed(project, comparison.compared_in_open_work(project, user, nothing))
    compared, methods = round_report.read(project, user, round_, nothing)
    earlier = round_report.earlier_of(project, user, round_, compared)
    return comparison.printed(project, compared, methods, earlier)


def compared_of(report: ComparisonReport) -> Compared:
    """The numbers behind a report on agreement."""
    return report.closer.further.compared


def memos(on: Making) -> MemosReport:
    try:
        return notes.report_asked(on.project, on.user, on.query, on.address)
    except Http404 as error:
        raise Refused(_("The words that this part looks for are no longer kept. Change the part.")) from error


def checklist(on: Making) -> Checklist:
    return checklist_of(on.project, on.user)


def trail(on: Making) -> Trail:
    form = asking.trail(on.project, on.user, on.query)
    form.full_clean()
    return trail_of(on.project, on.user, form.wanted)
