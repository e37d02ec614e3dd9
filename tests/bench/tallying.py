"""Runs inside Django: counts codes by transcript, and what co-occurs, of the whole study."""

import json
import sys
import time
from collections.abc import Callable

from django.db import connection

from coding.excerpts.retrieval import Whose, codings_of
from coding.matrix.counts import code_counts
from coding.matrix.together import TogetherWish, count_together
from coding.models import Code
from projects.models import Project, User
from tests.bench.facts import Facts

BARE = "SELECT code_id, transcript_id, COUNT(*) FROM coding_coding GROUP BY 1, 2"


def main(times: str) -> None:
    """Facts of the study on standard input; milliseconds of each on standard output."""
    facts: Facts = json.load(sys.stdin)
    project, user = Project.objects.get(), User.objects.get(pk=facts["users"][0])
    wish = TogetherWish(opened=frozenset(Code.objects.values_list("pk", flat=True)))
    work: dict[str, Callable[[], object]] = {
        "counts": lambda: code_counts(project, codings_of(project, user, Whose())),
        "cooccurrence": lambda: count_together(project, user, wish),
        "floor": _bare,
    }
    took: dict[str, list[float]] = {name: [] for name in work}
    for _turn in range(int(times)):
        for name, does in work.items():
            took[name].append(_milliseconds(does))
    together = count_together(project, user, wish).counted.together
    pairs = sum(len(others) for others in together.values()) // 2
    print(json.dumps({"floor": took.pop("floor"), "took": took, "pairs": pairs}))


def _milliseconds(does: Callable[[], object]) -> float:
    begun = time.perf_counter()
    does()
    return (time.perf_counter() - begun) * 1000


def _bare() -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(BARE)
        return list(cursor.fetchall())
