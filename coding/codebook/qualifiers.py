"""Qualifiers: what codings can be marked with. They stand still while a round runs, as all meanings do."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Max, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.codebook.keys import keys_of
from coding.models import Coding, CodingQualifier, Qualifier, QualifierValue
from coding.rounds.freezing import refuse_frozen
from interviews.signs import in_one_line, refuse_hidden
from projects.acts import Act, act
from projects.models import Project, User
from projects.refusals import Refused


@dataclass(frozen=True)
class Meant:
    """What a qualifier is to be; a value with an empty name is taken out."""

    name: str
    use: str = ""
    key: str = ""
    """The letter that sets it; without one it gets what is left."""
    values: Mapping[int, str] = field(default_factory=dict)
    """The names of those that there are, by their ids."""
    retired: Collection[int] = frozenset()
    """The ids of those that are no longer offered."""
    more: str = ""
    """The name of a new one, if any."""


@dataclass(frozen=True)
class Shown:
    qualifier: Qualifier
    key: str
    codings: Mapping[int, int]
    """On how many codings each value is, by its id, so far as the person may see them."""

    @property
    def values(self) -> list[tuple[QualifierValue, int]]:
        return [(value, self.codings.get(value.pk, 0)) for value in self.qualifier.values.all()]


def qualifiers_shown(project: Project, user: User) -> list[Shown]:
    visible = Coding.objects.of(project).visible_to(user)
    marks = CodingQualifier.objects.filter(coding__in=visible).order_by().values_list("value")
    codings = dict(marks.annotate(Count("pk")))
    qualifiers = list(project.qualifiers.prefetch_related("values"))
    keys = keys_of(qualifiers)
    return [Shown(each, keys[each.pk], codings) for each in qualifiers]


def add(project: Project, meant: Meant, by: User) -> Qualifier:
    """A new qualifier, last in order, with its first value; raises ``Refused``."""
    with act(project, by) as doing:
        refuse_frozen(doing.project)
        name = _named(meant.name, project.qualifiers.values_list("name", flat=True))
        _refuse_key(meant, project.qualifiers.all())
        qualifier = Qualifier(project=project, name=name, use=in_one_line(meant.use), key=meant.key)
        qualifier.position = 1 + (project.qualifiers.aggregate(last=Max("position"))["last"] or 0)
        doing.insert(qualifier)
        doing.record("added", qualifier)
        _add_value(doing, qualifier, meant.more)
    return qualifier


def revise(qualifier: Qualifier, meant: Meant, by: User) -> bool:
    """Make the qualifier and its values what is meant; whether anything changed.

    All of it is one act. Raises ``Refused``.
    """
    with act(qualifier.project, by) as doing:
        refuse_frozen(doing.project)
        others = doing.project.qualifiers.exclude(pk=qualifier.pk)
        name = _named(meant.name, others.values_list("name", flat=True))
        _refuse_key(meant, others)
        if doing.change(qualifier, name=name, use=in_one_line(meant.use), key=meant.key):
            doing.record("changed", qualifier)
        for value in qualifier.values.filter(pk__in=meant.values):
            _revise_value(doing, value, meant)
        _add_value(doing, qualifier, meant.more)
        return bool(doing.events)


def take_out(qualifier: Qualifier, by: User) -> None:
    """Take the qualifier away with its values, none of which is on a coding; raises ``Refused``."""
    with act(qualifier.project, by) as doing:
        refuse_frozen(doing.project)
        for value in qualifier.values.all():
            _take_out_value(doing, value)
        doing.delete(qualifier)
        doing.record("removed", qualifier)


def _revise_value(doing: Act, value: QualifierValue, meant: Meant) -> None:
    name, is_retired = in_one_line(meant.values[value.pk]), value.pk in meant.retired
    if not name:
        _take_out_value(doing, value)
        return
    siblings = QualifierValue.objects.filter(qualifier=value.qualifier_id).exclude(pk=value.pk)
    if doing.change(value, value=_named(name, siblings.values_list("value", flat=True))):
        doing.record("renamed", value)
    if doing.change(value, is_retired=is_retired):
        doing.record("retired" if is_retired else "brought back", value)


def _add_value(doing: Act, qualifier: Qualifier, name: str) -> None:
    if not name.strip():
        return
    name = _named(name, qualifier.values.values_list("value", flat=True))
    last = qualifier.values.aggregate(last=Max("position"))["last"] or 0
    value = QualifierValue(qualifier=qualifier, value=name, position=last + 1)
    doing.insert(value)
    doing.record("added", value)


def _take_out_value(doing: Act, value: QualifierValue) -> None:
    number = value.marks.count()
    if number:
        said = ngettext(
            "“%(value)s” is on %(n)s coding and stays; say that it is no longer offered instead.",
            "“%(value)s” is on %(n)s codings and stays; say that it is no longer offered instead.",
            number,
        )
        raise Refused(said % {"value": value, "n": f"{number:,}"})
    doing.delete(value)
    doing.record("removed", value)


def _refuse_key(meant: Meant, others: QuerySet[Qualifier]) -> None:
    other = others.filter(key=meant.key).first() if meant.key else None
    if other:
        said = _("“%(name)s” has the key %(key)s; nothing was changed.")
        raise Refused(said % {"name": other, "key": meant.key.upper()})


def _named(name: str, taken: Iterable[str]) -> str:
    """The name in one line, if no other has it."""
    name = in_one_line(name)
    refuse_hidden(name)
    if not name:
        raise Refused(_("A qualifier needs a name; nothing was changed."))
    if name.casefold() in {each.casefold() for each in taken}:
        raise Refused(_("There is another “%(name)s”; nothing was changed.") % {"name": name})
    return name
