"""Pages for what went wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  Django's signature
    """Say that the form was too old; the typed text is still in the page behind."""
    return render(request, "403_csrf.html", status=403)
