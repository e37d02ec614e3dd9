"""What a page of a comparison is asked for: open work or a round, and what of it."""

from dataclasses import replace
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from coding.comparing.compared import Compared, compare_coders
from coding.comparing.ground import Ground, of_round, open_work
from coding.comparing.standards import standard_of
from coding.exports import large
from coding.exports.agreement_tables import codes_table
from coding.exports.further_tables import LISTS, table_of
from coding.exports.tables import Table
from coding.forms.comparison import ComparisonForm
from coding.models import Round
from coding.reports.agreement_page import AgreementPage
from coding.reports.comparison import Agreement
from projects.models import Job, Project
from projects.requests import SignedIn


class Asked(NamedTuple):
    """A round that was revealed, or open work where it is none, and what of it is asked for."""

    project: Project
    round: Round | None
    ground: Ground
    form: ComparisonForm

    @classmethod
    def of(cls, request: SignedIn, project: Project, pk: int) -> "Asked | None":
        """Nothing before the reveal; no round of another project."""
        round_ = round_of(project, pk)
        if not round_.revealed:
            return None
        ground = of_round(round_, request.user)
        return cls(project, round_, ground, ComparisonForm(request.GET, ground, round_))

    @classmethod
    def beside(cls, request: SignedIn, project: Project, pk: int) -> "Asked | None":
        """As ``of``; where the address says so, coders beside themselves earlier or beside the consensus."""
        asked = cls.of(request, project, pk)
        if asked is None or asked.round is None or "beside" not in request.GET:
            return asked
        standard = standard_of(request.GET["beside"], project, request.user, asked.round)
        if standard is None:
            return asked
        form = ComparisonForm(request.GET, standard.ground, asked.round)
        return asked._replace(ground=standard.ground, form=form)

    @classmethod
    def of_open_work(cls, request: SignedIn, project: Project) -> "Asked":
        ground = open_work(project, request.user)
        return cls(project, None, ground, ComparisonForm(request.GET, ground))

    @property
    def page(self) -> dict[str, object]:
        return {"project": self.project, "round": self.round, "form": self.form, "beside_url": self._beside}

    @property
    def _beside(self) -> str:
        """Where transcripts are shown side by side; each has its number and a stroke behind it."""
        place = [self.project.slug, *([self.round.pk] if self.round else [])]
        name = "round_side_by_side" if self.round else "comparison_side_by_side"
        return reverse(name, args=[*place, 0]).removesuffix("0/")

    @property
    def is_comparable(self) -> bool:
        """Whether two of those asked for completed a transcript."""
        return self.ground.shared(*self.form.wish.judges) > 0

    def compared(self, request: SignedIn) -> Compared | None:
        """Nothing where no transcript was completed by two of them, or where it is too much to wait for."""
        wish = self.form.wish
        if not self.is_comparable:
            return None
        if self.is_large(request):
            codes = self._codes()
            if not codes:
                return None
            wish = replace(wish, codes=codes)
        return compare_coders(self.project, request.user, wish, self.ground)

    def is_large(self, request: SignedIn) -> bool:
        """Whether a job must reckon it, since nobody should wait so long for a page."""
        return self.ground.is_large(self.project, request.user, self.form.wish.judges)

    def _codes(self) -> frozenset[int]:
        """Those that the places asked for depend on, if they don't depend on all."""
        which = self.form.which
        if which.pair:
            named = {which.pair.called, which.pair.other}
            return frozenset(code for code in named if code) if None not in named else frozenset()
        if which.code is None or which.is_apart:
            return frozenset()
        return self.ground.tree(self.project).under(which.code) if which.is_theme else frozenset({which.code})

    def kept(self, request: SignedIn) -> Agreement | None:
        """What a job found of a large comparison."""
        job = large.job_of(self.project, request.user, self.round, self.form)
        return large.shown(job, self.project, self.ground) if job else None

    def table(self, request: SignedIn) -> tuple[Table, str] | None:
        """The table that the address asks for, and what its file is called.

        Of a large comparison there is that of the codes alone, once it was reckoned; the others have a job.
        """
        which = request.GET.get("list", "")
        compared = self.compared(request)
        if compared:
            return table_of(compared, which)
        kept = None if which else self.kept(request)
        return (codes_table(kept), "agreement") if kept else None

    def start_list(self, request: SignedIn) -> Job | None:
        """The job that writes the list which the address names; nothing where there is nothing to write."""
        which = request.GET.get("list", "")
        if which not in LISTS or not self.is_comparable:
            return None
        return large.start_list(self.project, request.user, self.round, self.form, which)

    def back(self, request: SignedIn, *, of_codes: bool = False) -> HttpResponse:
        """To the page of the comparison, with a sentence where it is too large for what was asked."""
        if self.is_comparable and self.is_large(request):
            messages.info(request, _too_large(of_codes))
        place = [self.project.slug, *([self.round.pk] if self.round else [])]
        page = reverse("round_agreement" if self.round else "comparison", args=place)
        return redirect(f"{page}?{self.form.kept}" if self.form.kept else page)

    def large(self, request: SignedIn) -> dict[str, object]:
        """What the page knows of a large comparison: the job that reckons it, and what that found."""
        job, agreement = large.job_of(self.project, request.user, self.round, self.form), self.kept(request)
        shown = agreement and AgreementPage(agreement, self.form)
        return {"is_large": True, "job": job, "agreement": agreement, "shown": shown}


def _too_large(of_codes: bool) -> str:
    if of_codes:
        return _("This comparison is large: calculate it first, then its codes can be saved.")
    return _(
        "This comparison is too large to show that at once. Choose a code to see its passages; all "
        "passages as CSV, and the report with everything else, are made in the background."
    )


def round_of(project: Project, pk: int) -> Round:
    return get_object_or_404(project.rounds.select_related("edition", "earlier__edition"), pk=pk)


def unrevealed(request: SignedIn, project: Project, pk: int) -> HttpResponse:
    page = {"project": project, "round": round_of(project, pk)}
    return render(request, "coding/round_unrevealed.html", page)
