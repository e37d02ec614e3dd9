"""What a person asks of the memos, read from an address: the page and its files are of the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.forms import BoundField
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coding.excerpts.asked import WORDS, saved_words
from coding.excerpts.listing import tree_to_list
from coding.forms.memos import MemosForm
from coding.memos.finding import found
from coding.memos.threads import Thread, threads_of
from coding.models.memos import MemoQuerySet
from projects.models import Project, User


@dataclass(frozen=True)
class Asked:
    project: Project
    user: User
    form: MemosForm
    words: str
    """Those that the saved query holds."""

    @classmethod
    def of(cls, project: Project, user: User, query: QueryDict) -> "Asked":
        form = MemosForm(query, project, user, tree_to_list(project))
        form.full_clean()
        return cls(project, user, form, saved_words(project, query.get(WORDS, "")))

    @property
    def memos(self) -> MemoQuerySet:
        """Those that began the discussions asked for, the latest first."""
        return found(self.project, self.user, self.form.wish(self.words))

    @property
    def threads(self) -> list[Thread]:
        return threads_of(self.project, list(self.memos), self.user)

    @property
    def terms(self) -> Iterator[tuple[str, str]]:
        """What was asked, for a title page."""
        for field in self.form:
            if self.form.cleaned_data.get(field.name):
                yield str(field.label), _said(field, self.form.cleaned_data[field.name])
        if self.words:
            yield _("Words"), f"“{self.words}”"


def _said(field: BoundField, value: object) -> str:
    """What is chosen by the label that it has in the form."""
    choices: Iterable[tuple[object, object]] = getattr(field.field, "choices", ())
    labels = [str(label).strip() for key, label in choices if key == value]
    if labels:
        return labels[0]
    return date_format(value) if isinstance(value, date) else str(value)
