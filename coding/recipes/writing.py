"""The writers of recipes: each is an act, and so can be undone."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Any, Self

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from coding.models import Recipe
from coding.row_versions import Outdated, new_version
from projects.acts import Act, act
from projects.models import Project, User
from projects.refusals import Refused

MOST_PARTS = 60
CHANGED = _lazy(
    "Somebody changed this report since you opened it. Nothing was saved: look at it as it is now."
)


@dataclass(frozen=True)
class Chosen:
    """A part as the recipe keeps it."""

    kind: str
    """A key of ``kinds.KINDS``."""
    query: str = ""
    title: str = ""
    paper: str = ""
    """A value of ``Recipe.Paper``; nothing for that of the report."""
    turned: str = ""
    """upright, across, or as suits it best."""
    number: int = 0
    """By chance where it was added, so that none is given again, after an undo neither."""

    @classmethod
    def kept(cls, part: dict[str, Any]) -> Self:
        return cls(**part)

    @property
    def mark(self) -> str:
        """Tells the part from what anybody made of it since."""
        return sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:32]


def chosen_in(recipe: Recipe) -> list[Chosen]:
    """The parts in the order of the report."""
    return [Chosen.kept(part) for part in recipe.parts]


def compose(project: Project, by: User, name: str, parts: Sequence[Chosen], **said: str) -> Recipe:
    """A new recipe of these parts; ``said`` is its title page. Raises ``Refused``."""
    with act(project, by) as doing:
        if Recipe.objects.filter(project=project, name=name).exists():
            raise Refused(_("There is a report of that name already."))
        numbered = [replace(part, number=number) for number, part in enumerate(parts, start=1)]
        recipe = Recipe(project=doing.project, by=by, name=name, parts=_kept(numbered), **said)
        doing.insert(recipe)
        doing.record("composed", recipe, recipe=recipe.pk)
    return recipe


def describe(recipe: Recipe, by: User, said: dict[str, Any], version: int) -> None:
    """Give the recipe another name or title page; raises ``Outdated``."""
    with act(recipe.project, by) as doing:
        recipe = _as_it_stands(recipe)
        if version != recipe.version:
            raise Outdated(str(CHANGED), recipe)
        _change(doing, recipe, **said)


def add(recipe: Recipe, by: User, part: Chosen) -> Chosen:
    """Put a part at the end; raises ``Refused``."""
    with act(recipe.project, by) as doing:
        recipe = _as_it_stands(recipe)
        parts = chosen_in(recipe)
        if len(parts) >= MOST_PARTS:
            raise Refused(_("A report has %(most)s parts at most. Make another.") % {"most": MOST_PARTS})
        part = replace(part, number=new_version())
        _change(doing, recipe, parts=_kept([*parts, part]))
    return part


def change_part(recipe: Recipe, by: User, part: Chosen, opened: str) -> None:
    """Make the part of that number what ``part`` says; raises ``Outdated`` unless ``opened`` is its mark."""
    with act(recipe.project, by) as doing:
        recipe = _as_it_stands(recipe)
        parts = chosen_in(recipe)
        place = place_of(parts, part.number)
        if parts[place].mark != opened:
            raise Outdated(str(CHANGED), recipe)
        _change(doing, recipe, parts=_kept([*parts[:place], part, *parts[place + 1 :]]))


def move_part(recipe: Recipe, by: User, number: int, steps: int) -> None:
    """Put the part so many places further down, or up where ``steps`` is negative; raises ``Refused``."""
    with act(recipe.project, by) as doing:
        recipe = _as_it_stands(recipe)
        parts = chosen_in(recipe)
        place = place_of(parts, number)
        part = parts.pop(place)
        parts.insert(max(0, min(len(parts), place + steps)), part)
        _change(doing, recipe, parts=_kept(parts))


def remove_part(recipe: Recipe, by: User, number: int) -> None:
    """Take the part out; raises ``Refused`` where somebody did already."""
    with act(recipe.project, by) as doing:
        recipe = _as_it_stands(recipe)
        parts = chosen_in(recipe)
        parts.pop(place_of(parts, number))
        _change(doing, recipe, parts=_kept(parts))


def delete(recipe: Recipe, by: User) -> None:
    """Take the recipe away; files that were made by it stay with who made them."""
    with act(recipe.project, by) as doing:
        recipe = _as_it_stands(recipe)
        doing.delete(recipe)
        doing.record("deleted", recipe, recipe=recipe.pk)


def part_in(recipe: Recipe, number: int) -> Chosen:
    """Raises ``Refused`` where it is no longer in the report."""
    parts = chosen_in(recipe)
    return parts[place_of(parts, number)]


def place_of(parts: Sequence[Chosen], number: int) -> int:
    """Where the part of that number stands; raises ``Refused``."""
    place = next((place for place, part in enumerate(parts) if part.number == number), None)
    if place is None:
        raise Refused(_("That part is no longer in the report."))
    return place


def _change(doing: Act, recipe: Recipe, **fields: Any) -> None:
    if doing.change(recipe, **fields):
        doing.change(recipe, version=new_version(), changed=timezone.now())
        doing.record("changed", recipe, recipe=recipe.pk)


def _kept(parts: Sequence[Chosen]) -> list[dict[str, Any]]:
    return [asdict(part) for part in parts]


def _as_it_stands(recipe: Recipe) -> Recipe:
    """The recipe read again under the lock."""
    found = Recipe.objects.select_related("project").filter(pk=recipe.pk).first()
    if found is None:
        raise Refused(_("This report was deleted meanwhile."))
    return found
