"""The report of a round as PDF, Word or Excel file, by a job."""

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from coding.comparing.compared import Compared, compare_coders
from coding.comparing.further import Further
from coding.comparing.ground import of_round
from coding.comparing.resolved import resolved_in
from coding.comparing.times import BeforeAfter, before_and_after
from coding.exports import pdf
from coding.exports.agreement_tables import codes_table, passages_table, plan_table, transcripts_table
from coding.exports.comparison import part_of, printed
from coding.exports.composed import as_word
from coding.exports.downloads import file_name
from coding.exports.excel import XLSX_TYPE, workbook
from coding.exports.further_tables import characters_table, further_table
from coding.exports.parts import Cover
from coding.exports.printing import EXCEL, PDF, WORD
from coding.exports.tables import Table
from coding.exports.word.document import DOCX_TYPE
from coding.forms.comparison import ComparisonForm
from coding.models import Round
from coding.reports.methods import Methods, Plan
from projects.jobs import Progress, Result
from projects.models import Job, Project, User
from projects.refusals import Refused

KIND = "round_report"
"""The kind of job."""
FORMATS = (PDF, WORD, EXCEL)


def make_report(job: Job, progress: Progress) -> Result:
    """The work of the job: the agreement that its owner asked for, in the format that they asked for."""
    progress("comparing")
    round_ = (
        job.project.rounds.select_related("edition", "earlier__edition")
        .filter(pk=job.wishes["round"])
        .first()
    )
    if round_ is None or not round_.revealed:
        raise Refused(_("The round is not there, or not revealed yet."))
    query = QueryDict(str(job.wishes["query"]))
    compared, methods = read(job.project, job.owner, round_, query)
    form = str(job.wishes["format"])
    if form != PDF:
        progress("writing")
    name = file_name(job.project.slug, round_.name, "agreement", ending=form)
    report = printed(job.project, compared, methods, earlier_of(job.project, job.owner, round_, compared))
    if form == EXCEL:
        return Result(name, XLSX_TYPE, workbook(sheets(compared, methods), report.front, progress))
    if form == WORD:
        return Result(name, DOCX_TYPE, as_word(Cover(report.front), [part_of(report, compared)], progress))
    html = render_to_string("reports/comparison.html", {"report": report})
    return pdf.result(name, html, progress)


def read(project: Project, user: User, round_: Round, query: QueryDict) -> tuple[Compared, Methods]:
    """The comparison of a revealed round that an address asks for; raises ``Refused``."""
    ground = of_round(round_, user)
    wish = ComparisonForm(query, ground, round_).wish
    if not ground.shared(*wish.judges):
        raise Refused(_("No transcript of the round was completed by two coders."))
    compared = compare_coders(project, user, wish, ground)
    return compared, Methods(Plan(round_, ground), compared.agreement, resolved_in(round_))


def earlier_of(project: Project, user: User, round_: Round, compared: Compared) -> BeforeAfter | None:
    """The round beside the earlier one that its plan names; beside values that were not planned, nothing."""
    earlier = round_.earlier
    if earlier is None or not earlier.revealed or compared.agreement.is_exploratory:
        return None
    return before_and_after(project, user, round_, earlier)


def sheets(compared: Compared, methods: Methods) -> dict[str, Table]:
    further = Further(compared)
    return {
        _("Codes"): codes_table(compared.agreement),
        _("Further coefficients"): further_table(further),
        _("Characters"): characters_table(further),
        _("Transcripts"): transcripts_table(compared.agreement),
        _("Passages that differ"): passages_table(compared),
        _("Plan"): plan_table(methods),
    }
