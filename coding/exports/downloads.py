"""What a file is called, and how it is handed over as a download."""

from typing import TypeVar

from django.http import HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.text import slugify

ZIP_TYPE = "application/zip"
Response = TypeVar("Response", bound=HttpResponseBase)


def file_name(*parts: object, ending: str) -> str:
    """``study-excerpts.csv``: plain letters, so that no system stumbles."""
    return f"{slugify(' '.join(map(str, parts))) or 'verbatim'}.{ending}"


def attached(response: Response, name: str) -> Response:
    """The response as a download called ``name``."""
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response
