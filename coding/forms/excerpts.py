"""What a person asks of the list of excerpts."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from html import escape

from django import forms
from django.db.models import Exists, Min, OuterRef, Q
from django.http import QueryDict
from django.utils.choices import BaseChoiceIterator
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from coding.codebook.tree import CodeTree
from coding.excerpts.excerpts import Extras
from coding.excerpts.filters import Asks, Filters, Wanted
from coding.excerpts.retrieval import Whose, whose_choices
from coding.forms.excerpts_shown import ShownForm
from coding.models import Round, TaggedCoding
from interviews.models import Attribute, AttributeValue, TaggedTranscript
from projects.models import Project, User

ATTRIBUTE = re.compile(r"a\d")
"""Names of fields that ask for values of an attribute: ``a12``, ``a12_from``."""
MOST_WORDS = 200
Choices = list[tuple[str, str]]


class Pairs(BaseChoiceIterator):
    """Hundreds of choices, none of them a group, that Django need not look through one by one."""

    def __init__(self, pairs: Choices) -> None:
        self._pairs = pairs

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._pairs)


class PlainSelect(forms.Select):
    """A select of hundreds of options, written without a template for each."""

    def render(
        self, name: str, value: object, attrs: Mapping[str, object] | None = None, renderer: object = None
    ) -> SafeString:
        chosen = str(value or "")
        options = "".join(
            f'<option value="{escape(str(key))}"{" selected" * (key == chosen)}>{escape(str(label))}</option>'
            for key, label in self.choices
        )
        return format_html(
            '<select name="{}" id="{}"{}>{}</select>',
            name,
            (attrs or {}).get("id", ""),
            " required" * bool(attrs and attrs.get("required")),
            mark_safe(options),  # noqa: S308  escaped
        )


def chooser(label: str, choices: Choices, everything: str | None) -> forms.ChoiceField:
    """A choice of one row, by its id."""
    first = [] if everything is None else [("", everything)]
    pairs = Pairs([*first, *choices])
    return forms.ChoiceField(label=label, choices=pairs, required=False, widget=PlainSelect)


def several(label: str, choices: Choices) -> forms.MultipleChoiceField:
    """Any number of choices, ticked."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )


def _end(label: str, end: str) -> str:
    said = _("%(name)s, from") if end == "from" else _("%(name)s, to")
    return said % {"name": label}


def _number(label: str, end: str) -> forms.Field:
    return forms.DecimalField(label=_end(label, end), required=False)


def _date(label: str, end: str) -> forms.Field:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=_end(label, end), required=False, widget=widget)


