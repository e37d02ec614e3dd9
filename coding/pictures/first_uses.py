"""New codes per interview: where each code is first used, in this order of the interviews and in others."""

from collections import defaultdict
from datetime import datetime

from django.db.models import Min
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.analysis.new_codes import ORDERS, SEED, NewCodes, new_codes
from coding.charts.curve import Added, Curve, Words
from coding.codebook.tree import Node
from coding.excerpts.retrieval import codings_of
from coding.exports.tables import Table
from coding.matrix.counts import code_counts
from coding.models.codings import CodingQuerySet
from coding.pictures.asked import Asked
from coding.pictures.picture import Picture
from coding.pictures.portraits import names_of
from interviews import outgoing
from interviews.naming import natural

Interviews = list[tuple[str, frozenset[int]]]
"""What each is called, and the codes in it."""


def first_uses(asked: Asked) -> Picture:
    codings = codings_of(asked.project, asked.user, asked.whose)
    begun: datetime | None = codings.order_by().aggregate(begun=Min("made"))["begun"]
    interviews = _in_order(asked, codings)
    later = {node.code.pk for node in asked.tree if begun and node.code.made > begun}
    found = new_codes([codes for _name, codes in interviews], [node.code.pk for node in asked.tree])
    added = _added(interviews, found, later)
    return Picture(
        title=_("New codes per interview"),
        words=_words(added),
        sentences=_sentences(len(asked.tree), later, added),
        whose=asked.whose,
        chart=Curve(added, _on_picture()),
        table=_table(found, added, {node.code.pk: node for node in asked.tree}),
        is_empty=not interviews,
        ends_in_words=True,
    )


def _in_order(asked: Asked, codings: CodingQuerySet) -> Interviews:
    """The interviews in which anything was coded."""
    used: defaultdict[int, set[int]] = defaultdict(set)
    for code, transcript in code_counts(asked.project, codings):
        used[transcript].add(code)
    transcripts = asked.project.transcripts
    ordered = transcripts.order_by("made", "pk") if asked.by_upload else transcripts.in_order()
    names = names_of(asked.project)
    pks = [pk for pk in ordered.values_list("pk", flat=True) if pk in used]
    if outgoing.is_renaming() and not asked.by_upload:
        pks.sort(key=lambda pk: natural(names[pk]))
    return [(names[pk], frozenset(used[pk])) for pk in pks]


def _added(interviews: Interviews, found: NewCodes[int], later: set[int]) -> list[Added]:
    rows = zip(interviews, found.first_uses, found.seen, found.in_other_orders, strict=True)
    return [
        Added(
            name, sum(code not in later for code in codes), sum(code in later for code in codes), seen, *step
        )
        for (name, _codes), codes, seen, step in rows
    ]


def _on_picture() -> Words:
    return Words(
        first_uses=_("first use of a code that was there before coding began"),
        made_later=_("first use of a code made later"),
        seen=_("codes seen so far, in this order"),
        mean=_("mean of other orders"),
        range=_("their range"),
        added=_("new in each interview"),
    )


def _words(added: list[Added]) -> str:
    if not added:
        return _("Nothing is coded yet.")
    first, last = added[0], added[-1]
    return _(
        "Above, bars of how many codes each interview shows first: %(first)s in %(name)s, %(last)s in the "
        "last, %(end)s. Below, how many were seen after each interview, up to %(all)s, in this order and in "
        "%(orders)s orders drawn at random."
    ) % {
        "first": first.seen,
        "name": first.label,
        "last": last.first_uses + last.made_later,
        "end": last.label,
        "all": last.seen,
        "orders": ORDERS,
    }


def _sentences(codes: int, later: set[int], added: list[Added]) -> list[str]:
    seen = added[-1].seen if added else 0
    interviews = ngettext("%(n)s interview", "%(n)s interviews", len(added))
    used = ngettext(
        "%(seen)s of %(codes)s code is used in %(interviews)s.",
        "%(seen)s of %(codes)s codes are used in %(interviews)s.",
        codes,
    )
    return [
        used % {"seen": seen, "codes": codes, "interviews": interviews % {"n": len(added)}},
        _later(len(later)),
        _(
            "The order of interviews decides which of them looks rich: the broken line is the mean of "
            "%(orders)s orders drawn at random (seed %(seed)s), the ground behind it their range."
        )
        % {"orders": ORDERS, "seed": SEED},
        _("A curve that flattens says that these interviews and this codebook add little more, and no more."),
    ]


def _later(number: int) -> str:
    if not number:
        return _(
            "All were there before coding began: a bar is no discovery, it shows where a code is first used."
        )
    return ngettext(
        "%(n)s code was made after coding began and stands apart; of the others, a bar is no discovery: it "
        "shows where a code is first used.",
        "%(n)s codes were made after coding began and stand apart; of the others, a bar is no discovery: it "
        "shows where a code is first used.",
        number,
    ) % {"n": number}


def _table(found: NewCodes[int], added: list[Added], nodes: dict[int, Node]) -> Table:
    header = [
        _("Interview"),
        _("First uses"),
        _("Of codes made later"),
        _("Seen so far"),
        _("Mean of other orders"),
        _("Lowest"),
        _("Highest"),
        _("Codes first used here"),
    ]
    rows = [
        [
            each.label,
            each.first_uses + each.made_later,
            each.made_later,
            each.seen,
            round(each.mean, 1),
            each.low,
            each.high,
            "; ".join(nodes[code].code.name for code in codes),
        ]
        for each, codes in zip(added, found.first_uses, strict=True)
    ]
    return Table(header, rows)
