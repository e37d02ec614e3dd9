"""What was found in a file, in words and in the order in which somebody should look at it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coding.leaving.checking import ID, SILENT
from interviews.disclosure import Kind

KINDS: dict[str, tuple[str | Promise, str | Promise]] = {
    SILENT: (
        _("Words of somebody who may not be quoted"),
        _("Six words or more in a row as they were said; somebody may have typed them into a memo."),
    ),
    ID: (
        _("Might be an ID of the study"),
        _("Written otherwise or within another word, so that it was not replaced."),
    ),
    Kind.NAME: (
        _("Might be a name"),
        _("Words with a capital within a sentence, and names that the study keeps apart."),
    ),
    Kind.SHOULDER: (_("Might be a rank with a number"), _("Such as a collar or shoulder number.")),
    Kind.HANDLE: (_("Might be an account"), _("A handle leads to whoever writes under it.")),
    Kind.EMAIL: (_("Email address"), ""),
    Kind.PHONE: (_("Might be a telephone number"), ""),
    Kind.BIRTH: (
        _("Might be a date of birth"),
        _("Somebody who was interviewed may be born on it."),
    ),
    Kind.POSTCODE: (_("Might be a postcode"), ""),
    Kind.PLATE: (_("Might be a number plate"), ""),
    Kind.URL: (_("Web address"), ""),
    Kind.NUMBER: (_("Long number"), _("Six digits or more.")),
}
