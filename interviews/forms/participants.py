"""Forms on participants: the table's filter, adding one, what is known of one."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews.models import Attribute, AttributeChoice, Participant
from interviews.models.participants import Consent
from interviews.signs import validate_visible
from interviews.tables import CODE, Wish
from interviews.values import LONGEST, Invalid, typed

CONSENTS = [choice for choice in Consent.choices if choice[0] != Consent.WITHDRAWN]


class TableForm(forms.Form):
    """What to show of the table; nothing in it is wrong, so a bad address shows everything."""

    words = forms.CharField(label=gettext_lazy("Contains"), required=False, max_length=100)
    attribute = forms.ChoiceField(label=gettext_lazy("In"), required=False)
    consent = forms.ChoiceField(
        label=gettext_lazy("Consent"),
        required=False,
        choices=[("", gettext_lazy("any")), *Consent.choices],
    )
    columns = forms.MultipleChoiceField(
        label=gettext_lazy("Columns"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, attributes: Sequence[Attribute], filled: Collection[int], *args: Any) -> None:
        super().__init__(*args)
        self.attributes = attributes
        self.filled = filled
        names = [(str(each.pk), each.name) for each in attributes]
        self.fields["attribute"].choices = [("", _("any attribute")), *names]  # type: ignore[attr-defined]
        self.fields["columns"].choices = names  # type: ignore[attr-defined]

    def shown(self) -> list[Attribute]:
        """The chosen columns; where none is chosen those with a value; where nobody has any, all."""
        chosen = self._said("columns") or [str(pk) for pk in self.filled]
        return [each for each in self.attributes if str(each.pk) in chosen] or list(self.attributes)

    def wish(self, sort: str) -> Wish:
        attribute = self._said("attribute")
        return Wish(
            sort.removeprefix("-") or CODE,
            sort.startswith("-"),
            self._said("consent") or "",
            int(attribute) if attribute else None,
            self._said("words") or "",
        )

    @property
    def is_used(self) -> bool:
        return any(self._said(name) for name in ("words", "attribute", "consent"))

    def _said(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name)


class ParticipantForm(forms.Form):
    """Somebody new."""

    code = forms.CharField(
        label=gettext_lazy("ID"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Left empty, the next free one."),
    )


class CodeForm(forms.Form):
    """The ID, consent and publication ID of one participant."""

    code = forms.CharField(label=gettext_lazy("ID"), max_length=20)
    consent = forms.ChoiceField(label=gettext_lazy("Consent"), choices=CONSENTS)
    publication_code = forms.CharField(
        label=gettext_lazy("ID in publications"),
        max_length=20,
        required=False,
    )

    def __init__(self, participant: Participant, *args: Any) -> None:
        super().__init__(*args)
        self.initial = {name: getattr(participant, name) for name in self.fields}


class NameForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Real name"), max_length=200, required=False, validators=[validate_visible]
    )


class DeleteForm(forms.Form):
    is_sure = forms.BooleanField(label=gettext_lazy("Erase it with all codings and memos on it"))


class WithdrawForm(forms.Form):
    """Withdrawing erases, so the ID is typed to say that it is meant."""

    typed = forms.CharField(label=gettext_lazy("ID"), max_length=20)

    def __init__(self, participant: Participant, *args: Any) -> None:
        self.participant = participant
        super().__init__(*args)
        self.fields["typed"].label = _("Type %(code)s to confirm") % {"code": participant.code}
        self.fields["typed"].widget.attrs["autocomplete"] = "off"

    def clean_typed(self) -> str:
        said: str = self.cleaned_data["typed"]
        if said.strip() != self.participant.code:
            raise forms.ValidationError(_("That is not %(code)s.") % {"code": self.participant.code})
        return said


class ValueForm(forms.Form):
    """One or more attributes of one participant, each read as its kind."""

    def __init__(self, attributes: Sequence[Attribute], known: dict[int, str], *args: Any) -> None:
        super().__init__(*args)
        self.attributes = {f"value{each.pk}": each for each in attributes}
        for name, attribute in self.attributes.items():
            self.fields[name] = _field(attribute, known.get(attribute.pk, ""))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, words in self.said().items():
            attribute = self.attributes[name]
            try:
                typed(attribute, words, list(attribute.choices.all()))
            except Invalid as error:
                self.add_error(name, str(error))
        return cleaned

    def divided(self, filled: Collection[int]) -> tuple[list[forms.BoundField], list[forms.BoundField]]:
        """The fields that the study fills, and the others; where it fills none, none is apart."""
        used = [self[name] for name, each in self.attributes.items() if each.pk in filled]
        others = [self[name] for name, each in self.attributes.items() if each.pk not in filled]
        return (used, others) if used else (others, [])

    def words(self) -> dict[Attribute, str]:
        return {self.attributes[name]: words for name, words in self.said().items()}

    def said(self) -> dict[str, str]:
        """What was typed, ticked values joined as a spreadsheet would have them."""
        return {
            name: "; ".join(said) if isinstance(said, list) else said
            for name, said in self.cleaned_data.items()
            if name in self.attributes
        }


def _field(attribute: Attribute, words: str) -> forms.Field:
    choices: list[AttributeChoice] = list(attribute.choices.all()) if attribute.has_choices else []
    values = [(choice.value, choice.value) for choice in choices]
    kind = Attribute.Kind(attribute.kind)
    blank = ("", "–")
    if kind == Attribute.Kind.MANY_OF:
        return forms.MultipleChoiceField(
            label=attribute.name,
            choices=values,
            required=False,
            initial=words.split("; "),
            widget=forms.CheckboxSelectMultiple,
        )
    if kind in {Attribute.Kind.ONE_OF, Attribute.Kind.YES_NO}:
        yes_no = [(_("yes"), _("yes")), (_("no"), _("no"))]
        offered = [blank, *(values if kind == Attribute.Kind.ONE_OF else yes_no)]
        return forms.ChoiceField(label=attribute.name, choices=offered, required=False, initial=words)
    return forms.CharField(
        label=attribute.name, required=False, initial=words, max_length=LONGEST, widget=_input(kind)
    )


def _input(kind: Attribute.Kind) -> forms.TextInput:
    if kind == Attribute.Kind.DATE:
        return forms.TextInput(attrs={"type": "date"})
    if kind == Attribute.Kind.NUMBER:
        return forms.TextInput(attrs={"inputmode": "decimal"})
    return forms.TextInput()
