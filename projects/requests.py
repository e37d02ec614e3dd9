"""A request of somebody who is signed in, as ``login_required`` guarantees."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from projects.models import User


class SignedIn(HttpRequest):
    user: User
    htmx: HtmxDetails
