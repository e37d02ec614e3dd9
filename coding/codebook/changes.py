"""The writers of the codebook: add, change, move, reorder, retire.

Each holds the project's lock; a change of meaning makes an edition and keeps the code as it now stands.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypedDict, Unpack

from django.utils import timezone
from django.utils.translation import gettext as _

from coding.codebook.colours import next_theme_colour
from coding.codebook.csv_format import DEEPEST
from coding.codebook.tree import tree_of
from coding.models import Code, CodeRevision, Edition
from projects.acts import Act, act
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
    is_in_vivo: bool


class Children(StrEnum):
    """What becomes of the codes under one that is deleted."""

    WITH = "with"
    UP = "up"


def add(project: Project, by: User, parent: Code | None = None, **fields: Unpack[CodeFields]) -> Code:
    """A new code at the end of its siblings; raises ``Refused``."""
    with act(project, by) as doing:
        return added(doing, parent, **fields)


def added(doing: Act, parent: Code | None = None, **fields: Unpack[CodeFields]) -> Code:
    """The same as a part of an act."""
    code = insert(doing, parent, **fields)
    edition = new_edition(doing.project, doing.by, _("“%(code)s” added") % {"code": code})
    keep([code], edition)
    doing.record("added", code, parent=code.parent_id, edition=edition.number)
    return code


def change(code: Code, by: User, reason: str = "", **fields: Unpack[CodeFields]) -> Code:
    """Rename, define, recolour; only a change of meaning makes an edition. Raises ``Refused``."""
    with act(code.project, by) as doing:
        code = in_use(code)
        wanted = {field: tidy(field, value) for field, value in fields.items()}
        if wanted.get("name", code.name) != code.name:
            refuse_namesake(code.parent, code, str(wanted["name"]))
        differing = [field for field, value in wanted.items() if getattr(code, field) != value]
        if not doing.change(code, **wanted):
            return code
        facts: dict[str, object] = {"fields": sorted(differing)}
        if set(differing) & set(MEANING):
            edition = new_edition(doing.project, by, reason or _("“%(code)s” changed") % {"code": code})
            keep([code], edition)
            facts["edition"] = edition.number
        doing.record("changed", code, **facts)
    return code


def move(code: Code, parent: Code | None, by: User, reason: str = "") -> Code:
    """Put the code, with all under it, at the end under another or among the themes; raises ``Refused``."""
    with act(code.project, by) as doing:
        code = in_use(code)
        before = code.parent_id
        if before == (parent.pk if parent else None):
            return code
        _refuse_place(doing.project, code, parent)
        refuse_namesake(parent, code, code.name)
        settle(doing, code, parent)
        edition = new_edition(doing.project, by, reason or _("“%(code)s” moved") % {"code": code})
        keep([code], edition)
        doing.record("moved", code, before=before, parent=code.parent_id, edition=edition.number)
    return code


def step(code: Code, by: User, places: int) -> bool:
    """Move the code up (negative) or down among its siblings; ``False`` where it is at the end already."""
    with act(code.project, by) as doing:
        code = in_use(code)
        siblings = list(doing.project.codes.in_use().filter(parent=code.parent_id))
        here = siblings.index(code)
        there = min(max(here + places, 0), len(siblings) - 1)
        if here == there:
            return False
        siblings.insert(there, siblings.pop(here))
        number(doing, siblings)
        doing.record("reordered", code, before=here, place=there)
    return True


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


def insert(doing: Act, parent: Code | None, **fields: Unpack[CodeFields]) -> Code:
    """A row at the end of its siblings, in the caller's act and edition; raises ``Refused``."""
    project = doing.project
    code = Code(project=project, parent=in_use(parent) if parent else None)
    for field, value in fields.items():
        setattr(code, field, tidy(field, value))
    if not code.name:
        raise Refused(_("A code needs a name."))
    _refuse_place(project, code, parent)
    refuse_namesake(parent, code, code.name)
    code.position = _end(project, parent)
    if parent is None and not code.colour:
        code.colour = _free_colour(project)
    doing.insert(code)
    return code


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


def refuse_namesake(parent: Code | None, code: Code, name: str) -> None:
    siblings = code.project.codes.in_use().filter(parent=parent).exclude(pk=code.pk)
    if siblings.filter(name=name).exists():
        raise Refused(_("There is already a code “%(code)s” there; give it another name.") % {"code": name})


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


def settle(doing: Act, code: Code, parent: Code | None) -> None:
    """Give the code its place at the end under the parent, and the colour that goes with it."""
    place = {"parent_id": parent.pk if parent else None, "position": _end(doing.project, parent)}
    doing.change(code, **place, colour="" if parent else _free_colour(doing.project))


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


def number(doing: Act, siblings: list[Code]) -> None:
    """Give siblings their places in this order."""
    for place, sibling in enumerate(siblings, start=1):
        doing.change(sibling, position=place)


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
