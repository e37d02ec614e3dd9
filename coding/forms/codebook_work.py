"""What people fill in to merge, split, promote and recode."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from coding.codebook.passages import passage_of
from coding.codebook.splitting import Half, Wish
from coding.codebook.tree import CodeTree, Node
from coding.excerpts.retrieval import Passage
from coding.forms.codebook import THEME, ReasonForm, level, place_choices, place_in, reason_field
from coding.models import Code
from projects.models import User

FIRST, SECOND = "1", "2"
HALVES = (FIRST, SECOND)
MINE, ALL = "mine", "all"
GONE = _("This code is no longer in use. Choose another.")
TEXTS = ("definition", "apply_when", "do_not_apply_when")


class OntoForm(forms.Form):
    """Onto which code another is put: merged into it, or moved under it or beside it."""

    BEFORE, AFTER = "before", "after"
    target = forms.ChoiceField(label=_("Merge into or move to"))
    place = forms.ChoiceField(choices=[(BEFORE, ""), (AFTER, "")], required=False, widget=forms.HiddenInput)

    def __init__(self, tree: CodeTree, node: Node, asked: Any = None) -> None:
        super().__init__(asked, auto_id="onto_%s")
        themes, *codes = place_choices(tree, node)
        self.fields["target"] = forms.ChoiceField(label=_("Merge into or move to"), choices=[themes, *codes])


class MergeForm(ReasonForm):
    """Into which code another is merged."""

    def __init__(self, tree: CodeTree, node: Node, posted: Any = None) -> None:
        super().__init__(posted, auto_id="merge_%s")
        choices = place_choices(tree, node)[1:]
        self.fields["into"] = forms.ChoiceField(choices=choices, widget=forms.HiddenInput)


class SplitForm(ReasonForm):
    """The names of the new codes, where they stand, and what becomes of the old one."""

    BESIDE, UNDER = "beside", "under"
    name_1 = forms.CharField(label=_("Name of the first new code"), max_length=120)
    definition_1 = forms.CharField(
        label=_("Its definition"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    name_2 = forms.CharField(label=_("Name of the second new code"), max_length=120, required=False)
    definition_2 = forms.CharField(
        label=_("Its definition"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    place = forms.ChoiceField(
        label=_("The new codes stand"),
        choices=[(BESIDE, _("beside the old one")), (UNDER, _("under the old one"))],
        widget=forms.RadioSelect,
        initial=BESIDE,
    )
    retire_empty = forms.BooleanField(
        label=_("Take the old code out of use if no coding and no code under it is left"),
        required=False,
        initial=True,
    )
    field_order = ["name_1", "definition_1", "name_2", "definition_2", "place", "retire_empty", "reason"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self._for(SECOND) and not cleaned.get("name_2"):
            self.add_error("name_2", _("Excerpts are chosen for a second new code; give it a name."))
        if not self._for(FIRST) and not self._for(SECOND):
            self.add_error(None, _("Choose at least one excerpt for a new code."))
        return cleaned

    def wish(self) -> Wish:
        """What a valid form asks for."""
        cleaned = self.cleaned_data
        return Wish(
            halves=[self._half(half) for half in HALVES if cleaned[f"name_{half}"]],
            under=cleaned["place"] == self.UNDER,
            retire_empty=cleaned["retire_empty"],
            reason=cleaned["reason"],
        )

    def _half(self, half: str) -> Half:
        chosen = [key.partition("-") for key in self._for(half)]
        passages = [found for kind, _dash, key in chosen if kind == "of" and (found := passage_of(key))]
        return Half(
            name=self.cleaned_data[f"name_{half}"],
            definition=self.cleaned_data[f"definition_{half}"],
            transcripts=frozenset(number(key) for kind, _dash, key in chosen if kind == "all"),
            passages=frozenset(passage for _code, passage in passages),
        )

    def _for(self, half: str) -> list[str]:
        """The names of the posted choices for it: ``of-`` and a passage's key, ``all-`` and a transcript."""
        return [key for key in self.data if key.startswith(("of-", "all-")) and self.data[key] == half]

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen for each passage and transcript, to be shown again."""
        return {key: value for key, value in self.data.items() if key.startswith(("of-", "all-"))}


class PromoteForm(forms.ModelForm[Code]):
    """What makes a code of somebody's words one of the codebook's."""

    reason = reason_field()

    class Meta:
        model = Code
        fields = ["name", *TEXTS]
        widgets = {name: forms.Textarea(attrs={"rows": 2}) for name in TEXTS}

    field_order = ["name", "parent", "definition", "apply_when", "do_not_apply_when", "reason"]

    def __init__(self, tree: CodeTree, node: Node, posted: Any = None) -> None:
        initial = {name: getattr(node.code, name) for name in self.Meta.fields}
        super().__init__(posted, initial=initial, prefix="promote")
        choices, here = place_choices(tree, node), str(node.code.parent_id or THEME)
        self.fields["parent"] = forms.ChoiceField(label=_("Place under"), choices=choices, initial=here)
        self.order_fields(self.field_order)
        self._tree = tree

    @property
    def parent(self) -> Code | None:
        return place_in(self._tree, self.cleaned_data["parent"])

    @property
    def meaning(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class RecodeForm(forms.Form):
    """Which code the ticked excerpts get, and whose codings."""

    into = forms.ChoiceField(label=_("Give the ticked excerpts the code"))
    whose = forms.ChoiceField(label=_("Whose codings"), required=False)

    def __init__(self, tree: CodeTree, is_owner: bool, posted: Any = None, leave: int = 0) -> None:
        super().__init__(posted, auto_id="recode_%s")
        self.tree = tree
        codes = [(str(node.code.pk), level(node)) for node in tree if node.code.pk != leave]
        self.fields["into"] = forms.ChoiceField(
            label=_("Give the ticked excerpts the code"),
            choices=[("", _("choose a code …")), *codes],
            error_messages={"invalid_choice": GONE},
        )
        everybody = [(ALL, _("everybody's, in open work"))] if is_owner else []
        choices = [(MINE, _("only my own")), *everybody]
        self.fields["whose"] = forms.ChoiceField(label=_("Whose codings"), choices=choices, required=False)

    @property
    def ticks(self) -> list[str]:
        """The keys of the excerpts that were ticked."""
        return list(self.data.getlist("excerpt")) if isinstance(self.data, QueryDict) else []

    @property
    def is_everybodys(self) -> bool:
        return bool(self.cleaned_data["whose"] == ALL)

    def coder(self, user: User) -> User | None:
        return None if self.is_everybodys else user


def ticked(keys: Iterable[str]) -> list[tuple[int, Passage]]:
    """The passages that keys name; what names none is left out."""
    return [found for key in keys if (found := passage_of(key))]


def number(text: str) -> int:
    """The id that a text is; 0, which is none, where it is no id."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0
