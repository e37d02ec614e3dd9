"""The comparison of coders, piece by piece: its method, its tables across the page, and what differs."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.reports.blocks import (
    Block,
    Heading,
    Orientation,
    PageBreak,
    Quote,
    Role,
    Run,
    Said,
    Table,
    column,
    paragraph,
    row,
    soft,
    strong,
)
from coding.reports.differences import ComparisonReport
from coding.reports.in_blocks.agreement_tables import (
    agreement_by_code,
    beside_earlier,
    characters,
    confusions,
    further_coefficients,
    quotations,
)
from coding.reports.passages import Passage, Standing


def blocks_of_agreement(report: ComparisonReport) -> Iterator[Block]:
    yield from _methods(report)
    yield from _transcripts(report)
    yield from _how(report)
    yield from _sources(report)
    yield PageBreak(Orientation.LANDSCAPE)
    yield Heading(1, _("Agreement by code"), "agreement-codes")
    yield paragraph(*_figures(report), role=Role.LEAD)
    yield agreement_by_code(report)
    for part in (beside_earlier, further_coefficients, quotations, characters, confusions):
        yield from part(report)
    if not report.is_brief:
        yield PageBreak(Orientation.PORTRAIT)
        yield from _differences(report)


def _methods(report: ComparisonReport) -> Iterator[Block]:
    if report.methods is None:
        return
    yield Heading(1, _("For the methods section"), "agreement-methods")
    yield paragraph(report.methods.paragraph)
    yield Heading(2, _("What a reviewer asks"), "agreement-terms")
    heads = [column(_("What"), 1, is_head=True), column(_("How"), 3)]
    yield Table(heads, [row(term, words) for term, words in report.methods.terms], _("What a reviewer asks"))


def _figures(report: ComparisonReport) -> Iterator[Said]:
    agreement = report.agreement
    yield strong(agreement.pooled)
    yield f" {_('pooled α over codes')}{_limits(report)} · "
    if agreement.total and agreement.total.judged.is_any:
        yield strong(str(agreement.total.judged.rely))
        yield f" {agreement.total.judged.beside} · "
    used = {"n": len(agreement.used), "all": len(agreement.codes)}
    yield strong(_("%(n)s of %(all)s") % used)
    yield f" {_('codes were used by somebody')} · "
    if agreement.both:
        counted = {"n": f"{agreement.without_word:,}", "all": f"{agreement.both:,}"}
        yield strong(_("%(n)s of %(all)s") % counted)
        yield f" {agreement.without_word_told} · "
    yield strong(f"{agreement.total_differing:,}")
    yield f" {agreement.differing}"


def _limits(report: ComparisonReport) -> str:
    agreement = report.agreement
    if agreement.pooled_problem:
        return f" ({_('not calculable')}: {agreement.pooled_problem})"
    limits = "" if agreement.limits == "–" else f" {agreement.limits}"
    failure = f"; {_('chance that it lies')} {agreement.failure}" if agreement.failure else ""
    return f", {agreement.limits_told}{limits}{failure}"


def _transcripts(report: ComparisonReport) -> Iterator[Block]:
    yield Heading(1, _("Transcript by transcript"), "agreement-transcripts")
    heads = [
        column(_("Transcript"), 3, is_head=True),
        column(report.agreement.units_name, is_number=True),
        column("α", is_number=True),
        column(_("to discuss"), is_number=True),
        column("", 2),
    ]
    rows = [
        row(each.source.title, f"{each.units:,}", each.alpha, f"{each.differ:,}", each.problem)
        for each in report.transcripts
    ]
    yield Table(heads, rows, _("Transcript by transcript"))
    if report.pairs:
        yield Heading(2, _("Pooled α of each two coders"), "agreement-pairs")
        yield _pairs(report)


def _pairs(report: ComparisonReport) -> Table:
    heads = [column("", 2, is_head=True)]
    heads += [column(name, is_number=True) for name in report.agreement.names]
    rows = [
        row(str(each.judge), *(pair.alpha if pair else "–" for pair in each.cells)) for each in report.pairs
    ]
    return Table(heads, rows, _("Pooled α of each two coders"))


def _how(report: ComparisonReport) -> Iterator[Block]:
    yield Heading(1, _("How it was calculated"), "agreement-how")
    agreement = report.agreement
    yield _note(agreement.basis, agreement.left_out, agreement.caution)
    yield _note(
        agreement.rule_told,
        _(
            "A transcript counts where at least two of the coders marked it complete; then a unit without "
            "the code is a no, and not missing."
        ),
    )
    yield _note(*_formulas(report))
    told = (f"{name}: {what}." for name, what in report.closer.terms)
    yield _note(_("Quotations, character by character:"), *told, *report.closer.overlaps)
    if agreement.rare:
        yield _note(
            _(
                "† Rare: used in fewer than 10 % of the judgements. One unit moves the coefficients much, "
                "and percent agreement is high whoever is right: read the counts."
            )
        )
    if agreement.unused:
        yield _note(_unused(len(agreement.unused)))


def _note(*sentences: str) -> Block:
    return paragraph(" ".join(filter(None, sentences)), role=Role.NOTE)


def _formulas(report: ComparisonReport) -> Iterator[str]:
    yield _(
        "α: Krippendorff’s alpha, nominal, used or not used (Krippendorff 2019). The pooled α is "
        "1 − ΣDₒ ⁄ ΣDₑ over codes, not a mean (compare De Vries et al. 2008)."
    )
    yield report.agreement.how_made
    yield report.agreement.verdict_rule
    if not report.agreement.is_pair:
        yield _("Of more than two coders the counts say how many units were marked by how many.")
    yield _(
        "F1, presence: the F-measure of agreement on where the code was used (Hripcsak & Rothschild 2005)."
    )
    yield _("A theme’s row joins its codes and hides swaps between them.")
    yield _("A code’s row counts its own codings alone.")


def _unused(number: int) -> str:
    return ngettext(
        "Not calculable, since nobody used it: %(n)s code, which the table of all codes as a spreadsheet "
        "names.",
        "Not calculable, since nobody used them: %(n)s codes, which the table of all codes as a spreadsheet "
        "names.",
        number,
    ) % {"n": number}


def _sources(report: ComparisonReport) -> Iterator[Block]:
    yield Heading(2, _("Sources"), "agreement-sources")
    for work in report.sources:
        yield paragraph(work.before, Run(work.title, italic=True), work.after, role=Role.BULLET, depth=1)


def _differences(report: ComparisonReport) -> Iterator[Block]:
    yield Heading(1, _("Passages that differ"), "agreement-differences")
    yield paragraph(" ".join(_told(report)), role=Role.LEAD)
    for chapter in report.chapters:
        number = len(chapter.turns)
        beside = ngettext("%(n)s place", "%(n)s places", number) % {"n": f"{number:,}"}
        yield Heading(2, chapter.title, "", beside)
        for turn in chapter.turns:
            yield from _turn(turn)


def _told(report: ComparisonReport) -> Iterator[str]:
    yield f"{report.agreement.total_differing:,} {report.agreement.differing}."
    if report.told_unprinted:
        yield report.told_unprinted
    if report.silent:
        yield ngettext(
            "The words of %(n)s place are left out: its speaker may not be quoted.",
            "The words of %(n)s places are left out: their speakers may not be quoted.",
            report.silent,
        ) % {"n": f"{report.silent:,}"}


def _turn(turn: Passage) -> Iterator[Block]:
    yield paragraph(strong(turn.citation), role=Role.BY)
    if turn.is_silent:
        yield paragraph(soft(_("Words left out: the speaker may not be quoted.")))
    for each in turn.codes:
        yield paragraph(strong(each.node.code.name), " ", *_who(each))
        several = len(each.marked) > 1
        pieces = tuple(
            paragraph(soft(f"{marked.coder.initials} " if several else ""), marked.words)
            for marked in each.marked
        )
        if pieces:
            yield Quote(pieces)
    if turn.decided:
        yield paragraph(Run(_("Decided: %(what)s.") % {"what": turn.decided}, italic=True))


def _who(each: Standing) -> Iterator[Said]:
    used = ", ".join(map(str, each.used_by))
    if not each.not_used_by:
        yield used
        return
    others = ", ".join(map(str, each.not_used_by))
    yield f"{used} {_('used it,')} {others} {_('did not')}"
