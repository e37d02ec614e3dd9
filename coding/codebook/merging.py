"""Merging one code into another."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from coding.codebook.changes import in_use, keep, new_edition, refuse_too_deep, settle
from coding.codebook.recoding import Giving, give, giving, movable
from coding.codebook.tree import CodeTree, tree_of
from coding.models import Code, Exemplar
from projects.acts import Act, act
from projects.models import User
from projects.refusals import Refused


@dataclass(frozen=True)
class Merging:
    """What becomes of a code that is merged into another; nothing of it is written yet."""

    source: Code
    into: Code
    giving: Giving
    children: list[Code]
    """Those under it, which come to stand under the other."""


def merging(source: Code, into: Code) -> Merging:
    """What a merge would do; raises ``Refused`` where it can't be done."""
    tree = tree_of(source.project)
    _refuse(tree, source, into)
    codings = movable(source.project).filter(code=source)
    return Merging(source, into, giving(codings, into), tree.children(source.pk))


def merge(source: Code, into: Code, by: User, reason: str = "") -> Merging:
    """Make the source's codings and the codes under it the other's, and retire it; raises ``Refused``.

    Where a coder applied both to the same words, the coding with ``into`` remains: the memos on the one that
    goes, and the qualifiers and tags that the other lacks, move to it; the rest is kept by the act, for
    undo. Codings keep the edition that they were made in, since nobody has read them anew. Closed layers
    and rounds stay as they are. Memos and exemplars of the source move, and so do summaries of
    participants of whom the other has none.
    """
    with act(source.project, by) as doing:
        source, into = in_use(source), in_use(into)
        what = merging(source, into)
        doing.change(source, retired=timezone.now(), merged_into_id=into.pk)
        for child in what.children:
            settle(doing, child, into)
        said = _("“%(code)s” merged into “%(into)s”") % {"code": source, "into": into}
        edition = new_edition(doing.project, by, reason or said)
        keep([source, into, *what.children], edition)
        children = [child.pk for child in what.children]
        doing.record("merged", source, into=into.pk, children=children, edition=edition.number)
        _bring_along(doing, source, into)
        give(doing, what.giving)
    return what


def _refuse(tree: CodeTree, source: Code, into: Code) -> None:
    for code in (source, into):
        if code.pk not in tree:
            raise Refused(_("“%(code)s” is no longer in the codebook.") % {"code": code})
    if into.pk in tree.under(source.pk):
        raise Refused(
            _("“%(into)s” stands under “%(code)s”; move it out, then merge.") % {"into": into, "code": source}
        )
    names = {child.name for child in tree.children(into.pk) if child != source}
    double = next((child for child in tree.children(source.pk) if child.name in names), None)
    if double:
        raise Refused(
            _("A code “%(child)s” stands under both; rename one of the two or merge them first.")
            % {"child": double}
        )
    depth = tree[source.pk].depth
    height = max(tree[pk].depth for pk in tree.under(source.pk)) - depth
    if height:
        refuse_too_deep(tree, into, height - 1)


def _bring_along(doing: Act, source: Code, into: Code) -> None:
    """What stands on the code itself: memos, exemplars, summaries."""
    memos = list(source.memos.select_related("layer"))
    doing.change_all(memos, code_id=into.pk)
    doing.record_all("moved", memos, lambda memo: {"layer": memo.layer, "code": into.pk})
    _exemplars(doing, source, into)
    has = set(into.summaries.values_list("participant", flat=True))
    summaries = [one for one in source.summaries.all() if one.participant_id not in has]
    doing.change_all(summaries, theme_id=into.pk)
    doing.record_all("moved", summaries, lambda one: {"participant": one.participant_id, "code": into.pk})


def _exemplars(doing: Act, source: Code, into: Code) -> None:
    place = ("revision_id", "start", "end")
    has = set(into.exemplars.values_list(*place))
    pinned = list(source.exemplars.order_by("pk"))
    doubles = [one for one in pinned if (one.revision_id, one.start, one.end) in has]
    moved = [one for one in pinned if one not in doubles]
    doing.delete(*doubles)
    doing.record_all("unpinned", doubles, _about)
    doing.change_all(moved, code_id=into.pk)
    doing.record_all("moved", moved, _about)


def _about(exemplar: Exemplar) -> dict[str, object]:
    return {"transcript": exemplar.transcript_id, "code": exemplar.code_id}
