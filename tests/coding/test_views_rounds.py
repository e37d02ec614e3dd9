"""The pages of rounds: the list, the plan and a look at it, one round, its two ends."""

import re
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from coding.models import Edition, Round
from interviews.models import Attribute, AttributeChoice, AttributeValue, Transcript
from projects.models import Event, Role, User
from tests import make

pytestmark = pytest.mark.django_db

TEXT = "Interviewer: Who taught you?\n{}: Nobody did, {}."


class Study:
    def __init__(self, talks: int = 8) -> None:
        self.olga, self.ana, self.ben = make.user("olga"), make.user("ana"), make.user("ben")
        self.project = make.project(self.olga, self.ana, self.ben)
        rank = Attribute.objects.create(project=self.project, name="Rank", kind="one of", position=1)
        self.rank = rank
        ranks = [AttributeChoice.objects.create(attribute=rank, value=each) for each in ("PC", "Sergeant")]
        self.talks: list[Transcript] = []
        for number in range(1, talks + 1):
            code = f"P{number:02}"
            person = make.participant(self.project, code)
            AttributeValue.objects.create(participant=person, attribute=rank, choice=ranks[number > 6])
            self.talks.append(
                make.transcript(TEXT.format(code, number), self.project, person, title=f"Talk {number}")
            )

    def url(self, rest: str = "") -> str:
        return f"/{self.project.slug}/rounds/{rest}"

    def plan(self, **more: object) -> dict[str, object]:
        plan: dict[str, object] = {
            "name": "First",
            "purpose": "reliability",
            "way": "random",
            "count": 3,
            "number": 1867,
            "coders": [self.ana.pk, self.ben.pk],
            "is_blind": "yes",
            "unit": "turn",
            "threshold": "0.5",
            "coefficient": "krippendorff_alpha",
            "step": "look",
        }
        return {name: value for name, value in (plan | more).items() if value is not None}

    def look(self, **more: object) -> Any:
        return make.browser(self.olga).post(self.url("new/"), self.plan(**more))

    def begin(self, **more: object) -> Round:
        """As the page does it: with what it showed, and its seal."""
        seen = self.look(**more)
        hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', seen.content.decode())
        posted: dict[str, list[str]] = {}
        for name, value in hidden:
            posted.setdefault(name, []).append(value)
        posted["step"] = ["begin"]
        answer = make.browser(self.olga).post(self.url("new/"), posted)
        assert answer.status_code == 302, answer.content.decode()
        return Round.objects.latest("pk")


@pytest.fixture
def study() -> Study:
    return Study()


def errors(answer: Any) -> dict[str, list[str]]:
    assert answer.status_code == 200
    return dict(answer.context["form"].errors)


@pytest.mark.parametrize("page", ["", "{pk}/"])
def test_members_see_rounds_and_strangers_find_none(study: Study, page: str) -> None:
    pk = study.begin().pk
    for who in (study.olga, study.ana, make.member(study.project, Role.READER)):
        assert make.browser(who).get(study.url(page.format(pk=pk))).status_code == 200
    assert make.browser(make.user("sid")).get(study.url(page.format(pk=pk))).status_code == 404


@pytest.mark.parametrize("page", ["new/", "{pk}/close/", "{pk}/cancel/"])
def test_only_an_owner_plans_closes_and_cancels(study: Study, page: str) -> None:
    url = study.url(page.format(pk=study.begin().pk))
    for who in (study.ana, make.member(study.project, Role.READER)):
        for answer in (make.browser(who).get(url), make.browser(who).post(url)):
            assert answer.status_code == 403
    assert make.browser(study.olga).get(url).status_code == 200
    assert Round.objects.get().closed is None


def test_a_look_at_the_plan_shows_what_was_drawn_and_begins_nothing(study: Study) -> None:
    answer = study.look()
    html = answer.content.decode()
    drawn = [str(each) for each in answer.context["plan"].draw.transcripts]
    assert len(drawn) == 3
    assert all(f'<span class="soft">{title}</span>' in html for title in drawn)
    assert "drawn from 8 by the number <b>1867</b>" in html
    assert "3 of the study's 8 transcripts (38 %) are coded independently" in " ".join(html.split())
    assert not Round.objects.exists()
    assert not Event.objects.filter(kind="round").exists()


