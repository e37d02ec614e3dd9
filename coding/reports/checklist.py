"""The reporting checklist with what the study shows and what the team says, as one value."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.checklist.facts import Known
from coding.checklist.items import DOMAINS, ITEMS, SOURCE, Item
from coding.checklist.known import known
from coding.checklist.study import Study
from coding.models import ChecklistAnswer
from coding.reports.front import Front, front
from coding.reports.sources import Work
from projects.models import Project, User

LONG = 1500
"""Characters of an item that takes half a page in print."""


@dataclass(frozen=True)
class Line:
    """An item, what Verbatim knows of it and what the team says to it."""

    item: Item
    known: Known | None
    answer: ChecklistAnswer | None

    @property
    def is_answered(self) -> bool:
        return self.is_said or bool(self.known and self.known.is_whole)

    @property
    def is_said(self) -> bool:
        """Whether the team answered it."""
        return bool(self.answer and self.answer.body)

    @property
    def is_long(self) -> bool:
        """Whether its row may go on on the next page, since nearly half of one would be empty without it."""
        return len(self.known.sentence if self.known else "") + len(self.own) > LONG

    @property
    def look(self) -> str:
        """As a page's stylesheet names it."""
        return "good" if self.is_answered else "busy" if self.known else ""

    @property
    def state(self) -> str:
        if self.answer and self.answer.does_not_apply:
            return _("does not apply")
        if self.is_answered:
            return _("answered")
        return _("known in part") if self.known else _("open")

    @property
    def own(self) -> str:
        """The team's words, as they are reported."""
        if self.answer is None or not self.answer.body:
            return ""
        said = _("Does not apply: %(why)s") if self.answer.does_not_apply else "%(why)s"
        return said % {"why": self.answer.body}

    @property
    def reported(self) -> str:
        return "\n".join(filter(None, [self.known.sentence if self.known else "", self.own]))


@dataclass(frozen=True)
class GroupOfLines:
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class DomainOfLines:
    number: int
    title: str
    groups: tuple[GroupOfLines, ...]

    @property
    def lines(self) -> Iterator[Line]:
        return (line for group in self.groups for line in group.lines)

    @property
    def answered(self) -> int:
        return sum(line.is_answered for line in self.lines)


@dataclass(frozen=True)
class Checklist:
    front: Front
    domains: tuple[DomainOfLines, ...]

    @property
    def lines(self) -> Iterator[Line]:
        return (line for domain in self.domains for line in domain.lines)

    @property
    def answered(self) -> int:
        return sum(line.is_answered for line in self.lines)

    @property
    def items(self) -> int:
        return len(ITEMS)

    @property
    def source(self) -> Work:
        return SOURCE


def checklist(project: Project, user: User) -> Checklist:
    """As far as the person may see what it tells of."""
    study, answers = Study(project, user), {each.item: each for each in _answers(project)}

    def line(item: Item) -> Line:
        return Line(item, known(study, item.number), answers.get(item.number))

    domains = tuple(
        DomainOfLines(
            number,
            str(domain.title),
            tuple(GroupOfLines(str(group.title), tuple(map(line, group.items))) for group in domain.groups),
        )
        for number, domain in enumerate(DOMAINS, start=1)
    )
    return Checklist(_front(project, domains), domains)


def line_of(project: Project, user: User, item: Item) -> Line:
    """One item alone."""
    answer = _answers(project).filter(item=item.number).first()
    return Line(item, known(Study(project, user), item.number), answer)


def _answers(project: Project) -> QuerySet[ChecklistAnswer]:
    return ChecklistAnswer.objects.filter(project=project).select_related("by")


def _front(project: Project, domains: tuple[DomainOfLines, ...]) -> Front:
    answered = sum(domain.answered for domain in domains)
    said = ngettext("%(n)s of %(of)s items is answered.", "%(n)s of %(of)s items are answered.", answered) % {
        "n": answered,
        "of": len(ITEMS),
    }
    how = _("What stands in grey is what Verbatim knows of the study; the rest are the team’s own words.")
    words = _("The questions are put in short words of our own; the paper that is cited has them in full.")
    terms = [(_("Checklist"), str(SOURCE))]
    return front(project, _("Reporting checklist (COREQ)"), None, filters=terms, sentences=[said, how, words])
