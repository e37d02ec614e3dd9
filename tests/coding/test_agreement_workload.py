"""The study of agreement that the bench measures is the same each time, and measured right."""

import pytest

from coding.models import Coding
from tests.bench import revealed
from tests.bench.comparing import OPERATIONS, Workload, apart, study

TINY = Workload(documents=3, characters=2_000, passages=20, coders=3, codes=4)


def test_the_same_seed_gives_the_same_study() -> None:
    assert study(TINY) == study(TINY)
    assert study(TINY, seed=1) != study(TINY, seed=2)


def test_alpha_is_that_of_judging_character_by_character() -> None:
    assert apart(study(TINY)) < 1e-9


def test_every_operation_of_the_bench_runs_on_a_small_study() -> None:
    given = study(TINY)
    for work in OPERATIONS.values():
        work(given)
    assert [len(given.of(document)) for document in range(3)] == [3, 3, 3]


@pytest.mark.django_db
def test_the_study_in_the_database_is_that_of_the_numbers_alone() -> None:
    round_ = revealed.fill(TINY)
    alone = study(TINY)
    spans = {
        (number, reading.coder, code, *span)
        for number in range(TINY.documents)
        for reading in alone.of(number)
        for code, each in reading.quotations.items()
        for span in each
    }
    assert Coding.objects.filter(layer__round=round_).count() == len(spans)
    for work in revealed.OPERATIONS.values():
        work()
