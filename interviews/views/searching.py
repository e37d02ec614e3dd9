"""Keeps the words that somebody looks for out of addresses, and so out of histories and logs.

They are posted and stay in the session; the address only says that there are some.
"""

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from projects.requests import SignedIn

WORDS, MARK = "words", "found"
LIST = "list"
"""The list on the page, from which the keyboard goes on."""


def keep(request: SignedIn, page: str, slug: str) -> HttpResponse:
    """Answers a posted filter with the address of what it finds."""
    words = request.POST.get(WORDS, "").strip()
    request.session[_key(page, slug)] = words
    address = QueryDict(mutable=True)
    for name, values in request.POST.lists():
        if name not in {WORDS, MARK, "csrfmiddlewaretoken"} and any(values):
            address.setlist(name, values)
    if words:
        address[MARK] = "1"
    found = f"{reverse(page, args=[slug])}?{address.urlencode()}".removesuffix("?")
    return redirect(f"{found}#{LIST}")


def asked(request: SignedIn, page: str, slug: str) -> QueryDict:
    """What the address asks for, and the words with it; an address without them forgets them."""
    said = request.GET.copy()
    said.pop(WORDS, None)
    if MARK in said:
        said[WORDS] = request.session.get(_key(page, slug), "")
    else:
        request.session.pop(_key(page, slug), None)
    return said


def _key(page: str, slug: str) -> str:
    return f"words of {page} of {slug}"
