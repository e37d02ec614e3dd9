"""The comparison of coders as tables for CSV, and as PDF."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from coding.charts import Scale, agreement_axis
from coding.codebook.colours import colour_of
from coding.codebook.stylesheets import for_printed_tables
from coding.comparing.compared import Compared, compare_coders
from coding.comparing.ground import open_work
from coding.comparing.passages import Which, places, quoted_places
from coding.exports import csv, pdf
from coding.exports.tables import Table
from coding.forms.comparison import ComparisonForm
from coding.reports.comparison import Agreement
from coding.reports.differences import ComparisonReport, PrintedLine
from coding.reports.front import front
from coding.reports.further import coefficients, values
from coding.reports.intervals import reason
from coding.reports.lines import Line
from coding.reports.passages import Passage
from projects.jobs import Progress, Result
from projects.models import Job
from projects.refusals import Refused

KIND = "comparison_pdf"
"""The kind of job."""
PAPER = Scale(width=176, height=13, margin=6)


def codes_table(agreement: Agreement) -> Table:
    """A row a code, then the themes joined; each pair of coders has its four counts and kappa."""
    people = {coder.pk: str(coder) for coder in agreement.coders}
    pairs = [f"{people[pair.a]} / {people[pair.b]}" for pair in agreement.lines[0].row.pairs]
    parts = (_("both"), _("first only"), _("second only"), _("neither"), _("kappa"), _("no kappa because"))
    header = [
        *(
            _("Code"),
            _("Level"),
            agreement.units_name.capitalize(),
            _("%(units)s that differ") % {"units": agreement.places_name.capitalize()},
            _("Percent agreement"),
            _("Cohen’s kappa"),
        ),
        *(
            _("Krippendorff’s alpha"),
            _("Low"),
            _("High"),
            _("Low and high are"),
            _("Presence (F1)"),
            _("No alpha because"),
        ),
        *(_("Marked by %(n)s") % {"n": n} for n in range(len(agreement.coders) + 1)),
        *(f"{pair}: {part}" for pair in pairs for part in parts),
        *(each.name for each in coefficients(agreement.is_pair)[1:]),
        *(_("Rule"), _("Standing")),
    ]
    return Table(header, (_code_row(line, agreement) for line in agreement.lines))


def _code_row(line: Line, agreement: Agreement) -> list[object]:
    row = line.row
    percent = None if row.percent.number is None else 100 * row.percent.number
    pairs = ((*pair.table, _rounded(pair.kappa.number), reason(pair.kappa)) for pair in row.pairs)
    return [
        str(line.node) if line.is_theme or line.node.depth else line.name,
        _("theme with its codes") if line.is_theme else _("code"),
        agreement.comparison.total,
        line.differ,
        _rounded(percent),
        *(_rounded(value.number) for value in (row.kappa, row.alpha)),
        *(_rounded(row.alpha_interval.low), _rounded(row.alpha_interval.high), line.limits_told),
        _rounded(row.presence.number),
        line.problem,
        *row.marked_by,
        *chain.from_iterable(pairs),
        *(_rounded(value.number) for value in values(line)[1:]),
        *(agreement.rule_told, agreement.standing),
    ]


def _rounded(number: float | None) -> float | str:
    return "" if number is None else round(number, 6)


def passages_table(compared: Compared) -> Table:
    """A row for each turn and code in which the coders differ."""
    header = [
        *(_("Transcript"), _("Citation"), _("Start"), _("End"), _("Code"), _("Used by"), _("Not used by")),
        *(str(coder) for coder in compared.agreement.coders),
    ]
    turns = chain.from_iterable(quoted_places(compared, [place]) for place in places(compared, Which()))
    return Table(header, chain.from_iterable(_passage_rows(turn, compared) for turn in turns))


def _passage_rows(turn: Passage, compared: Compared) -> Iterator[list[object]]:
    for each in turn.codes:
        words = {marked.coder: marked.words for marked in each.marked}
        withheld = _("[not to be quoted]") if turn.is_silent else ""
        yield [
            *(turn.title, turn.citation, turn.span.start, turn.span.end, str(each.node)),
            *(", ".join(map(str, each.used_by)), ", ".join(map(str, each.not_used_by))),
            *(
                words.get(coder, withheld if coder in each.used_by else "")
                for coder in compared.agreement.coders
            ),
        ]


def make_pdf(job: Job, progress: Progress) -> Result:
    """The work of the job: the comparison that its owner asked for, as PDF."""
    progress(_("comparing"))
    known = open_work(job.project, job.owner)
    wish = ComparisonForm(QueryDict(str(job.wishes["query"])), known).wish
    if not known.shared(*wish.judges):
        raise Refused(_("No transcript was completed by two coders. Complete one, then compare."))
    report = _printed(job, compare_coders(job.project, job.owner, wish, known))
    html = render_to_string("reports/comparison.html", {"report": report})
    name = csv.file_name(job.project.slug, "comparison", ending="pdf")
    return Result(name, pdf.PDF_TYPE, pdf.render(html, progress))


@dataclass(frozen=True)
class TheseCoders:
    """The coders who are compared, as the report names them."""

    label: str

    @property
    def sentence(self) -> str:
        return _("Codings are those of %(coders)s in open work, each read alone.") % {"coders": self.label}


def _printed(job: Job, compared: Compared) -> ComparisonReport:
    agreement = compared.agreement
    coders = ", ".join(map(str, agreement.coders))
    turns = quoted_places(compared, places(compared, Which()))
    head = front(
        job.project,
        agreement.title,
        TheseCoders(coders),
        filters=[(_("Transcripts"), "; ".join(s.title for s in agreement.compared))],
        sentences=[sentence for sentence in (agreement.basis, agreement.left_out) if sentence],
    )
    lines = [_line(line) for line in agreement.lines if line.row.used]
    return ComparisonReport(
        front=head,
        agreement=agreement,
        lines=lines,
        turns=turns,
        axis=agreement_axis(PAPER),
        colours=for_printed_tables(line.node for line in agreement.lines),
    )


def _line(line: Line) -> PrintedLine:
    colour = colour_of(line.node).light
    return PrintedLine(line, line.drawn(colour, PAPER))
