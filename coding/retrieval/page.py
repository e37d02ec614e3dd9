"""What the page of excerpts shows of queries: the builder, those that were saved, and what goes beside."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from coding.excerpts.asked import BUILD, MORE, PAGE, TICK, Asked, without
from coding.forms.query import Offered
from coding.models import SavedQuery
from coding.retrieval.builder import additions, row_of, whole_of
from coding.retrieval.question import QUERY, Question
from coding.retrieval.saving import BESIDE, may_change, offered
from projects.models import User

SHOWN = ("whose", "context", "group", "sort", "question", "coders")
"""What goes beside a query and is asked in a form with it."""


@dataclass(frozen=True)
class Saved:
    """A saved query as it is listed."""

    name: str
    guid: UUID
    address: str
    whose: str
    shared: bool
    may_change: bool
    is_here: bool


def query_shown(asked: Asked, query: QueryDict, user: User) -> dict[str, object]:
    question = asked.filters.question
    assert question is None or isinstance(question, Question)  # noqa: S101  nothing else asks
    told: dict[str, object] = {
        "question": question,
        "queries": _saved(asked, question, user),
        "unbuilt": without(query, PAGE, MORE, TICK, BUILD).urlencode(),
        "beside": without(query, PAGE, MORE, TICK, BUILD, QUERY, *SHOWN).urlencode(),
        "hidden": _hidden(query),
    }
    if BUILD not in query:
        return told
    offered = Offered(asked.project, asked.tree)
    row = row_of(whole_of(question.whole if question else None), offered)
    return told | {"row": row, "additions": additions(offered)}


def _hidden(query: QueryDict) -> list[tuple[str, str]]:
    left = without(query, PAGE, MORE, *SHOWN)
    return [(key, value) for key, values in left.lists() for value in values]


def _saved(asked: Asked, question: Question | None, user: User) -> list[Saved]:
    rows = offered(asked.project, user)
    names = _names({each.by_id for each in rows} - {user.pk})
    return [
        Saved(
            name=each.name,
            guid=each.guid,
            address="&".join(
                part for part in (f"{QUERY}={each.guid}", str(each.wishes.get(BESIDE, ""))) if part
            ),
            whose=_whose(each, user, names),
            shared=each.shared,
            may_change=may_change(asked.project, each, user),
            is_here=bool(question and question.saved.pk == each.pk),
        )
        for each in rows
    ]


def _names(of: set[int]) -> dict[int, User]:
    """People rename themselves without an event of the study, so that they are read each time."""
    return User.objects.in_bulk(of) if of else {}


def _whose(saved: SavedQuery, user: User, names: Mapping[int, User]) -> str:
    if saved.by_id == user.pk:
        return _("yours, shared") if saved.shared else _("yours alone")
    return _("shared by %(who)s") % {"who": names[saved.by_id]}
