"""What is shown with each excerpt, under which heads and in which order."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from coding.excerpts.context import WHOLE_TURN
from coding.excerpts.excerpts import Extras
from coding.excerpts.ordering import By, Order, Sort
from interviews.models import Attribute

TURNS = "turns-"
OF_ATTRIBUTE = "attribute-"
CONTEXTS = [
    ("", _lazy("none")),
    ("150", _lazy("a sentence or two")),
    ("500", _lazy("up to 500 characters")),
    ("turn", _lazy("the whole turn")),
    (f"{TURNS}1", _lazy("a turn before and after")),
    (f"{TURNS}3", _lazy("three turns before and after")),
]
HEADS = [
    (By.CODE.value, _lazy("code")),
    (By.PARTICIPANT.value, _lazy("participant")),
    (By.TRANSCRIPT.value, _lazy("transcript")),
]
SORTS = [
    (Sort.PLACE.value, _lazy("as they stand")),
    (Sort.LONGEST.value, _lazy("the longest first")),
    (Sort.SHORTEST.value, _lazy("the shortest first")),
]


class ShownForm(forms.Form):
    question = forms.BooleanField(label=_lazy("The question before"), required=False)
    context = forms.ChoiceField(label=_lazy("Words around it"), choices=CONTEXTS, required=False)
    coders = forms.BooleanField(label=_lazy("Coders’ initials"), required=False)
    group = forms.ChoiceField(label=_lazy("Grouped by"), choices=HEADS, required=False)
    sort = forms.ChoiceField(label=_lazy("In order"), choices=SORTS, required=False)

    def offer_heads(self, attributes: Sequence[Attribute]) -> None:
        """Heads of attributes' values too."""
        heads = self.fields["group"]
        assert isinstance(heads, forms.ChoiceField)  # noqa: S101  as declared
        heads.choices = [*HEADS, *((f"{OF_ATTRIBUTE}{each.pk}", each.name) for each in attributes)]

    def extras_with(self, shown: Sequence[Attribute]) -> Extras:
        asked = self.cleaned_data
        context, turns = asked["context"], 0
        if context.startswith(TURNS):
            context, turns = "", int(context.removeprefix(TURNS))
        characters = WHOLE_TURN if context == "turn" else int(context or 0)
        return Extras(asked["question"], characters, asked["coders"], tuple(shown), turns)

    def order_among(self, attributes: Sequence[Attribute]) -> Order:
        asked = self.cleaned_data
        sort, group = Sort(asked["sort"]), asked["group"]
        if not group.startswith(OF_ATTRIBUTE):
            return Order(By(group), None, sort)
        chosen = next(each for each in attributes if group == f"{OF_ATTRIBUTE}{each.pk}")
        return Order(By.ATTRIBUTE, chosen, sort)
