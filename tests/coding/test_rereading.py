from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from coding.codebook import changes as codebook
from coding.codebook.moving import move
from coding.codebook.rereading import confirm, outdated, recode_all, remove_all, to_reread, waiting
from coding.codebook.retiring import Children, retire
from coding.excerpts.retrieval import Basis, Whose
from coding.models import Code, Coding, Layer, Memo, Round
from interviews.models import Transcript
from interviews.models.participants import Consent
from projects import undo
from projects.models import Project, User
from projects.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db

EVERYBODY = Whose(Basis.ALL)


@pytest.fixture
def talk(study: Project) -> Transcript:
    return make.transcript("P01: I was afraid of blame.", study, make.participant(study, "P01"))


def stretches(study: Project) -> list[tuple[int, int, str]]:
    return [(each.first, each.until, each.then.definition) for each in outdated(study)]


def numbers(study: Project) -> list[int]:
    return list(Coding.objects.of(study).order_by("pk").values_list("edition__number", flat=True))


@pytest.mark.parametrize(
    "changed",
    [{"name": "Dread"}, {"definition": "x"}, {"apply_when": "x"}, {"do_not_apply_when": "x"}],
)
def test_a_coding_made_before_a_change_of_meaning_waits(
    study: Project, ana: User, fear: Code, talk: Transcript, changed: dict[str, str]
) -> None:
    make.coding("afraid", fear, ana, talk)
    assert to_reread(study, ana) == 0
    codebook.change(fear, ana, **changed)  # type: ignore[arg-type]
    assert to_reread(study, ana) == 1
    make.coding("blame", fear, ana, talk)
    assert to_reread(study, ana) == 1


def test_an_example_or_a_place_that_changed_asks_nobody_to_read_again(
    study: Project, ana: User, fear: Code, talk: Transcript
) -> None:
    make.coding("afraid", fear, ana, talk)
    codebook.change(fear, ana, example_type="An officer's worry", colour="#123456")
    move(fear, codebook.add(study, ana, name="Practice"), ana)
    assert (outdated(study), to_reread(study, ana)) == ([], 0)


def test_editions_are_told_apart_by_what_the_code_then_meant(study: Project, ana: User, fear: Code) -> None:
    codebook.change(fear, ana, definition="Fear of blame.")
    codebook.change(fear, ana, example_type="A worry")
    codebook.change(fear, ana, definition="Fear.")
    assert stretches(study) == [(0, 3, "Fear of error."), (3, 5, "Fear of blame.")]


def test_a_meaning_that_came_back_is_no_older_one(
    study: Project, ana: User, fear: Code, talk: Transcript
) -> None:
    make.coding("afraid", fear, ana, talk)
    codebook.change(fear, ana, definition="Fear of blame.")
    make.coding("blame", fear, ana, talk)
    undo.undo(study, ana)
    assert stretches(study) == [(3, 4, "Fear of blame.")]
    assert to_reread(study, ana) == 1


def test_what_changed_is_told_in_words_that_stand_apart(study: Project, ana: User, fear: Code) -> None:
    codebook.change(fear, ana, name="Dread", definition="Fear of blame.")
    (stretch,) = outdated(study)
    assert [each.field for each in stretch.rewordings] == ["name", "definition"]
    assert [part.words for part in stretch.rewordings[1].parts] == ["Fear of ", "error ", "blame", "."]


def test_those_that_wait_are_counted_by_meaning_and_by_coder(
    study: Project, ana: User, fear: Code, talk: Transcript
) -> None:
    ben = make.user("ben")
    make.coding("afraid", fear, ana, talk)
    make.coding("blame", fear, ana, talk)
    make.coding("blame", fear, ben, talk)
    codebook.change(fear, ana, definition="Fear of blame.")
    found = waiting(study, ana, EVERYBODY)
    assert (found.total, found.by_coder) == (3, {ana.pk: 2, ben.pk: 1})
    assert [waiting(study, ana, Whose(Basis.CODER, each)).total for each in (ana, ben)] == [2, 1]


def test_codings_of_rounds_of_the_withdrawn_and_of_deleted_codes_do_not_wait(
    study: Project, ana: User, fear: Code, talk: Transcript
) -> None:
    leaver = make.participant(study, "P02", consent=Consent.WITHDRAWN)
    make.coding("gone", fear, ana, make.transcript("P02: gone by then", study, leaver))
    now, edition = timezone.now(), study.editions.latest("number")
    # One that runs would hold the codebook still.
    fixed = Round.objects.create(project=study, name="First", edition=edition, closed=now)
    layer = Layer.objects.create(project=study, kind="round", round=fixed, coder=ana)
    make.coding("afraid", fear, ana, talk, layer)
    old = codebook.add(study, ana, name="Old")
    make.coding("afraid", old, ana, talk)
    codebook.change(old, ana, definition="Older.")
    retire(old, ana, Children.WITH)
    codebook.change(fear, ana, definition="Fear of blame.")
    assert waiting(study, ana, EVERYBODY).total == 0


