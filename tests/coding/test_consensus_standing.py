"""The consensus stands for a transcript in every list as soon as it is decided to the end."""

import pytest
from django.urls import reverse

from coding.codebook.counts import tallies
from coding.codebook.tree import tree_of
from coding.consensus.deciding import Borders, accept_agreed
from coding.excerpts.retrieval import Basis, Whose, codings_of
from coding.matrix.cells import theme_matrix
from coding.matrix.wish import Wish
from coding.models import Coding, Layer
from coding.reports.matrix import Heard
from coding.workspace.rows import Shown, rows_of
from tests import make
from tests.coding.differing import TALK, Study

pytestmark = pytest.mark.django_db
HALF = "In 1 transcript the consensus is not decided to the end"


@pytest.fixture
def study() -> Study:
    """With open work of Ben's on words that nobody coded in the round."""
    study = Study()
    make.coding("So it goes.", study.chief, study.ben, study.talk)
    study.decide(2, "one", accepted=study.ana.pk)
    return study


def finish(study: Study) -> None:
    study.decide(4, "none")
    accept_agreed(study.round, Borders.UNION, study.olga)


def words(study: Study, whose: Whose) -> list[str]:
    rows = codings_of(study.project, study.olga, whose).order_by("start")
    return [TALK[start:end] for start, end in rows.values_list("start", "end")]


def page(study: Study, name: str, query: str = "") -> str:
    pk = [study.talk.pk] if name == "workspace" else []
    url = reverse(name, args=[study.project.slug, *pk]) + query
    return make.browser(study.ana).get(url).content.decode()


def test_half_way_lists_show_open_work_and_on_request_what_is_decided_so_far(study: Study) -> None:
    assert words(study, Whose()) == ["So it goes."]
    assert words(study, Whose(Basis.CONSENSUS)) == ["Nobody sat us down."]
    finish(study)
    agreed = ["Nobody sat us down.", "We were afraid.", "Nothing came of it."]
    assert words(study, Whose()) == words(study, Whose(Basis.CONSENSUS)) == agreed
    assert words(study, Whose(Basis.ALL)) == ["So it goes."]


def test_counts_beside_codes_follow(study: Study) -> None:
    def counted() -> dict[str, int]:
        tree = tree_of(study.project)
        return {tree[pk].code.name: each.own for pk, each in tallies(study.project, study.olga, tree).items()}

    assert counted() == {"Training": 0, "Chief": 1, "Fear": 0}
    finish(study)
    assert counted() == {"Training": 1, "Chief": 0, "Fear": 2}


def test_a_matrix_takes_it_for_read_when_it_is_decided_to_the_end(study: Study) -> None:
    def heard(whose: Whose) -> Heard:
        return theme_matrix(study.project, study.olga, Wish(whose=whose)).lines[0].heard

    assert heard(Whose(Basis.CONSENSUS)) == heard(Whose()) == Heard.NONE
    finish(study)
    assert heard(Whose(Basis.CONSENSUS)) == heard(Whose()) == Heard.ALL


@pytest.mark.parametrize("name", ["excerpts", "matrix", "codebook"])
def test_pages_say_that_it_is_being_decided(study: Study, name: str) -> None:
    assert f"{HALF}; it counts with all coders’ work." in page(study, name)
    finish(study)
    assert HALF not in page(study, name)


def test_the_consensus_alone_is_said_to_be_what_there_is_so_far(study: Study) -> None:
    assert f"{HALF}; this is what is decided so far." in page(study, "excerpts", "?whose=consensus")
    assert HALF not in page(study, "excerpts", "?whose=all")


def test_the_workspace_shows_it_to_read(study: Study) -> None:
    rows = rows_of(study.talk, study.ana, Shown(None, consensus=True))
    assert [TALK[start:end] for _guid, _code, _coder, start, end, *_more in rows] == ["Nobody sat us down."]
    assert "not decided to the end yet" in page(study, "workspace", "?coders=consensus")
    finish(study)
    content = page(study, "workspace", "?coders=consensus")
    assert "The consensus, to read" in content
    assert "not decided to the end yet" not in content


