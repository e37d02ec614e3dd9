"""Codings made under an older meaning of their code, to be read again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from coding.codebook.tree import tree_of
from coding.codebook.withholding import tree_without
from coding.forms.rereading import Answer, AnswerForm, WhichForm
from coding.reports.rereading import Asked, shown
from coding.views.codebook import UNDO
from projects.access import May, can, project_for
from projects.models import Project
from projects.refusals import Refused
from projects.requests import SignedIn


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rereading(request: SignedIn, slug: str) -> HttpResponse:
    """The list; posting says what becomes of some of one's own."""
    posted = request.method == "POST"
    project, user = project_for(request.user, slug, May.CODE if posted else May.READ), request.user
    if posted:
        _answered(request, project)
        return redirect(request.get_full_path())
    tree = tree_without(tree_of(project), project)
    form = WhichForm(request.GET, project, user, tree)
    page = {
        "project": project,
        "form": form,
        "edition": project.editions.latest("number"),
        "nodes": list(tree),
        "may_code": can(project.role, May.CODE),
        **shown(Asked(project, user, form.whose, form.code_pk), tree, request.GET.get("page")),
    }
    return render(request, "coding/rereading.html", page)


def _answered(request: SignedIn, project: Project) -> None:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return
    try:
        done = form.carry_out(project, request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _said(form.cleaned_data["answer"], done), extra_tags=UNDO)


def _said(answer: Answer, n: int) -> str:
    return {
        Answer.FITS: ngettext("%(n)d coding still fits.", "%(n)d codings still fit.", n),
        Answer.REMOVE: ngettext("%(n)d coding is removed.", "%(n)d codings are removed.", n),
        Answer.RECODE: ngettext("%(n)d coding has another code.", "%(n)d codings have another code.", n),
    }[answer] % {"n": n}
