"""The writers of the codebook: add, change, move, reorder, retire.

Each holds the project's lock; a change of meaning makes an edition and keeps the code as it now stands.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from coding.codebook_csv import DEEPEST
from coding.colours import next_theme_colour
from coding.models import Code, CodeRevision, Edition
from coding.tree import tree_of
from projects import log
from projects.models import Project, User
from projects.refusals import Refused

MEANING = ("name", "definition", "apply_when", "do_not_apply_when", "example_type")


class CodeFields(TypedDict, total=False):
    name: str
    definition: str
    apply_when: str
    do_not_apply_when: str
    example_type: str
    source: str
    colour: str
    is_first_choice: bool


class Children(StrEnum):
    """What becomes of the codes under one that is deleted."""

    WITH = "with"
    UP = "up"


@transaction.atomic
def add(project: Project, by: User, parent: Code | None = None, **fields: Unpack[CodeFields]) -> Code:
    """A new code at the end of its siblings; raises ``Refused``."""
    project = log.lock(project)
    code = insert(project, parent, **fields)
    edition = new_edition(project, by, _("“%(code)s” added") % {"code": code})
    keep([code], edition)
    log.record(project, by, "added", code, parent=code.parent_id, edition=edition.number)
    return code


@transaction.atomic
def change(code: Code, by: User, **fields: Unpack[CodeFields]) -> Code:
    """Rename, define, recolour; only a change of meaning makes an edition. Raises ``Refused``."""
    project = log.lock(code.project)
    code = in_use(code)
    differing = overwrite(code, fields)
    if not differing:
        return code
    if "name" in differing:
        refuse_namesake(project, code.parent, code)
    code.save(update_fields=list(differing))
    facts: dict[str, object] = {"fields": sorted(differing)}
    if differing.keys() & set(MEANING):
        edition = new_edition(project, by, _("“%(code)s” changed") % {"code": code})
        keep([code], edition)
        facts["edition"] = edition.number
    else:
        facts["before"] = differing
    log.record(project, by, "changed", code, **facts)
    return code


@transaction.atomic
def move(code: Code, parent: Code | None, by: User) -> Code:
    """Put the code, with all under it, at the end under another or among the themes; raises ``Refused``."""
    project = log.lock(code.project)
    code = in_use(code)
    if code.parent_id == (parent.pk if parent else None):
        return code
    before = code.parent_id
    _refuse_place(project, code, parent)
    refuse_namesake(project, parent, code)
    settle(project, code, parent)
    edition = new_edition(project, by, _("“%(code)s” moved") % {"code": code})
    keep([code], edition)
    log.record(project, by, "moved", code, before=before, parent=code.parent_id, edition=edition.number)
    return code


@transaction.atomic
def step(code: Code, by: User, places: int) -> bool:
    """Move the code up (negative) or down among its siblings; ``False`` where it is at the end already."""
    project = log.lock(code.project)
    code = in_use(code)
    siblings = list(project.codes.in_use().filter(parent=code.parent_id))
    here = siblings.index(code)
    there = min(max(here + places, 0), len(siblings) - 1)
    if here == there:
        return False
    siblings.insert(there, siblings.pop(here))
    _number(siblings)
    log.record(project, by, "reordered", code, before=here, place=there)
    return True


@transaction.atomic
def retire(code: Code, by: User, children: Children) -> Edition:
    """Take the code out of use, and those under it with it or up to its parent; raises ``Refused``.

    Codings keep pointing to a retired code, and the log and closed layers keep them; pages, which are
    made from the codes in use, no longer show them.
    """
    project = log.lock(code.project)
    code = in_use(code)
    tree = tree_of(project)
    with_it = children == Children.WITH
    gone = [node.code for node in tree if node.code.pk in tree.under(code.pk)] if with_it else [code]
    raised = [] if with_it else tree.children(code.pk)
    siblings = tree.children(code.parent_id)
    now = timezone.now()
    for one in gone:
        one.retired = now
        one.save(update_fields=["retired"])
    _raise(project, code, raised, siblings)
    edition = new_edition(project, by, _("“%(code)s” deleted") % {"code": code})
    keep([*gone, *raised], edition)
    facts = {"gone": [one.pk for one in gone], "raised": [one.pk for one in raised]}
    log.record(project, by, "retired", code, parent=code.parent_id, edition=edition.number, **facts)
    return edition


def insert(project: Project, parent: Code | None, **fields: Unpack[CodeFields]) -> Code:
    """A row at the end of its siblings, under the caller's lock and edition; raises ``Refused``."""
    code = Code(project=project, parent=in_use(parent) if parent else None)
    overwrite(code, fields)
    if not code.name:
        raise Refused(_("A code needs a name."))
    _refuse_place(project, code, parent)
    refuse_namesake(project, parent, code)
    code.position = _end(project, parent)
    if parent is None and not code.colour:
        code.colour = _free_colour(project)
    code.save()
    return code


