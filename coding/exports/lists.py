"""The sample, the codebook and the audit trail as tables for files."""

from django.utils.translation import gettext as _

from coding.exports.tables import Table
from coding.reports.codebook import CodebookReport, Entry
from coding.reports.sample import Sample
from coding.reports.selected import SelectedQuotes
from coding.reports.trail import Trail
from coding.retrieval.bank import Picked


def people_table(sample: Sample) -> Table:
    """A row for each participant."""
    header = [_("Participant"), *map(str, sample.attributes), _("Transcripts")]
    rows = (
        [row.participant.code, *(cell.words for cell in row.cells), row.transcripts] for row in sample.rows
    )
    return Table(header, rows)


def counts_table(sample: Sample) -> Table:
    """A row for each value of each attribute."""
    header = [_("Attribute"), _("Value"), _("Participants"), _("N")]
    rows = (
        [str(attribute), value, number, sample.people]
        for attribute, values in sample.counted
        for value, number in values
    )
    return Table(header, rows)


def codebook_table(report: CodebookReport) -> Table:
    """A row for each code, with its exemplars in one cell."""
    header = [
        *(_("Code"), _("Path"), _("Definition"), _("Apply when"), _("Do not apply when")),
        *(_("Passages"), _("Transcripts"), _("Exemplars")),
    ]
    return Table(header, (_entry_row(entry) for entry in report.entries))


def _entry_row(entry: Entry) -> list[object]:
    code, use = entry.node.code, entry.use
    exemplars = "\n".join(f"{each.cite} {each.words} ({each.label})" for each in entry.exemplars)
    used = ("", "") if use is None else use
    rules = (code.definition, code.apply_when, code.do_not_apply_when)
    return [code.name, str(entry.node), *rules, *used, exemplars]


def quotes_table(report: SelectedQuotes) -> Table:
    """A row for each quote, in the team's order and uncut."""
    header = [_("number"), _("citation"), _("quote"), _("question"), _("reason"), _("codes"), _("picked by")]
    return Table(header, (_quote_row(each.picked) for each in report.quotes))


def _quote_row(picked: Picked) -> list[object]:
    codes = "; ".join(picked.codes)
    said = [picked.place, picked.citation, picked.words, picked.question]
    return [*said, picked.why, codes, picked.by]


def trail_table(trail: Trail) -> Table:
    header = [_("number"), _("act"), _("time"), _("person"), _("what"), _("which"), _("where"), _("undone")]
    return Table(header, trail.rows)
