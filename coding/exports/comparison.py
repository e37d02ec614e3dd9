"""The comparison of coders as PDF and Word document."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from django.http import QueryDict
from django.utils.translation import gettext as _

from coding.charts import Scale, agreement_axis
from coding.codebook.colours import colour_of
from coding.codebook.stylesheets import for_printed_tables
from coding.comparing.asked import Kind
from coding.comparing.compared import Compared, compare_coders
from coding.comparing.further import Further
from coding.comparing.ground import open_work
from coding.comparing.passages import Place, Which, places, quoted_places
from coding.comparing.resolved import decisions_in
from coding.comparing.times import BeforeAfter
from coding.exports.agreement_tables import codes_table, passages_table, transcripts_table
from coding.exports.parts import Part
from coding.exports.printing import Printed, made
from coding.forms.comparison import ComparisonForm
from coding.reports.agreement import confusion_table, matrix_of_pairs, pairs_shown, transcripts_shown
from coding.reports.closer import Closer
from coding.reports.comparison import Agreement
from coding.reports.differences import MOST_PAIRS, MOST_TURNS, ComparisonReport, PrintedLine
from coding.reports.front import Front, front
from coding.reports.further import coefficients, further_lines
from coding.reports.in_blocks.agreement import blocks_of_agreement
from coding.reports.lines import Line
from coding.reports.methods import Methods
from coding.reports.passages import Passage
from coding.reports.sources import SOURCES
from projects.jobs import Progress, Result
from projects.models import Job, Project, User
from projects.refusals import Refused

KIND = "comparison_pdf"
"""The kind of job."""
INK = "#2457a6"
"""Of what bears no code's colour."""
PAPER = Scale(width=176, height=13, margin=6)


def make_pdf(job: Job, progress: Progress) -> Result:
    """The work of the job: the comparison that its owner asked for, as PDF."""
    progress("comparing")
    compared = compared_in_open_work(job.project, job.owner, QueryDict(str(job.wishes["query"])))
    report = printed(job.project, compared)
    return made(
        job, progress, Printed("comparison", report, "reports/comparison.html", part_of(report, compared))
    )


def compared_in_open_work(project: Project, user: User, query: QueryDict) -> Compared:
    """The comparison that an address asks for; raises ``Refused``."""
    known = open_work(project, user)
    wish = ComparisonForm(query, known).wish
    if not known.shared(*wish.judges):
        raise Refused(_("No transcript was completed by two coders. Complete one, then compare."))
    return compare_coders(project, user, wish, known)


def part_of(report: ComparisonReport, compared: Compared) -> Part:
    tables = {
        _("Codes"): codes_table(compared.agreement),
        _("Transcripts"): transcripts_table(compared.agreement),
        _("Passages that differ"): passages_table(compared),
    }
    return Part(report.front.title, blocks_of_agreement(report), tables)


@dataclass(frozen=True)
class TheseCoders:
    """The coders who are compared, as the report names them."""

    label: str
    kind: Kind

    @property
    def sentence(self) -> str:
        if self.kind == Kind.OPEN:
            return _("Codings are those of %(coders)s in open work, each read alone.") % {
                "coders": self.label
            }
        return _("Codings are those of %(coders)s as they stood when the round was closed.") % {
            "coders": self.label
        }


def printed(
    project: Project,
    compared: Compared,
    methods: Methods | None = None,
    earlier: BeforeAfter | None = None,
) -> ComparisonReport:
    agreement = compared.agreement
    lines = [line for line in agreement.lines if line.row.used]
    pairs = pairs_shown(agreement, INK)
    differing = places(compared, Which())
    shown = first_of_each(differing)
    return ComparisonReport(
        front=_front(project, agreement, methods),
        agreement=agreement,
        methods=methods,
        earlier=earlier,
        lines=[_line(line) for line in lines],
        coefficients=coefficients(agreement.is_pair),
        further=further_lines(lines),
        closer=Closer(Further(compared)),
        transcripts=transcripts_shown(agreement, "", PAPER),
        pairs=() if agreement.is_pair else matrix_of_pairs(agreement, pairs),
        confusions=[confusion_table(agreement, pair.a, pair.b, INK) for pair in pairs[:MOST_PAIRS]],
        turns=_turns(compared, methods, shown),
        unprinted=len(differing) - len(shown),
        axis=agreement_axis(PAPER),
        colours=for_printed_tables(line.node for line in agreement.lines),
        sources=SOURCES,
        total_mark=agreement.total.drawn(INK, PAPER) if agreement.total else "",
    )


def first_of_each(differing: Sequence[Place]) -> Sequence[Place]:
    """As many of each transcript, where all would fill thousands of pages."""
    if len(differing) <= MOST_TURNS:
        return differing
    transcripts = [list(group) for _pk, group in groupby(differing, key=attrgetter("transcript"))]
    most = max(1, MOST_TURNS // len(transcripts))
    return [place for group in transcripts for place in group[:most]]


def _turns(compared: Compared, methods: Methods | None, shown: Sequence[Place]) -> list[Passage]:
    """Places in which coders differ; of a round with what was decided there."""
    decided = decisions_in(methods.plan.round) if methods else {}
    quoted = quoted_places(compared, shown)
    return [replace(each, decided=decided.get((each.transcript, each.span), "")) for each in quoted]


def _front(project: Project, agreement: Agreement, methods: Methods | None) -> Front:
    told = [methods.plan.sentence, methods.plan.departures] if methods else []
    said = [*told, agreement.basis, agreement.left_out, agreement.caution]
    title = f"{methods.plan.round.name}: {agreement.title_within}" if methods else agreement.title
    head = front(
        project,
        _("%(title)s (exploratory)") % {"title": title} if agreement.is_exploratory else title,
        TheseCoders(", ".join(map(str, agreement.coders)), agreement.kind),
        filters=[(_("Transcripts"), _titles(agreement))],
        sentences=[sentence for sentence in said if sentence],
    )
    return replace(head, edition=str(methods.plan.round.edition)) if methods else head


def _titles(agreement: Agreement) -> str:
    return "; ".join(source.title for source in agreement.compared)


def _line(line: Line) -> PrintedLine:
    colour = colour_of(line.node).light
    return PrintedLine(line, line.drawn(colour, PAPER))