class ExcerptsForm(ShownForm):
    """The filters, and what is shown with each excerpt; ids only, for they stand in the address."""

    alone = forms.BooleanField(label=_lazy("without the codes under it"), required=False)

    def __init__(self, asked: QueryDict, *, project: Project, tree: CodeTree, whole: bool = True) -> None:
        super().__init__(asked, auto_id="ask_%s")
        self.project, self.tree, self.whole, self._asked = project, tree, whole, asked
        self._members = list(
            User.objects.filter(memberships__project=project).only("name", "email").order_by("name", "pk")
        )
        self.fields["code"] = chooser(_("Code"), self._codes(), _("All codes"))
        self._rounds = self._revealed()
        self.fields["whose"] = chooser(_("Whose codings"), whose_choices(self._members, self._rounds), None)
        if self._needs("participant"):
            self.fields["participant"] = chooser(
                _("Participant"), self._participants(), _("All participants")
            )
        if self._needs("transcript"):
            titles = project.transcripts.in_order().values_list("pk", "title")
            self.fields["transcript"] = chooser(_("Transcript"), _keyed(titles), _("All transcripts"))
        if self._needs("tag"):
            # Those on codings of a round that is still blind tell nobody of them.
            revealed = Q(content_object__layer__round=None) | Q(
                content_object__layer__round__revealed__isnull=False
            )
            on_codings = TaggedCoding.objects.filter(revealed, tag=OuterRef("pk"))
            on_transcripts = TaggedTranscript.objects.filter(tag=OuterRef("pk"))
            tags = project.tags.filter(Exists(on_codings) | Exists(on_transcripts)).values_list("pk", "name")
            self.fields["tag"] = chooser(_("Tag"), _keyed(tags), _("Any or none"))
        shown = [(str(attribute.pk), attribute.name) for attribute in self.attributes]
        self.fields["show"] = several(_("About the participant"), shown)
        self.offer_heads(self.attributes)
        for attribute in self.attributes:
            self.fields |= self._asks(attribute)

    def _needs(self, name: str) -> bool:
        """Whether a choice among many rows must be offered: it is shown, or something is chosen."""
        return self.whole or name in self.data

    def _revealed(self) -> list[Round]:
        """The rounds whose work is shown to all."""
        if not (self.whole or "round" in self.data.get("whose", "")):
            return []
        return list(self.project.rounds.filter(revealed__isnull=False))

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What is chosen in the folded part, while that is not on the page."""
        shown = {"code", "alone", "whose", "q", "page", "more", "query", "build"}
        lists = self.data.lists() if isinstance(self.data, QueryDict) and not self.whole else ()
        return [(key, value) for key, values in lists if key not in shown for value in values]

    @cached_property
    def attributes(self) -> list[Attribute]:
        """Those that may be printed: a filter is printed too."""
        if not self.whole and not any(key in {"show", "group"} or ATTRIBUTE.match(key) for key in self.data):
            return []
        known = self.project.attributes.filter(
            Exists(AttributeValue.objects.filter(attribute=OuterRef("pk")))
        )
        return list(known.filter(never_print=False).prefetch_related("choices"))

    @cached_property
    def _held(self) -> set[int]:
        """The choices that somebody has."""
        held = AttributeValue.objects.filter(attribute__in=self.attributes, choice__isnull=False)
        return set(held.order_by().values_list("choice", flat=True).distinct())

    @property
    def asking(self) -> list[forms.BoundField]:
        """The fields that ask for values of attributes."""
        return [self[name] for name in self.fields if ATTRIBUTE.match(name)]

    def _codes(self) -> Choices:
        # An en space a level: browsers drop ordinary spaces in options.
        return [(str(node.code.pk), "\N{EN SPACE}" * node.depth + node.code.name) for node in self.tree]

    def _participants(self) -> Choices:
        return _keyed(self.project.participants.in_study().values_list("pk", "code"))

    @cached_property
    def _texts(self) -> dict[int, Choices]:
        """The values of text attributes, each named by the id of its first row and not by its words."""
        found: dict[int, Choices] = {attribute.pk: [] for attribute in self.attributes}
        texts = [pk.pk for pk in self.attributes if pk.kind == Attribute.Kind.TEXT]
        if texts:
            values = self.project.attributes.filter(pk__in=texts, values__text__isnull=False)
            rows = values.order_by("values__text").values_list("pk", "values__text")
            for pk, text, first in rows.annotate(Min("values__pk")):
                found[pk].append((str(first), text))
        return found

    def _asks(self, attribute: Attribute) -> dict[str, forms.Field]:
        """The fields that ask for values of the attribute."""
        name, label, kind = f"a{attribute.pk}", str(attribute), attribute.kind
        if kind == Attribute.Kind.NUMBER:
            return {f"{name}_{end}": _number(label, end) for end in ("from", "to")}
        if kind == Attribute.Kind.DATE:
            return {f"{name}_{end}": _date(label, end) for end in ("from", "to")}
        if kind == Attribute.Kind.YES_NO:
            return {name: chooser(label, [("yes", _("yes")), ("no", _("no"))], _("Any"))}
        if kind == Attribute.Kind.TEXT:
            return {name: chooser(label, self._texts[attribute.pk], _("Any"))}
        asked = self._asked.getlist(name)
        choices = [
            (str(choice.pk), choice.value)
            for choice in attribute.choices.all()
            if choice.pk in self._held or str(choice.pk) in asked
        ]
        return {name: several(label, choices)}

    def filters(self, words: str = "", question: Asks | None = None) -> Filters:
        """What was asked, as a value; the form is valid."""
        asked, project = self.cleaned_data, self.project
        person, transcript, tag = (asked.get(name) for name in ("participant", "transcript", "tag"))
        return Filters(
            whose=Whose.named(asked["whose"], self._members, self._rounds),
            code=self.tree[int(asked["code"])] if asked["code"] else None,
            with_below=not asked["alone"],
            participant=project.participants.get(pk=person) if person else None,
            transcript=project.transcripts.get(pk=transcript) if transcript else None,
            tag=project.tags.get(pk=tag) if tag else None,
            attributes=tuple(self._wanted()),
            words=words,
            question=question,
            order=self.order_among(self.attributes),
        )

    def extras(self) -> Extras:
        asked = self.cleaned_data["show"]
        return self.extras_with([attribute for attribute in self.attributes if str(attribute.pk) in asked])

    def _wanted(self) -> Iterator[Wanted]:
        for attribute in self.attributes:
            name = f"a{attribute.pk}"
            if f"{name}_from" in self.fields:
                wanted = _range(attribute, self.cleaned_data[f"{name}_from"], self.cleaned_data[f"{name}_to"])
            else:
                wanted = self._one_of(attribute, self.cleaned_data[name])
            if wanted:
                yield wanted

    def _one_of(self, attribute: Attribute, asked: str | list[str]) -> Wanted | None:
        if not asked:
            return None
        if attribute.kind == Attribute.Kind.YES_NO:
            return Wanted(attribute, Q(flag=asked == "yes"), _("yes") if asked == "yes" else _("no"))
        if isinstance(asked, str):
            text = dict(self._texts[attribute.pk])[asked]
            return Wanted(attribute, Q(text=text), text)
        values = [choice.value for choice in attribute.choices.all() if str(choice.pk) in asked]
        return Wanted(attribute, Q(choice__in=asked), _(" or ").join(values))


def _range(attribute: Attribute, low: Decimal | date | None, high: Decimal | date | None) -> Wanted | None:
    field = "number" if attribute.kind == Attribute.Kind.NUMBER else "date"
    if low is None and high is None:
        return None
    condition = Q(**{f"{field}__isnull": False})
    condition &= Q() if low is None else Q(**{f"{field}__gte": low})
    condition &= Q() if high is None else Q(**{f"{field}__lte": high})
    if low == high:
        return Wanted(attribute, condition, str(low))
    if low is not None and high is not None:
        return Wanted(attribute, condition, _("%(low)s to %(high)s") % {"low": low, "high": high})
    words = _("%s or more") % low if low is not None else _("%s or less") % high
    return Wanted(attribute, condition, words)


def _keyed(rows: Iterable[tuple[int, str]]) -> Choices:
    return [(str(pk), label) for pk, label in rows]


class WordsForm(forms.Form):
    """Words to look for; posted, so that they stand in no address."""

    words = forms.CharField(label=_lazy("Words in the passage"), max_length=MOST_WORDS, required=False)
