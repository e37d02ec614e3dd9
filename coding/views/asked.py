"""What a page of a comparison is asked for: open work or a round, and what of it."""

from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from coding.comparing.compared import Compared, compare_coders
from coding.comparing.ground import Ground, of_round, open_work
from coding.forms.comparison import ComparisonForm
from coding.models import Round
from projects.models import Project
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
        """Nothing where no transcript was completed by two of them."""
        if not self.is_comparable:
            return None
        return compare_coders(self.project, request.user, self.form.wish, self.ground)


def round_of(project: Project, pk: int) -> Round:
    return get_object_or_404(project.rounds.select_related("edition", "earlier__edition"), pk=pk)


def unrevealed(request: SignedIn, project: Project, pk: int) -> HttpResponse:
    page = {"project": project, "round": round_of(project, pk)}
    return render(request, "coding/round_unrevealed.html", page)


def is_too_large(request: SignedIn, asked: Asked) -> bool:
    """Whether the page says first that it takes long, and offers files by a job."""
    judges = asked.form.wish.judges
    return "anyway" not in request.GET and asked.ground.is_large(asked.project, request.user, judges)
