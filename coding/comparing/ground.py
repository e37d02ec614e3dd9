"""Who completed what, in open work and in a round: all that can be compared."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coding.codebook.tree import CodeTree, tree_of
from coding.codebook.versions import codebooks_at
from coding.codebook.withholding import tree_without
from coding.comparing.asked import Judge, Kind, Source
from coding.excerpts.retrieval import Basis, Whose, codings_of
from coding.models import Coding, Layer, Reading, Round, RoundTranscript
from coding.models.codings import CodingQuerySet
from interviews.models import Transcript
from projects.models import Project, User

LARGE = 150_000
"""So many codings are compared in a few seconds."""


@dataclass(frozen=True)
class Ground:
    """What can be compared, so far as the person asking may see."""

    kind: Kind
    judges: tuple[Judge, ...]
    titles: dict[int, str]
    """Of the transcripts, in order."""
    completed: dict[int, frozenset[int]]
    """Transcript to the judges who completed it."""
    revisions: dict[int, int] | None = None
    """The text on which each transcript was coded; ``None``: the current one."""
    edition: int | None = None
    """The codebook by which it was coded; ``None``: as it is now."""

    def sources(self, judges: Sequence[Judge]) -> list[Source]:
        """Every transcript, with those of the judges who completed it."""
        return [
            Source(pk, title, tuple(judge for judge in judges if judge.pk in self.completed.get(pk, ())))
            for pk, title in self.titles.items()
        ]

    def shared(self, *judges: Judge) -> int:
        """How many transcripts two or more of them completed."""
        return sum(len(source.completed_by) > 1 for source in self.sources(judges))

    def codings(self, project: Project, user: User, judges: Iterable[Judge]) -> CodingQuerySet:
        """What the judges marked, on the text that is compared."""
        if self.revisions is None:
            return codings_of(project, user, Whose(Basis.ALL)).filter(coder__in=[j.coder for j in judges])
        visible = Layer.objects.visible_to(user).filter(project=project, pk__in={j.layer for j in judges})
        layers = list(visible.values_list("pk", flat=True))
        return Coding.objects.filter(layer__in=layers, revision__in=set(self.revisions.values()))

    def is_large(self, project: Project, user: User, judges: Iterable[Judge]) -> bool:
        """Whether it takes longer to compare than somebody should wait unasked."""
        return self.codings(project, user, judges).count() > LARGE

    def tree(self, project: Project) -> CodeTree:
        """The codes as they stood when it was coded."""
        if self.edition is None:
            return tree_without(tree_of(project), project)
        (codebook,) = codebooks_at(project, self.edition)
        return codebook.tree


def open_work(project: Project, user: User) -> Ground:
    layer = Layer.objects.visible_to(user).open_work(project)
    completed = completed_in([layer.pk])
    people = User.objects.filter(pk__in={coder for _layer, coder, _transcript in completed})
    return Ground(
        Kind.OPEN,
        tuple(Judge.of(person, layer.pk) for person in people.order_by("name", "pk")),
        dict(project.transcripts.in_order().values_list("pk", "title")),
        gathered((transcript, coder) for _layer, coder, transcript in completed),
    )


def of_round(round_: Round, user: User) -> Ground:
    """The coders of a round, each in the layer of their own."""
    layers = Layer.objects.visible_to(user).filter(round=round_).select_related("coder")
    ordered = layers.order_by("coder__name", "coder")
    judges = tuple(Judge.of(layer.coder, layer.pk) for layer in ordered if layer.coder)
    titles, revisions = texts_of(round_)
    completed = completed_in([judge.layer for judge in judges])
    return Ground(
        Kind.ROUND,
        judges,
        titles,
        gathered((transcript, coder) for _layer, coder, transcript in completed),
        revisions,
        round_.edition.number,
    )


def texts_of(round_: Round) -> tuple[dict[int, str], dict[int, int]]:
    """The titles of the round's transcripts, in order, and the text of each."""
    rows = RoundTranscript.objects.filter(round=round_).values_list("revision__transcript", "revision")
    revisions = dict(rows)
    titles = Transcript.objects.filter(pk__in=revisions).in_order().values_list("pk", "title")
    return dict(titles), revisions


def completed_in(layers: Sequence[int]) -> list[tuple[int, int, int]]:
    """Layer, coder and transcript of every complete reading."""
    rows = Reading.objects.filter(layer__in=layers, state=Reading.State.COMPLETE)
    return list(rows.order_by().values_list("layer", "coder", "transcript"))


def gathered(pairs: Iterable[tuple[int, int]]) -> dict[int, frozenset[int]]:
    """To each transcript its judges."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for transcript, judge in pairs:
        found[transcript].add(judge)
    return {transcript: frozenset(judges) for transcript, judges in found.items()}
