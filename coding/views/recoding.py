"""Giving ticked excerpts another code, from the page of their code."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coding.codebook import recoding
from coding.codebook.passages import Passages
from coding.codebook.recoding import movable
from coding.codebook.tree import CodeTree
from coding.forms.codebook_work import RecodeForm, ticked
from coding.models import Layer
from coding.views.codebook import UNDO
from coding.views.codebook_work import opened, recoded
from projects.access import May, can
from projects.models import Project
from projects.refusals import Refused
from projects.requests import SignedIn

PER_PAGE = 100


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def code_recode(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """The excerpts of a code, to be ticked and given another; what was ticked stays where it is refused."""
    project, tree, node = opened(request, slug, pk)
    posted = request.POST if request.method == "POST" else None
    form = RecodeForm(tree, can(project.role, May.CHANGE_PROJECT), posted, leave=pk)
    if posted is not None and _recode(request, project, tree, form):
        return redirect("code_recode", slug, pk)
    passages = Passages(project, pk, movable(project).filter(layer__kind=Layer.Kind.OPEN))
    page = Paginator(passages, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "project": project,
        "node": node,
        "page": page,
        "talks": passages.talks(list(page)),
        "recode_form": form,
    }
    return render(request, "coding/codebook_recode.html", context)


def _recode(request: SignedIn, project: Project, tree: CodeTree, form: RecodeForm) -> bool:
    """Give the ticked excerpts the chosen code; whether it was done. Says so, or why not."""
    passages = ticked(form.ticks)
    if not passages or not form.is_valid():
        messages.error(request, _("Tick excerpts and choose the code that they get; nothing was changed."))
        return False
    into, coder = tree[int(form.cleaned_data["into"])].code, form.coder(request.user)
    try:
        done = recoding.recode(project, passages, into, request.user, coder)
    except Refused as error:
        messages.error(request, str(error))
        return False
    messages.success(request, recoded(done), extra_tags=UNDO)
    return True
