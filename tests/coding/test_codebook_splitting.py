from typing import NamedTuple

import pytest
from django.utils import timezone

from coding.codebook import changes, splitting
from coding.codebook.splitting import Half, Wish
from coding.codebook.tree import tree_of
from coding.excerpts.retrieval import Passage
from coding.models import Code, Coding, Layer, Round
from interviews.models import Transcript
from projects import undo
from projects.models import Project, User
from projects.refusals import Refused
from tests import make
from tests.rows import rows

pytestmark = pytest.mark.django_db
TEXT = "Ana: I was afraid, so I asked my sergeant."
AFRAID, ASKED = (11, 17), (24, 29)


class Study(NamedTuple):
    """``Fear``, between ``Hope`` and ``Trust``: Ana and Ben coded "afraid" with it, Ben "asked" too."""

    project: Project
    ana: User
    ben: User
    talk: Transcript
    fear: Code


@pytest.fixture
def study() -> Study:
    ana, ben = make.user("ana"), make.user("ben")
    project = make.project(ana, ben)
    _hope, fear, _trust = (changes.add(project, ana, name=name) for name in ("Hope", "Fear", "Trust"))
    talk = make.transcript(TEXT, project)
    make.coding("afraid", fear, ana, talk)
    make.coding("afraid", fear, ben, talk)
    make.coding("asked", fear, ben, talk)
    return Study(project, ana, ben, talk, fear)


def names(project: Project) -> list[str]:
    return [str(node) for node in tree_of(project)]


def passages(talk: Transcript, *spans: tuple[int, int]) -> frozenset[Passage]:
    return frozenset(Passage(talk.pk, *span) for span in spans)


def spans(project: Project, name: str) -> list[tuple[int, int]]:
    return list(
        Coding.objects.filter(code__name=name, code__project=project)
        .order_by("start", "pk")
        .values_list("start", "end")
    )


def test_chosen_excerpts_go_to_new_codes_beside_it_whoever_coded_them(study: Study) -> None:
    halves = [Half("Own fear", "Of one's own.", passages=passages(study.talk, AFRAID)), Half("Advice")]
    made = splitting.split(study.fear, study.ana, Wish(halves, reason="Two ideas"))
    assert names(study.project) == ["Hope", "Fear", "Own fear", "Advice", "Trust"]
    assert spans(study.project, "Own fear") == [AFRAID, AFRAID]
    assert spans(study.project, "Fear") == [ASKED]
    assert (made.codings, made.left, made.retired) == (2, 1, False)
    assert [code.definition for code in made.codes] == ["Of one's own.", ""]
    edition = study.project.editions.latest("number")
    assert (edition.number, edition.reason) == (5, "Two ideas")
    assert {each.code.name for each in edition.code_revisions.all()} == {"Fear", "Own fear", "Advice"}
    assert {each.edition.number for each in Coding.objects.filter(code__in=made.codes)} == {5}


def test_the_log_tells_of_the_split_and_of_each_coding(study: Study) -> None:
    halves = [Half("Own fear", passages=passages(study.talk, AFRAID))]
    (made,) = splitting.split(study.fear, study.ana, Wish(halves)).codes
    head, *rest = study.project.events.order_by("number")[3:]
    assert (head.verb, head.object_id) == ("split", str(study.fear.guid))
    assert head.facts == {"into": [made.pk], "edition": 5, "retired": False}
    assert [(each.verb, each.facts["before"], each.act) for each in rest] == [
        ("recoded", study.fear.pk, head.number)
    ] * 2


def test_new_codes_may_stand_under_the_old_one(study: Study) -> None:
    halves = [Half("Own fear", passages=passages(study.talk, AFRAID, ASKED))]
    made = splitting.split(study.fear, study.ana, Wish(halves, under=True, retire_empty=True))
    assert names(study.project) == ["Hope", "Fear", "Fear › Own fear", "Trust"]
    assert (made.left, made.retired) == (0, False)


@pytest.mark.parametrize(("wish", "left"), [(True, ["Hope", "Own fear", "Advice", "Trust"]), (False, None)])
def test_the_old_code_goes_out_of_use_when_nothing_is_left_and_that_is_wished(
    study: Study, wish: bool, left: list[str] | None
) -> None:
    halves = [
        Half("Own fear", passages=passages(study.talk, AFRAID)),
        Half("Advice", passages=passages(study.talk, ASKED)),
    ]
    made = splitting.split(study.fear, study.ana, Wish(halves, retire_empty=wish))
    assert made.retired == wish
    assert names(study.project) == (left or ["Hope", "Fear", "Own fear", "Advice", "Trust"])


def test_a_code_that_keeps_a_coding_stays_in_use(study: Study) -> None:
    halves = [Half("Own fear", passages=passages(study.talk, AFRAID))]
    assert not splitting.split(study.fear, study.ana, Wish(halves, retire_empty=True)).retired


def test_a_whole_transcript_goes_to_a_half_but_for_what_is_chosen_on_its_own(study: Study) -> None:
    halves = [
        Half("Own fear", transcripts=frozenset({study.talk.pk})),
        Half("Advice", passages=passages(study.talk, ASKED)),
    ]
    splitting.split(study.fear, study.ana, Wish(halves))
    assert spans(study.project, "Own fear") == [AFRAID, AFRAID]
    assert spans(study.project, "Advice") == [ASKED]


def test_a_rounds_codings_stay_with_the_old_code(study: Study) -> None:
    edition = study.project.editions.latest("number")
    closed = Round.objects.create(project=study.project, name="First", edition=edition, closed=timezone.now())
    layer = Layer.objects.create(project=study.project, kind="round", round=closed, coder=study.ben)
    still = make.coding("afraid", study.fear, study.ben, study.talk, layer)
    halves = [Half("Own fear", transcripts=frozenset({study.talk.pk}))]
    splitting.split(study.fear, study.ana, Wish(halves))
    still.refresh_from_db()
    assert still.code == study.fear


@pytest.mark.parametrize("taken", [["Hope"], ["New", "New"]])
def test_a_name_that_is_taken_is_refused_and_nothing_is_split(study: Study, taken: list[str]) -> None:
    before = rows()
    with pytest.raises(Refused, match="already a code"):
        splitting.split(study.fear, study.ana, Wish([Half(name) for name in taken]))
    assert rows() == before


def test_a_split_needs_a_new_code(study: Study) -> None:
    with pytest.raises(Refused, match="at least one new code"):
        splitting.split(study.fear, study.ana, Wish([]))


def test_undo_of_a_split_restores_every_row_and_redo_does_it_again(study: Study) -> None:
    before = rows()
    halves = [
        Half("Own fear", passages=passages(study.talk, AFRAID)),
        Half("Advice", passages=passages(study.talk, ASKED)),
    ]
    splitting.split(study.fear, study.ana, Wish(halves, retire_empty=True))
    after = rows()
    undo.undo(study.project, study.ana)
    assert rows() == before
    undo.redo(study.project, study.ana)
    assert rows() == after


def test_a_split_that_somebody_coded_on_cannot_be_taken_back(study: Study) -> None:
    halves = [Half("Own fear", passages=passages(study.talk, AFRAID))]
    (made,) = splitting.split(study.fear, study.ana, Wish(halves)).codes
    make.coding("sergeant", made, study.ben, study.talk)
    with pytest.raises(undo.BuiltUpon):
        undo.undo(study.project, study.ana)
