"""The comparison of coders as tables, for CSV and Excel."""

from collections.abc import Iterable, Iterator
from itertools import chain, combinations

from django.utils.translation import gettext as _

from coding.analysis.agreement.intervals import Interval
from coding.comparing.compared import Compared
from coding.comparing.passages import Which, places, quoted_places
from coding.exports.tables import Table
from coding.reports.agreement import transcripts_shown
from coding.reports.comparison import Agreement
from coding.reports.further import coefficients, flattered, values_of
from coding.reports.intervals import kind_of, reason
from coding.reports.lines import Line
from coding.reports.methods import Methods
from coding.reports.passages import Passage
from coding.reports.total import Total


def codes_table(agreement: Agreement) -> Table:
    """A row a code, one a theme joined, one of all; each pair of coders has its four counts and kappa."""
    pairs = [f"{a} / {b}" for a, b in combinations(agreement.coders, 2)]
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
            _("Chance of alpha below .667, %"),
            _("Chance of alpha below .800, %"),
            _("Presence (F1)"),
            _("No alpha because"),
        ),
        *(_("Marked by %(n)s") % {"n": n} for n in range(len(agreement.coders) + 1)),
        *(f"{pair}: {part}" for pair in pairs for part in parts),
        *(each.name for each in coefficients(agreement.is_pair)[1:]),
        *(_("Allows"), _("Rare: these are high whoever is right"), _("Rule"), _("Standing")),
    ]
    total = (_total_row(agreement.total, agreement),) if agreement.total else ()
    return Table(header, chain((_code_row(line, agreement) for line in agreement.lines), total))


def _code_row(line: Line, agreement: Agreement) -> list[object]:
    row = line.row
    pairs = ((*pair.table, _rounded(pair.kappa.number), reason(pair.kappa)) for pair in row.pairs)
    return [
        str(line.node) if line.is_theme or line.node.depth else line.name,
        _("theme with its codes") if line.is_theme else _("code"),
        agreement.comparison.total,
        line.differ,
        _percent(row.percent.number),
        *(_rounded(value.number) for value in (row.kappa, row.alpha)),
        *_limits(row.alpha_interval),
        _rounded(row.presence.number),
        line.problem,
        *row.marked_by,
        *chain.from_iterable(pairs),
        *(_rounded(value.number) for value in values_of(row)[1:]),
        *(line.verdict, flattered(line)),
        *(agreement.rule_told, agreement.standing),
    ]


def _total_row(total: Total, agreement: Agreement) -> list[object]:
    """Pooled; counts are added over codes, and each pair of coders has its kappa over codes."""
    found = total.pooled
    pairs = ((*pair.table, _rounded(pair.kappa.number), reason(pair.kappa)) for pair in total.pairs)
    return [
        total.name,
        _("pooled over codes in use"),
        agreement.comparison.total,
        agreement.total_differing,
        _percent(found.percent.number),
        *(_rounded(value.number) for value in (found.kappa, total.value)),
        *_limits(total.interval),
        _rounded(found.presence.number),
        total.problem,
        *map(sum, zip(*(row.marked_by for row in total.rows), strict=True)),
        *chain.from_iterable(pairs),
        *(_rounded(value.number) for value in values_of(found)[1:]),
        *(total.verdict, ""),
        *(agreement.rule_told, agreement.standing),
    ]


def _limits(interval: Interval) -> list[object]:
    """Both ends, what they are, and the chances that alpha lies below each of the two limits."""
    below = (interval.below_tentative, interval.below_rely)
    ends = (_rounded(interval.low), _rounded(interval.high), kind_of(interval))
    return [*ends, *map(_percent, below)]


def _percent(share: float | None) -> float | str:
    return _rounded(None if share is None else 100 * share)


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


def transcripts_table(agreement: Agreement) -> Table:
    """A row a transcript, those left out last with the reason."""
    header = [
        _("Transcript"),
        _("Coders"),
        agreement.units_name.capitalize(),
        _("Pooled alpha"),
        _("To discuss"),
        "",
    ]
    compared = (
        [
            each.source.title,
            _people(each.source.completed_by),
            each.units,
            _rounded(each.number),
            each.differ,
            each.problem,
        ]
        for each in transcripts_shown(agreement, "")
    )
    left_out = (
        [source.title, _people(source.completed_by), "", "", "", _("left out: fewer than two completed it")]
        for source in agreement.excluded
    )
    return Table(header, chain(compared, left_out))


def _people(people: Iterable[object]) -> str:
    return ", ".join(map(str, people))


def plan_table(methods: Methods) -> Table:
    """What a reviewer asks for, term by term."""
    return Table([_("What"), _("How")], ([term, words] for term, words in methods.terms))
