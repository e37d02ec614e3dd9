"""The first page, one's own account, and the sign of life."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import connection
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from projects.forms import AccountForm
from projects.requests import SignedIn


@login_required
@require_safe
def home(request: SignedIn) -> HttpResponse:
    memberships = request.user.memberships.select_related("project").annotate(
        people=Count("project__memberships")
    )
    return render(request, "projects/home.html", {"memberships": memberships.order_by("project__name")})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: SignedIn) -> HttpResponse:
    form = AccountForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your account was saved."))
        return redirect("account")
    return render(request, "projects/account.html", {"form": form})


@require_safe
def health(_request: SignedIn) -> HttpResponse:
    """Answers if the web process and its database do; asked by containers, says nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
