"""The writer of memos."""

from django.db import models, transaction

from coding.models import Code, Coding, Memo
from interviews.models import Participant, Transcript
from projects import log
from projects.models import Project, User

Target = Coding | Code | Transcript | Participant


@transaction.atomic
def write(project: Project, by: User, body: str, on: Target | None = None) -> Memo:
    """A note on something of the project; on nothing, an entry of its journal."""
    target: dict[str, models.Model] = {} if on is None else {str(on._meta.model_name): on}
    layer = on.layer if isinstance(on, Coding) else None
    memo = Memo.objects.create(project=project, author=by, body=body, layer=layer, **target)
    log.record(project, by, "wrote", memo, layer=layer, text=body)
    return memo
