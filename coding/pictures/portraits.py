"""Where each code falls along each interview."""

from collections import Counter
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.charts.strips import Mark, Strip, Strips
from coding.excerpts.retrieval import codings_of
from coding.exports.tables import Table
from coding.matrix.together import Texts
from coding.pictures.asked import Asked, headings
from coding.pictures.picture import Picture
from interviews import outgoing
from interviews.models import Appearance
from interviews.models.transcripts import numbered
from interviews.naming import natural
from projects.models import Project

Columns = dict[int, tuple[int, ...]]
"""By code, the lanes that its passages are marked in."""


def portraits(asked: Asked) -> Picture:
    nodes = asked.nodes
    shown = {node.code.pk for node in nodes}
    columns = {node.code.pk: tuple(code.pk for code in node.path if code.pk in shown) for node in asked.tree}
    codings = codings_of(asked.project, asked.user, asked.whose)
    if asked.transcript:
        codings = codings.filter(transcript=asked.transcript)
    only = asked.where.people if asked.where else None
    texts = Texts(codings, {code: lanes for code, lanes in columns.items() if lanes}, only)
    labels = names_of(asked.project)
    lengths = dict(asked.project.transcripts.in_order().values_list("pk", "current__length"))
    order = [pk for pk in lengths if texts.found.get(pk)]
    if outgoing.is_renaming():
        order.sort(key=lambda pk: natural(labels[pk]))
    lanes = {node.code.pk: place for place, node in enumerate(nodes)}
    strips = [Strip(labels[pk], _marks(texts, pk, lanes, lengths[pk])) for pk in order]
    return Picture(
        title=_("Where codes fall in “%(transcript)s”") % {"transcript": labels[order[0]]}
        if asked.transcript and order
        else _("Where codes fall in each interview"),
        words=_words(strips, len(nodes)),
        sentences=[*asked.of_whom, *_sentences(texts, len(order))],
        whose=asked.whose,
        chart=Strips(headings(nodes), strips, (_("beginning"), _("end of the interview"))),
        table=_table(asked, texts, order, labels),
        is_empty=not (strips and nodes),
    )


def names_of(project: Project) -> Mapping[int, str]:
    """What pictures call a transcript: as its participants are cited, or its title if it has none."""
    names: dict[int, str] = dict(project.transcripts.order_by().values_list("pk", "title"))
    cited: dict[int, list[str]] = {}
    appearing = Appearance.objects.filter(transcript__project=project).order_by("participant__place")
    fields = ("transcript", "participant", "participant__code", "number")
    for transcript, person, code, number in appearing.values_list(*fields):
        cited.setdefault(transcript, []).append(numbered(outgoing.called(person, code), number))
    return names | {pk: ", ".join(codes) for pk, codes in cited.items()}


def _marks(texts: Texts, transcript: int, lanes: Mapping[int, int], length: int) -> list[Mark]:
    return [
        Mark(lanes[code], start / length, end / length)
        for (start, end), codes in sorted(texts.found[transcript].items())
        for code in dict.fromkeys(codes)
    ]


def _words(strips: list[Strip], codes: int) -> str:
    return _(
        "A strip for each of %(strips)s interviews, from its beginning on the left to its end on the right, "
        "with %(codes)s lanes in the order of the codebook; a mark is a passage, as wide as it is long."
    ) % {"strips": len(strips), "codes": codes}


def _sentences(texts: Texts, interviews: int) -> list[str]:
    passages = ngettext("%(n)s distinct passage", "%(n)s distinct passages", texts.passages)
    talks = ngettext("%(n)s interview", "%(n)s interviews", interviews) % {"n": interviews}
    said = _("%(passages)s in %(interviews)s, drawn as long as their share of the text, questions included.")
    sentences = [said % {"passages": passages % {"n": f"{texts.passages:,}"}, "interviews": talks}]
    if texts.asked:
        left_out = ngettext(
            "%(n)s passage in the interviewer’s turns is not drawn.",
            "%(n)s passages in the interviewer’s turns are not drawn.",
            texts.asked,
        )
        sentences.append(left_out % {"n": f"{texts.asked:,}"})
    return sentences


def _table(asked: Asked, texts: Texts, order: list[int], labels: Mapping[int, str]) -> Table:
    """How many passages each interview has in each lane."""
    rows = []
    for pk in order:
        found = Counter(code for codes in texts.found[pk].values() for code in set(codes))
        rows.append([labels[pk], *(found[node.code.pk] for node in asked.nodes)])
    return Table([_("Interview"), *(str(node) for node in asked.nodes)], rows)
