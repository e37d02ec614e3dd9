"""Further coefficients of a round and of open work: quotations, thresholds, habits, characters."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from coding.comparing.compared import Compared
from coding.comparing.further import Further
from coding.reports.closer import Closer, character_heads, quotation_heads, terms
from coding.views.asked import Asked
from projects.access import project_for
from projects.requests import SignedIn

VIEWS = {
    "quotations": gettext_lazy("Quotations"),
    "sets": gettext_lazy("Sets of codes"),
    "thresholds": gettext_lazy("Thresholds"),
    "habits": gettext_lazy("Coders’ habits"),
    "characters": gettext_lazy("Characters"),
}
"""Ways to ask again, one on a page."""


@login_required
@require_safe
def round_further(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    asked = Asked.of(request, project_for(request.user, slug), pk)
    if asked is None:
        return redirect("round_agreement", slug, pk)
    compared = asked.compared(request)
    if compared is None:
        return asked.back(request)
    return render(request, "coding/further.html", _page(asked, compared, request.GET))


@login_required
@require_safe
def comparison_further(request: SignedIn, slug: str) -> HttpResponse:
    asked = Asked.of_open_work(request, project_for(request.user, slug))
    compared = asked.compared(request)
    if compared is None:
        return asked.back(request)
    return render(request, "coding/further.html", _page(asked, compared, request.GET))


def _page(asked: Asked, compared: Compared, query: QueryDict) -> dict[str, object]:
    view = query.get("show", "")
    view = view if view in VIEWS else next(iter(VIEWS))
    round_ = asked.round
    place = [asked.project.slug, round_.pk] if round_ else [asked.project.slug]
    closer = Closer(Further(compared))
    return asked.page | {
        "closer": closer,
        "agreement": compared.agreement,
        "view": view,
        "views": VIEWS.items(),
        "template": f"coding/_further_{view}.html",
        "pair": closer.pair(*asked.form.pair) if view == "characters" else None,
        "quotation_heads": quotation_heads(),
        "character_heads": character_heads(),
        "terms": terms(),
        "passages_url": reverse("round_passages" if round_ else "comparison_passages", args=place),
        "csv_url": reverse("round_agreement_csv" if round_ else "comparison_csv", args=place),
    }
