"""Looks through a file that is to leave the house for what might identify somebody."""

import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from typing import NamedTuple

from coding.excerpts.silent_words import silent_words
from coding.leaving.beating import Beat, still, told
from coding.leaving.paper import Parcel
from coding.leaving.phrases import phrases, repeated
from coding.leaving.reading import CITE, Stretch
from coding.models import Code
from interviews.disclosure import Kind, found_in, small_words, words_of
from interviews.models import Attribute, AttributeChoice, AttributeValue, RealName
from interviews.naming import folded, is_name
from interviews.small_groups import small_groups
from interviews.spans import Span
from projects.models import Project

SILENT = "silent"
"""The kind of a finding that somebody's words are quoted who may not be."""
ID = "id"
"""The kind of a finding that may be an ID which the study has for somebody."""
AROUND = 60
"""Characters shown on each side of what was found."""
LONGEST = 100
"""Signs by which words are compared."""
PLACES = 5
"""So many places of the same words are kept; beyond, how many there are."""
FILE = "file"
FINDINGS = "findings.json"


class Place(NamedTuple):
    before: str
    words: str
    after: str
    where: str
    cite: str


class Finding(NamedTuple):
    """The same words wherever they were found, as one kind of thing."""

    kind: str
    words: str
    key: str
    """As words are compared."""
    times: int
    places: Sequence[Place]


class Small(NamedTuple):
    """Participants whom few or none are like in what the file prints."""

    values: Sequence[str]
    people: Sequence[int]


@dataclass(frozen=True)
class Checked:
    """What is known of the file before somebody decides."""

    name: str
    media_type: str
    sha256: str
    findings: Sequence[Finding]
    attributes: Sequence[int]
    """Those that it prints."""
    small: Sequence[Small]
    stale: int


def findings_in(
    project: Project, parcel: Parcel, stretches: Sequence[Stretch], beat: Beat = still
) -> list[Finding]:
    """What might identify somebody, the same words once; in two passes, since a name that stands within a
    sentence is one at the beginning of another."""
    total = 2 * len(stretches)
    allowed, names = open_words(project, parcel), real_names(project)
    plain = small_words("\n".join(each.words for each in stretches))
    beaten = told(stretches, beat, 0, total)
    first = chain.from_iterable(found_in(each.words, allowed, names, plain) for each in beaten)
    known = names | {folded(each.words.split()[0]) for each in first if each.kind == Kind.NAME}
    said = phrases(silent_words(project))
    found: dict[tuple[str, str], dict[tuple[str, ...], Place]] = {}
    for stretch in told(stretches, beat, len(stretches), total):
        spans = [(str(kind), span) for kind, span, _words in found_in(stretch.words, allowed, known, plain)]
        spans += [(SILENT, span) for span in repeated(stretch.words, said)]
        spans += [(ID, span) for span in parcel.wording.like_ids(stretch.words)]
        for kind, span in spans:
            if kind == ID or not _is_citation(stretch.words, span):
                place = _place(stretch, span)
                same = found.setdefault((kind, folded(place.words)[:LONGEST]), {})
                same.setdefault(_passage(place), place)
    return [_finding(kind, key, list(places.values())) for (kind, key), places in found.items()]


def _finding(kind: str, key: str, places: list[Place]) -> Finding:
    return Finding(kind, places[0].words, key, len(places), places[:PLACES])


def _passage(place: Place) -> tuple[str, ...]:
    """The same passage stands under each of its codes."""
    return place.cite, place.before[-20:], place.after[:20]


def _is_citation(text: str, span: Span) -> bool:
    return any(span.overlaps(Span(*cite.span())) for cite in CITE.finditer(text))


def _place(stretch: Stretch, span: Span) -> Place:
    text, start, end = stretch.words, span.start, span.end
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = f"… {before.partition(' ')[2]}"
    if end + AROUND < len(text):
        after = f"{after.rpartition(' ')[0]} …"
    behind = CITE.search(text, end)
    return Place(before, text[start:end], after, stretch.where, behind[0] if behind else stretch.cite)


def open_words(project: Project, parcel: Parcel) -> frozenset[str]:
    """Words that tell nothing: allowed by somebody, or said openly by the study, as its codebook does.

    Not the names of codes that are words of interviews, and not the values of what is never printed.
    """
    codes = Code.objects.filter(project=project, is_in_vivo=False)
    rows = codes.values_list("name", "definition", "apply_when", "do_not_apply_when")
    choices = AttributeChoice.objects.filter(attribute__project=project, attribute__never_print=False)
    said = [project.name, project.description, *(text for row in rows for text in row)]
    said += [*choices.values_list("value", flat=True), *project.attributes.values_list("name", flat=True)]
    said += [str(member) for member in project.members.all()]
    known = set().union(*map(words_of, said))
    known |= {folded(member.initials) for member in project.members.all()}
    known |= {folded(code) for code in parcel.called.values()}
    known |= {folded(code) for code in project.participants.values_list("code", flat=True)}
    explicit = set(project.allowed_words.values_list("key", flat=True))
    return frozenset((known - real_names(project)) | explicit)


def real_names(project: Project) -> frozenset[str]:
    """The words of names that the study keeps apart."""
    names = RealName.objects.filter(participant__project=project).values_list("name", flat=True)
    return frozenset(folded(word) for name in names for word in name.split() if is_name(word))


def told_in(stretches: Sequence[Stretch], attributes: Iterable[int]) -> set[int]:
    """Those of the attributes of which a value stands in the file: more are read than a report prints."""
    text = folded("\n".join(each.words for each in stretches))
    values: defaultdict[int, set[str]] = defaultdict(set)
    for value in AttributeValue.objects.filter(attribute__in=attributes).select_related("choice"):
        values[value.attribute_id].add(folded(str(value)))
    return {pk for pk, said in values.items() if any(each in text for each in said)}


def small_in(project: Project, attributes: Iterable[int]) -> tuple[list[int], list[Small]]:
    """The attributes in their order, and who stands out by all of them together."""
    shown = list(Attribute.objects.filter(project=project, pk__in=attributes))
    people = project.participants.in_study().order_by("place")
    known: Mapping[int, list[list[str]]] = {person.pk: [[] for _each in shown] for person in people}
    order = {attribute.pk: place for place, attribute in enumerate(shown)}
    values = AttributeValue.objects.filter(attribute__in=shown, participant__in=known)
    for value in values.select_related("choice").order_by("choice__position", "pk"):
        known[value.participant_id][order[value.attribute_id]].append(str(value))
    told = {pk: tuple(", ".join(texts) for texts in lists) for pk, lists in known.items()}
    groups = small_groups(told, project.smallest_group) if shown else []
    return list(order), [Small(group.values, [int(str(pk)) for pk in group.people]) for group in groups]


def packed(content: bytes, checked: Checked) -> bytes:
    """The file and what was found in it as one, so that both go together."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr(FINDINGS, json.dumps(asdict(checked)))
        pack.writestr(FILE, content)
    return buffer.getvalue()


def unpacked(pack: bytes) -> tuple[Checked, bytes]:
    with zipfile.ZipFile(io.BytesIO(pack)) as parts:
        known = json.loads(parts.read(FINDINGS))
        content = parts.read(FILE)
    findings = [
        Finding(kind, words, key, times, [Place(*place) for place in places])
        for kind, words, key, times, places in known.pop("findings")
    ]
    small = [Small(*each) for each in known.pop("small")]
    return Checked(**known, findings=findings, small=small), content
