"""What ticked excerpts become, or all of a list: coded with a code too, tagged, picked for the report."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from coding.codebook.tree import CodeTree
from coding.forms.codebook import level
from coding.forms.codebook_work import ALL, GONE, MINE, RecodeForm
from coding.models import Code, PickedQuote
from coding.retrieval.picking import LONGEST_NOTE, Why
from interviews.tags import LONGEST
from projects.models import User

SCOPE = "scope"
EVERYTHING = "everything"
"""Posted where all excerpts of the list are meant, not only those ticked."""


class CodeTooForm(forms.Form):
    """The code that the passages get beside those that they have."""

    code = forms.ChoiceField(label=_("Apply the code"))

    def __init__(self, tree: CodeTree, posted: Any = None) -> None:
        super().__init__(posted, auto_id="also_%s")
        self.tree = tree
        codes = [(str(node.code.pk), level(node)) for node in tree]
        self.fields["code"] = forms.ChoiceField(
            label=_("Apply the code"),
            choices=[("", _("choose a code …")), *codes],
            error_messages={"invalid_choice": GONE},
        )

    @property
    def chosen(self) -> Code:
        return self.tree[int(self.cleaned_data["code"])].code


class TagForm(forms.Form):
    tag = forms.CharField(label=_("Tag the codings"), max_length=LONGEST)
    tag_whose = forms.ChoiceField(label=_("Whose codings"), required=False)

    def __init__(self, is_owner: bool, posted: Any = None) -> None:
        super().__init__(posted, auto_id="tag_%s")
        everybody = [(ALL, _("everybody's, in open work"))] if is_owner else []
        self.fields["tag_whose"] = forms.ChoiceField(
            label=_("Whose codings"), choices=[(MINE, _("only my own")), *everybody], required=False
        )

    def coder(self, user: User) -> User | None:
        return None if self.cleaned_data["tag_whose"] == ALL else user


class PickForm(forms.Form):
    """Why the words are picked for the report."""

    reason = forms.ChoiceField(label=_("Pick for the report as"), choices=PickedQuote.Reason)
    note = forms.CharField(label=_("In words"), max_length=LONGEST_NOTE, required=False)

    def __init__(self, posted: Any = None, **more: Any) -> None:
        super().__init__(posted, auto_id="pick_%s", **more)

    @property
    def why(self) -> Why:
        return Why(PickedQuote.Reason(self.cleaned_data["reason"]), self.cleaned_data["note"])


class BulkForms:
    """All that can be done, for the foot of a list with boxes to tick."""

    def __init__(self, tree: CodeTree, is_owner: bool, posted: QueryDict | None = None) -> None:
        self.recode = RecodeForm(tree, is_owner, posted)
        self.also = CodeTooForm(tree, posted)
        self.tag = TagForm(is_owner, posted)
        self.pick = PickForm(posted)
        self.takes_all = bool(posted and posted.get(SCOPE) == EVERYTHING)
        self.open = ""
        """Which of them was sent and refused."""

    @property
    def ticks(self) -> list[str]:
        return self.recode.ticks
