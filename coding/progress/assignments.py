"""The writer of assignments: who is asked to code which transcript in open work."""

from collections.abc import Collection

from django.db.models import Model
from django.utils.translation import gettext as _

from coding.models import Assignment, Layer
from coding.workspace.codings import open_layer
from projects.access import May, can
from projects.acts import act
from projects.models import Project, Role, User
from projects.refusals import Refused

Pair = tuple[int, int]
"""A transcript and a coder, by their ids."""


def assign(project: Project, by: User, add: Collection[Pair] = (), remove: Collection[Pair] = ()) -> int:
    """Ask coders to code transcripts, ask others no longer; how many of it was new. Raises ``Refused``."""
    with act(project, by) as doing:
        layer = open_layer(doing.project)
        _refuse_strange(doing.project, add)
        standing = {(each.transcript_id, each.coder_id): each for each in _of(layer, [*add, *remove])}
        new = [
            Assignment(layer=layer, transcript_id=transcript, coder_id=coder, by=by)
            for transcript, coder in sorted({*add} - standing.keys())
        ]
        gone = [standing[pair] for pair in sorted(standing.keys() & {*remove})]
        doing.insert_all(new)
        doing.record_all("assigned", new, _facts)
        doing.delete(*gone)
        doing.record_all("unassigned", gone, _facts)
    return len(new) + len(gone)


def _of(layer: Layer, pairs: Collection[Pair]) -> list[Assignment]:
    return list(layer.assignments.filter(transcript__in={transcript for transcript, _coder in pairs}))


def _refuse_strange(project: Project, pairs: Collection[Pair]) -> None:
    transcripts = {transcript for transcript, _coder in pairs}
    coders = {coder for _transcript, coder in pairs}
    roles = [role for role in Role if can(role, May.CODE)]
    members = project.memberships.filter(user__in=coders, role__in=roles)
    if project.transcripts.filter(pk__in=transcripts).count() < len(transcripts) or members.count() < len(
        coders
    ):
        raise Refused(_("A transcript or a coder is no longer in this study; reload the page."))


def _facts(assignment: Model) -> dict[str, object]:
    assert isinstance(assignment, Assignment)  # noqa: S101  as ``record_all`` was given them
    facts: dict[str, object] = {"transcript": assignment.transcript_id, "coder": assignment.coder_id}
    return facts | {"layer": assignment.layer}