def test_files_take_it_too(study: Study) -> None:
    finish(study)
    url = reverse("excerpts_csv", args=[study.project.slug])
    rows = b"".join(make.browser(study.ana).get(url)).decode("utf-8-sig")
    assert "Nobody sat us down." in rows
    assert "So it goes." not in rows


def before_deciding(study: Study, name: str = "round_differences", turn: int = 4) -> str:
    place = [study.place(turn).key] if name == "round_place" else []
    url = reverse(name, args=[study.project.slug, study.round.pk, *place])
    return make.browser(study.olga).get(url).content.decode()


ACCEPTING = (
    "This makes the consensus of <strong>Sergeant</strong> complete: lists, matrices and reports "
    "will show its 3 codings instead of the 1 of open work that they show now."
)
DECIDING = "is the last open place of <strong>Sergeant</strong>"


def test_before_agreed_units_make_it_complete_it_is_said_what_lists_will_show(study: Study) -> None:
    assert ACCEPTING not in before_deciding(study)
    study.decide(4, "none")
    assert ACCEPTING in before_deciding(study)
    accept_agreed(study.round, Borders.UNION, study.olga)
    assert len(words(study, Whose())) == 3
    assert "instead of" not in before_deciding(study)


def test_before_the_last_decision_it_is_said_what_lists_will_show(study: Study) -> None:
    assert DECIDING not in before_deciding(study)
    accept_agreed(study.round, Borders.UNION, study.olga)
    for name in ("round_differences", "round_place"):
        content = before_deciding(study, name)
        assert DECIDING in content
        assert "3 codings and what is decided there, instead of the 1 of open work" in content
    study.decide(4, "meeting")
    assert DECIDING in before_deciding(study)
    study.decide(4, "none")
    assert DECIDING not in before_deciding(study)


def test_with_script_the_warning_comes_with_the_decision_before_the_last(study: Study) -> None:
    accept_agreed(study.round, Borders.UNION, study.olga)
    study.decide(4, "none")
    study.decide(2, "meeting")
    key = study.place(4).key
    url = reverse("round_place", args=[study.project.slug, study.round.pk, key])
    posted = {"choice": "none", "seen": study.found.resolution(study.place(4)).version}
    answer = make.browser(study.olga).post(url, posted, headers={"HX-Request": "true"}).content.decode()
    assert 'id="ahead" role="status" hx-swap-oob="true"' in answer
    assert DECIDING in answer


def test_nothing_is_warned_of_where_no_open_work_is_replaced(study: Study) -> None:
    accept_agreed(study.round, Borders.UNION, study.olga)
    Coding.objects.filter(layer__kind=Layer.Kind.OPEN).delete()
    assert DECIDING not in before_deciding(study)


def test_who_cannot_decide_is_not_warned(study: Study) -> None:
    accept_agreed(study.round, Borders.UNION, study.olga)
    url = reverse("round_differences", args=[study.project.slug, study.round.pk])
    assert DECIDING not in make.browser(study.ana).get(url).content.decode()


@pytest.mark.parametrize("name", ["project", "excerpts", "matrix", "codebook"])
def test_lists_say_that_a_transcript_shows_its_consensus_alone(study: Study, name: str) -> None:
    said = "1 transcript shows its consensus alone"
    assert said not in page(study, name)
    finish(study)
    assert said in page(study, name)
    assert said not in page(study, "excerpts", "?whose=all")


def test_where_every_transcript_has_a_consensus_all_rows_can_be_compared(study: Study) -> None:
    finish(study)
    said = page(study, "matrix")
    assert "1 transcript shows its consensus alone" in said
    assert 'row-note">consensus<' not in said


def test_rows_that_cannot_be_compared_are_said_and_the_settled_one_is_marked(study: Study) -> None:
    other = make.transcript("P08: Hello.", study.project, make.participant(study.project, "P08"))
    make.coding("Hello", study.chief, study.ben, other)
    finish(study)
    for name in ("matrix", "cooccurrence", "excerpts"):
        assert "1 transcript is counted as its consensus alone; in the others" in page(study, name), name
    assert page(study, "matrix").count('row-note">consensus<') == 1
    everybodys = page(study, "matrix", "?whose=all")
    assert "counted as its consensus" not in everybodys
    assert 'row-note">consensus<' not in everybodys
