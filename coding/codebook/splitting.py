"""Splitting a code: the excerpts that were chosen go to new codes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from coding.codebook.changes import in_use, insert, keep, new_edition, number
from coding.codebook.recoding import give, giving, movable
from coding.codebook.tree import tree_of
from coding.excerpts.retrieval import Passage
from coding.models import Code, Coding
from projects.acts import Act, act
from projects.models import User
from projects.refusals import Refused


@dataclass(frozen=True)
class Half:
    """One of the new codes, and what goes to it."""

    name: str
    definition: str = ""
    transcripts: frozenset[int] = frozenset()
    """Whole transcripts; a passage that is chosen on its own goes before."""
    passages: frozenset[Passage] = frozenset()


@dataclass(frozen=True)
class Wish:
    """How a code is to be split."""

    halves: Sequence[Half]
    under: bool = False
    """Whether the new codes stand under the old one; otherwise beside it."""
    retire_empty: bool = False
    """Whether the old code goes out of use when no coding and no code under it is left."""
    reason: str = ""


@dataclass
class Split:
    """What was done."""

    codes: list[Code] = field(default_factory=list)
    codings: int = 0
    left: int = 0
    """Codings that stayed with the old code."""
    retired: bool = False


def split(code: Code, by: User, wish: Wish) -> Split:
    """Make the new codes and give them the chosen codings, of all coders alike; raises ``Refused``.

    The codings are then of the new edition, since somebody has read them anew. Closed layers and rounds
    stay as they are.
    """
    with act(code.project, by) as doing:
        code = in_use(code)
        chosen, left = _sorted(list(movable(doing.project).filter(code=code)), wish.halves)
        made = Split(_made(doing, code, wish), sum(map(len, chosen)), left)
        below = tree_of(doing.project).children(code.pk)
        made.retired = wish.retire_empty and not left and not below
        if made.retired:
            doing.change(code, retired=timezone.now())
        edition = new_edition(doing.project, by, wish.reason or _("“%(code)s” split") % {"code": code})
        keep([code, *made.codes], edition)
        into = [half.pk for half in made.codes]
        doing.record("split", code, into=into, edition=edition.number, retired=made.retired)
        for half, codings in zip(made.codes, chosen, strict=True):
            give(doing, giving(codings, half), edition.pk)
    return made


def _sorted(codings: Iterable[Coding], halves: Sequence[Half]) -> tuple[list[list[Coding]], int]:
    """The codings for each half, and how many stay."""
    whole = {pk: place for place, half in enumerate(halves) for pk in half.transcripts}
    single = {passage: place for place, half in enumerate(halves) for passage in half.passages}
    chosen: list[list[Coding]] = [[] for _half in halves]
    left = 0
    for coding in codings:
        place = _half_of(coding, whole, single)
        if place is None:
            left += 1
        else:
            chosen[place].append(coding)
    return chosen, left


def _half_of(coding: Coding, whole: Mapping[int, int], single: Mapping[Passage, int]) -> int | None:
    passage = Passage(coding.transcript_id, coding.start, coding.end)
    return single.get(passage, whole.get(coding.transcript_id))


def _made(doing: Act, code: Code, wish: Wish) -> list[Code]:
    """The new codes in their places, those beside the old one right after it."""
    parent = code if wish.under else code.parent
    made = [insert(doing, parent, name=half.name, definition=half.definition) for half in wish.halves]
    if not made:
        raise Refused(_("A code is split into at least one new code; give it a name."))
    if not wish.under:
        siblings = list(doing.project.codes.in_use().filter(parent=parent))
        others = [sibling for sibling in siblings if sibling not in made]
        place = others.index(code) + 1
        number(doing, [*others[:place], *made, *others[place:]])
    return made
