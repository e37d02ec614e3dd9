"""What is done to many results at once: coding and tagging them; each is one act, or nothing at all."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from coding.codebook.recoding import codings_on
from coding.excerpts.listing import Listing
from coding.excerpts.retrieval import Passage
from coding.models import Code, Coding, TaggedCoding
from coding.search.auto_coding import MOST, Target, apply, plan_of
from coding.workspace.codings import facts_of, open_layer
from interviews.signs import in_one_line, refuse_hidden
from interviews.tags import LONGEST
from projects.acts import Act, act
from projects.models import Project, ProjectTag, User
from projects.refusals import Refused

Excerpts = Collection[tuple[int, Passage]]
"""Passages, each with the code under which it stands."""


def all_of(listing: Listing) -> list[tuple[int, Passage]]:
    """Every excerpt of a list; raises ``Refused`` where they are too many for one act."""
    if listing.excerpts > MOST:
        raise Refused(
            _("These are %(n)s excerpts; at most %(most)s can be changed at once. Narrow the list.")
            % {"n": f"{listing.excerpts:,}", "most": f"{MOST:,}"}
        )
    return list(_shown(listing))


def _shown(listing: Listing) -> Iterator[tuple[int, Passage]]:
    wanted: dict[tuple[int, int], set[tuple[int, int]] | None] = {}
    for group in listing.groups:
        here = wanted.setdefault((group.code, group.transcript), set() if group.chosen else None)
        if here is not None and group.chosen:
            here |= group.chosen
    rows = listing.codings.order_by().values_list("code", "transcript", "start", "end").distinct()
    for code, *place in rows:
        passage = Passage._make(place)
        meant = wanted.get((code, passage.transcript), ())
        if meant is None or (passage.start, passage.end) in meant:
            yield code, passage


def code_all(project: Project, excerpts: Excerpts, code: Code, by: User, *, is_auto: bool) -> int:
    """Apply the code to each passage as the person's own open work; how many codings. Raises ``Refused``.

    ``is_auto`` says that nobody has looked at each of them.
    """
    if not excerpts:
        raise Refused(_("No excerpt is ticked; nothing was changed."))
    passages = dict.fromkeys(passage for _code, passage in excerpts)
    current = dict(
        project.transcripts.filter(pk__in={each.transcript for each in passages}).values_list("pk", "current")
    )
    targets = [
        Target(each.transcript, current.get(each.transcript) or 0, each.start, each.end) for each in passages
    ]
    _refuse_outside(project, targets)
    return len(
        [
            each
            for each in apply(plan_of(code, targets, by, is_auto=is_auto), by).events
            if each.kind == "coding"
        ]
    )


def _refuse_outside(project: Project, targets: Collection[Target]) -> None:
    """Ticks come from a page, and a text may be another by now."""
    rows = project.transcripts.filter(pk__in={each.transcript for each in targets})
    lengths = dict(rows.values_list("pk", "current__length"))
    if any(not each.start < each.end <= (lengths.get(each.transcript) or 0) for each in targets):
        raise Refused(_("A text was edited or taken away since you looked; look for the excerpts again."))


class Tagged(NamedTuple):
    """How many codings got a tag that they lacked, and on how many excerpts none could."""

    number: int
    left_out: int


def tag_all(project: Project, excerpts: Excerpts, name: str, by: User, coder: User | None) -> Tagged:
    """Tag the codings of open work on these excerpts. Raises ``Refused``.

    Only those of ``coder``; of everybody where it is ``None``.
    """
    name = in_one_line(name)
    if not name or len(name) > LONGEST:
        raise Refused(_("A tag has 1 to %(most)d characters.") % {"most": LONGEST})
    refuse_hidden(name)
    with act(project, by) as doing:
        open_layer(doing.project)
        tag = doing.project.tags.filter(name__iexact=name).first()
        found = codings_on(doing.project, excerpts, coder)
        codings = _untagged(found, tag)
        if not codings:
            raise Refused(_("Nothing is ticked that lacks the tag and is yours to change; nothing was done."))
        _tag(doing, codings, tag or _new_tag(doing, name))
    on = {(each.code_id, Passage(each.transcript_id, each.start, each.end)) for each in found}
    return Tagged(len(codings), len(set(excerpts) - on))


def _untagged(codings: list[Coding], tag: ProjectTag | None) -> list[Coding]:
    if tag is None:
        return codings
    have = set(tag.tagged_codings.values_list("content_object", flat=True))
    return [coding for coding in codings if coding.pk not in have]


def _new_tag(doing: Act, name: str) -> ProjectTag:
    tag = ProjectTag(project=doing.project, name=name)
    tag.slug = _free_slug(doing.project, tag, name)
    doing.insert(tag)
    return tag


def _free_slug(project: Project, tag: ProjectTag, name: str) -> str:
    taken = set(project.tags.values_list("slug", flat=True))
    slug, number = tag.slugify(name), 0
    while slug in taken:
        number += 1
        slug = tag.slugify(name, number)
    return slug


def _tag(doing: Act, codings: list[Coding], tag: ProjectTag) -> None:
    doing.insert_all([TaggedCoding(tag=tag, content_object=coding) for coding in codings])
    doing.record_all("tagged", codings, lambda one: {**facts_of(one), "layer": one.layer, "tag": tag.pk})
