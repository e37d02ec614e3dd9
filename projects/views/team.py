"""The people of a project."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from projects import team as writers
from projects.access import May, project_for
from projects.forms import InvitationForm, RoleForm
from projects.models import Project, Role
from projects.refusals import Refused
from projects.requests import SignedIn


def _page(request: SignedIn, project: Project, status: int = 200, **more: object) -> HttpResponse:
    context = {
        "project": project,
        "memberships": project.memberships.select_related("user"),
        "waiting": project.invitations.filter(used=None, expires__gt=timezone.now()),
        "form": InvitationForm(initial={"role": Role.CODER}),
        "roles": Role.choices,
        **more,
    }
    return render(request, "projects/team.html", context, status=status)


@login_required
@require_safe
def team(request: SignedIn, slug: str) -> HttpResponse:
    return _page(request, project_for(request.user, slug))


@never_cache
@login_required
@require_POST
def invite(request: SignedIn, slug: str) -> HttpResponse:
    """Make an invitation and show its link once, to be copied or sent."""
    project = project_for(request.user, slug, May.INVITE)
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return _page(request, project, status=422, form=form)
    wish = form.cleaned_data
    invitation, token = writers.invite(project, request.user, Role(wish["role"]), wish["email"])
    link = request.build_absolute_uri(reverse("invitation", args=[token]))
    return _page(request, project, link=link, invited=invitation)


@login_required
@require_POST
def take_back(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    project = project_for(request.user, slug, May.INVITE)
    writers.take_back(get_object_or_404(project.invitations, pk=pk, used=None), request.user)
    messages.success(request, _("The invitation was taken back; its link no longer works."))
    return redirect("team", slug)


@login_required
@require_POST
def member(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Change somebody's role, or end their membership."""
    project = project_for(request.user, slug, May.INVITE)
    membership = get_object_or_404(project.memberships.select_related("user", "project"), pk=pk)
    try:
        if "remove" in request.POST:
            writers.remove(membership, request.user)
            messages.success(request, _("%(name)s no longer has access.") % {"name": membership.user})
        else:
            form = RoleForm(request.POST)
            if form.is_valid():
                writers.change_role(membership, Role(form.cleaned_data["role"]), request.user)
                messages.success(request, _("The role was changed."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("team", slug)


@never_cache
@login_required
@require_POST
def reset_link(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Show a link, once, with which a member sets a new password."""
    project = project_for(request.user, slug, May.INVITE)
    membership = get_object_or_404(project.memberships.select_related("user"), pk=pk)
    try:
        path = writers.reset_path(project, request.user, membership.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("team", slug)
    return _page(request, project, link=request.build_absolute_uri(path), forgetful=membership.user)
