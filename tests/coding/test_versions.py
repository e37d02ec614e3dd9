import pytest

from coding.codebook import changes as codebook
from coding.codebook.between import Between, between
from coding.codebook.merging import merge
from coding.codebook.moving import move
from coding.codebook.retiring import Children, retire
from coding.codebook.splitting import Half, Wish, split
from coding.codebook.versions import codebooks_at, freeze, lines_of
from coding.models import Code, Edition, Layer, Round
from coding.reports.versions import sentences, summary
from coding.workspace import codings
from interviews.models import Transcript
from projects import undo
from projects.models import Project, User
from projects.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> User:
    return make.user("ana")


@pytest.fixture
def study(ana: User) -> Project:
    """Edition 2 adds ``Practice``, 3 ``Fear`` and 4 ``Pride`` under it."""
    project = make.project(ana)
    theme = codebook.add(project, ana, name="Practice")
    codebook.add(project, ana, theme, name="Fear", definition="Fear of error.")
    codebook.add(project, ana, theme, name="Pride")
    return project


def edition(study: Project, number: int) -> Edition:
    found = study.editions.get(number=number)
    found.project = study
    return found


def code(study: Project, name: str) -> Code:
    return study.codes.get(name=name)


def told(study: Project, who: User, first: int, second: int) -> Between:
    return between(study, who, edition(study, first), edition(study, second))


def test_a_name_makes_an_edition_a_version(study: Project, ana: User) -> None:
    named = freeze(edition(study, 4), "  Pilot \n codebook ", ana)
    assert (named.name, str(named), named.named is not None) == ("Pilot codebook", "4 (Pilot codebook)", True)
    event = study.events.latest("number")
    assert (event.verb, event.kind, event.facts) == ("named", "edition", {"number": 4})


@pytest.mark.parametrize(("number", "name"), [(3, "Pilot"), (4, "Another"), (3, " "), (3, "\0")])
def test_a_name_is_given_once_and_stays(study: Project, ana: User, number: int, name: str) -> None:
    freeze(edition(study, 4), "Pilot", ana)
    with pytest.raises(Refused):
        freeze(edition(study, number), name, ana)
    assert [each.name for each in study.editions.all()] == ["", "", "", "Pilot"]


def test_two_studies_may_have_a_version_of_the_same_name(study: Project, ana: User) -> None:
    freeze(edition(study, 4), "Pilot", ana)
    other = make.project(ana)
    assert freeze(edition(other, 1), "Pilot", ana).name == "Pilot"


def test_undo_takes_the_name_back_and_redo_gives_it_again(study: Project, ana: User) -> None:
    named = freeze(edition(study, 4), "Pilot", ana).named
    undo.undo(study, ana)
    assert (edition(study, 4).name, edition(study, 4).named) == ("", None)
    undo.redo(study, ana)
    assert (edition(study, 4).name, edition(study, 4).named) == ("Pilot", named)


def test_a_name_that_was_given_elsewhere_since_is_not_given_again(study: Project, ana: User) -> None:
    freeze(edition(study, 4), "Pilot", ana)
    undo.undo(study, ana)
    freeze(edition(study, 3), "Pilot", make.user("ben"))
    with pytest.raises(Refused):
        undo.redo(study, ana)
    assert edition(study, 4).name == ""


def test_a_codebook_is_read_as_it_stood(study: Project, ana: User) -> None:
    fear = code(study, "Fear")
    codebook.change(fear, ana, name="Nervousness", definition="Fear of blame.")
    retire(code(study, "Pride"), ana, Children.WITH)
    then, now = codebooks_at(study, 4, 6)
    assert [str(node) for node in then.tree] == ["Practice", "Practice › Fear", "Practice › Pride"]
    assert [str(node) for node in now.tree] == ["Practice", "Practice › Nervousness"]
    assert then.tree[fear.pk].code.definition == "Fear of error."
    assert now.standings[code(study, "Pride").pk].is_retired
    assert [str(node) for node in codebooks_at(study, 1)[0].tree] == []


