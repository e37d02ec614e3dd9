"""What holds for every request: the person's time zone, nothing kept in caches, no boundless upload."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from projects.zones import in_zone_of


class TimeZoneMiddleware:
    """Shows times in the zone of the person who asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with in_zone_of(request.user):
            return self.get_response(request)


class NothingKept:
    """Keeps what signed-in people see out of the browser's caches, which stay on a shared computer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response:
            add_never_cache_headers(response)
        return response


class UploadLimit:
    """Refuses a request that says it is larger than all files of one upload may be."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        said = request.META.get("CONTENT_LENGTH") or "0"
        if said.isascii() and said.isdigit() and int(said) > settings.MAX_REQUEST_BYTES:
            return render(request, "413.html", status=413)
        return self.get_response(request)


class NoBlankPage:
    """Says in words that an address is for forms alone: signing in anew may lead to one, and a bookmark."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = request.method == "GET" and "text/html" in request.headers.get("Accept", "")
        if response.status_code != 405 or not is_page:
            return response
        told = render(request, "405.html", status=405)
        told["Allow"] = response["Allow"]
        return told
