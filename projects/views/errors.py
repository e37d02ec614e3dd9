"""Pages for what went wrong."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import bad_request as plain_bad_request

LIMITS = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  Django's signature
    """Say that the form was too old; the typed text is still in the page behind."""
    return render(request, "403_csrf.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say of a request that is over a limit that nothing of it was stored."""
    if isinstance(exception, LIMITS):
        return render(request, "413.html", status=413)
    return plain_bad_request(request, exception)
