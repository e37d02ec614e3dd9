"""What the plan of a round refuses, and what it says of transcripts that are coded already."""

import re

import pytest

from coding.models import Round
from tests import make
from tests.coding.test_views_rounds import Study, errors

pytestmark = pytest.mark.django_db


@pytest.fixture
def study() -> Study:
    return Study()


def coded(study: Study, *numbers: int) -> None:
    code = make.code("Training", study.project)
    for number in numbers:
        make.coding("Nobody", code, study.ana, study.talks[number - 1])


def asked(study: Study) -> str:
    return " ".join(make.browser(study.olga).get(study.url("new/")).content.decode().split())


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"count": 9}, "There are 8 to draw from."),
        ({"way": "strata", "count": 9}, "There are 8 to draw from."),
        ({"way": "strata", "count": 7, "share": "each"}, "The largest group has 6."),
    ],
)
def test_more_than_there_is_is_not_drawn(study: Study, more: dict[str, object], said: str) -> None:
    assert errors(study.look(attribute=study.rank.pk, **more)) == {"count": [said]}


def test_all_of_them_and_all_of_the_largest_group_are(study: Study) -> None:
    assert len(study.look(count=8).context["plan"].draw.transcripts) == 8
    each = study.look(way="strata", attribute=study.rank.pk, count=6, share="each")
    assert each.context["plan"].draw.strata == [("PC", 6, 6), ("Sergeant", 2, 2)]


@pytest.mark.parametrize("name", ["\u200b", "\u202e", "\u200b \ufeff", "\u00ad", "\u0301"])
def test_a_name_is_to_be_seen(study: Study, name: str) -> None:
    assert errors(study.look(name=name)) == {"name": ["Give it a name that can be seen."]}


@pytest.mark.parametrize(
    ("name", "kept"), [("Pi\u200blot", "Pilot"), ("\u202etolip", "tolip"), ("می\u200cخواهم",) * 2]
)
def test_a_name_keeps_its_letters_and_loses_what_turns_them(study: Study, name: str, kept: str) -> None:
    assert study.begin(name=name).name == kept


def test_a_name_that_looks_like_another_s_is_that_one(study: Study) -> None:
    study.begin(name="Pilot")
    assert errors(study.look(name="Pi\u200blot")) == {"name": ["There is already a round of that name."]}


def test_a_note_has_an_end(study: Study) -> None:
    assert study.begin(note="n" * 2000).note == "n" * 2000
    assert "note" in errors(study.look(name="Second", note="n" * 2001))


def test_one_coder_sent_twice_is_one(study: Study) -> None:
    assert "coders" in errors(study.look(coders=[study.ana.pk, study.ana.pk]))


def test_errors_are_headed_by_what_is_true_of_each(study: Study) -> None:
    html = study.look(count=9).content.decode()
    assert "Something is missing" not in html
    assert "Nothing was drawn yet: what to change is said below." in html


def test_the_tick_is_set_where_enough_is_left_uncoded(study: Study) -> None:
    tick = re.compile(r'<input type="checkbox" name="uncoded"[^>]* checked>')
    coded(study, 1, 2)
    html = asked(study)
    assert tick.search(html)
    assert "2 of 8 are; the coders of a round, blind or not, can read that." in html
    code = make.code("Other", study.project)
    for talk in study.talks:
        make.coding("Nobody", code, study.ben, talk)
    assert not tick.search(asked(study))


def test_what_is_coded_in_open_work_can_be_left_out_of_the_draw(study: Study) -> None:
    coded(study, 1, 2, 3)
    made = study.begin(count=5, uncoded="on")
    titles = set(made.transcripts.values_list("revision__transcript__title", flat=True))
    assert titles == {"Talk 4", "Talk 5", "Talk 6", "Talk 7", "Talk 8"}
    assert made.sampling == {"way": "random", "of": 5, "study": 8, "drawn": 5, "uncoded": True}
    html = make.browser(study.ana).get(study.url(f"{made.pk}/")).content.decode()
    assert "drawn at random, 5 of 5, number 1867, those coded in open work left out" in html
    assert errors(study.look(name="More", count=6, uncoded="on")) == {"count": ["There are 5 to draw from."]}


def test_the_look_at_the_plan_says_which_are_coded_by_whom_and_draws_without_them(study: Study) -> None:
    coded(study, *range(1, 6))
    answer = study.look(count=3, number=1)
    html = " ".join(answer.content.decode().split())
    drawn = [each for each in answer.context["plan"].draw.transcripts if each in study.talks[:5]]
    assert html.count("<small>coded already by Ana</small>") == len(drawn) > 0
    assert "by others, which its coders can read, blind as the round is" in html
    assert 'name="uncoded" value="on">Draw without those coded in open work' in html
    posted = dict(answer.context["form"].as_posted) | {"coders": [study.ana.pk, study.ben.pk]}
    posted |= {"seal": answer.context["plan"].seal, "uncoded": "on"}
    posted.pop("step", None)
    again = make.browser(study.olga).post(study.url("new/"), posted)
    assert {str(each) for each in again.context["plan"].draw.transcripts} == {"Talk 6", "Talk 7", "Talk 8"}
    html = again.content.decode()
    assert "coded already" not in html
    assert "The plan is not what you last looked at" not in html
    assert not Round.objects.exists()


def test_chosen_by_hand_they_are_named_and_an_open_round_needs_no_warning(study: Study) -> None:
    coded(study, 1)
    more = {"way": "chosen", "transcripts": [study.talks[0].pk], "count": "", "number": ""}
    html = study.look(**more).content.decode()
    assert "1 of the transcripts has been coded in open work by others" in html
    assert "Draw without" not in html
    assert "blind as the round is" not in study.look(**more, is_blind="no").content.decode()


def test_where_too_few_would_be_left_no_draw_without_them_is_offered(study: Study) -> None:
    coded(study, *range(1, 7))
    html = study.look(count=3, number=1).content.decode()
    assert "blind as the round is" in html
    assert "Draw without" not in html
