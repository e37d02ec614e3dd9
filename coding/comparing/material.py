"""What is read from the database for a comparison, once, however many of its coders are then compared."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coding.analysis.agreement.readings import Reading as Marks
from coding.analysis.agreement.readings import Source as Cut
from coding.codebook.tree import CodeTree
from coding.codebook.withholding import tree_without
from coding.comparing.asked import Judge, Rule, Source, Wish
from coding.comparing.ground import Ground
from coding.comparing.units import units_of
from coding.excerpts.quoting import Quotable, quotable
from interviews.spans import Span
from projects.models import Project, User

Spans = dict[int, list[Span]]
"""By code."""
AllMarks = dict[tuple[int, int], Spans]
"""Of each judge in each transcript."""


@dataclass(frozen=True)
class Material:
    wish: Wish
    ground: Ground
    compared: tuple[Source, ...]
    excluded: tuple[Source, ...]
    tree: CodeTree
    quotes: Quotable
    cuts: dict[int, Cut]
    """Transcript to its units."""
    marks: AllMarks
    by_search: int
    """Codings that a search made and nobody by reading, which are not among the marks."""

    @property
    def rule(self) -> Rule:
        return self.wish.rule

    def of(self, *judges: Judge) -> "Material":
        """The same for some of its judges."""
        sources = [_only(source, judges) for source in (*self.compared, *self.excluded)]
        compared = tuple(source for source in sources if len(source.completed_by) > 1)
        excluded = tuple(source for source in sources if len(source.completed_by) < 2)
        cuts = {source.pk: self.cuts[source.pk] for source in compared}
        return replace(self, compared=compared, excluded=excluded, cuts=cuts)

    def readings(self, judges: Iterable[Judge]) -> list[Marks]:
        return [
            Marks(judge.pk, source.pk, self.marks.get((judge.pk, source.pk), {}))
            for judge in judges
            for source in self.compared
            if judge in source.completed_by
        ]

    @property
    def codes(self) -> list[int]:
        return [node.code.pk for node in self.tree]

    @property
    def children(self) -> dict[int, list[int]]:
        return {code: [child.pk for child in self.tree.children(code)] for code in self.codes}


def _only(source: Source, judges: Sequence[Judge]) -> Source:
    return source._replace(completed_by=tuple(judge for judge in source.completed_by if judge in judges))


def read(project: Project, user: User, wish: Wish, ground: Ground) -> Material:
    """As ``user`` may see it; the number of queries does not grow with what is compared."""
    chosen = ground.sources(wish.judges)
    compared = [each for each in chosen if each.pk in wish.transcripts and len(each.completed_by) > 1]
    tree = tree_without(ground.tree(project), project)
    quotes = quotable(project, {source.pk for source in compared}, revisions=ground.revisions)
    marks, by_search = _marks(project, user, wish, ground, [source.pk for source in compared])
    return Material(
        wish=wish,
        ground=ground,
        compared=tuple(compared),
        excluded=tuple(each for each in chosen if each not in compared),
        tree=tree,
        quotes=quotes,
        cuts={source.pk: _cut(source.pk, quotes, wish.rule) for source in compared},
        marks=marks,
        by_search=by_search,
    )


def _cut(transcript: int, quotes: Quotable, rule: Rule) -> Cut:
    text = quotes.texts[transcript]
    return Cut(transcript, units_of(quotes.places[transcript], text, rule, quotes.silent.gone), text)


def _marks(
    project: Project, user: User, wish: Wish, ground: Ground, transcripts: Sequence[int]
) -> tuple[AllMarks, int]:
    codings = ground.codings(project, user, wish.judges).filter(transcript__in=transcripts).order_by()
    codings = codings.filter(code__in=wish.codes) if wish.codes else codings
    rows = codings.filter(is_auto=False).values_list("layer", "coder", "transcript", "code", "start", "end")
    whose = {(judge.layer, judge.coder): judge.pk for judge in wish.judges}
    marks: defaultdict[tuple[int, int], defaultdict[int, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for layer, coder, transcript, code, start, end in rows.iterator(chunk_size=5000):
        judge = whose.get((layer, coder), whose.get((layer, None)))
        if judge is not None:
            marks[judge, transcript][code].append(Span(start, end))
    by_search = codings.filter(is_auto=True).values_list("layer", "coder")
    found = sum(not whose.keys().isdisjoint({(layer, coder), (layer, None)}) for layer, coder in by_search)
    return {reading: dict(spans) for reading, spans in marks.items()}, found
