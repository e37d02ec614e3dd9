"""The writers of one code, add and change, and what the other writers of the codebook are made of.

Each holds the project's lock; a change of meaning makes an edition and keeps the code as it now stands.
"""

from collections.abc import Iterable, Mapping
from typing import Protocol, TypedDict, Unpack

from django.utils.translation import gettext as _

from coding.codebook.colours import next_theme_colour
from coding.codebook.csv_format import DEEPEST
from coding.codebook.tree import CodeTree, tree_of
from coding.models import Code, CodeRevision, Edition
from coding.models.codebook import next_shade
from coding.rounds.freezing import refuse_frozen
from interviews.models import Transcript
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


class ChangedSince(Refused):
    """The code came to mean something else since it was read; nothing was saved."""


def add(project: Project, by: User, parent: Code | None = None, **fields: Unpack[CodeFields]) -> Code:
    """A new code at the end of its siblings; raises ``Refused``."""
    with act(project, by) as doing:
        return added(doing, parent, **fields)


def added(
    doing: Act, parent: Code | None = None, at: Mapping[str, int] | None = None, **fields: Unpack[CodeFields]
) -> Code:
    """The same as a part of an act; ``at`` says where in a text somebody was who made it while coding."""
    code = insert(doing, parent, **fields)
    _tell_added(doing, code, _("“%(code)s” added") % {"code": code}, **({"made at": at} if at else {}))
    return code


def added_in_vivo(
    doing: Act, parent: Code | None, name: str, transcript: Transcript, at: Mapping[str, int]
) -> Code:
    """A code whose name is words of the transcript, which the log tells, so that they can be erased."""
    code = insert(doing, parent, name=name, is_in_vivo=True)
    facts = {"transcript": transcript.pk, "made at": at}
    _tell_added(doing, code, _("A code made while coding (in vivo)"), **facts)
    return code


def _tell_added(doing: Act, code: Code, reason: str, **facts: object) -> None:
    edition = new_edition(doing.project, doing.by, reason)
    keep([code], edition)
    doing.record("added", code, parent=code.parent_id, edition=edition.number, **facts)


class Cause(Protocol):
    """What a change of meaning came of."""

    def caused(self, edition: Edition) -> None: ...


def change(
    code: Code,
    by: User,
    reason: str = "",
    read_at: int | None = None,
    cause: Cause | None = None,
    **fields: Unpack[CodeFields],
) -> bool:
    """Rename, define, recolour; only a change of meaning makes an edition, which ``cause`` may be told.

    Whether anything is otherwise than it was.
    Raises ``Refused``, and ``ChangedSince`` where it means something else than in edition ``read_at``.
    """
    with act(code.project, by) as doing:
        code = in_use(code)
        if read_at is not None:
            refuse_unread(code, read_at)
        wanted = {field: tidy(field, value) for field, value in fields.items()}
        if wanted.get("name", code.name) != code.name:
            refuse_namesake(code.parent, code, str(wanted["name"]))
        differing = [field for field, value in wanted.items() if getattr(code, field) != value]
        if not doing.change(code, **wanted):
            return False
        facts: dict[str, object] = {"fields": sorted(differing)}
        if set(differing) & set(MEANING):
            facts["edition"] = _amended(doing, code, reason, cause).number
        doing.record("changed", code, **facts)
    return True


def _amended(doing: Act, code: Code, reason: str, cause: Cause | None) -> Edition:
    edition = new_edition(doing.project, doing.by, reason or _("“%(code)s” changed") % {"code": code})
    keep([code], edition)
    if cause:
        cause.caused(edition)
    return edition


def refuse_unread(code: Code, read_at: int) -> None:
    """Whoever read the code in that edition must not overwrite what it came to mean since."""
    if not code.revisions.filter(edition__number__gt=read_at).exists():
        return
    read = code.revisions.filter(edition__number__lte=read_at).last()
    if read is None or any(getattr(read, field) != getattr(code, field) for field in MEANING):
        raise ChangedSince(
            _("“%(code)s” was changed since you opened it; nothing was saved.") % {"code": code}
        )


def insert(doing: Act, parent: Code | None, **fields: Unpack[CodeFields]) -> Code:
    """A row at the end of its siblings, in the caller's act and edition; raises ``Refused``."""
    project = doing.project
    code = Code(project=project, parent=in_use(parent) if parent else None)
    for field, value in fields.items():
        setattr(code, field, tidy(field, value))
    if not code.name:
        raise Refused(_("A code needs a name."))
    refuse_place(project, code, parent)
    refuse_namesake(parent, code, code.name)
    code.position = end_of(project, parent)
    if parent is None and not code.colour:
        code.colour = free_colour(project)
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
    """The one that comes next, under which meanings may differ; raises ``Refused`` while a round runs."""
    refuse_frozen(project)
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
            merged_into_id=code.merged_into_id,
            **{field: getattr(code, field) for field in MEANING},
        )
        for code in codes
    )


def settle(doing: Act, code: Code, parent: Code | None) -> None:
    """Give the code its place at the end under the parent, and the colour that goes with it.

    Within its theme it keeps its shade.
    """
    place = {"parent_id": parent.pk if parent else None, "position": end_of(doing.project, parent)}
    tree = tree_of(doing.project)
    stays = parent and code.pk in tree and parent.pk in tree and tree[code.pk].theme == tree[parent.pk].theme
    shade = code.shade if stays and code.shade else next_shade(doing.project.pk, parent.pk) if parent else 0
    doing.change(code, **place, shade=shade, colour="" if parent else free_colour(doing.project))


def number(doing: Act, siblings: list[Code]) -> None:
    """Give siblings their places in this order."""
    for place, sibling in enumerate(siblings, start=1):
        doing.change(sibling, position=place)


def end_of(project: Project, parent: Code | None) -> int:
    last = project.codes.filter(parent=parent).order_by("position").last()
    return last.position + 1 if last else 1


def free_colour(project: Project) -> str:
    return next_theme_colour(project.codes.in_use().filter(parent=None).values_list("colour", flat=True))


def refuse_place(project: Project, code: Code, parent: Code | None) -> None:
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
    refuse_too_deep(tree, parent, height)


def refuse_too_deep(tree: CodeTree, parent: Code, height: int) -> None:
    """``height`` is how many levels stand under the code that is to come under ``parent``."""
    if tree[parent.pk].depth + 2 + height > DEEPEST:
        raise Refused(_("A codebook is at most %(levels)d levels deep.") % {"levels": DEEPEST})
