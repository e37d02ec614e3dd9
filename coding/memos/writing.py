"""The writer of memos."""

from django.db import models

from coding.models import Code, Coding, Memo
from interviews.models import Participant, Transcript
from projects.acts import act
from projects.models import Project, User

Target = Coding | Code | Transcript | Participant


def write(project: Project, by: User, body: str, on: Target | None = None) -> Memo:
    """A note on something of the project; on nothing, an entry of its journal."""
    target: dict[str, models.Model] = {} if on is None else {str(on._meta.model_name): on}
    layer = on.layer if isinstance(on, Coding) else None
    with act(project, by) as doing:
        memo = Memo(project=doing.project, author=by, body=body, layer=layer, **target)
        doing.insert(memo)
        doing.record("wrote", memo, layer=layer, **facts_of(memo))
    return memo


def facts_of(memo: Memo) -> dict[str, object]:
    """What the log tells of a memo: what it is on, and not a word of it."""
    transcript = memo.coding.transcript_id if memo.coding else memo.transcript_id
    facts = {"transcript": transcript, "code": memo.code_id, "participant": memo.participant_id}
    return {name: pk for name, pk in facts.items() if pk}
