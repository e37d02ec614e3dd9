"""The pages of a round's differences, asked by a stranger, a reader, a coder and an owner."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coding.consensus.outcomes import Became
from coding.memos import writing
from coding.models import Memo, Resolution, RoundCoder
from interviews.models.participants import Consent
from projects.models import Role, User
from tests import make
from tests.coding.differing import Study

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
READ = ("round_differences", "round_place", "round_place_talk", "round_mine")


@pytest.fixture
def study() -> Study:
    return Study()


def address(study: Study, name: str, turn: int = 4) -> str:
    place = [study.place(turn).key] if "place" in name else []
    return reverse(name, args=[study.project.slug, study.round.pk, *place])


def page(study: Study, name: str, who: User | None = None, query: str = "", turn: int = 4) -> str:
    response = make.browser(who or study.olga).get(address(study, name, turn) + query)
    assert response.status_code == 200
    return response.content.decode()


def decide(study: Study, choice: str, who: User | None = None, turn: int = 4, **more: object) -> object:
    posted = {"choice": choice, "seen": "0", **more}
    return make.browser(who or study.olga).post(address(study, "round_place", turn), posted)


@pytest.mark.parametrize("name", READ)
def test_members_read_and_a_stranger_finds_nothing(study: Study, name: str) -> None:
    for who in (study.olga, study.ana, study.reader()):
        assert make.browser(who).get(address(study, name)).status_code == 200
    assert make.browser(make.user("zoe")).get(address(study, name)).status_code == 404
    assert Client().get(address(study, name)).status_code == 302


@pytest.mark.parametrize("name", ["round_place", "round_place_other", "round_agreed"])
def test_owners_alone_decide(study: Study, name: str) -> None:
    for who, status in ((study.ana, 403), (study.reader(), 403), (make.user("zoe"), 404)):
        assert make.browser(who).post(address(study, name), {"choice": "none"}).status_code == status
    assert Resolution.objects.count() == 0


@pytest.mark.parametrize("name", READ)
def test_before_the_reveal_nothing_of_it_is_shown(study: Study, name: str) -> None:
    url = address(study, name)
    study.round.revealed = None
    study.round.save()
    content = make.browser(study.olga).get(url).content.decode()
    assert "still running" in content
    assert "muted" not in content


def test_another_studys_round_is_not_found(study: Study) -> None:
    other = Study()
    url = reverse("round_differences", args=[study.project.slug, other.round.pk])
    assert make.browser(study.olga).get(url).status_code == 404


def test_a_place_that_is_none_is_not_found(study: Study) -> None:
    url = reverse("round_place", args=[study.project.slug, study.round.pk, (study.talk.current_id, 3, 9)])
    assert make.browser(study.olga).get(url).status_code == 404


def test_the_list_shows_passages_with_questions_and_each_coders_codes(study: Study) -> None:
    content = page(study, "round_differences")
    for said in ("P07:T4", "And the chief?", "P07:T2", "66.7 %", "33.3 %", "other codes", "only some coded"):
        assert said in content
    assert content.index("P07:T4") < content.index("P07:T2")
    assert "P07:T6" not in content


def test_coders_who_completed_nothing_are_not_said_to_differ(study: Study) -> None:
    RoundCoder.objects.create(round=study.round, coder=make.member(study.project, Role.CODER, "tess"))
    content = page(study, "round_differences")
    assert "Ana, Ben differ in 2 places" in content
    assert "Tess" not in content


def test_each_mark_is_a_line_with_its_coders_number(study: Study) -> None:
    content = page(study, "round_place")
    for lane, code, words in ((1, study.chief, "The chief muted us."), (2, study.fear, "Then it stopped.")):
        line = f'<span class="lane lane-{lane} by-{lane} code-{code.pk}">'
        assert f'{line}<span class="begins" data-by="{lane}">{words}</span></span>' in content


@pytest.mark.parametrize(
    ("query", "turns"),
    [
        ("?order=text", ["T2", "T4"]),
        ("?kind=some", ["T2"]),
        ("?kind=borders", ["T6"]),
        ("?state=decided", ["T2"]),
        ("?state=meeting", ["T4"]),
        ("?state=open", []),
        ("?kind=odd&code=x", ["T4", "T2"]),
    ],
)
def test_filters(study: Study, query: str, turns: list[str]) -> None:
    study.decide(2, "none")
    study.decide(4, "meeting")
    content = page(study, "round_differences", query=query)
    found = sorted((content.find(f">P07:{turn}<"), turn) for turn in ("T2", "T4", "T6"))
    assert [turn for at, turn in found if at >= 0] == turns


def test_filters_by_code_and_transcript(study: Study) -> None:
    assert ">P07:T2<" not in page(study, "round_differences", query=f"?code={study.chief.pk}")
    assert ">P07:T2<" in page(study, "round_differences", query=f"?transcript={study.talk.pk}")


def test_a_decision_leads_back_to_the_list_and_says_so(study: Study) -> None:
    response = decide(study, f"one-{study.ben.pk}", reason="Rule 3.")
    assert response.status_code == 302  # type: ignore[attr-defined]
    assert study.agreed == [("Fear", "Then it stopped.")]
    content = page(study, "round_differences")
    assert "Rule 3." in content
    assert "Ben’s reading" in content
    assert "Olga" in content


def test_with_script_the_place_and_the_progress_come_back(study: Study) -> None:
    client = make.browser(study.olga)
    posted = {"choice": "none", "seen": "0"}
    content = client.post(address(study, "round_place"), posted, headers=HTMX).content.decode()
    assert content.count("<article") == 1
    assert 'id="resolving-progress" hx-swap-oob="true"' in content
    assert "P07:T4: no code here. 1 left." in content


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_over_what_one_has_not_seen_both_are_shown(study: Study, headers: dict[str, str]) -> None:
    study.decide(4, "one", accepted=study.ben.pk, reason="Theirs.")
    posted = {"choice": f"one-{study.ana.pk}", "seen": "0", "reason": "Mine."}
    response = make.browser(study.olga).post(address(study, "round_place"), posted, headers=headers)
    assert response.status_code == 409
    content = response.content.decode()
    for said in ("Ben’s reading", "“Theirs.”", "You wanted: Ana’s reading.", 'value="Mine."'):
        assert said in content
    assert study.agreed == [("Fear", "Then it stopped.")]


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"choice": ""}, "Choose what is decided."),
        ({"choice": "one-x"}, "Choose what is decided."),
        ({"choice": "all;"}, "Choose what is decided."),
        ({"choice": "other"}, "Choose what is decided."),
        ({"choice": "none\n"}, "Choose what is decided."),
        ({"choice": "one-" + "9" * 30}, "Choose what is decided."),
        ({"choice": "one-" + "9" * 5000}, "Choose what is decided."),
        ({"choice": "one-999"}, "Choose whose reading is accepted."),
        ({"seen": "-1"}, "which state of the place you had before you"),
        ({"seen": ""}, "which state of the place you had before you"),
        ({"reason": "x" * 2001}, "longer than 2000 characters (2001)"),
        ({"reason": "Rule\x003"}, "a character that is none"),
    ],
)
def test_nonsense_is_refused_by_its_name(study: Study, posted: dict[str, str], said: str) -> None:
    whole = {"choice": "none", "seen": "0", **posted}
    response = make.browser(study.olga).post(address(study, "round_place"), whole)
    assert response.status_code == 409
    assert said in response.content.decode()
    assert study.agreed == []


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"words-0": "", "at-0": "5-2"}, "The words are gone"),
        ({"reason": "x" * 2001}, "longer than 2000 characters (2001)"),
        ({"seen": "x"}, "which state of the place you had before you"),
    ],
)
def test_other_codes_are_asked_again_where_the_form_cannot_be_read(
    study: Study, posted: dict[str, str], said: str
) -> None:
    whole = {"seen": "0", "code-0": str(study.fear.pk), "words-0": "it stopped", **posted}
    response = make.browser(study.olga).post(address(study, "round_place_other"), whole)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert study.agreed == []


def test_other_words_are_written_as_they_stand(study: Study) -> None:
    posted = {
        "seen": "0",
        **{"code-0": str(study.chief.pk), "words-0": "muted  us", "at-0": ""},
        **{"code-1": str(study.fear.pk), "words-1": "", "at-1": ""},
        **{"code-2": "", "words-2": "ignored"},
    }
    response = make.browser(study.olga).post(address(study, "round_place_other"), posted)
    assert response.status_code == 302
    assert study.agreed == [("Fear", "The chief muted us. Then it stopped."), ("Chief", "muted us")]


def test_selected_words_are_taken_where_they_were_selected(study: Study) -> None:
    span = study.span("it stopped")
    posted = {
        "seen": "0",
        "code-0": str(study.fear.pk),
        "words-0": "it stopped",
        "at-0": f"{span.start}-{span.end}",
    }
    make.browser(study.olga).post(address(study, "round_place_other"), posted)
    assert study.agreed == [("Fear", "it stopped")]


@pytest.mark.parametrize(
    ("words", "said"),
    [("never said", "don&#x27;t stand"), ("t", "more than once"), ("went home", "don&#x27;t stand")],
)
def test_words_that_are_not_there_or_there_twice_are_asked_again(study: Study, words: str, said: str) -> None:
    posted = {"seen": "0", "code-0": str(study.fear.pk), "words-0": words, "reason": "Kept."}
    response = make.browser(study.olga).post(address(study, "round_place_other"), posted)
    content = response.content.decode()
    assert response.status_code == 422
    assert said in content
    assert f'value="{words}"' in content
    assert "Kept." in content


def test_the_form_begins_with_what_was_coded(study: Study) -> None:
    content = page(study, "round_place_other")
    assert 'value="The chief muted us."' in content
    assert 'value="Then it stopped."' in content


def test_what_coders_agree_on_is_taken_over_from_the_list(study: Study) -> None:
    content = page(study, "round_differences")
    assert "In 2 units all coders agree" in content
    assert "In 1 of them they marked other words." in content
    make.browser(study.olga).post(address(study, "round_agreed"), {"borders": "intersection"})
    assert study.agreed == [("Fear", "afraid"), ("Fear", "Nothing came of it.")]
    assert "all coders agree" not in page(study, "round_differences")


def test_words_that_may_not_be_quoted_are_not_shown(study: Study) -> None:
    study.decide(4, "one", accepted=study.ana.pk)
    study.person.consent = Consent.NO_QUOTES
    study.person.save()
    for name in READ:
        content = page(study, name, study.ana)
        assert "muted" not in content
        assert "not shown" in content


def test_coders_discuss_a_place_before_and_after_anybody_decided(study: Study) -> None:
    place = study.found.resolution(study.place(4))
    url = f"/api/{study.project.slug}/memos"
    body = {"guid": "6f1a1a52-0000-4000-8000-000000000001", "body": "Why?", "resolution": place.name}
    answer = make.browser(study.ana).post(url, body, content_type="application/json")
    assert answer.json()["on"] == {"resolution": place.name}
    memo = Memo.objects.get()
    assert memo.resolution is not None
    assert memo.resolution.outcome == ""
    study.decide(4, "none")
    assert "Why?" in page(study, "round_place_talk")
    assert "Discussion: 1 memo" in page(study, "round_differences")
    assert make.browser(study.reader()).post(url, body, content_type="application/json").status_code == 403


def test_a_discussion_opened_by_itself_is_a_whole_page_and_within_a_card_a_part_of_one(study: Study) -> None:
    url = address(study, "round_place_talk")
    alone = page(study, "round_place_talk")
    assert "<html" in alone
    assert 'id="memos"' in alone
    part = make.browser(study.ana).get(url, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "<memo-panel>" in part


def test_a_memo_is_written_on_a_place_without_script(study: Study) -> None:
    name = study.found.resolution(study.place(2)).name
    url = reverse("memos_on", args=[study.project.slug]) + f"?resolution={name}"
    client = make.browser(study.ben)
    assert "P07:T2 · Round 1" in client.get(url).content.decode()
    client.post(url, {"body": "Nobody taught them."})
    assert "Nobody taught them." in page(study, "round_place", turn=2)
    listed = client.get(reverse("memos", args=[study.project.slug]), {"kind": "resolution"}).content.decode()
    assert "Nobody taught them." in listed


def test_the_first_page_tells_an_owner_what_is_not_decided_yet(study: Study) -> None:
    def first_page(who: User) -> str:
        return make.browser(who).get(reverse("project", args=[study.project.slug])).content.decode()

    said = "In “Round 1” 2 of 2 differences are not decided."
    assert said in first_page(study.olga)
    assert address(study, "round_differences") in first_page(study.olga)
    assert said not in first_page(study.ana)
    study.decide(2, "none")
    study.decide(4, "meeting")
    assert "In “Round 1” 1 of 2 differences is not decided." in first_page(study.olga)
    study.decide(4, "none")
    assert "In “Round 1”" not in first_page(study.olga)


def test_the_list_of_rounds_tells_how_much_of_each_is_decided(study: Study) -> None:
    url = reverse("rounds", args=[study.project.slug])
    running = make.running_round(study.project, (study.ana, study.ben), (study.talk,), "Round 2")
    make.coding("afraid", study.fear, study.ana, study.talk, make.round_layer(running, study.ana))

    def listed() -> str:
        return make.browser(study.reader()).get(url).content.decode()

    assert listed().count("decided") == 1
    assert "0 of 2 decided" in listed()
    study.decide(2, "none")
    study.decide(4, "meeting")
    assert "1 of 2 decided" in listed()
    assert "1 left for a meeting" in listed()


def test_the_first_page_leads_to_a_discussion_that_is_open(study: Study) -> None:
    memo = writing.write(study.project, study.ana, "Why?", study.found.resolution(study.place(4)))
    writing.reply(memo, study.ben, "Rule 3.")
    content = make.browser(study.ana).get(reverse("project", args=[study.project.slug])).content.decode()
    assert "1 discussion that you take part in is open." in content
    assert address(study, "round_differences") in content


@pytest.mark.parametrize("name", ["1-1-9-5", "x", "0-0-0-0", "999-1-5-3"])
def test_a_memo_on_no_place_is_not_found(study: Study, name: str) -> None:
    url = reverse("memos_on", args=[study.project.slug]) + f"?resolution={name}"
    assert make.browser(study.ana).get(url).status_code == 404


def test_coders_see_what_became_of_their_codings(study: Study) -> None:
    study.decide(4, "one", accepted=study.ben.pk, reason="It is fear.")
    study.decide(2, "one", accepted=study.ana.pk)
    content = page(study, "round_mine", study.ana)
    for said in ("1 kept", "1 dropped", "0 changed", "2 not decided yet", "It is fear.", "Olga"):
        assert said in content
    assert "Nobody sat us down." in page(study, "round_mine", study.ana, "?became=kept")
    assert "muted" not in page(study, "round_mine", study.ana, "?became=kept")
    assert "None of yours" in page(study, "round_mine", study.olga)


def test_borders_and_codes_that_changed_are_said(study: Study) -> None:
    study.decide(6, "one", accepted=study.ben.pk)
    study.decide(4, "other", lines=((study.training.pk, study.span("The chief muted us.")),))
    content = page(study, "round_mine", study.ana, "?became=changed")
    assert "Now on other words:" in content
    assert "We were afraid." in content
    assert "Now:" in content


def test_what_is_decided_stands_first_among_ones_own(study: Study) -> None:
    study.decide(6, "one", accepted=study.ben.pk)
    told = make.browser(study.ana).get(address(study, "round_mine")).context["page"].object_list
    became = [line.became for line in told]
    assert became[0] != Became.OPEN
    assert became[-1] == Became.OPEN
    assert became == sorted(became, key=lambda each: each == Became.OPEN)


def test_the_list_asks_the_database_as_often_for_many_places_as_for_one(study: Study) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page(study, "round_differences")
        return len(asked)

    page(study, "round_differences")
    few = queries()
    study.code("So it goes.", study.chief, study.ana)
    study.code("And the chief?", study.chief, study.ana)
    study.code("learned it", study.fear, study.ben)
    study.decide(2, "all")
    study.decide(4, "none")
    page(study, "round_differences")  # which texts are old is read once after each event
    assert queries() <= few + 1  # editions that decisions caused, once there are decisions


def test_an_amendment_names_the_passage_that_led_to_it(study: Study) -> None:
    place = study.found.resolution(study.place(4))
    url = reverse("code", args=[study.project.slug, study.fear.pk])
    client = make.browser(study.ana)
    assert f"{url}?because={place.name}" in page(study, "round_differences", study.ana)
    form = client.get(url, {"because": place.name}).content.decode()
    assert "Coders differed at P07:T4 in Round 1." in form
    posted = {
        "edition": "1",
        "because": place.name,
        "code-name": "Fear",
        "code-definition": "Of blame, not of the chief.",
        "code-reason": "Coders differed at P07:T4 in Round 1.",
    }
    client.post(url, posted)
    edition = study.project.editions.latest("number")
    assert [each.span for each in edition.resolutions.all()] == [study.place(4).span]
    link = address(study, "round_place")
    assert link in client.get(url).content.decode()
    assert link in client.get(reverse("versions", args=[study.project.slug])).content.decode()
    study.decide(4, "none")
    assert "Led to edition 2 of the codebook" in page(study, "round_differences")


def test_a_code_changed_for_another_reason_names_no_passage(study: Study) -> None:
    url = reverse("code", args=[study.project.slug, study.fear.pk])
    client = make.browser(study.ana)
    client.post(url, {"edition": "1", "because": "1-x", "code-name": "Fear", "code-definition": "Of blame."})
    edition = study.project.editions.latest("number")
    assert (edition.number, edition.resolutions.count()) == (2, 0)


def test_transcripts_stand_in_the_order_in_which_they_are_cited(study: Study) -> None:
    first = make.transcript(
        "P01: Before.", study.project, make.participant(study.project, "P01"), title="Zebra"
    )
    later = make.finished_round(
        study.project, (study.ana, study.ben), (study.talk, first), "Round 2", earlier=study.round
    )
    url = reverse("round_differences", args=[study.project.slug, later.pk])
    content = make.browser(study.olga).get(url).content.decode()
    assert content.index(f'?transcript={first.pk}"') < content.index(f'?transcript={study.talk.pk}"')


def test_once_all_is_decided_nothing_is_said_to_be_left(study: Study) -> None:
    assert "2 not looked at" in page(study, "round_differences")
    decide(study, "none", turn=2)
    decide(study, "none", turn=4)
    assert "every place was looked at" in page(study, "round_differences")
