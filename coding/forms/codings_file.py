"""A file of codings of any program, to be compared and not kept."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coding.analysis.agreement.files.codings import Comparable, comparable, read_codings, read_lengths
from coding.forms.codebook import text_of
from interviews.parsing import Unreadable

MOST_CODINGS = 300_000
"""What a job compares in the time that a person waits."""
LARGE = 1_000_000
"""Bytes beyond which the answer takes longer than a page may."""


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

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "codings" in cleaned:
            try:
                self._read(cleaned)
            except Unreadable as problem:
                self.add_error(None, str(problem))
        return cleaned

    @property
    def is_large(self) -> bool:
        """Whether a job must read and compare it."""
        return bool(self.cleaned_data["codings"].size > LARGE)

    def _read(self, cleaned: dict[str, Any]) -> None:
        uploads = [upload for upload in (cleaned["codings"], cleaned.get("lengths")) if upload]
        for upload in uploads:
            _refuse_too_large(upload)
        if not self.is_large:
            self.found = found_in(*(upload.read() for upload in uploads))


def found_in(codings_file: bytes, lengths_file: bytes | None = None) -> Comparable:
    """What the files hold; raises ``Unreadable`` with a sentence that says where they can't be read."""
    codings = read_codings(text_of(codings_file))
    number = sum(len(spans) for codes in codings.quotations.values() for spans in codes.values())
    if number > MOST_CODINGS:
        said = _("The file holds %(n)s codings, too many to compare here: use “manage.py agreement --csv”.")
        raise Unreadable(said % {"n": f"{number:,}"})
    return comparable(codings, read_lengths(text_of(lengths_file)) if lengths_file else None)


def _refuse_too_large(upload: Any) -> None:
    if upload.size > settings.MAX_UPLOAD_BYTES:
        most = settings.MAX_UPLOAD_BYTES // 1024**2
        raise Unreadable(_("%(name)s is larger than %(most)s MB.") % {"name": upload.name, "most": most})
