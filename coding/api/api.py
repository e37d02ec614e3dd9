"""What the workspace calls: typed, documented at ``/api/openapi.json``, for a session of this site alone."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.security import SessionAuth

from coding.api import codes, codings, exemplars, finding, framework, history, memos, news, readings, undoing
from projects.refusals import Gone, Refused

api = NinjaAPI(
    title="Verbatim",
    version="1",
    auth=SessionAuth(),
    docs_url=None,
    docs_decorator=login_required,
    urls_namespace="api",
)
for subject in (codes, codings, exemplars, finding, framework, history, memos, news, readings, undoing):
    api.add_router("", subject.router)


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    status = 404 if isinstance(error, Gone) else 409
    return api.create_response(request, {"detail": str(error)}, status=status)


@api.exception_handler(PermissionDenied)
def denied(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    sentence = str(error) or _("Your role in this study does not allow that; ask its owner.")
    return api.create_response(request, {"detail": sentence}, status=403)
