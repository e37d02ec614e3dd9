"""A file of codings of any program, to be compared and not kept."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coding.analysis.agreement.files.codings import Comparable
from coding.reports.codings_file import found_in
from interviews.parsing import Unreadable

LARGE = 2 * 1024**2
"""Bytes; smaller files are compared in the time that a person waits for a page."""


class CodingsFileForm(forms.Form):
    codings = forms.FileField(
        label=gettext_lazy("Codings"),
        help_text=gettext_lazy(
            "A CSV with the columns document, start, end, code and coder, a line a coding; start and end in "
            "characters from 0. A line without code says that the coder read the document and coded no more."
        ),
    )
    lengths = forms.FileField(
        label=gettext_lazy("Lengths of the documents"),
        required=False,
        help_text=gettext_lazy(
            "A CSV with the columns document and length, in characters. Without it a document is taken to "
            "end with its last coding."
        ),
    )

    found: Comparable

    @property
    def uploads(self) -> list[UploadedFile[Any]]:
        return [each for name in self.fields if (each := self.cleaned_data.get(name))]

    @property
    def is_large(self) -> bool:
        """Whether a job must compare it, since nobody should wait so long for a page."""
        return sum(upload.size or 0 for upload in self.uploads) > LARGE

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "codings" in cleaned:
            try:
                self._read()
            except Unreadable as problem:
                self.add_error(None, str(problem))
        return cleaned

    def _read(self) -> None:
        """What a job is to read is read by it alone. Raises ``Unreadable``."""
        for upload in self.uploads:
            if (upload.size or 0) > settings.MAX_UPLOAD_BYTES:
                most = settings.MAX_UPLOAD_BYTES // 1024**2
                said = _("%(name)s is larger than %(most)s MB.")
                raise Unreadable(said % {"name": upload.name, "most": most})
        if not self.is_large:
            self.found = found_in(*(upload.read() for upload in self.uploads))
