"""The places behind a number as a page of them, with a heading that says which they are."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from coding.comparing.compared import Compared
from coding.comparing.passages import Pair, Place, Which, places, quoted_places
from coding.forms.comparison import ComparisonForm
from coding.reports import units
from coding.reports.comparison import Agreement
from coding.reports.lines import Line
from coding.reports.passages import Passage

PLACES_ON_A_PAGE = 40


@dataclass(frozen=True)
class PassagesPage:
    agreement: Agreement
    which: Which
    page: "Page[Place]"
    passages: list[Passage]
    title: str
    count: str
    """How many places, in words."""
    differing: list[Line]
    """The codes on which coders differ, to choose from."""


def passages_page(compared: Compared, form: ComparisonForm, number: str | None) -> PassagesPage:
    agreement, which = compared.agreement, form.which
    page = Paginator(places(compared, which), PLACES_ON_A_PAGE).get_page(number)
    return PassagesPage(
        agreement=agreement,
        which=which,
        page=page,
        passages=quoted_places(compared, page.object_list),
        title=_title(compared, which),
        count=units.counted(units.places(agreement.rule.unit), page.paginator.count),
        differing=[line for line in agreement.codes if line.differ],
    )


def _title(compared: Compared, which: Which) -> str:
    if which.pair:
        return _called(compared, which.pair)
    if which.is_apart:
        return _("Given the same code by two, who share not one word")
    name = _name(compared, which.code)
    if which.is_theme and name:
        name = _("%(theme)s with its codes") % {"theme": name}
    name = name or (_("Any code") if which.by is not None or which.times else "")
    if which.by is not None:
        people = [str(judge) for judge in compared.agreement.coders if judge.pk in which.by]
        return _("%(code)s: marked by %(coders)s alone") % {"code": name, "coders": ", ".join(people)}
    if which.times is not None:
        return _marked_by(name, which.times, len(compared.agreement.coders))
    return _("%(code)s: where coders differ") % {"code": name} if name else _("Where coders differ")


def _marked_by(name: str, times: int, coders: int) -> str:
    if not times:
        return _("%(code)s: marked by none") % {"code": name}
    if times == coders:
        return _("%(code)s: marked by %(all)s") % {"code": name, "all": _("both") if times == 2 else _("all")}
    return _("%(code)s: marked by %(n)s") % {"code": name, "n": times}


def _called(compared: Compared, pair: Pair) -> str:
    a, b = compared.agreement.coders[:2]
    words = {"a": a, "b": b, "called": _name(compared, pair.called), "other": _name(compared, pair.other)}
    if not words["other"]:
        return _("%(a)s: %(called)s; %(b)s: nothing instead") % words
    if not words["called"]:
        return _("%(a)s: nothing; %(b)s: %(other)s") % words
    return _("%(a)s: %(called)s; %(b)s: %(other)s") % words


def _name(compared: Compared, code: int | None) -> str:
    return compared.tree[code].code.name if code is not None and code in compared.tree else ""
