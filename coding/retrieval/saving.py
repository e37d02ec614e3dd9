"""Queries that have a name: saved, shared with the team, taken away; each is one act."""

from django.utils.translation import gettext as _

from coding.analysis.query_json import dump
from coding.models import SavedQuery
from coding.retrieval.question import QUERY, Question
from interviews.signs import in_one_line
from projects.access import May, can
from projects.acts import act
from projects.models import Project, User
from projects.refusals import Refused

LONGEST_NAME = 80
BESIDE = "beside"
"""In the wishes, the rest of the address: whose codings, and what is shown with each excerpt."""


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
        wishes = {QUERY: dump(question.asked), BESIDE: beside}
        saved = SavedQuery(project=doing.project, by=by, wishes=wishes, name=name, shared=shared)
        doing.insert(saved)
        doing.record("saved", saved)
    return saved


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