def overwrite(code: Code, fields: Mapping[str, object]) -> dict[str, object]:
    """Set the fields on the code, tidied, without saving; returns those that differ as they were."""
    before: dict[str, object] = {}
    for field, value in fields.items():
        new, old = tidy(field, value), getattr(code, field)
        if new != old:
            before[field] = old
            setattr(code, field, new)
    return before


def tidy(field: str, value: object) -> object:
    """A name on one line without spaces around; texts with plain line ends, and no NUL."""
    if not isinstance(value, str):
        return value
    text = value.replace("\0", "")
    if field in {"name", "source"}:
        return " ".join(text.split())
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def in_use(code: Code) -> Code:
    """The code as it now stands, read again under the lock; raises ``Refused`` if it was deleted."""
    found = Code.objects.in_use().select_related("parent", "project").filter(pk=code.pk).first()
    if found is None:
        raise Refused(_("“%(code)s” is no longer in the codebook.") % {"code": code})
    return found


def refuse_namesake(project: Project, parent: Code | None, code: Code) -> None:
    siblings = project.codes.in_use().filter(parent=parent).exclude(pk=code.pk)
    if siblings.filter(name=code.name).exists():
        raise Refused(_("There is already a code “%(code)s” there; give it another name.") % {"code": code})


def new_edition(project: Project, by: User | None, reason: str) -> Edition:
    number = project.editions.latest("number").number + 1
    return Edition.objects.create(project=project, number=number, reason=reason[:300], by=by)


def keep(codes: Iterable[Code], edition: Edition) -> None:
    """Write down how these codes stand in the edition."""
    CodeRevision.objects.bulk_create(
        CodeRevision(
            code=code,
            edition=edition,
            parent_id=code.parent_id,
            is_retired=code.retired is not None,
            **{field: getattr(code, field) for field in MEANING},
        )
        for code in codes
    )


def settle(project: Project, code: Code, parent: Code | None) -> None:
    """Give the code its place at the end under the parent, and the colour that goes with it."""
    code.parent, code.position = parent, _end(project, parent)
    code.colour = "" if parent else _free_colour(project)
    code.save(update_fields=["parent", "position", "colour"])


def _raise(project: Project, code: Code, children: list[Code], siblings: list[Code]) -> None:
    """Put the children where the code stood."""
    place = siblings.index(code)
    others = {sibling.name for sibling in siblings if sibling != code}
    for child in children:
        if child.name in others:
            raise Refused(
                _("“%(child)s” can't move up: there is already a code of that name.") % {"child": child}
            )
        settle(project, child, code.parent)
    _number([*siblings[:place], *children, *siblings[place + 1 :]])


def _number(siblings: list[Code]) -> None:
    for place, sibling in enumerate(siblings, start=1):
        sibling.position = place
    Code.objects.bulk_update(siblings, ["position"])


def _end(project: Project, parent: Code | None) -> int:
    last = project.codes.filter(parent=parent).order_by("position").last()
    return last.position + 1 if last else 1


def _free_colour(project: Project) -> str:
    return next_theme_colour(project.codes.in_use().filter(parent=None).values_list("colour", flat=True))


def _refuse_place(project: Project, code: Code, parent: Code | None) -> None:
    """A code's place is in its project, never under itself, and not too deep."""
    if parent is None:
        return
    tree = tree_of(project)
    if parent.pk not in tree:
        raise Refused(_("“%(code)s” is no longer in the codebook.") % {"code": parent})
    below = tree.under(code.pk) if code.pk else frozenset()
    if parent.pk in below:
        raise Refused(_("“%(code)s” can't stand under itself.") % {"code": code})
    height = max((tree[pk].depth for pk in below), default=0) - (tree[code.pk].depth if code.pk else 0)
    if tree[parent.pk].depth + 2 + height > DEEPEST:
        raise Refused(_("A codebook is at most %(levels)d levels deep.") % {"levels": DEEPEST})
