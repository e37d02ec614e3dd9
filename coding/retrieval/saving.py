"""Queries that have a name: saved, shared with the team, taken away; each is one act."""

from functools import lru_cache

from django.http import QueryDict
from django.utils.translation import gettext as _

from coding.analysis.query_json import dump
from coding.excerpts.asked import WORDS, without
from coding.models import SavedQuery
from coding.retrieval.question import QUERY, Question
from interviews.signs import in_one_line
from projects.access import May, can
from projects.acts import act
from projects.models import Project, User
from projects.refusals import Refused

LONGEST_NAME = 80
BESIDE = "beside"
"""In the wishes, the rest of the address: whose codings, and what is shown with each excerpt.

Never words that are looked for: what holds them goes with anybody's withdrawal, and the link with it.
"""


def offered(project: Project, user: User) -> list[SavedQuery]:
    """Those with a name that are the person's own or shared with the team, each with no more of its wishes
    than what stands beside."""
    return [
        each for each in named_since(project.pk, project.last_event) if each.by_id == user.pk or each.shared
    ]


@lru_cache(maxsize=64)
def named_since(project: int, _event: int) -> tuple[SavedQuery, ...]:
    """Read once between two events of the project, since every change of them makes one; not to be changed.

    What is asked is left out: words of an interview are not to be remembered.
    """
    rows = SavedQuery.objects.filter(project=project).exclude(name="").order_by("name", "pk")
    named = tuple(rows.only("guid", "by", "wishes", "name", "shared"))
    for each in named:
        each.wishes = {BESIDE: str(each.wishes.get(BESIDE, ""))}
    return named


def save(question: Question, name: str, beside: str, by: User, *, shared: bool) -> SavedQuery:
    """Give the query a name, under which it is listed; raises ``Refused``."""
    name = in_one_line(name)
    if not name or len(name) > LONGEST_NAME:
        raise Refused(_("A name has 1 to %(most)s characters; nothing was saved.") % {"most": LONGEST_NAME})
    if question.asked is None:
        raise Refused(_("Nothing is chosen in this query yet; nothing was saved."))
    with act(question.project, by) as doing:
        if SavedQuery.objects.filter(project=doing.project, by=by, name=name).exists():
            raise Refused(
                _("You have saved a query as “%(name)s” already; choose another name.") % {"name": name}
            )
        wishes = {QUERY: dump(question.asked), BESIDE: wordless(beside)}
        saved = SavedQuery(project=doing.project, by=by, wishes=wishes, name=name, shared=shared)
        doing.insert(saved)
        doing.record("saved", saved)
    return saved


def wordless(beside: str) -> str:
    """The rest of an address without the words that are looked for."""
    return without(QueryDict(beside), WORDS).urlencode()


def forget_words(project: Project) -> None:
    """Take them out of what stands beside the project's named queries, as the words go."""
    changed = []
    for saved in project.saved_queries.exclude(name=""):
        beside = str(saved.wishes.get(BESIDE, ""))
        if WORDS in QueryDict(beside):
            saved.wishes = saved.wishes | {BESIDE: wordless(beside)}
            changed.append(saved)
    SavedQuery.objects.bulk_update(changed, ["wishes"])


def may_change(project: Project, saved: SavedQuery, user: User) -> bool:
    """Whoever saved it may, and who owns the study where it is shared."""
    return can(project.role, May.CODE) and (
        saved.by_id == user.pk or (saved.shared and can(project.role, May.CHANGE_PROJECT))
    )


def share(project: Project, saved: SavedQuery, by: User, *, shared: bool) -> None:
    with act(project, by) as doing:
        if doing.change(saved, shared=shared):
            doing.record("shared" if shared else "unshared", saved)


def take_away(project: Project, saved: SavedQuery, by: User) -> None:
    """What the address of it leads to is gone with it."""
    with act(project, by) as doing:
        doing.delete(saved)
        doing.record("deleted", saved)