def test_they_are_counted_in_as_many_queries_however_many(
    study: Project, ana: User, fear: Code, talk: Transcript, django_assert_num_queries: object
) -> None:
    other = codebook.add(study, ana, name="Other")
    for word in ("I", "was", "afraid", "of", "blame"):
        make.coding(word, fear, ana, talk)
        make.coding(word, other, ana, talk)
    codebook.change(fear, ana, definition="Fear of blame.")
    codebook.change(other, ana, definition="Others.")
    # meanings; layers, revisions, withdrawn, counts
    with django_assert_num_queries(5):  # type: ignore[operator]
        assert to_reread(study, ana) == 10


def test_without_a_change_of_meaning_one_query_says_so(
    study: Project, ana: User, fear: Code, talk: Transcript, django_assert_num_queries: object
) -> None:
    make.coding("afraid", fear, ana, talk)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert to_reread(study, ana) == 0


@pytest.fixture
def old(ana: User, fear: Code, talk: Transcript) -> list[UUID]:
    """Two codings in edition 2; edition 3 changed the code."""
    made = [make.coding(word, fear, ana, talk).guid for word in ("afraid", "blame")]
    codebook.change(fear, ana, definition="Fear of blame.")
    return made


def test_codings_that_still_fit_wait_no_longer(study: Project, ana: User, old: list[UUID]) -> None:
    assert confirm(study, ana, old, 3) == 2
    assert (to_reread(study, ana), numbers(study)) == (0, [3, 3])
    events = list(study.events.filter(verb="confirmed"))
    assert len(events) == 2
    assert len({event.act for event in events}) == 1
    assert events[0].facts.keys() == {"transcript", "code", "coder", "start", "end"}


def test_undo_of_a_confirmation_restores_the_editions(study: Project, ana: User, old: list[UUID]) -> None:
    confirm(study, ana, old, 3)
    undo.undo(study, ana)
    assert (to_reread(study, ana), numbers(study)) == (2, [2, 2])


def test_a_code_that_changed_while_one_read_is_to_be_read_again(
    study: Project, ana: User, fear: Code, old: list[UUID]
) -> None:
    codebook.change(fear, ana, definition="Fear.")
    assert confirm(study, ana, old, 3) == 2
    assert to_reread(study, ana) == 2


def test_a_coding_is_never_brought_to_an_older_edition(study: Project, ana: User, old: list[UUID]) -> None:
    confirm(study, ana, old, 3)
    assert confirm(study, ana, old, 1) == 0
    assert numbers(study) == [3, 3]


def test_nobody_answers_for_anothers_coding(study: Project, old: list[UUID]) -> None:
    ben = make.user("ben")
    theme = make.code("Other", study)
    with pytest.raises(Refused, match="not yours"):
        confirm(study, ben, old, 3)
    with pytest.raises(Refused, match="not yours"):
        remove_all(study, ben, old)
    with pytest.raises(Refused, match="not yours"):
        recode_all(study, ben, old, theme.pk)
    assert numbers(study) == [2, 2]


@pytest.mark.parametrize("number", [99, 0])
def test_an_edition_that_is_not_there_is_refused(
    study: Project, ana: User, old: list[UUID], number: int
) -> None:
    with pytest.raises(Refused, match="no such edition"):
        confirm(study, ana, old, number)


def test_closed_work_is_not_answered_for(study: Project, ana: User, old: list[UUID]) -> None:
    study.layers.update(closed="2026-03-01T10:00:00Z")
    with pytest.raises(Refused, match="closed"):
        confirm(study, ana, old, 3)


def test_a_coding_that_is_gone_stops_the_whole_answer(study: Project, ana: User, old: list[UUID]) -> None:
    with pytest.raises(Refused, match="removed meanwhile"):
        confirm(study, ana, [*old, uuid4()], 3)
    assert numbers(study) == [2, 2]


def test_removing_several_is_one_act_which_undo_takes_back(
    study: Project, ana: User, old: list[UUID]
) -> None:
    coding = Coding.objects.get(guid=old[0])
    Memo.objects.create(project=study, author=ana, body="Why?", coding=coding)
    before = list(Coding.objects.order_by("pk").values())
    assert remove_all(study, ana, old) == 2
    assert not Coding.objects.exists()
    undo.undo(study, ana)
    assert list(Coding.objects.order_by("pk").values()) == before
    assert Memo.objects.get().coding == coding


def test_a_coding_whose_coder_has_the_other_code_there_already_becomes_one_with_it(
    study: Project, ana: User, talk: Transcript, old: list[UUID]
) -> None:
    other = codebook.add(study, ana, name="Other")
    stays = make.coding("afraid", other, ana, talk)
    assert recode_all(study, ana, old, other.pk) == 2
    assert set(Coding.objects.values_list("guid", flat=True)) == {stays.guid, old[1]}


def test_recoding_several_is_one_act_which_undo_takes_back(
    study: Project, ana: User, old: list[UUID]
) -> None:
    other = codebook.add(study, ana, name="Other")
    before = list(Coding.objects.order_by("pk").values())
    assert recode_all(study, ana, old, other.pk) == 2
    assert list(Coding.objects.values_list("code", "edition__number")) == [(other.pk, 4)] * 2
    assert to_reread(study, ana) == 0
    undo.undo(study, ana)
    assert list(Coding.objects.order_by("pk").values()) == before
