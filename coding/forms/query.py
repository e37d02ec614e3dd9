"""Conditions of a query as rows of a form: what can be chosen in each, and the condition that it makes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Min
from django.http import QueryDict
from django.utils.translation import gettext as _

from coding.analysis.query import Nearness, Voice
from coding.analysis.query_json import LONGEST
from coding.codebook.tree import CodeTree
from coding.forms.excerpts import Choices, Pairs, chooser
from interviews.models import Attribute
from interviews.signs import in_one_line
from projects.models import Project, User

HAVING = "having-"
"""Before the id of an attribute: the kind of a row that asks for its values."""
MOST_DIGITS = 30
Kind = Attribute.Kind
Fields = dict[str, forms.Field]


@dataclass(frozen=True)
class Offered:
    """What conditions can be made of in a study; each list is read once, if a row needs it."""

    project: Project
    tree: CodeTree

    @cached_property
    def codes(self) -> Choices:
        return [(str(node.code.pk), "\N{EN SPACE}" * node.depth + node.code.name) for node in self.tree]

    @cached_property
    def participants(self) -> Choices:
        return _keyed(self.project.participants.in_study().values_list("pk", "code"))

    @cached_property
    def transcripts(self) -> Choices:
        return _keyed(self.project.transcripts.in_order().values_list("pk", "title"))

    @cached_property
    def tags(self) -> Choices:
        return _keyed(self.project.tags.values_list("pk", "name"))

    @cached_property
    def coders(self) -> Choices:
        members = User.objects.filter(memberships__project=self.project).order_by("name", "pk")
        return [(str(user.pk), str(user)) for user in members]

    @cached_property
    def rounds(self) -> Choices:
        """Those that are revealed: that another has begun is nothing to ask for."""
        return _keyed(self.project.rounds.filter(revealed__isnull=False).values_list("pk", "name"))

    @cached_property
    def attributes(self) -> dict[int, Attribute]:
        """Those that may be printed: a query is printed too."""
        known = self.project.attributes.filter(never_print=False).prefetch_related("choices")
        return {each.pk: each for each in known}

    def texts(self, attribute: Attribute) -> Choices:
        """The texts that are known, each named by the id of its first row."""
        rows = attribute.values.filter(text__isnull=False).order_by("text").values_list("text")
        return [(str(first), text) for text, first in rows.annotate(Min("pk"))]


class ConditionForm(forms.Form):
    """One row. ``values`` are what the condition asks for, as in its JSON; blank without a choice."""

    def __init__(
        self, kind: str, offered: Offered, path: str, asked: QueryDict | None, known: dict[str, Any]
    ) -> None:
        super().__init__(asked, initial=known, prefix=path, auto_id="%s")
        self.kind, self.offered = kind, offered
        pk = _number(kind.removeprefix(HAVING)) if kind.startswith(HAVING) else 0
        self.attribute = offered.attributes.get(pk)
        if self.attribute:
            self.fields |= _asks(self.attribute, offered)
        elif kind in FIELDS:
            self.fields |= FIELDS[kind](offered)
        for name in KEYS & self.fields.keys():
            self._keep_gone(name)
        self.label_suffix = ""

    def _keep_gone(self, name: str) -> None:
        """What was chosen and is gone stays chosen, lest the query come to find what it was not to find."""
        field, chosen = self.fields[name], str(self[name].value() or "")
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  as all that choose one thing
        if _number(chosen) and not field.valid_value(chosen):
            field.choices = Pairs([*field.widget.choices, (chosen, _("something that is gone"))])

    @property
    def values(self) -> dict[str, Any]:
        """What was chosen rightly."""
        self.is_valid()
        chosen = self.cleaned_data
        if self.attribute:
            return self._of_attribute(chosen, self.attribute)
        return {name: _plain(name, chosen.get(name)) for name in self.fields}

    def _of_attribute(self, chosen: dict[str, Any], attribute: Attribute) -> dict[str, Any]:
        texts = dict(self.offered.texts(attribute)) if attribute.kind == Kind.TEXT else {}
        return {
            "attribute": attribute.pk,
            "choices": [int(pk) for pk in chosen.get("choices") or ()],
            "flag": {"yes": True, "no": False}.get(chosen.get("flag", "")),
            "text": texts.get(chosen.get("text", ""), ""),
            "low": "" if chosen.get("low") is None else str(chosen["low"]),
            "high": "" if chosen.get("high") is None else str(chosen["high"]),
        }


def _plain(name: str, value: Any) -> Any:
    if name in KEYS:
        return int(value) if value else None
    if isinstance(value, date):
        return value.isoformat()
    if name == "words":
        return in_one_line(value or "")
    return (value or 0) if name == "turns" else value


def known_of(values: dict[str, Any], attribute: Attribute | None, offered: Offered) -> dict[str, Any]:
    """The other way round: what stands in the fields of a condition."""
    known = dict(values)
    if attribute:
        known["flag"] = {True: "yes", False: "no"}.get(values["flag"], "")
        known["choices"] = [str(pk) for pk in values["choices"]]
        if attribute.kind == Kind.TEXT:
            known["text"] = {text: key for key, text in offered.texts(attribute)}.get(values["text"], "")
    return known


def _asks(attribute: Attribute, offered: Offered) -> Fields:
    """The fields that ask for values of the attribute."""
    if attribute.has_choices:
        choices = [(str(each.pk), each.value) for each in attribute.choices.all()]
        label = str(attribute)
        widget = forms.CheckboxSelectMultiple
        return {
            "choices": forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=widget)
        }
    if attribute.kind == Kind.YES_NO:
        return {"flag": chooser(str(attribute), [("yes", _("yes")), ("no", _("no"))], _("yes or no?"))}
    if attribute.kind == Kind.TEXT:
        return {"text": chooser(str(attribute), offered.texts(attribute), _("choose …"))}
    ends = {"low": _("from"), "high": _("to")}
    if attribute.kind == Kind.NUMBER:
        return {
            name: forms.DecimalField(label=label, required=False, max_digits=MOST_DIGITS)
            for name, label in ends.items()
        }
    return {name: _day(label) for name, label in ends.items()}


def _day(label: str) -> forms.Field:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )


def _code(offered: Offered) -> Fields:
    under = forms.BooleanField(label=_("or a code under it"), required=False, initial=True)
    return {"code": chooser(_("Code"), offered.codes, _("choose a code …")), "with_children": under}


def _near(offered: Offered) -> Fields:
    kinds = [
        (Nearness.OVERLAPPING.value, _("overlapping")),
        (Nearness.INSIDE.value, _("inside")),
        (Nearness.WITHIN.value, _("within so many turns of")),
        (Nearness.FOLLOWED.value, _("followed, within so many turns, by")),
    ]
    turns = forms.IntegerField(label=_("Turns"), required=False, min_value=0, max_value=99)
    how = forms.ChoiceField(label=_("How near"), choices=kinds)
    return {"kind": how, "turns": turns, **_code(offered)}


def _in_round(offered: Offered) -> Fields:
    under = forms.BooleanField(label=_("or a code under it"), required=False, initial=True)
    return {
        "round": chooser(_("Round"), offered.rounds, _("choose a round …")),
        "code": chooser(_("Code"), offered.codes, _("any code")),
        "with_children": under,
    }


def _words(label: str, hint: str = "") -> Fields:
    widget = forms.TextInput({"placeholder": hint, "autocomplete": "off", "dir": "auto"})
    return {"words": forms.CharField(label=label, max_length=LONGEST, required=False, widget=widget)}


def _speaking(_offered: Offered) -> Fields:
    voices = [(Voice.PARTICIPANT.value, _("participants")), (Voice.INTERVIEWER.value, _("the interviewer"))]
    return {"who": forms.ChoiceField(label=_("Who speaks"), choices=voices)}


KEYS = {"code", "participant", "tag", "transcript", "coder", "round"}
FIELDS: dict[str, Callable[[Offered], Fields]] = {
    "coded": _code,
    "near": _near,
    "participant": lambda offered: {
        "participant": chooser(_("Participant"), offered.participants, _("choose …"))
    },
    "spoken": _speaking,
    "transcript": lambda offered: {
        "transcript": chooser(_("Transcript"), offered.transcripts, _("choose …"))
    },
    "saying": lambda _offered: _words(_("Words in the passage")),
    "memo": lambda _offered: _words(_("Words in the memo"), _("any memo")),
    "tagged": lambda offered: {"tag": chooser(_("Tag"), offered.tags, _("choose …"))},
    "coder": lambda offered: {"coder": chooser(_("Coder"), offered.coders, _("choose …"))},
    "round": _in_round,
    "coded on": lambda _offered: {"since": _day(_("from")), "until": _day(_("to"))},
}


def _number(digits: str) -> int:
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 16 else 0


def _keyed(rows: Iterable[tuple[int, str]]) -> Choices:
    return [(str(pk), label) for pk, label in rows]