def test_both_codebooks_are_read_in_one_query_and_consent_in_another(
    study: Project, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert [len(book.tree) for book in codebooks_at(study, 2, 4)] == [1, 3]


def test_the_list_of_editions_says_what_each_changed(study: Project, ana: User) -> None:
    fear, pride = code(study, "Fear"), code(study, "Pride")
    codebook.change(fear, ana, name="Nervousness", apply_when="Worry is voiced.")
    move(pride, None, ana)
    merge(pride, fear, ana)
    said = [sentences(line.changed, line.names) for line in lines_of(study)]
    assert said == [
        ["Merged: “Pride” into “Nervousness”."],
        ["Moved: Pride."],
        ["Renamed: “Fear” to “Nervousness”.", "Redefined: Nervousness (apply when)."],
        ["Added: Pride."],
        ["Added: Fear."],
        ["Added: Practice."],
        [],
    ]


def test_a_code_that_was_split_is_told_with_what_came_from_it(study: Project, ana: User) -> None:
    fear = code(study, "Fear")
    halves = split(fear, ana, Wish([Half("Fear of blame"), Half("Fear of error")])).codes
    assert told(study, ana, 4, 5).changed.split == ((fear.pk, tuple(half.pk for half in halves)),)
    line = lines_of(study)[0]
    assert sentences(line.changed, line.names) == [
        "Split: “Fear” into “Fear of blame”, “Fear” into “Fear of error”."
    ]


def test_the_editions_are_listed_in_as_many_queries_however_many(
    study: Project, ana: User, django_assert_num_queries: object
) -> None:
    for number in range(8):
        codebook.add(study, ana, name=f"Code {number}")
    with django_assert_num_queries(4):  # type: ignore[operator]
        assert len(lines_of(study)) == 12


@pytest.fixture
def talk(study: Project) -> Transcript:
    return make.transcript("P01: I was afraid. I was proud.", study, make.participant(study, "P01"))


def test_codings_that_changed_their_code_between_two_editions_are_counted(
    study: Project, ana: User, talk: Transcript
) -> None:
    fear, pride = code(study, "Fear"), code(study, "Pride")
    first = make.coding("afraid", fear, ana, talk)
    make.coding("proud", pride, ana, talk)
    codings.recode(first, pride.pk, ana)
    merge(pride, fear, ana)
    codebook.add(study, ana, name="Later")
    first.refresh_from_db()
    codings.recode(first, code(study, "Practice").pk, ana)
    assert told(study, ana, 4, 5).moved == ((pride.pk, fear.pk, 1),)
    assert told(study, ana, 5, 6).moved == ((fear.pk, code(study, "Practice").pk, 1),)
    assert "1 coding changed its code" in summary(told(study, ana, 4, 5))


def test_a_coding_that_was_brought_back_to_its_code_has_not_moved(
    study: Project, ana: User, talk: Transcript
) -> None:
    first = make.coding("afraid", code(study, "Fear"), ana, talk)
    codings.recode(first, code(study, "Pride").pk, ana)
    undo.undo(study, ana)
    assert told(study, ana, 1, 4).moved == ()
    undo.redo(study, ana)
    assert told(study, ana, 1, 4).codings == 1


def test_a_removed_coding_is_not_among_those_that_moved(study: Project, ana: User, talk: Transcript) -> None:
    first = make.coding("afraid", code(study, "Fear"), ana, talk)
    codings.recode(first, code(study, "Pride").pk, ana)
    codings.remove(first, ana)
    assert told(study, ana, 1, 4).moved == ()


def test_codings_of_a_blind_round_are_not_counted_for_others(
    study: Project, ana: User, talk: Transcript
) -> None:
    ben = make.user("ben")
    hidden = Round.objects.create(project=study, name="First", edition=edition(study, 4))
    layer = Layer.objects.create(project=study, kind="round", round=hidden, coder=ben)
    coding = make.coding("proud", code(study, "Pride"), ben, talk, layer)
    codings.recode(coding, code(study, "Fear").pk, ben)
    assert told(study, ana, 1, 4).codings == 0
    assert told(study, ben, 1, 4).codings == 1


def test_a_change_taken_back_is_an_edition_between_which_nothing_differs(study: Project, ana: User) -> None:
    codebook.change(code(study, "Fear"), ana, definition="Fear of blame.")
    undo.undo(study, ana)
    assert told(study, ana, 4, 6).is_empty
    assert summary(told(study, ana, 4, 6)) == "Nothing is different between the two."
    assert not told(study, ana, 4, 5).is_empty


def test_two_editions_are_compared_in_as_many_queries_however_much_changed(
    study: Project, ana: User, talk: Transcript, django_assert_max_num_queries: object
) -> None:
    for place, word in enumerate(("I", "was", "afraid", "proud")):
        coding = make.coding(word, code(study, "Fear"), ana, talk)
        codings.recode(coding, code(study, "Pride" if place % 2 else "Practice").pk, ana)
    with django_assert_max_num_queries(11):  # type: ignore[operator]
        assert told(study, ana, 1, 4).codings == 4


def test_a_code_that_was_merged_or_deleted_is_named_by_its_path_as_it_was(study: Project, ana: User) -> None:
    fear, pride = code(study, "Fear"), code(study, "Pride")
    late = codebook.add(study, ana, code(study, "Practice"), name="Late")
    codebook.change(code(study, "Practice"), ana, name="Habits")
    merge(pride, fear, ana)
    retire(late, ana, Children.WITH)
    between = told(study, ana, 5, 8)
    assert [between.name(each.pk) for each in (pride, late, fear)] == [
        "Practice › Pride",
        "Practice › Late",
        "Habits › Fear",
    ]


def test_a_sentence_ends_with_one_sign_also_where_a_name_is_cut(study: Project, ana: User) -> None:
    codebook.add(study, ana, name="We had to ask again and…")
    line = lines_of(study)[0]
    assert sentences(line.changed, line.names) == ["Added: We had to ask again and…"]
