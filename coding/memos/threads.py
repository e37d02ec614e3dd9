"""Memos as discussions: the memo that began one, the replies under it, and what all of them are on."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from coding.codebook.withholding import names_to_list
from coding.excerpts.quoting import Quotable, quotable, shortened
from coding.memos.writing import Target
from coding.models import Coding, Memo, Resolution
from coding.models.memos import MemoQuerySet
from projects.models import Project, User

QUOTED_WORDS = 30
ON = ("coding", "code", "transcript", "participant", "resolution")
"""What a memo can be on; on none of these it is an entry of the project's journal."""
JOURNAL = "journal"


class Place(NamedTuple):
    """What a memo is on."""

    kind: str
    """One of ``ON``, or the journal."""
    label: str
    """Such as ``P07:T12 · Training``."""
    href: str
    words: str | None = None
    """Those that a coding stands on, unless consent forbids to quote them."""

    @property
    def kind_label(self) -> str:
        return kind_labels()[self.kind]


class Thread(NamedTuple):
    memo: Memo
    replies: list[Memo]
    place: Place


def kind_labels() -> dict[str, str]:
    return {
        "coding": _("coding"),
        "code": _("code"),
        "transcript": _("transcript"),
        "participant": _("participant"),
        "resolution": _("difference"),
        JOURNAL: _("journal"),
    }


def memos_seen(project: Project, user: User) -> MemoQuerySet:
    """All memos of the project that the person may see, with what shows of each."""
    on = ("coding__code", "code", "transcript", "participant", "resolution__round", "resolution__revision")
    related = ("author", "resolved_by", "reply_to", "layer", *on)
    seen: MemoQuerySet = Memo.objects.filter(project=project).visible_to(user).select_related(*related)
    return seen


def memos_on(project: Project, user: User, on: Target | None) -> MemoQuerySet:
    """Those on one thing, or the journal's, replies too; the oldest first."""
    target = dict.fromkeys(ON)
    if on is not None and on.pk is None:
        return memos_seen(project, user).none()  # a place on which nobody wrote yet
    if on is not None:
        target[str(on._meta.model_name)] = on
    return memos_seen(project, user).filter(**target)


def threads_of(project: Project, roots: Sequence[Memo], user: User) -> list[Thread]:
    """The discussions that these memos began, in a few queries however many there are."""
    replies: defaultdict[int | None, list[Memo]] = defaultdict(list)
    for reply in memos_seen(project, user).filter(reply_to__in=roots).order_by("made", "pk"):
        replies[reply.reply_to_id].append(reply)
    places = Places(project, roots)
    return [Thread(memo, replies[memo.pk], places.of(memo)) for memo in roots]


def grouped(project: Project, memos: Iterable[Memo]) -> list[Thread]:
    """The same of memos and replies that were all read."""
    known = list(memos)
    replies: defaultdict[int, list[Memo]] = defaultdict(list)
    for memo in known:
        if memo.reply_to_id:
            replies[memo.reply_to_id].append(memo)
    roots = [memo for memo in known if not memo.reply_to_id]
    places = Places(project, roots)
    return [Thread(memo, replies[memo.pk], places.of(memo)) for memo in roots]


def place_of(project: Project, on: Target | None) -> Place:
    """What a memo on this would be on."""
    layer = on.layer if isinstance(on, Coding) else None
    memo = Memo() if on is None else Memo(layer=layer, **{str(on._meta.model_name): on})
    return Places(project, [memo]).of(memo)


class Places:
    """What memos are on, in words; the interviews that they stand in are read once."""

    def __init__(self, project: Project, memos: Iterable[Memo]) -> None:
        self._slug = project.slug
        memos = list(memos)
        about = [memo.coding.code if memo.coding else memo.code for memo in memos]
        codes = [code for code in about if code]
        self._names = {code.pk: code.name for code in codes} | names_to_list(project, codes)
        transcripts = {memo.coding.transcript_id for memo in memos if memo.coding}
        transcripts |= {memo.resolution.revision.transcript_id for memo in memos if memo.resolution}
        self._quotes: Quotable | None = quotable(project, transcripts) if transcripts else None

    def of(self, memo: Memo) -> Place:
        if memo.coding and self._quotes:
            coding, quotes = memo.coding, self._quotes
            words = quotes.words(coding.transcript_id, coding.span)
            label = f"{quotes.places[coding.transcript_id].cite(coding.span)} · {self._names[coding.code_id]}"
            href = (
                self._href("workspace", coding.transcript_id) + f"?coders=all&at={coding.start}-{coding.end}"
            )
            if memo.layer and memo.layer.round_id:
                href = self._href("round", memo.layer.round_id)
            return Place("coding", label, href, words and shortened(words, QUOTED_WORDS))
        if memo.resolution and self._quotes:
            return self._difference(memo.resolution, self._quotes)
        for kind in ("code", "transcript", "participant"):
            on = getattr(memo, kind)
            if on:
                label = self._names[on.pk] if kind == "code" else str(on)
                return Place(kind, label, f"{self._href(kind, on.pk)}#memos")
        return Place(JOURNAL, _("Journal of the study"), f"{self._href('project')}#memos")

    def _difference(self, place: Resolution, quotes: Quotable) -> Place:
        transcript = place.revision.transcript_id
        words = quotes.words(transcript, place.span)
        label = f"{quotes.places[transcript].cite(place.span)} · {place.round}"
        href = self._href("round_place", place.round_id, (place.revision_id, place.start, place.end))
        return Place("resolution", label, f"{href}#memos", words and shortened(words, QUOTED_WORDS))

    def _href(self, name: str, *pk: object) -> str:
        return reverse(name, args=[self._slug, *pk])
