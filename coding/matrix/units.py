"""Rows that are no participants: transcripts, those who speak in them, and those who coded them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from coding.matrix.rows import Row
from coding.models import Coding, Layer
from interviews import outgoing
from interviews.models import Participant, Speaker
from interviews.naming import natural
from projects.models import Project, User

Who = Mapping[int, frozenset[int]]
"""The participants of each transcript."""
Voice = tuple[str, int | None, str]
"""Kind, participant, and the label of who is no participant: somebody, in whichever transcript."""


def of_transcripts(project: Project, people: Sequence[Participant], transcripts: Who) -> list[Row]:
    """A row for each transcript in which somebody of ``people`` appears, or nobody is known to."""
    known = {person.pk: person for person in people}
    rows = []
    for pk, title in project.transcripts.in_order().values_list("pk", "title"):
        here = tuple(known[who] for who in transcripts.get(pk, ()) if who in known)
        if here:
            rows.append(Row(f"t{pk}", title, ", ".join(person.code for person in here), here, (pk,), (pk,)))
    return sorted(rows, key=lambda row: natural(row.note)) if outgoing.is_renaming() else rows


def of_speakers(people: Sequence[Participant], transcripts: Who) -> list[Row]:
    """A row for each participant who speaks, then for each label that is nobody's, interviewers last."""
    known = {person.pk: person for person in people}
    speakers = Speaker.objects.filter(transcript__in=list(transcripts)).order_by("label", "pk")
    found: defaultdict[Voice, list[tuple[int, int]]] = defaultdict(list)
    fields = ("kind", "participant", "label", "pk", "transcript")
    for kind, participant, label, pk, transcript in speakers.values_list(*fields):
        if participant is None or participant in known:
            found[kind, participant, "" if participant else label].append((pk, transcript))
    named = [_voice((kind, who, ""), found[kind, who, ""], known) for kind, who, _label in found if who]
    others = [_voice(voice, heard, known) for voice, heard in found.items() if not voice[1]]
    order = {person.code: place for place, person in enumerate(people)}
    return [
        *sorted(named, key=lambda row: order[row.label]),
        *sorted(others, key=lambda row: row.is_asking),
    ]


def _voice(voice: Voice, heard: list[tuple[int, int]], known: Mapping[int, Participant]) -> Row:
    kind, who, label = voice
    is_asking = kind == Speaker.Kind.INTERVIEWER
    people = (known[who],) if who else ()
    note = "" if who else _("interviewer") if is_asking else _("no participant")
    speakers, transcripts = zip(*heard, strict=True)
    key = f"s{speakers[0]}"
    return Row(
        key, people[0].code if people else label, note, people, speakers, transcripts, is_asking=is_asking
    )


def of_coders(project: Project, user: User, people: Sequence[Participant]) -> list[Row]:
    """A row for each person whose codings may be seen."""
    layers = Layer.objects.visible_to(user).filter(project=project).exclude(kind=Layer.Kind.ROUND)
    who = Coding.objects.filter(layer__in=layers).order_by().values_list("coder", flat=True).distinct()
    coders = User.objects.filter(pk__in=list(who)).order_by("name", "pk")
    return [Row(f"c{coder.pk}", str(coder), "", tuple(people), (coder.pk,)) for coder in coders]