def test_the_same_number_draws_the_same_and_another_one_differs(study: Study) -> None:
    def drawn(number: int) -> list[str]:
        return [str(each) for each in study.look(number=number).context["plan"].draw.transcripts]

    assert drawn(1867) == drawn(1867)
    assert len({tuple(drawn(number)) for number in range(1, 9)}) > 3


def test_without_a_number_one_is_drawn_and_kept(study: Study) -> None:
    made = study.begin(number="")
    assert made.seed
    assert 1 <= made.seed <= 999_999
    again = study.look(name="Again", number=made.seed).context["plan"].draw.transcripts
    assert {each.current_id for each in again} == set(made.transcripts.values_list("revision", flat=True))


def test_a_round_begins_as_it_was_looked_at_and_gives_each_coder_a_layer(study: Study) -> None:
    made = study.begin(note="To begin with.", threshold="0.3", with_interviewer="on", is_blind="no")
    assert (made.note, made.threshold, made.with_interviewer, made.is_blind) == (
        "To begin with.",
        0.3,
        True,
        False,
    )
    assert (made.edition, made.by, made.seed) == (study.project.editions.get(), study.olga, 1867)
    assert made.sampling == {"way": "random", "of": 8, "study": 8, "drawn": 3}
    assert {layer.coder for layer in made.layers.all()} == {study.ana, study.ben}
    assert made.transcripts.count() == 3
    (event,) = Event.objects.filter(kind="round")
    assert (event.verb, event.by, event.rows) == ("began", study.olga, None)


def test_strata_are_drawn_in_proportion_or_so_many_of_each(study: Study) -> None:
    strata = study.look(way="strata", attribute=study.rank.pk, count=4).context["plan"].draw.strata
    assert strata == [("PC", 6, 3), ("Sergeant", 2, 1)]
    answer = study.look(way="strata", attribute=study.rank.pk, count=2, share="each")
    assert answer.context["plan"].draw.strata == [("PC", 6, 2), ("Sergeant", 2, 2)]
    made = study.begin(way="strata", attribute=study.rank.pk, count=2, share="each")
    assert made.sampling == {
        "way": "strata",
        "of": 8,
        "study": 8,
        "drawn": 4,
        "attribute": "Rank",
        "strata": 2,
        "each": 2,
    }
    html = make.browser(study.ana).get(study.url()).content.decode()
    assert "drawn at random, 2 of each group by Rank, number 1867" in html


def test_an_attribute_that_is_never_printed_makes_no_groups(study: Study) -> None:
    Attribute.objects.update(never_print=True)
    assert "attribute" in errors(study.look(way="strata", attribute=study.rank.pk))


def test_transcripts_of_other_rounds_can_be_left_out(study: Study) -> None:
    first = study.begin()
    second = study.begin(name="Second", count=5, fresh="on")
    texts = [set(each.transcripts.values_list("revision", flat=True)) for each in (first, second)]
    assert (len(texts[1]), texts[0] & texts[1]) == (5, set())
    assert "way" in errors(study.look(name="Third", fresh="on"))


def test_chosen_transcripts_are_those_that_were_ticked_and_have_no_number(study: Study) -> None:
    ticked = [study.talks[1].pk, study.talks[4].pk]
    made = study.begin(way="chosen", transcripts=ticked, count="", number="")
    assert made.seed is None
    assert set(made.transcripts.values_list("revision__transcript", flat=True)) == set(ticked)
    assert "chosen by hand" in make.browser(study.ana).get(study.url()).content.decode()


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("name", {"name": ""}),
        ("count", {"count": ""}),
        ("count", {"count": 0}),
        ("number", {"number": 1_000_000}),
        ("transcripts", {"way": "chosen"}),
        ("attribute", {"way": "strata"}),
        ("coders", {"coders": None}),
        ("threshold", {"threshold": "0"}),
        ("threshold", {"threshold": "1.5"}),
        ("threshold", {"threshold": "NaN"}),
        ("earlier", {"purpose": "stability"}),
        ("purpose", {"purpose": "fun"}),
        ("coefficient", {"coefficient": "percent"}),
    ],
)
def test_what_is_missing_or_odd_is_said_beside_it(study: Study, field: str, more: dict[str, object]) -> None:
    assert field in errors(study.look(**more))


