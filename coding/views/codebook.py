"""The codebook's pages: the tree, and beside it the code that somebody looks at."""

import hashlib
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coding.codebook import changes, moving, retiring
from coding.codebook.changes import ChangedSince
from coding.codebook.counts import branches, codings_lost, tallies, use_of
from coding.codebook.history import history
from coding.codebook.retiring import Children
from coding.codebook.stylesheets import for_pages
from coding.codebook.tree import CodeTree, Node, tree_of
from coding.consensus.causes import amending, causes_of
from coding.forms.codebook import CodeForm, DeleteForm, MoveForm
from coding.memos.facts import panel_of
from coding.models import Code
from projects.access import May, can, project_for
from projects.models import Project
from projects.refusals import Refused
from projects.requests import SignedIn

UNDO = "undo"
"""Marks a message that has a button beside it, which takes back what was done."""


@login_required
@require_safe
def codebook(request: SignedIn, slug: str) -> HttpResponse:
    project = project_for(request.user, slug)
    return codebook_page(request, project, tree_of(project))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """One code beside the tree; posting changes it."""
    project = project_for(request.user, slug, May.EDIT_CODEBOOK if request.method == "POST" else May.READ)
    tree, found = tree_of(project), get_object_or_404(project.codes, pk=pk)
    if found.pk not in tree:
        if request.method == "POST":
            said = _("The code went out of use meanwhile; nothing was saved. Your words are one page back.")
            messages.error(request, said)
        return codebook_page(request, project, tree, panel="retired", retired=found, steps=history(found))
    cause = amending(project, request.POST.get("because") or request.GET.get("because", ""))
    posted = request.POST if request.method == "POST" else None
    form = CodeForm.of(tree[pk], posted, cause.reason if cause else "")
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            changed = changes.change(found, request.user, reason, form.read_at, cause, **form.changes)
        except ChangedSince as error:
            return _disagreement(request, project, tree[pk], (form, error))
        except Refused as error:
            form.add_error("name", str(error))
        else:
            said = _("“%(code)s” is saved.") % {"code": form.cleaned_data["name"]}
            messages.success(request, said, extra_tags=UNDO if changed else "")
            return redirect("code", slug, pk)
    return _code_page(request, project, tree, tree[pk], form=form, cause=cause)


def _disagreement(
    request: SignedIn, project: Project, node: Node, refused: tuple[CodeForm, ChangedSince]
) -> HttpResponse:
    """What was written beside what somebody else wrote since the person read the code; one of them stays."""
    form, error = refused
    now = project.codes.get(pk=node.code.pk)
    context = {"refusal": str(error), "against": form.against(now), "since": history(now)[0]}
    response = _code_page(request, project, tree_of(project), node, form=form, **context)
    response.status_code = HTTPStatus.CONFLICT
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def code_add(request: SignedIn, slug: str) -> HttpResponse:
    """A new code under the one that ``under`` names, or a new theme."""
    project = project_for(request.user, slug, May.EDIT_CODEBOOK)
    tree = tree_of(project)
    wish = request.POST.get("under") or request.GET.get("under", "")
    parent = next((node for node in tree if str(node.code.pk) == wish), None)
    form = CodeForm.new(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = changes.add(project, request.user, parent.code if parent else None, **form.cleaned_data)
        except Refused as error:
            form.add_error("name", str(error))
        else:
            return redirect("code", slug, made.pk)
    return codebook_page(request, project, tree, panel="add", form=form, parent=parent)


@login_required
@require_POST
def code_move(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Up or down among its siblings, or under another code."""
    project = project_for(request.user, slug, May.EDIT_CODEBOOK)
    tree, found = tree_of(project), get_object_or_404(project.codes.in_use(), pk=pk)
    places = {"up": -1, "down": 1}.get(request.POST.get("step", ""))
    form = MoveForm(tree, tree[pk], request.POST)
    try:
        if places:
            moving.step(found, request.user, places)
        elif form.is_valid():
            _move(request, found, form)
        else:
            messages.error(request, _("“%(code)s” can't be moved there.") % {"code": found})
    except Refused as error:
        messages.error(request, str(error))
    return redirect("code", slug, pk)


def _move(request: SignedIn, code: Code, form: MoveForm) -> None:
    parent = form.parent
    if code.parent_id != (parent.pk if parent else None):
        moving.move(code, parent, request.user, form.cleaned_data["reason"], form.before)
        messages.success(request, _("“%(code)s” was moved.") % {"code": code}, extra_tags=UNDO)
    elif form.says_where and moving.reorder(code, request.user, form.before):
        messages.success(request, _("“%(code)s” has another place.") % {"code": code}, extra_tags=UNDO)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def code_delete(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Says how many codings the code has, asks, and takes it out of use."""
    project = project_for(request.user, slug, May.EDIT_CODEBOOK)
    tree, found = tree_of(project), get_object_or_404(project.codes.in_use(), pk=pk)
    node = tree[pk]
    form = DeleteForm(node, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            children = Children(form.cleaned_data.get("children", Children.WITH))
            retiring.retire(found, request.user, children, form.cleaned_data["reason"])
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("“%(code)s” was deleted.") % {"code": found}, extra_tags=UNDO)
            return redirect("codebook", slug)
    lost, below = codings_lost(found, tree, request.user), len(tree.under(pk)) - 1
    return codebook_page(request, project, tree, panel="delete", node=node, form=form, lost=lost, below=below)


@login_required
@require_safe
def code_colours(request: SignedIn, slug: str) -> HttpResponse:
    """A stylesheet that gives ``.code-<pk>`` its ``--code``, since the policy forbids style attributes."""
    project = project_for(request.user, slug)
    css = for_pages(tree_of(project))
    etag = f'"{hashlib.sha256(css.encode()).hexdigest()[:32]}"'
    full = HttpResponse(css, content_type="text/css; charset=utf-8", headers={"ETag": etag})
    response = get_conditional_response(request, etag=etag, response=full) or full
    patch_cache_control(response, private=True, max_age=0, must_revalidate=True)
    return response


def _code_page(
    request: SignedIn, project: Project, tree: CodeTree, node: Node, **context: object
) -> HttpResponse:
    steps = history(node.code)
    return codebook_page(
        request,
        project,
        tree,
        panel="code",
        node=node,
        use=use_of(node.code, request.user),
        steps=steps,
        causes=causes_of(project, [step.edition for step in steps]),
        memos=panel_of(project, request.user, node.code),
        **context,
    )


def codebook_page(
    request: SignedIn,
    project: Project,
    tree: CodeTree,
    panel: str = "",
    node: Node | None = None,
    **context: object,
) -> HttpResponse:
    """The tree with its counts, and beside it the panel about ``node``."""
    counted = tallies(project, request.user, tree)
    page = {
        "project": project,
        "node": node,
        "tally": counted[node.code.pk] if node else None,
        "branches": branches(tree, counted),
        "themes": len(tree.themes),
        "codes": len(tree) - len(tree.themes),
        "has_first": any(each.code.is_first_choice for each in tree),
        "edition": project.editions.latest("number"),
        "spoken": [each for each in tree if each.code.is_in_vivo],
        "retired_codes": project.codes.exclude(retired=None).count(),
        "may_edit": can(project.role, May.EDIT_CODEBOOK),
        "panel": f"coding/_codebook_{panel}.html" if panel else "",
    }
    return render(request, "coding/codebook.html", page | context)
