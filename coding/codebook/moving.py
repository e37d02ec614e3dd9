"""Moving codes: under another, among the themes or their siblings, and out of the interviewee's words."""

from typing import Unpack

from django.utils.translation import gettext as _

from coding.codebook.changes import (
    CodeFields,
    in_use,
    keep,
    new_edition,
    number,
    refuse_namesake,
    refuse_place,
    settle,
    tidy,
)
from coding.models import Code
from projects.acts import Act, act
from projects.models import User
from projects.refusals import Refused


def move(code: Code, parent: Code | None, by: User, reason: str = "", before: Code | None = None) -> Code:
    """Put the code, with all under it, under another or among the themes: before a sibling, or at the end.

    Under the parent that it has, it stays where it is (``reorder``). Raises ``Refused``.
    """
    with act(code.project, by) as doing:
        code = in_use(code)
        old = code.parent_id
        if old == (parent.pk if parent else None):
            return code
        refuse_place(doing.project, code, parent)
        refuse_namesake(parent, code, code.name)
        settle(doing, code, parent)
        if before:
            _put(doing, code, _place_before(_siblings(doing, code), code, before))
        edition = new_edition(doing.project, by, reason or _("“%(code)s” moved") % {"code": code})
        keep([code], edition)
        doing.record("moved", code, before=old, parent=code.parent_id, edition=edition.number)
    return code


def objection(code: Code, parent: Code | None) -> str:
    """Why the code can't stand there, in a sentence; nothing where it can."""
    try:
        refuse_place(code.project, code, parent)
        refuse_namesake(parent, code, code.name)
    except Refused as error:
        return str(error)
    return ""


def reorder(code: Code, by: User, before: Code | None) -> bool:
    """Put the code before one of its siblings, or last; ``False`` where it stands there already."""
    with act(code.project, by) as doing:
        code = in_use(code)
        return _reordered(doing, code, _place_before(_siblings(doing, code), code, before))


def step(code: Code, by: User, places: int) -> bool:
    """Move the code up (negative) or down among its siblings; ``False`` where it is at the end already."""
    with act(code.project, by) as doing:
        code = in_use(code)
        siblings = _siblings(doing, code)
        there = min(max(siblings.index(code) + places, 0), len(siblings) - 1)
        return _reordered(doing, code, there)


def promote(
    code: Code, parent: Code | None, by: User, reason: str = "", **fields: Unpack[CodeFields]
) -> Code:
    """Make a code of an interviewee's words one of the codebook's: with a place, a name and a definition.

    Raises ``Refused``.
    """
    with act(code.project, by) as doing:
        code = in_use(code)
        if not code.is_in_vivo:
            raise Refused(_("“%(code)s” is one of the codebook's already.") % {"code": code})
        wanted = {field: tidy(field, value) for field, value in fields.items()}
        before = code.parent_id
        refuse_place(doing.project, code, parent)
        refuse_namesake(parent, code, str(wanted.get("name", code.name)))
        if before != (parent.pk if parent else None):
            settle(doing, code, parent)
        doing.change(code, **wanted, is_in_vivo=False)
        edition = new_edition(doing.project, by, reason or _("“%(code)s” promoted") % {"code": code})
        keep([code], edition)
        doing.record("promoted", code, before=before, parent=code.parent_id, edition=edition.number)
    return code


def _siblings(doing: Act, code: Code) -> list[Code]:
    """The code itself among them."""
    return list(doing.project.codes.in_use().filter(parent=code.parent_id))


def _place_before(siblings: list[Code], code: Code, before: Code | None) -> int:
    """Where the code stands when it is put before a sibling, or last; raises ``Refused`` where it is none."""
    others = [sibling for sibling in siblings if sibling != code]
    if before is None:
        return len(others)
    if before not in others:
        raise Refused(_("“%(code)s” was moved meanwhile; look at the codebook again.") % {"code": before})
    return others.index(before)


def _reordered(doing: Act, code: Code, there: int) -> bool:
    here = _siblings(doing, code).index(code)
    if here == there:
        return False
    _put(doing, code, there)
    doing.record("reordered", code, before=here, place=there)
    return True


def _put(doing: Act, code: Code, there: int) -> None:
    siblings = _siblings(doing, code)
    siblings.insert(there, siblings.pop(siblings.index(code)))
    number(doing, siblings)
