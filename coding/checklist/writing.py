"""The writer of answers to the checklist; each is an act, and so can be undone."""

from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from coding.checklist.items import ITEMS
from coding.memos.writing import plain
from coding.models import ChecklistAnswer
from coding.row_versions import Outdated, new_version
from projects.acts import Act, act
from projects.models import Project, User
from projects.refusals import Refused

MOST = 5_000
"""Characters of an answer; a longer one is a chapter."""


class Words(NamedTuple):
    """What is to be said to an item."""

    body: str
    does_not_apply: bool = False


def write(project: Project, by: User, item: int, words: Words, version: int | None) -> ChecklistAnswer | None:
    """Answer an item, if ``version`` is the one that stands; nothing for one that stays empty.

    Raises ``Outdated`` and ``Refused``.
    """
    words = _fitting(item, words)
    with act(project, by) as doing:
        answer = ChecklistAnswer.objects.filter(project=doing.project, item=item).first()
        if answer is None and not words.body:
            return None
        if answer and (answer.body, answer.does_not_apply) == words:
            return answer
        if answer and answer.body and version != answer.version:
            raise Outdated(
                _("This answer was changed since you opened it. Choose which words are kept."), answer
            )
        return _put(doing, item, answer, words)


def _put(doing: Act, item: int, answer: ChecklistAnswer | None, words: Words) -> ChecklistAnswer:
    fields = words._asdict() | {"by": doing.by, "changed": timezone.now(), "version": new_version()}
    verb = "changed" if answer else "wrote"
    if answer is None:
        answer = ChecklistAnswer(project=doing.project, item=item, **fields)
        doing.insert(answer)
    else:
        doing.change(answer, **fields)
    doing.record(verb, answer, item=item)
    return answer


def _fitting(item: int, words: Words) -> Words:
    if item not in ITEMS:
        raise Refused(_("The checklist has no such item."))
    body = plain(words.body).strip()
    if len(body) > MOST:
        sentence = _("This has %(length)s characters; %(most)s fit.")
        raise Refused(sentence % {"length": f"{len(body):,}", "most": f"{MOST:,}"})
    if words.does_not_apply and not body:
        raise Refused(_("Say why it does not apply: the reason is what is reported."))
    return Words(body, words.does_not_apply)