def test_agreement_needs_two_coders_and_stability_one(study: Study) -> None:
    assert "coders" in errors(study.look(coders=[study.ana.pk]))
    first = study.begin()
    make.browser(study.olga).post(study.url(f"{first.pk}/close/"))
    more = {"name": "Later", "purpose": "stability", "earlier": first.pk, "coders": [study.ana.pk]}
    assert study.begin(**more).earlier == first


def test_readers_and_strangers_are_no_coders(study: Study) -> None:
    for who in (make.member(study.project, Role.READER), make.user("sid")):
        assert "coders" in errors(study.look(coders=[study.ana.pk, who.pk]))


def test_a_running_round_is_none_to_compare_with_and_a_name_is_given_once(study: Study) -> None:
    first = study.begin()
    assert errors(study.look(earlier=first.pk)).keys() == {"name", "earlier"}


def test_a_plan_that_changed_since_it_was_looked_at_is_shown_again(study: Study) -> None:
    seal = study.look().context["plan"].seal
    study.project.memberships.filter(user=study.ben).update(role=Role.READER)
    study.project.memberships.create(user=make.user("cleo"), role=Role.CODER)
    changed = study.plan(coders=[study.ana.pk, study.olga.pk], seal=seal, step="begin")
    answer = make.browser(study.olga).post(study.url("new/"), changed)
    assert "The plan is not what you last looked at" in answer.content.decode()
    assert not Round.objects.exists()


def test_the_plan_can_be_changed_with_all_that_was_said(study: Study) -> None:
    answer = study.look(step="change", name="Pilot")
    assert 'value="Pilot"' in answer.content.decode()
    assert "plan" not in answer.context


def test_an_empty_list_says_how_to_begin(study: Study) -> None:
    assert "Plan one: draw a tenth to a quarter" in make.browser(study.olga).get(study.url()).content.decode()
    assert "An owner of the study plans them" in make.browser(study.ana).get(study.url()).content.decode()
    alone = Study(talks=0)
    assert "A round needs transcripts first" in make.browser(alone.olga).get(alone.url()).content.decode()


def test_rounds_and_open_work_are_two_tabs_of_one_section(study: Study) -> None:
    for page in (study.url(), f"/{study.project.slug}/comparison/"):
        html = make.browser(study.ana).get(page).content.decode()
        assert f'<a href="{page}" aria-current="page">' in html
        assert html.count('class="tabs"') == 1


def test_the_codebook_says_that_it_stands_still(study: Study) -> None:
    study.begin()
    for who, is_said in ((study.olga, True), (make.member(study.project, Role.READER), False)):
        html = make.browser(who).get(f"/{study.project.slug}/codebook/").content.decode()
        assert ("runs with edition 1" in html) == is_said
    code = make.code("Training", study.project)
    answer = make.browser(study.ana).post(
        f"/{study.project.slug}/codebook/{code.pk}/", {"name": "Other", "edition": 1}
    )
    assert "runs with edition 1" in answer.content.decode()
    assert Edition.objects.count() == 1


def test_the_pages_ask_the_same_questions_however_many_rounds_there_are(
    study: Study, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, first = make.browser(study.ana), study.begin()
    pages = {study.url(): 6, study.url(f"{first.pk}/"): 18}
    for page, queries in pages.items():
        with django_assert_num_queries(queries):
            client.get(page)
    for number in range(3):
        more: list[User] = [make.member(study.project, Role.CODER) for _each in range(2)]
        study.begin(name=f"Round {number}", coders=[each.pk for each in more], count=7)
    for page, queries in pages.items():
        with django_assert_num_queries(queries):
            client.get(page)
