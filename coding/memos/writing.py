"""The writers of memos: write, change, reply, resolve, delete; each is an act, and so can be undone."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from coding.consensus.deciding import place_of, row_at
from coding.models import Code, Coding, Layer, Memo, Resolution
from coding.rounds.numbering import Numbering
from coding.row_versions import Outdated
from interviews.models import Participant, Transcript
from projects.access import May, can
from projects.acts import Act, act
from projects.models import Project, User
from projects.refusals import Refused

Target = Coding | Code | Transcript | Participant | Resolution
MOST = 20_000
"""Characters of a memo; a longer one is a paper."""
SITTING = timedelta(minutes=5)
"""What is written in one go is undone in steps of so long, so that no undo takes an hour's words."""
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def write(project: Project, by: User, body: str, on: Target | None = None, guid: UUID | None = None) -> Memo:
    """A note on something of the project; on nothing, an entry of its journal.

    Sent again with the same guid, it is the same memo. Raises ``Refused``.
    """
    body = written(body)
    with act(project, by) as doing:
        return _written(doing, body, on, guid)


def write_in(layer: Layer, by: User, body: str, on: Target | None = None, guid: UUID | None = None) -> Memo:
    """The same in a round: nobody else reads it before the round is revealed."""
    body = written(body)
    with act(layer.project, by) as doing:
        found = Layer.objects.filter(pk=layer.pk).first()
        if found is None:
            raise Refused(_("This round was cancelled meanwhile. Copy your words to keep them."))
        return _written(doing, body, on, guid, found)


def _written(doing: Act, body: str, on: Target | None, guid: UUID | None, layer: Layer | None = None) -> Memo:
    on = None if on is None else _still_there(doing, on)
    target: dict[str, models.Model] = {} if on is None else {str(on._meta.model_name): on}
    layer = on.layer if isinstance(on, Coding) else layer
    memo = Memo(guid=guid or uuid4(), author=doing.by, body=body, layer=layer, **target)
    return _inserted(doing, memo, "wrote")


def reply(memo: Memo, by: User, body: str, guid: UUID | None = None) -> Memo:
    """An answer under the memo that began the discussion, on the same thing. Raises ``Refused``."""
    with act(memo.project, by) as doing:
        root = _as_it_stands(memo.reply_to or memo)
        answer = Memo(
            guid=guid or uuid4(),
            author=by,
            body=written(body),
            reply_to=root,
            layer=root.layer,
            coding=root.coding,
            code_id=root.code_id,
            transcript_id=root.transcript_id,
            participant_id=root.participant_id,
            resolution=root.resolution,
        )
        return _inserted(doing, answer, "replied")


def change(memo: Memo, by: User, body: str, version: int, goes_on: bool = False) -> Memo:
    """Give one's own memo other words, if ``version`` is the one that stands.

    ``goes_on`` says that they were written in one go with those before, which are undone with them.
    Raises ``Outdated``, ``Refused``, and ``PermissionDenied`` for another's memo.
    """
    if memo.author_id != by.pk:
        raise PermissionDenied(_("Only the person who wrote a memo can change its words."))
    text = written(body)
    with act(memo.project, by) as doing:
        memo = _as_it_stands(memo)
        if text == memo.body:
            return memo
        if version != memo.version:
            raise Outdated(_("This memo was changed since you opened it. Choose which words are kept."), memo)
        # The event's number is never given again, so that after an undo no other words have this version;
        # as its author may know it, for it stands in pages.
        number = Numbering(doing.project, by).known(doing.project.last_event + 1)
        if goes_on and not memo.replies.exists():
            doing.go_on(memo, SITTING)
        doing.change(memo, body=text, version=number, changed=timezone.now())
        doing.record("changed", memo, layer=memo.layer, **facts_of(memo))
    return memo


def resolve(memo: Memo, by: User, is_resolved: bool) -> Memo:
    """Say that a discussion is settled, or that it is open again. Raises ``Refused``."""
    with act(memo.project, by) as doing:
        root = _as_it_stands(memo.reply_to or memo)
        if (root.resolved is not None) == is_resolved:
            return root
        now = timezone.now() if is_resolved else None
        doing.change(root, resolved=now, resolved_by=by if is_resolved else None)
        doing.record("resolved" if is_resolved else "reopened", root, layer=root.layer, **facts_of(root))
    return root


