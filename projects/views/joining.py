"""The page that an invitation's link opens."""

from django.contrib.auth import login
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from projects import team
from projects.forms import JoinForm
from projects.models import Invitation, User
from projects.refusals import Refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Join as oneself, or make an account first; a spent link says so."""
    asked = team.invitation_of(token)
    if asked is None:
        raise Http404
    if not asked.is_open:
        return render(request, "projects/invitation_spent.html", {"invitation": asked}, status=410)
    form = (
        None
        if request.user.is_authenticated
        else JoinForm(request.POST or None, initial={"email": asked.email})
    )
    problem = ""
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            return _join(request, asked, form)
        except Refused as refusal:
            problem = str(refusal)
        except IntegrityError:
            problem = _("Somebody made an account with this address a moment ago. Sign in with it.")
    return render(
        request, "projects/invitation.html", {"invitation": asked, "form": form, "problem": problem}
    )


def _join(request: HttpRequest, asked: Invitation, form: JoinForm | None) -> HttpResponse:
    with transaction.atomic():
        person = request.user if isinstance(request.user, User) else form.save() if form else None
        assert isinstance(person, User)  # noqa: S101  one of the two is there: said to the type checker
        membership = team.accept(asked, person)
    if form:
        login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(membership.project)
