"""Giving many codings another code; where their coder has it on the same words already, two become one."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from django.db.models import F, Model
from django.utils.translation import gettext as _

from coding.codebook.changes import in_use
from coding.excerpts.retrieval import Passage
from coding.models import Code, Coding, CodingQualifier, Layer, Memo, TaggedCoding
from coding.models.codings import CodingQuerySet
from coding.workspace.codings import facts_of, open_layer
from projects.acts import BATCH, Act, act
from projects.models import Project, User
from projects.refusals import Refused

Carried = Sequence[tuple[CodingQualifier | TaggedCoding, int, int]]
"""What is on codings: the row, its coding, and the qualifier or tag of which a coding carries one."""


@dataclass(frozen=True)
class Giving:
    """What becomes of codings that are given a code; nothing of it is written yet."""

    code: Code
    moved: Sequence[Coding]
    doubles: Mapping[Coding, Coding]
    """Those whose coder has the code on the same words already, each with the one that stays."""

    @property
    def codings(self) -> list[Coding]:
        return [*self.moved, *self.doubles]

    @property
    def coders(self) -> int:
        return len({coding.coder_id for coding in self.codings})

    @property
    def transcripts(self) -> int:
        return len({coding.transcript_id for coding in self.codings})


def movable(project: Project) -> CodingQuerySet:
    """The codings that a change of the codebook takes along: of open work and consensus, unless closed.

    A round's stay as they are: it goes by an edition that was fixed beforehand.
    """
    layers = Layer.objects.filter(project=project, closed=None).exclude(kind=Layer.Kind.ROUND)
    return Coding.objects.filter(layer__in=list(layers)).select_related("layer").order_by("pk")


def giving(codings: Iterable[Coding], code: Code) -> Giving:
    """What becomes of them; those that have the code already are left out."""
    others = [coding for coding in codings if coding.code_id != code.pk]
    transcripts = {coding.transcript_id for coding in others}
    there = Coding.objects.filter(code=code, transcript__in=transcripts).select_related("layer")
    taken = {_place(coding): coding for coding in there}
    moved: list[Coding] = []
    doubles: dict[Coding, Coding] = {}
    for coding in others:
        stays = taken.setdefault(_place(coding), coding)
        if stays is coding:
            moved.append(coding)
        else:
            doubles[coding] = stays
    return Giving(code, moved, doubles)


def _place(coding: Coding) -> tuple[int, ...]:
    return coding.layer_id, coding.revision_id, coding.coder_id, coding.start, coding.end


def give(doing: Act, what: Giving, edition: int | None = None) -> None:
    """Carry it out, with an event for each coding.

    Codings that nobody read anew keep the edition that they were made in; otherwise ``edition`` says in
    which they were.
    """
    doubles = list(what.doubles.items())
    for start in range(0, len(doubles), BATCH):
        _join(doing, dict(doubles[start : start + BATCH]))
    before = {coding.pk: coding.code_id for coding in what.moved}
    fields = {"code_id": what.code.pk} | ({"edition_id": edition} if edition else {})
    doing.change_all(what.moved, **fields)
    doing.record_all("recoded", what.moved, lambda one: _facts(one, before=before[one.pk]))


def _facts(coding: Coding, **more: object) -> dict[str, object]:
    return facts_of(coding) | {"layer": coding.layer} | more


def _join(doing: Act, doubles: Mapping[Coding, Coding]) -> None:
    """Delete them; the memos on each, and the qualifiers and tags that the other lacks, move to the other."""
    stays = {gone.pk: stay.pk for gone, stay in doubles.items()}
    memos = Memo.objects.filter(coding__in=stays).order_by("pk")
    doing.change_each((memo, {"coding_id": stays[memo.coding_id or 0]}) for memo in memos)
    _hand_over(doing, stays, *_marks(doubles))
    _hand_over(doing, stays, *_tags(doubles))
    doing.delete(*doubles)
    doing.record_all("joined", list(doubles), lambda one: _facts(one, into=stays[one.pk]))


def _marks(doubles: Mapping[Coding, Coding]) -> tuple[str, Carried]:
    """The marks on those that go and those that stay, each with its coding and qualifier."""
    on = CodingQualifier.objects.filter(coding__in=chain(*doubles.items())).select_related("value")
    return "coding_id", [(mark, mark.coding_id, mark.value.qualifier_id) for mark in on.order_by("pk")]


def _tags(doubles: Mapping[Coding, Coding]) -> tuple[str, Carried]:
    on = TaggedCoding.objects.filter(content_object__in=chain(*doubles.items()))
    return "content_object_id", [(tag, tag.content_object_id, tag.tag_id) for tag in on.order_by("pk")]


def _hand_over(
    doing: Act,
    stays: Mapping[int, int],
    field: str,
    carried: Carried,
) -> None:
    """Move what is on codings that go to the ones that stay, unless they have the same sort there already."""
    has = {(coding, sort) for _thing, coding, sort in carried if coding not in stays}
    moved: list[tuple[Model, dict[str, object]]] = []
    gone: list[CodingQualifier | TaggedCoding] = []
    for thing, coding, sort in carried:
        if coding not in stays:
            continue
        there = (stays[coding], sort)
        if there in has:
            gone.append(thing)
        else:
            has.add(there)
            moved.append((thing, {field: stays[coding]}))
    doing.change_each(moved)
    doing.delete(*gone)


class Recoded(NamedTuple):
    """What became of ticked excerpts."""

    giving: Giving
    left_out: int
    """Excerpts without a coding that could be changed."""
    shared: int
    """Excerpts on which only some of the codings could be."""


def recode(
    project: Project, passages: Collection[tuple[int, Passage]], into: Code, by: User, coder: User | None
) -> Recoded:
    """Give the codings on these passages, each named with its code, another code in the current edition.

    Only those of ``coder`` in open work; of everybody where it is ``None``. Raises ``Refused``.
    """
    with act(project, by) as doing:
        open_layer(doing.project)
        into = in_use(into)
        there = codings_on(doing.project, passages, None)
        found = [coding for coding in there if coder is None or coding.coder_id == coder.pk]
        what = giving(found, into)
        if not what.codings:
            raise Refused(
                _("Nothing is ticked that has another code and is yours to change; nothing was done.")
            )
        on, keep = _excerpts(found), _excerpts(set(there) - set(what.codings))
        give(doing, what, doing.project.editions.latest("number").pk)
    shared = {(code, passage) for code, passage in on & keep if code != into.pk}
    return Recoded(what, len(set(passages) - on), len(shared))


def _excerpts(codings: Iterable[Coding]) -> set[tuple[int, Passage]]:
    return {(each.code_id, Passage(each.transcript_id, each.start, each.end)) for each in codings}


def codings_on(
    project: Project, passages: Collection[tuple[int, Passage]], coder: User | None
) -> list[Coding]:
    """The codings of open work on passages, each named with its code; everybody's without ``coder``."""
    wanted = set(passages)
    codings = movable(project).filter(
        layer__kind=Layer.Kind.OPEN,
        revision=F("transcript__current"),
        code__in={code for code, _passage in wanted},
        transcript__in={passage.transcript for _code, passage in wanted},
    )
    mine = codings.by(coder) if coder else codings
    return [
        coding
        for coding in mine
        if (coding.code_id, Passage(coding.transcript_id, coding.start, coding.end)) in wanted
    ]
