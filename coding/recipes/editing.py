"""A recipe as its page shows it, and parts as they are asked for by forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django import forms
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from coding.excerpts.asked import WORDS, phrase_of, save_words, saved_words
from coding.excerpts.listing import tree_to_list
from coding.forms.recipes import TURNED, PartForm
from coding.models import Recipe
from coding.recipes.composed import told
from coding.recipes.kinds import KINDS, Kind
from coding.recipes.making import Making
from coding.recipes.writing import Chosen, chosen_in
from coding.retrieval.question import QUERY, question_of
from projects.models import Project, User

WORDED = ("excerpts", "memos")
"""The kinds that can look for words."""


class Listed(NamedTuple):
    """A part in the list of a recipe's page."""

    place: int
    chosen: Chosen
    kind: Kind
    asked: Sequence[str]
    """What it asks for, in words."""
    is_last: bool

    @property
    def title(self) -> str:
        return self.chosen.title or str(self.kind.label)

    @property
    def paper(self) -> str:
        """``A3 across``; empty where it lies as the report does and as suits it best."""
        said = {**dict(Recipe.Paper.choices), **dict(TURNED), "": ""}
        return " ".join(str(said[each]) for each in (self.chosen.paper, self.chosen.turned) if each)


def listed(recipe: Recipe, project: Project, user: User) -> list[Listed]:
    parts = chosen_in(recipe)
    return [
        Listed(
            place,
            part,
            KINDS[part.kind],
            list(told(KINDS[part.kind], _making(project, user, part.query))),
            place == len(parts),
        )
        for place, part in enumerate(parts, start=1)
    ]


def _making(project: Project, user: User, query: str) -> Making:
    return Making(project, user, QueryDict(query), "", "")


@dataclass(frozen=True)
class PartPage:
    """The two forms of one part: what every part asks, and what its kind does."""

    project: Project
    user: User
    chosen: Chosen
    posted: QueryDict | None = None

    @property
    def kind(self) -> Kind:
        return KINDS[self.chosen.kind]

    @cached_property
    def general(self) -> PartForm:
        stands = {f"part-{name}": getattr(self.chosen, name) for name in ("title", "paper", "turned")}
        return PartForm(stands | {"part-opened": self.chosen.mark} if self.posted is None else self.posted)

    @cached_property
    def own(self) -> forms.Form:
        query = QueryDict(self.chosen.query) if self.posted is None else self.posted
        return self.kind.asks(self.project, self.user, query)

    @property
    def words(self) -> str | None:
        """Those that are looked for; ``None`` where the kind looks for none."""
        if self.chosen.kind not in WORDED:
            return None
        guid = QueryDict(self.chosen.query).get(WORDS, "")
        found = self.project.saved_queries.filter(guid=guid).first() if guid else None
        return str(found.wishes.get("words", "")) if found else ""

    @cached_property
    def misses(self) -> list[str]:
        """In words what the part asked for and is gone; saved, it asks for it no more."""
        query = QueryDict(self.chosen.query)
        said = []
        if self._lacks_query:
            said.append(_("The query that this part showed is gone. Saved, the part goes without it."))
        if query.get(WORDS) and not self.words:
            said.append(_("The words that this part looked for are gone. Saved, the part goes without them."))
        return said

    @cached_property
    def _lacks_query(self) -> bool:
        try:
            question_of(self.project, tree_to_list(self.project), QueryDict(self.chosen.query).get(QUERY, ""))
        except Http404:
            return True
        return False

    @property
    def opened(self) -> str:
        """The mark of the part as the forms were opened; they are valid."""
        return str(self.general.cleaned_data["opened"])

    @property
    def is_valid(self) -> bool:
        return all([self.general.is_valid(), self.own.is_valid()])

    @property
    def asked(self) -> Chosen:
        """The part as the forms ask for it; they are valid."""
        general = self.general.cleaned_data
        query = (query_of(self.own, self.posted or QueryDict()), self._kept())
        return Chosen(
            self.chosen.kind,
            "&".join(filter(None, query)),
            general["title"],
            general["paper"],
            general["turned"],
            self.chosen.number,
        )

    def _kept(self) -> str:
        """What no field asks: the words, behind the id of a saved query, and columns that are open."""
        before, posted = QueryDict(self.chosen.query), self.posted or QueryDict()
        kept = QueryDict(mutable=True)
        if self.chosen.kind in WORDED and (words := phrase_of(posted)):
            kept[WORDS] = save_words(self.project, self.user, words)
        for name in ({"open"} if self._lacks_query else {QUERY, "open"}) & before.keys():
            kept.setlist(name, before.getlist(name))
        return kept.urlencode()


def query_of(form: forms.Form, data: QueryDict) -> str:
    """What was answered, as an address would hold it: only what fields ask, and nothing that is empty."""
    asked = QueryDict(mutable=True)
    for name in form.fields:
        values = [value for value in data.getlist(name) if value]
        if values:
            asked.setlist(name, values)
    return asked.urlencode()


def query_from_page(kind: Kind, project: Project, user: User, address: QueryDict) -> str:
    """The query of a page of the kind, as far as it is understood, for a part of a report."""
    form = kind.asks(project, user, address)
    form.full_clean()
    understood = address.copy()
    for name in form.errors:
        understood.pop(name, None)
    query = QueryDict(query_of(form, understood), mutable=True)
    for name, values in _kept_of(project, address).items():
        query.setlist(name, values)
    return query.urlencode()


def _kept_of(project: Project, address: QueryDict) -> dict[str, list[str]]:
    """What no field asks, as far as it names something of the study; raises ``Http404``."""
    words, query = str(address.get(WORDS, "")), str(address.get(QUERY, ""))
    saved_words(project, words)
    question_of(project, tree_to_list(project), query)
    opened = [str(pk) for pk in address.getlist("open") if pk.isdecimal() and len(pk) < 10]
    found = {WORDS: [words], QUERY: [query], "open": opened[:100]}
    return {name: values for name, values in found.items() if any(values)}
