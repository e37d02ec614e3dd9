import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coding.codebook import changes, recoding
from coding.excerpts.retrieval import Passage
from coding.models import Code, Coding
from interviews.models import Transcript
from projects import undo
from projects.models import Project, User
from projects.refusals import Refused
from tests import make
from tests.rows import rows

pytestmark = pytest.mark.django_db
TEXT = "Ana: I was afraid, so I asked my sergeant."
AFRAID, ASKED = (11, 17), (24, 29)


@pytest.fixture
def ana() -> User:
    return make.user("ana")


@pytest.fixture
def ben() -> User:
    return make.user("ben")


@pytest.fixture
def project(ana: User, ben: User) -> Project:
    project = make.project(ana, ben)
    for name in ("Fear", "Trust", "Hope"):
        changes.add(project, ana, name=name)
    return project


@pytest.fixture
def talk(project: Project, ana: User, ben: User) -> Transcript:
    """Ana and Ben coded "afraid" as ``Fear``, Ana "asked" as ``Trust``."""
    talk = make.transcript(TEXT, project)
    make.coding("afraid", code(project, "Fear"), ana, talk)
    make.coding("afraid", code(project, "Fear"), ben, talk)
    make.coding("asked", code(project, "Trust"), ana, talk)
    return talk


def code(project: Project, name: str) -> Code:
    return project.codes.get(name=name)


def picks(project: Project, talk: Transcript) -> set[tuple[int, Passage]]:
    return {
        (code(project, "Fear").pk, Passage(talk.pk, *AFRAID)),
        (code(project, "Trust").pk, Passage(talk.pk, *ASKED)),
    }


def coded(project: Project) -> list[tuple[str, str, str]]:
    found = Coding.objects.of(project).select_related("coder", "code").order_by("start", "coder__name")
    return [(one.coder.name, one.code.name, TEXT[one.start : one.end]) for one in found]


def test_ones_own_codings_on_the_ticked_excerpts_get_the_other_code_in_the_current_edition(
    project: Project, talk: Transcript, ana: User
) -> None:
    Coding.objects.update(edition=project.editions.get(number=1))
    recoding.recode(project, picks(project, talk), code(project, "Hope"), ana, ana)
    assert coded(project) == [("Ana", "Hope", "afraid"), ("Ben", "Fear", "afraid"), ("Ana", "Hope", "asked")]
    editions = Coding.objects.order_by("start", "coder__name").values_list("edition__number", flat=True)
    assert list(editions) == [4, 1, 4]
    assert list(project.events.filter(kind="coding").values_list("verb", flat=True)) == ["recoded"] * 2
    assert project.editions.count() == 4


def test_everybodys_codings_are_recoded_where_nobody_is_named(
    project: Project, talk: Transcript, ana: User
) -> None:
    recoding.recode(project, picks(project, talk), code(project, "Hope"), ana, None)
    assert coded(project) == [("Ana", "Hope", "afraid"), ("Ben", "Hope", "afraid"), ("Ana", "Hope", "asked")]


def test_an_excerpt_is_ticked_under_one_code_and_its_other_codes_stay(
    project: Project, talk: Transcript, ana: User
) -> None:
    make.coding("afraid", code(project, "Trust"), ana, talk)
    only = {(code(project, "Fear").pk, Passage(talk.pk, *AFRAID))}
    recoding.recode(project, only, code(project, "Hope"), ana, ana)
    on_it = Coding.objects.filter(coder=ana, start=AFRAID[0]).values_list("code__name", flat=True)
    assert set(on_it) == {"Hope", "Trust"}


def test_two_codes_of_a_coder_on_the_same_words_become_one(
    project: Project, talk: Transcript, ana: User
) -> None:
    make.coding("afraid", code(project, "Trust"), ana, talk)
    both = {(code(project, name).pk, Passage(talk.pk, *AFRAID)) for name in ("Fear", "Trust")}
    before = rows()
    what = recoding.recode(project, both, code(project, "Hope"), ana, ana).giving
    assert (len(what.moved), len(what.doubles)) == (1, 1)
    assert coded(project)[0] == ("Ana", "Hope", "afraid")
    undo.undo(project, ana)
    assert rows() == before


def test_what_stays_for_being_others_is_counted(
    project: Project, talk: Transcript, ana: User, ben: User
) -> None:
    done = recoding.recode(project, picks(project, talk), code(project, "Hope"), ben, ben)
    assert (len(done.giving.codings), done.left_out, done.shared) == (1, 1, 1)
    done = recoding.recode(project, picks(project, talk), code(project, "Hope"), ana, None)
    assert (len(done.giving.codings), done.left_out, done.shared) == (2, 0, 0)


def test_others_who_have_the_new_code_already_are_not_told_to_keep_another(
    project: Project, talk: Transcript, ana: User
) -> None:
    on = [(code(project, "Fear").pk, Passage(talk.pk, *AFRAID)), *picks(project, talk)]
    done = recoding.recode(project, on, code(project, "Fear"), ana, ana)
    assert (len(done.giving.codings), done.left_out, done.shared) == (1, 0, 0)


def test_nothing_of_ones_own_is_refused_in_words(project: Project, talk: Transcript, ben: User) -> None:
    only = {(code(project, "Trust").pk, Passage(talk.pk, *ASKED))}
    with pytest.raises(Refused, match="Nothing is ticked that has another code"):
        recoding.recode(project, only, code(project, "Hope"), ben, ben)


def test_recoding_is_undone_at_once(project: Project, talk: Transcript, ana: User) -> None:
    before = rows()
    recoding.recode(project, picks(project, talk), code(project, "Hope"), ana, None)
    undo.undo(project, ana)
    assert rows() == before


def test_closed_work_is_not_recoded(project: Project, talk: Transcript, ana: User) -> None:
    project.layers.update(closed="2026-01-05T10:00Z")
    with pytest.raises(Refused, match="closed"):
        recoding.recode(project, picks(project, talk), code(project, "Hope"), ana, None)


def test_recoding_asks_the_database_as_often_for_many_excerpts(
    project: Project, talk: Transcript, ana: User
) -> None:
    def queries(number: int) -> int:
        fear, hope = make.code(f"From {number}", project), make.code(f"To {number}", project)
        spans = [(at, at + 1) for at in range(number)]
        for start, end in spans:
            make.coding("afraid", fear, ana, talk)
            Coding.objects.filter(code=fear, start=AFRAID[0]).update(start=start, end=end)
        chosen = {(fear.pk, Passage(talk.pk, *span)) for span in spans}
        with CaptureQueriesContext(connection) as captured:
            recoding.recode(project, chosen, hope, ana, ana)
        return len(captured)

    assert queries(9) == queries(2)