def may_delete(memo: Memo, by: User, project: Project) -> bool:
    """Whoever wrote it, and who owns the study; ``project`` came through the door."""
    return memo.author_id == by.pk or can(project.role, May.DELETE_MEMOS)


def delete(memo: Memo, by: User, project: Project) -> None:
    """Take a memo away with its replies; undo brings all of them back.

    Raises ``Refused``, and ``PermissionDenied`` for another's memo.
    """
    if not may_delete(memo, by, project):
        raise PermissionDenied(_("Only the person who wrote a memo can delete it, or an owner of the study."))
    with act(project, by) as doing:
        memo = _as_it_stands(memo)
        doing.delete(*memo.replies.all())
        doing.delete(memo)
        doing.record("deleted", memo, layer=memo.layer, **facts_of(memo))


def plain(body: str) -> str:
    """As it was written, with plain line ends and without what no database stores."""
    return _UNSTORABLE.sub("", body.replace("\r\n", "\n").replace("\r", "\n"))


def written(body: str) -> str:
    """The same of a memo, which has words; raises ``Refused``."""
    text = plain(body)
    if not text.strip():
        raise Refused(_("A memo needs words. To be rid of one, delete it."))
    if len(text) > MOST:
        sentence = _("This memo has %(length)s characters; %(most)s fit. Make two of it.")
        raise Refused(sentence % {"length": f"{len(text):,}", "most": f"{MOST:,}"})
    return text


def facts_of(memo: Memo) -> dict[str, object]:
    """What the log tells of a memo: what it is on, and not a word of it."""
    coding, root, place = memo.coding, memo.reply_to, memo.resolution
    transcript = place.revision.transcript_id if place else memo.transcript_id
    facts: dict[str, object] = {
        "transcript": coding.transcript_id if coding else transcript,
        "code": coding.code_id if coding else memo.code_id,
        "participant": memo.participant_id,
        "coding": str(coding.guid) if coding else None,
        "reply_to": str(root.guid) if root else None,
    }
    ground = place or coding
    where: dict[str, object] = {"start": ground.start, "end": ground.end} if ground else {}
    round_of = {"round": place.round_id} if place else {}
    return {name: what for name, what in facts.items() if what} | where | round_of


def _still_there(doing: Act, on: Target) -> Target:
    """What the memo is on, read again under the lock; raises ``Refused`` if it went since it was shown."""
    project = doing.project
    if isinstance(on, Resolution):
        key = on.revision_id, on.start, on.end
        place_of(doing, on.round, key)
        return row_at(on.round, key)
    among: dict[type[Target], models.QuerySet[Any]] = {
        Coding: Coding.objects.of(project).select_related("layer"),
        Code: project.codes.all(),
        Transcript: project.transcripts.all(),
        Participant: project.participants.in_study(),
    }
    found: Target | None = among[type(on)].filter(pk=on.pk).first()
    if found is None:
        sentence = _("What this memo is on was withdrawn or deleted meanwhile. Copy your words to keep them.")
        raise Refused(sentence)
    return found


def _inserted(doing: Act, memo: Memo, verb: str) -> Memo:
    """The new memo, or the one that the same request made before."""
    before = Memo.objects.filter(guid=memo.guid).first()
    if before is not None:
        if (before.project_id, before.author_id) != (doing.project.pk, doing.by.pk):
            raise Refused(_("This memo could not be told from another. Reload the page and write it again."))
        return before
    _refuse_closed(memo.layer)
    memo.project = doing.project
    doing.insert(memo)
    doing.record(verb, memo, layer=memo.layer, **facts_of(memo))
    return memo


def _as_it_stands(memo: Memo) -> Memo:
    """The memo read again under the lock, since another request may have changed or deleted it."""
    related = ("project", "author", "coding", "layer", "reply_to", "resolved_by", "resolution__revision")
    found = Memo.objects.select_related(*related).filter(pk=memo.pk).first()
    if found is None:
        raise Refused(_("This memo was deleted meanwhile. Copy your words if you want to keep them."))
    _refuse_closed(found.layer)
    return found


def _refuse_closed(layer: Layer | None) -> None:
    if layer is not None and layer.closed is not None:
        raise Refused(_("This work is closed: nothing in it can change any more."))
