"""Taking codes out of use, and bringing them back."""

from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _

from coding.codebook.changes import (
    end_of,
    free_colour,
    in_use,
    keep,
    new_edition,
    number,
    refuse_namesake,
    refuse_too_deep,
    settle,
)
from coding.codebook.tree import tree_of
from coding.models import Code, Edition
from projects.acts import Act, act
from projects.models import Project, User
from projects.refusals import Refused


class Children(StrEnum):
    """What becomes of the codes under one that is deleted."""

    WITH = "with"
    UP = "up"


def retire(code: Code, by: User, children: Children, reason: str = "") -> Edition:
    """Take the code out of use, and those under it with it or up to its parent; raises ``Refused``.

    Codings keep pointing to a retired code, and the log and closed layers keep them; pages, which are
    made from the codes in use, no longer show them.
    """
    with act(code.project, by) as doing:
        code = in_use(code)
        tree = tree_of(doing.project)
        with_it = children == Children.WITH
        gone = [node.code for node in tree if node.code.pk in tree.under(code.pk)] if with_it else [code]
        raised = [] if with_it else tree.children(code.pk)
        siblings = tree.children(code.parent_id)
        doing.change_all(gone, retired=timezone.now())
        _raise(doing, code, raised, siblings)
        edition = new_edition(doing.project, by, reason or _("“%(code)s” deleted") % {"code": code})
        keep([*gone, *raised], edition)
        facts = {"gone": [one.pk for one in gone], "raised": [one.pk for one in raised]}
        doing.record("retired", code, parent=code.parent_id, edition=edition.number, **facts)
    return edition


def bring_back(code: Code, by: User, reason: str = "") -> list[Code]:
    """Put a retired code back to use with those that were retired with it; raises ``Refused``.

    It stands in its place again, or among the themes where the code above it is retired too. Its codings
    were kept with it; those that a merge gave to another code stay there.
    """
    with act(code.project, by) as doing:
        code = _retired(code)
        back = _with_it(doing.project, code)
        if code.parent and code.parent.retired is None:
            refuse_too_deep(tree_of(doing.project), code.parent, _height(code, back))
            refuse_namesake(code.parent, code, code.name)
        else:
            refuse_namesake(None, code, code.name)
            _make_theme(doing, code)
        doing.change_all(back, retired=None, merged_into_id=None)
        edition = new_edition(doing.project, by, reason or _("“%(code)s” brought back") % {"code": code})
        keep(back, edition)
        others = [one.pk for one in back if one != code]
        doing.record("brought back", code, parent=code.parent_id, edition=edition.number, others=others)
    return back


def retired_codes(project: Project) -> list[Code]:
    """Those that can be brought back, the latest first; the ones that went with another come back with it."""
    codes = list(
        project.codes.exclude(retired=None).select_related("parent", "merged_into").order_by("-retired", "pk")
    )
    when = {code.pk: code.retired for code in codes}
    return [code for code in codes if when.get(code.parent_id or 0) != code.retired]


def _retired(code: Code) -> Code:
    """The code as it now stands, read again under the lock."""
    found = Code.objects.select_related("parent", "project").get(pk=code.pk)
    if found.retired is None:
        raise Refused(_("“%(code)s” is in the codebook already.") % {"code": code})
    return found


def _with_it(project: Project, code: Code) -> list[Code]:
    """The code and those under it that were retired in the same act, each after the one above it."""
    same = list(project.codes.filter(retired=code.retired).exclude(pk=code.pk))
    back = [code]
    for above in back:
        back += [one for one in same if one.parent_id == above.pk]
    return back


def _height(code: Code, back: list[Code]) -> int:
    """How many levels of ``back`` lie under the code."""
    levels = {code.pk: 0}
    for one in back[1:]:
        levels[one.pk] = levels[one.parent_id or 0] + 1
    return max(levels.values())


def _make_theme(doing: Act, code: Code) -> None:
    if code.parent_id is None:
        return
    colour = code.colour or free_colour(doing.project)
    doing.change(code, parent_id=None, position=end_of(doing.project, None), colour=colour)


def _raise(doing: Act, code: Code, children: list[Code], siblings: list[Code]) -> None:
    """Put the children where the code stood."""
    place = siblings.index(code)
    others = {sibling.name for sibling in siblings if sibling != code}
    for child in children:
        if child.name in others:
            raise Refused(
                _("“%(child)s” can't move up: there is already a code of that name.") % {"child": child}
            )
        settle(doing, child, code.parent)
    number(doing, [*siblings[:place], *children, *siblings[place + 1 :]])
