"""What people ask and answer where codings are read again."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from coding.codebook.rereading import confirm, recode_all, remove_all
from coding.codebook.tree import CodeTree
from coding.excerpts.retrieval import Basis, Whose
from coding.forms.excerpts import PlainSelect
from projects.access import May, can
from projects.models import Project, User

ALL = "all"


class WhichForm(forms.Form):
    """Whose codings and of which code; without choice one's own, or all for who can't code."""

    coder = forms.TypedChoiceField(label=_lazy("Coder"), required=False)
    code = forms.TypedChoiceField(label=_lazy("Code"), required=False, coerce=int, empty_value=None)

    def __init__(self, asked: QueryDict, project: Project, user: User, tree: CodeTree) -> None:
        usual = str(user.pk) if can(project.role, May.CODE) else ALL
        super().__init__({"coder": asked.get("coder") or usual, "code": asked.get("code", "")})
        people = User.objects.filter(memberships__project=project).order_by("name", "pk")
        self.people = {str(person.pk): person for person in people}
        choices = [(pk, str(person)) for pk, person in self.people.items()]
        self._offer("coder", [(ALL, _("everybody")), *choices])
        codes = [(str(node.code.pk), "\N{EN SPACE}" * node.depth + node.code.name) for node in tree]
        self._offer("code", [("", _("all codes")), *codes])
        self.is_valid()

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  as declared above
        field.choices, field.widget = choices, PlainSelect(choices=choices)

    @property
    def whose(self) -> Whose:
        """All where nobody of that id is in the study."""
        person = self.people.get(self.cleaned_data.get("coder", ""))
        return Whose(Basis.CODER, person) if person else Whose(Basis.ALL)

    @property
    def code_pk(self) -> int | None:
        chosen: int | None = self.cleaned_data.get("code")
        return chosen


class Guids(forms.Field):
    """The GUIDs that were ticked."""

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> list[UUID]:
        try:
            return [UUID(each) for each in value or ()]
        except ValueError as error:
            raise forms.ValidationError(_("That is no coding; open the page again.")) from error


class Answer(StrEnum):
    FITS = "fits"
    REMOVE = "remove"
    RECODE = "recode"


class AnswerForm(forms.Form):
    """What becomes of the codings that were ticked, or of the ``one`` whose button was pressed."""

    codings = Guids(required=False)
    one = Guids(required=False)
    answer = forms.TypedChoiceField(choices=[(each, each) for each in Answer], coerce=Answer, required=False)
    edition = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    code = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        if answers.get("one"):
            answers |= {"codings": answers["one"], "answer": Answer.FITS}
        if not answers.get("codings"):
            raise forms.ValidationError(_("Tick some codings first."))
        if answers.get("answer") == Answer.RECODE and not answers.get("code"):
            raise forms.ValidationError(_("Choose the code that they are to have."))
        if not answers.get("answer"):
            raise forms.ValidationError(_("Say what is to become of them."))
        return answers

    def carry_out(self, project: Project, user: User) -> int:
        """How many codings it was done to; raises ``Refused``."""
        answers = self.cleaned_data
        match answers["answer"]:
            case Answer.REMOVE:
                return remove_all(project, user, answers["codings"])
            case Answer.RECODE:
                return recode_all(project, user, answers["codings"], answers["code"])
        return confirm(project, user, answers["codings"], answers["edition"])
