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
"""What a page answers in the time that a person waits."""


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
                self.found = _found(cleaned)
            except Unreadable as problem:
                self.add_error(None, str(problem))
        return cleaned


def _found(cleaned: dict[str, Any]) -> Comparable:
    codings = read_codings(_text(cleaned["codings"]))
    number = sum(len(spans) for codes in codings.quotations.values() for spans in codes.values())
    if number > MOST_CODINGS:
        said = _("The file holds %(n)s codings, more than a page compares: use “manage.py agreement --csv”.")
        raise Unreadable(said % {"n": f"{number:,}"})
    lengths = read_lengths(_text(cleaned["lengths"])) if cleaned.get("lengths") else None
    return comparable(codings, lengths)


def _text(upload: Any) -> str:
    if upload.size > settings.MAX_UPLOAD_BYTES:
        most = settings.MAX_UPLOAD_BYTES // 1024**2
        raise Unreadable(_("%(name)s is larger than %(most)s MB.") % {"name": upload.name, "most": most})
    return text_of(upload.read())
