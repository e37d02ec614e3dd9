"""What Verbatim can say of the sample and the interviews."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.checklist.facts import Known, source
from coding.checklist.study import Range, Study
from coding.memos.threads import memos_seen
from coding.pictures.sample import counts_of
from interviews import outgoing
from interviews.models import Attribute

LAST = 3
"""Interviews at the end, in which first uses say how much still came up."""


def sample_size(study: Study) -> Known | None:
    if not study.participants:
        return None
    said = ngettext("%(n)s participant", "%(n)s participants", study.participants) % {"n": study.participants}
    talks = ngettext("%(n)s transcript", "%(n)s transcripts", study.transcripts) % {"n": study.transcripts}
    sentence = _("%(participants)s in %(transcripts)s.") % {"participants": said, "transcripts": talks}
    return Known(sentence, (source(study, _("Participants"), "participants"),), is_whole=True)


def non_participation(study: Study) -> Known | None:
    if not study.withdrawn:
        return None
    said = ngettext(
        "%(n)s participant withdrew after the interview, which was erased.",
        "%(n)s participants withdrew after their interviews, which were erased.",
        study.withdrawn,
    )
    page = source(study, _("Participants"), "participants")
    return Known(said % {"n": study.withdrawn}, (page,))


def sample(study: Study) -> Known | None:
    people = set(study.project.participants.in_study().order_by().values_list("pk", flat=True))
    shown = study.project.attributes.filter(never_print=False).exclude(kind=Attribute.Kind.TEXT)
    told = [
        f"{attribute}: {', '.join(f'{label} ({n})' for label, n in counts if n)}."
        for attribute in shown.prefetch_related("choices")
        if not outgoing.is_left_out(attribute.pk)
        and (counts := list(counts_of(attribute, people)))
        and _is_recorded(counts)
    ]
    if not told:
        return None
    sources = (
        source(study, _("The sample as a picture"), "picture", "sample"),
        source(study, _("Participants"), "participants"),
    )
    return Known("\n".join(told), sources, is_whole=True)


def _is_recorded(counts: list[tuple[str, int]]) -> bool:
    return any(n for label, n in counts if label != _("not recorded"))


def repeats(study: Study) -> Known | None:
    if not study.interviews:
        return None
    again = [talks for talks in study.interviews if talks > 1]
    page = source(study, _("Participants"), "participants")
    if not again:
        return Known(_("Nobody appears in more than one transcript."), (page,), is_whole=True)
    said = ngettext(
        "%(n)s participant appears in more than one transcript (up to %(most)s).",
        "%(n)s participants appear in more than one transcript (up to %(most)s).",
        len(again),
    )
    return Known(said % {"n": len(again), "most": max(again)}, (page,), is_whole=True)


def recording(study: Study) -> Known | None:
    if study.minutes is None:
        return None
    said = ngettext(
        "%(n)s of %(of)s transcript bears time marks, as those made from a recording do.",
        "%(n)s of %(of)s transcripts bear time marks, as those made from a recording do.",
        study.transcripts,
    )
    page = source(study, _("Transcripts"), "transcripts")
    return Known(said % {"n": study.minutes.of, "of": study.transcripts}, (page,))


def field_notes(study: Study) -> Known | None:
    memos = memos_seen(study.project, study.user).filter(reply_to=None)
    talks, people = (memos.filter(**{f"{on}__isnull": False}) for on in ("transcript", "participant"))
    n = talks.count(), people.count()
    if not any(n):
        return None
    said = ngettext(
        "The team wrote %(talks)s memo on transcripts and %(people)s on participants.",
        "The team wrote %(talks)s memos on transcripts and %(people)s on participants.",
        n[0],
    )
    page = source(study, _("Memos"), "memos", query="?kind=transcript")
    return Known(said % {"talks": n[0], "people": n[1]}, (page,))


def duration(study: Study) -> Known | None:
    if study.words is None:
        return None
    told = list(_durations(study.minutes, study.words, study.transcripts))
    is_whole = study.minutes is not None and study.minutes.of == study.transcripts
    return Known(" ".join(told), (source(study, _("Transcripts"), "transcripts"),), is_whole)


def _durations(minutes: Range | None, words: Range, transcripts: int) -> Iterator[str]:
    if minutes:
        said = ngettext(
            "By its last time mark %(n)s of %(of)s interview lasted %(range)s.",
            "By their last time marks %(n)s of %(of)s interviews lasted %(range)s.",
            transcripts,
        )
        yield said % {"n": minutes.of, "of": transcripts, "range": _range(minutes, _("minutes"))}
    yield _("Spoken in an interview: %(range)s.") % {"range": _range(words, _("words"))}


def _range(found: Range, unit: str) -> str:
    low, middle, high = (f"{round(number):,}" for number in found[:3])
    if low == high:
        return f"{low} {unit}"
    return _("%(low)s to %(high)s %(unit)s (median %(middle)s)") % {
        "low": low,
        "high": high,
        "unit": unit,
        "middle": middle,
    }


def saturation(study: Study) -> Known | None:
    uses = study.first_uses
    if len(uses) <= LAST:
        return None
    said = _(
        "Of %(n)s coded interviews, in the order of their IDs, the last %(last)s show %(codes)s codes for "
        "the first time. A curve that flattens is no proof of saturation."
    )
    page = source(study, _("New codes per interview"), "picture", "new-codes")
    return Known(said % {"n": len(uses), "last": LAST, "codes": sum(uses[-LAST:])}, (page,))
