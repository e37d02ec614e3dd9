"""Picks passages as quotes for the report, says why, orders them and takes them off; each is one act."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from django.db.models import F, Max, Model
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.excerpts.filters import cast_since
from coding.excerpts.quoting import Quotable, quotable
from coding.excerpts.retrieval import Passage
from coding.models import PickedQuote
from coding.rounds.hiding import is_coded_blind
from interviews.models import Revision, Transcript
from interviews.signs import in_one_line
from projects.acts import act
from projects.models import Project, User
from projects.refusals import Refused

LONGEST_NOTE = 300
MOST = 500
"""Quotes of one act: more than any report holds."""


class Why(NamedTuple):
    """The reason, and words that go with it."""

    reason: PickedQuote.Reason
    note: str = ""

    @property
    def words(self) -> str:
        return in_one_line(self.note)[:LONGEST_NOTE]


def marks_of(project: Project) -> Mapping[Passage, PickedQuote]:
    """The quotes that are picked in the texts as they stand, by their passages."""
    return marks_since(project.pk, project.last_event)


@lru_cache(maxsize=64)
def marks_since(project: int, _event: int) -> Mapping[Passage, PickedQuote]:
    """Read once between two events of the project: every change of them makes one. Not to be changed."""
    rows = PickedQuote.objects.filter(project=project, revision=F("transcript__current")).order_by()
    shown = rows.only("transcript", "start", "end", "reason", "note")
    return {Passage(each.transcript_id, each.start, each.end): each for each in shown}


def pick(project: Project, passages: Collection[Passage], why: Why, by: User) -> list[PickedQuote]:
    """Pick those of the passages that are not picked yet, or none; raises ``Refused``."""
    _refuse_without_words(why)
    with act(project, by) as doing:
        texts = _texts(doing.project, passages)
        _refuse_what_may_not_be_quoted(doing.project, passages)
        new = list(_not_picked(passages, texts))
        if not new:
            raise Refused(_("All of these are picked for the report already; nothing was added."))
        last = doing.project.picked_quotes.aggregate(last=Max("position"))["last"] or 0
        order = cast_since(doing.project.pk, doing.project.last_event).order
        new.sort(key=lambda each: (order.get(each.transcript, 0), each.start, each.end))
        quotes = [_quote(doing.project, texts[passage.transcript], passage, why) for passage in new]
        for position, quote in enumerate(quotes, start=last + 1):
            quote.position, quote.by = position, doing.by
        doing.insert_all(quotes)
        doing.record_all("picked", quotes, _facts)
    return quotes


def _quote(project: Project, text: Revision, passage: Passage, why: Why) -> PickedQuote:
    return PickedQuote(
        project=project,
        transcript_id=passage.transcript,
        revision=text,
        start=passage.start,
        end=passage.end,
        reason=why.reason,
        note=why.words,
        made=timezone.now(),
    )


def _refuse_without_words(why: Why) -> None:
    """The database refuses it too, less kindly."""
    if why.reason == PickedQuote.Reason.OTHER and not why.words:
        raise Refused(_("Say in words for which other reason; nothing was changed."))


def _texts(project: Project, passages: Collection[Passage]) -> dict[int, Revision]:
    """The current text of each transcript, without its words; raises ``Refused`` where one does not fit."""
    if not passages or len(passages) > MOST:
        raise Refused(_("Tick 1 to %(most)s excerpts to be picked; nothing was changed.") % {"most": MOST})
    rows = Transcript.objects.filter(project=project, pk__in={each.transcript for each in passages})
    current = Revision.objects.filter(pk__in=rows.values("current")).only("transcript", "length")
    texts = {text.transcript_id: text for text in current}
    for passage in passages:
        text = texts.get(passage.transcript)
        if text is None or not 0 <= passage.start < passage.end <= text.length:
            raise Refused(_("A text was edited or taken away meanwhile; look for the excerpts again."))
    return texts


def _refuse_what_may_not_be_quoted(project: Project, passages: Collection[Passage]) -> None:
    transcripts = {each.transcript for each in passages}
    if is_coded_blind(transcripts):
        raise Refused(
            _(
                "An interview among these is being coded blind; its words can be picked when the round is "
                "revealed. Nothing was changed."
            )
        )
    quotes = quotable(project, transcripts, with_texts=False)
    barred = _barred(project, passages, quotes)
    if barred:
        raise Refused(
            ngettext(
                "%(who)s allows no quotes: their words can't be picked for the report. Nothing was changed.",
                "%(who)s allow no quotes: their words can't be picked for the report. Nothing was changed.",
                len(barred),
            )
            % {"who": ", ".join(barred)}
        )


def _barred(project: Project, passages: Iterable[Passage], quotes: Quotable) -> Sequence[str]:
    """The IDs of those among who speaks in them that allow no quotes."""
    people = {
        person
        for passage in passages
        if quotes.silent.bars(quotes.places[passage.transcript], passage.span)
        for person in quotes.places[passage.transcript].participants(passage.span)
    }
    silent = people & quotes.silent.participants
    return list(project.participants.filter(pk__in=silent).values_list("code", flat=True))


def _not_picked(passages: Collection[Passage], texts: dict[int, Revision]) -> Iterable[Passage]:
    rows = PickedQuote.objects.filter(revision__in=texts.values()).order_by()
    there = {Passage._make(row) for row in rows.values_list("transcript", "start", "end")}
    return (passage for passage in dict.fromkeys(passages) if passage not in there)


def give_reason(project: Project, quote: PickedQuote, why: Why, by: User) -> None:
    """Give a picked quote another reason; raises ``Refused``."""
    _refuse_without_words(why)
    with act(project, by) as doing:
        found = _still_picked(quote)
        if doing.change(found, reason=why.reason, note=why.words):
            doing.record("changed", found, **_facts(found))


def move(project: Project, quote: PickedQuote, place: int, by: User) -> None:
    """Put it in another place, counted from 1; the others keep their order. Raises ``Refused``."""
    with act(project, by) as doing:
        found = _still_picked(quote)
        others = [each for each in doing.project.picked_quotes.all() if each.pk != found.pk]
        others.insert(min(max(place, 1) - 1, len(others)), found)
        moved = doing.change_each((each, {"position": at}) for at, each in enumerate(others, start=1))
        if moved:
            doing.record("moved", found, **_facts(found))


def remove(project: Project, quote: PickedQuote, by: User) -> None:
    """Take a quote out of those picked, whoever picked it; raises ``Refused`` where it is out already."""
    with act(project, by) as doing:
        found = _still_picked(quote)
        doing.delete(found)
        doing.record("unpicked", found, **_facts(found))


def _still_picked(quote: PickedQuote) -> PickedQuote:
    found = PickedQuote.objects.filter(pk=quote.pk).first()
    if found is None:
        raise Refused(_("This quote was taken off meanwhile; nothing was changed."))
    return found


def _facts(quote: Model) -> dict[str, object]:
    """Where it stands, without a word of it."""
    if not isinstance(quote, PickedQuote):
        raise TypeError
    return {"transcript": quote.transcript_id, "start": quote.start, "end": quote.end}
