"""How the picked quotes are spread: who is quoted how often, and who never."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.excerpts.retrieval import silent_in
from coding.matrix.grouping import GROUPING, Arrangement, arranged
from coding.matrix.rows import Arranged
from coding.retrieval.bank import Picked
from interviews.models import Attribute
from projects.models import Project, User


@dataclass(frozen=True)
class Share:
    """What of the quotes is a participant's, or a group's."""

    label: str
    quotes: int
    words: int
    people: int
    """How many they are; 1 for a participant."""
    quoted: int
    """How many of them are quoted."""
    is_silent: bool = False
    """Whether nobody of them allows quotes."""


@dataclass(frozen=True)
class Balance:
    participants: tuple[Share, ...]
    groups: tuple[Share, ...] = ()
    attribute: Attribute | None = None

    @cached_property
    def never(self) -> list[str]:
        """The participants who are never quoted though they may be."""
        return [share.label for share in self.participants if not share.quotes and not share.is_silent]

    @cached_property
    def groups_never(self) -> list[str]:
        return [share.label for share in self.groups if not share.quotes and not share.is_silent]

    @property
    def sentences(self) -> list[str]:
        """What is to be said of it, most first."""
        quoted, of = sum(1 for share in self.participants if share.quotes), len(self.participants)
        said = ngettext("Quoted: %(n)s of %(of)s participant.", "Quoted: %(n)s of %(of)s participants.", of)
        sentences = [said % {"n": quoted, "of": of}]
        if self.never:
            sentences.append(_("Never quoted: %(who)s.") % {"who": ", ".join(self.never)})
        if self.attribute and self.groups_never:
            sentences.append(
                _("Never quoted by %(attribute)s: %(groups)s.")
                % {"attribute": self.attribute, "groups": ", ".join(self.groups_never)}
            )
        return sentences


def groupings(project: Project) -> list[Attribute]:
    """The attributes by which it can be told, which may be printed and make groups."""
    return list(project.attributes.filter(kind__in=GROUPING, never_print=False))


def balance(
    project: Project, person: User, quotes: Sequence[Picked], attribute: Attribute | None = None
) -> Balance:
    """The balance among those who appear in a transcript; a quote is counted for whom its citation names.

    What only the interviewer says is counted for nobody.
    """
    silent = silent_in(project).participants
    said = [quote for quote in quotes if not quote.is_asked]
    single = arranged(project, person, Arrangement())
    people = _shares(single, said, silent)
    if attribute is None:
        return Balance(people)
    groups = arranged(project, person, Arrangement(attribute=attribute, is_grouped=True))
    return Balance(people, _shares(groups, said, silent), attribute)


def _shares(arranged: Arranged, quotes: Sequence[Picked], silent: Collection[int]) -> tuple[Share, ...]:
    """Of each row in which somebody appears in a transcript."""
    return tuple(
        _share(row.label, row.units & arranged.speaking, quotes, silent)
        for row in arranged.rows
        if row.units & arranged.speaking
    )


def _share(label: str, people: frozenset[int], quotes: Sequence[Picked], silent: Collection[int]) -> Share:
    theirs = [quote for quote in quotes if quote.participant in people]
    return Share(
        label=label,
        quotes=len(theirs),
        words=sum(quote.length for quote in theirs),
        people=len(people),
        quoted=len({quote.participant for quote in theirs}),
        is_silent=people <= set(silent),
    )
