"""A report as one value, composed of the parts that its recipe names."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.codebook.stylesheets import address_of
from coding.excerpts.asked import WORDS
from coding.exports.tables import Table
from coding.models import Recipe
from coding.recipes.kinds import KINDS, Kind, Report
from coding.recipes.linking import Links, links_of
from coding.recipes.making import Making
from coding.recipes.sheets import OF_TABLES, Page, Sheet, report_rule, rules_of, within
from coding.recipes.titles import told_apart
from coding.recipes.writing import Chosen, chosen_in
from coding.reports.front import Front, front
from coding.retrieval.question import QUERY
from projects.models import Project, User
from projects.refusals import Refused

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Part:
    place: int
    """Its number in the report, from 1."""
    chosen: Chosen
    kind: Kind
    sheet: Sheet
    making: Making
    report: Report | None
    """``None`` where it could not be made."""
    problem: str = ""
    """Why it could not."""
    called: str = ""
    """What tells it apart from others that would have its title."""

    @property
    def title(self) -> str:
        own = self.report.front.title if self.report else str(self.kind.label)
        return self.chosen.title or self.called or own

    @property
    def page(self) -> Page:
        return Page(self.sheet, self.margin)

    @property
    def prefix(self) -> str:
        return prefix_of(self.place)

    @property
    def anchor(self) -> str:
        return f"{self.prefix}top"

    @property
    def margin(self) -> str:
        """Of its pages, as its kind needs it; what suits a page on its side lies narrow upright too."""
        return self.kind.margin or (OF_TABLES if self.kind.is_across else "")

    @property
    def turns(self) -> bool:
        """Whether tables within it that need a page on its side lie on another than the rest."""
        return within(self.page, bool(self.chosen.turned)).name != self.page.name

    @property
    def chapters(self) -> Sequence[tuple[str, str]]:
        """What of it stands in the contents: anchors and titles."""
        found = self.kind.chapters(self.report) if self.report else ()
        return [(f"{self.prefix}{anchor}", title) for anchor, title in found]

    @property
    def whose(self) -> str:
        return self.report.front.whose.label if self.report and self.report.front.whose else ""

    @property
    def asked(self) -> str:
        """What was asked for, in one line."""
        terms = self.report.front.filters if self.report else ()
        return " · ".join(f"{term}: {words}" for term, words in terms)

    @property
    def tables(self) -> Mapping[str, Table]:
        return self.kind.tables(self.report, self.making) if self.report else {}

    @property
    def colours(self) -> str:
        """The address of a stylesheet with its codes' colours, if it has any."""
        return str(getattr(self.report, "colours", ""))


def prefix_of(place: int) -> str:
    return f"p{place}-"


@dataclass(frozen=True)
class Composed:
    recipe: Recipe
    front: Front
    parts: Sequence[Part]

    @cached_property
    def links(self) -> Links:
        return links_of((part.place, part.prefix, part.report) for part in self.parts)

    @property
    def styles(self) -> list[str]:
        """The stylesheets of its parts, each once."""
        return list(dict.fromkeys(f"static:{name}" for part in self.parts for name in part.kind.styles))

    @property
    def colours(self) -> list[str]:
        return [part.colours for part in self.parts if part.colours]

    @property
    def pages(self) -> str:
        """The address of a stylesheet that says which paper each part lies on."""
        rules = dict.fromkeys(
            rule for part in self.parts for rule in rules_of(part.place, part.page, bool(part.chosen.turned))
        )
        return address_of("".join((report_rule(self.recipe.paper), *rules)))

    @property
    def begun(self) -> list[tuple[Part, bool]]:
        """Its parts, and whether each begins a page, as one does where the paper changes."""
        before = [None, *(part.page.name for part in self.parts)]
        return [(part, part.page.name != page) for part, page in zip(self.parts, before, strict=False)]

    @property
    def problems(self) -> list[str]:
        """The parts that could not be made, and why."""
        return [f"{part.title}: {part.problem}" for part in self.parts if part.problem]

    @property
    def told(self) -> list[Part]:
        """The parts of which there is more to say than their headings."""
        return [part for part in self.parts if part.whose or part.asked or part.problem]

    @property
    def conventions(self) -> list[str]:
        return [line.strip() for line in self.recipe.conventions.split("\n") if line.strip()]

    @property
    def kinds(self) -> set[str]:
        return {part.kind.key for part in self.parts if part.report}


def compose(recipe: Recipe, project: Project, user: User, address: str, progress: Progress) -> Composed:
    """The report as the person may see it now; ``project`` came through the door.

    A part that can't be made says why, and the others are made all the same.
    """
    chosen = chosen_in(recipe)
    head = front(project, recipe.title or recipe.name, None, filters=(), sentences=())
    parts = []
    for place, each in enumerate(chosen, start=1):
        part = _part(recipe, each, place, (project, user, address))
        progress("parts", place, len(chosen))
        parts.append(_made(part))
    return Composed(recipe, head, told_apart(parts))


def _part(recipe: Recipe, chosen: Chosen, place: int, whom: tuple[Project, User, str]) -> Part:
    kind = KINDS[chosen.kind]
    is_across = kind.is_across if not chosen.turned else chosen.turned == "across"
    sheet = Sheet(chosen.paper or recipe.paper, is_across)
    project, user, address = whom
    making = Making(project, user, QueryDict(chosen.query), address, prefix_of(place), sheet.room)
    return Part(place, chosen, kind, sheet, making, None)


def _made(part: Part) -> Part:
    try:
        refuse_lost(part.kind, part.making)
        return replace(part, report=part.kind.make(part.making))
    except Refused as refusal:
        return replace(part, problem=str(refusal))


def refuse_lost(kind: Kind, making: Making) -> None:
    """Raise where something that is asked for is gone: less would be filtered than is wished for."""
    form = kind.asks(making.project, making.user, making.query)
    if not form.is_valid():
        labels = ", ".join(_label(form, name) for name in form.errors if name in form.fields)
        raise Refused(
            _("What was asked for is no longer in the study (%(what)s). Change this part of the report.")
            % {"what": labels or _("some of it")}
        )


def told(kind: Kind, making: Making) -> Iterator[str]:
    """What a part asks for, in words, for lists of parts: each question that is not left open."""
    if not making.query:
        return
    form = kind.asks(making.project, making.user, making.query)
    form.full_clean()
    yield from (_answer(form, name, value) for name, value in form.cleaned_data.items() if value)
    if making.query.get(WORDS):
        yield _("with words that were looked for")
    if making.query.get(QUERY):
        yield _("of a query that was built")
    for name in form.errors:
        yield _("%(what)s: no longer in the study") % {"what": _label(form, name)}


def _answer(form: forms.Form, name: str, value: object) -> str:
    """A question with what was answered, by the labels that the form has."""
    label, choices = _label(form, name), dict(_flat(getattr(form.fields[name], "choices", ())))
    if value is True:
        return label
    values = value if isinstance(value, list) else [value]
    return f"{label}: {_few([str(choices.get(each, each)).strip() for each in values])}"


def _label(form: forms.Form, name: str) -> str:
    """Less what a label says of how to fill in the field."""
    return str(form[name].label).partition(";")[0]


def _few(names: Sequence[str]) -> str:
    if len(names) <= 4:
        return ", ".join(names)
    rest = len(names) - 3
    return ", ".join(names[:3]) + ngettext(" and %(n)s more", " and %(n)s more", rest) % {"n": rest}


def _flat(choices: object) -> Iterator[tuple[object, object]]:
    """Choices without their groups."""
    for key, label in choices:  # type: ignore[attr-defined]
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield key, label
