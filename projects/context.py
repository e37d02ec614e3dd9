"""What every page's frame shows."""

from django.conf import settings
from django.http import HttpRequest


def frame(_request: HttpRequest) -> dict[str, object]:
    return {"VERSION": settings.VERSION, "DEMO": settings.DEMO, "MAIL_WORKS": settings.MAIL_WORKS}
