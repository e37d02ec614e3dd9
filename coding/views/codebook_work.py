"""Work on the codebook that takes codings along: merging, splitting, promoting, bringing back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coding.codebook import merging, moving, putting, retiring, splitting
from coding.codebook.passages import AT_ONCE, Passages
from coding.codebook.recoding import Giving, Recoded, movable
from coding.codebook.tree import CodeTree, Node, tree_of
from coding.forms.codebook_work import MergeForm, OntoForm, PromoteForm, SplitForm
from coding.views.codebook import UNDO, codebook_page
from projects.access import May, project_for
from projects.models import Project
from projects.refusals import Refused
from projects.requests import SignedIn


def opened(request: SignedIn, slug: str, pk: int) -> tuple[Project, CodeTree, Node]:
    """The study of somebody who may change its codebook, and a code that is in use."""
    project = project_for(request.user, slug, May.EDIT_CODEBOOK)
    get_object_or_404(project.codes.in_use(), pk=pk)
    tree = tree_of(project)
    return project, tree, tree[pk]


@login_required
@require_safe
def code_onto(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """What would become of the code if it were put onto another: merged or moved, the person chooses."""
    project, tree, node = opened(request, slug, pk)
    form = OntoForm(tree, node, request.GET if "target" in request.GET else None)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        chosen, place = form.cleaned_data["target"], form.cleaned_data["place"]
        target = tree[int(chosen)] if chosen.isdecimal() else None
        context |= {"target": target, "asked": True}
        if target and place:
            context["nesting"] = putting.beside(tree, node, target, after=place == OntoForm.AFTER)
        else:
            context["nesting"] = putting.nesting(tree, node, target)
            context["merging"] = putting.what_a_merge_would_do(node, target) if target else None
    return codebook_page(request, project, tree, panel="onto", node=node, **context)


@login_required
@require_POST
def code_merge(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    _project, tree, node = opened(request, slug, pk)
    form = MergeForm(tree, node, request.POST)
    if not form.is_valid():
        messages.error(request, _("“%(code)s” can't be merged into that.") % {"code": node.code})
        return redirect("code", slug, pk)
    into = tree[int(form.cleaned_data["into"])].code
    try:
        done = merging.merge(node.code, into, request.user, form.cleaned_data["reason"])
    except Refused as error:
        messages.error(request, str(error))
        return redirect("code", slug, pk)
    said = _("“%(code)s” was merged into “%(into)s”.") % {"code": node.code, "into": into}
    messages.success(request, f"{said} {told(done.giving)}", extra_tags=UNDO)
    return redirect("code", slug, into.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def code_split(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Choose the excerpts for each of two new codes."""
    project, _tree, node = opened(request, slug, pk)
    form = SplitForm(request.POST if request.method == "POST" else None, auto_id="split_%s")
    if form.is_valid():
        try:
            made = splitting.split(node.code, request.user, form.wish())
        except Refused as error:
            form.add_error(None, str(error))
        else:
            said = ngettext(
                "“%(code)s” was split: %(codings)d coding went to %(names)s, %(left)d stayed.",
                "“%(code)s” was split: %(codings)d codings went to %(names)s, %(left)d stayed.",
                made.codings,
            ) % {
                "code": node.code,
                "codings": made.codings,
                "names": ", ".join(f"“{code}”" for code in made.codes),
                "left": made.left,
            }
            messages.success(request, said, extra_tags=UNDO)
            return redirect("code", slug, made.codes[0].pk)
    passages = Passages(project, pk, movable(project))
    talks = passages.talks(passages[:AT_ONCE])
    context = {"form": form, "talks": talks, "node": node, "project": project, "chosen": form.chosen}
    context |= {"passages": len(passages), "unseen": max(len(passages) - AT_ONCE, 0)}
    return render(request, "coding/codebook_split.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def code_promote(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Give a code of somebody's words a place, a name and a definition."""
    project, tree, node = opened(request, slug, pk)
    form = PromoteForm(tree, node, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            moving.promote(node.code, form.parent, request.user, form.cleaned_data["reason"], **form.meaning)
        except Refused as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("The code is one of the codebook's now."), extra_tags=UNDO)
            return redirect("code", slug, pk)
    return codebook_page(request, project, tree, panel="promote", node=node, form=form)


@login_required
@require_safe
def codebook_retired(request: SignedIn, slug: str) -> HttpResponse:
    """The codes that are no longer in use."""
    project = project_for(request.user, slug)
    codes = retiring.retired_codes(project)
    return codebook_page(request, project, tree_of(project), panel="gone", gone=codes)


@login_required
@require_POST
def code_restore(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Bring a code back that was taken out of use."""
    project = project_for(request.user, slug, May.EDIT_CODEBOOK)
    code = get_object_or_404(project.codes, pk=pk)
    try:
        retiring.bring_back(code, request.user, request.POST.get("reason", "").replace("\0", ""))
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("“%(code)s” is back.") % {"code": code}, extra_tags=UNDO)
    return redirect("code", slug, pk)


def told(giving: Giving) -> str:
    """How many codings it was."""
    moved, doubles = len(giving.moved), len(giving.doubles)
    said = ngettext("%(n)d coding got the code.", "%(n)d codings got the code.", moved) % {"n": moved}
    if not doubles:
        return said
    joined = ngettext(
        "%(n)d more became one with a coding by the same coder on the same words.",
        "%(n)d more became one with codings by the same coders on the same words.",
        doubles,
    )
    return f"{said} {joined % {'n': doubles}}"


def recoded(done: Recoded) -> str:
    """What became of the ticked excerpts, and what stayed."""
    said = _("Recoded as “%(code)s”:") % {"code": done.giving.code}
    return " ".join(filter(None, [said, told(done.giving), _shared(done.shared), left_out(done.left_out)]))


def _shared(excerpts: int) -> str:
    """That not all codings of some of the excerpts were changed."""
    return (
        ngettext(
            "On %(n)d excerpt other coders’ codings keep their code.",
            "On %(n)d excerpts other coders’ codings keep their code.",
            excerpts,
        )
        % {"n": excerpts}
        if excerpts
        else ""
    )


def left_out(excerpts: int) -> str:
    """Why nothing became of some of the excerpts."""
    return (
        ngettext(
            "%(n)d excerpt was left out: its coding stands in the consensus or is another coder’s, and so "
            "not changed here.",
            "%(n)d excerpts were left out: their codings stand in the consensus or are other coders’, and "
            "so not changed here.",
            excerpts,
        )
        % {"n": excerpts}
        if excerpts
        else ""
    )
