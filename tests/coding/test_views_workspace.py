"""The coding workspace as a page."""

import json
import re
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from coding.memos import writing as memos
from coding.models import Coding, Layer, Reading, Round
from projects.models import Access, Role
from tests import make

pytestmark = pytest.mark.django_db

TEXT = "Heading\nInterviewer: Who taught you?\nP07: Nobody did 👮🏽‍♀️, honestly.\nP07: אף אחד <b>."


class Study:
    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project = make.project(None, self.ana, self.ben)
        self.transcript = make.transcript(TEXT, self.project, make.participant(self.project, "P07"))
        self.code = make.code("Training", self.project, definition="What was taught.")
        self.own = make.coding("Nobody", self.code, self.ana, self.transcript)
        self.others = make.coding("honestly", self.code, self.ben, self.transcript)

    def url(self, name: str = "workspace", *more: object) -> str:
        return reverse(name, args=[self.project.slug, self.transcript.pk, *more])


@pytest.fixture
def study() -> Study:
    return Study()


def facts(page: Any) -> dict[str, Any]:
    found = re.search(r'id="workspace-facts"[^>]*>(.*?)</script>', page.content.decode(), re.S)
    assert found is not None
    return dict(json.loads(found[1]))


def test_who_is_not_logged_in_is_sent_to_the_login_and_a_stranger_finds_nothing(study: Study) -> None:
    assert make.browser().get(study.url()).status_code == 302
    assert make.browser(make.user("sam")).get(study.url()).status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_every_member_reads_the_transcript(study: Study, role: Role) -> None:
    assert make.browser(make.member(study.project, role)).get(study.url()).status_code == 200


def test_a_transcript_of_another_study_is_not_found_here(study: Study) -> None:
    other = Study()
    url = reverse("workspace", args=[study.project.slug, other.transcript.pk])
    assert make.browser(study.ana).get(url).status_code == 404


def test_each_turn_stands_with_its_offsets_speaker_and_words_untouched(study: Study) -> None:
    html = make.browser(study.ana).get(study.url()).content.decode()
    for start, end, words in (
        (TEXT.index("Who"), TEXT.index("?") + 1, "Who taught you?"),
        (TEXT.index("Nobody"), TEXT.index(", honestly.") + 11, "Nobody did 👮🏽‍♀️, honestly."),
        (TEXT.index("אף"), len(TEXT), "אף אחד &lt;b&gt;."),
    ):
        assert f'data-start="{start}" data-end="{end}"' in html
        assert f'<p class="turn-words" dir="auto" tabindex="-1">{words}</p>' in html
    assert html.count('<p class="turn-head">P07') == 2
    assert 'class="turn heading"' in html
    assert 'class="turn interviewer"' in html


def test_a_coder_sees_their_own_codings_first_and_asks_for_others(study: Study) -> None:
    client = make.browser(study.ana)
    own, others = [str(study.own.guid)], [str(study.others.guid)]
    for asked, guids in (("", own), ("?coders=all", own + others), (f"?coders={study.ben.pk}", others)):
        assert [row[0] for row in facts(client.get(study.url() + asked))["codings"]] == guids
    both = facts(client.get(f"{study.url()}?coders={study.ana.pk},{study.ben.pk}"))
    assert len(both["codings"]) == 2
    assert both["several"] is True


@pytest.mark.parametrize("nonsense", ["x", "1;2", "9" * 40, "-1", ","])
def test_nonsense_in_the_address_shows_ones_own(study: Study, nonsense: str) -> None:
    page = make.browser(study.ana).get(study.url(), {"coders": nonsense})
    assert [row[2] for row in facts(page)["codings"]] == [study.ana.pk]


def test_a_reader_sees_everyones_and_has_nothing_to_code_with(study: Study) -> None:
    page = make.browser(make.member(study.project, Role.READER)).get(study.url())
    assert len(facts(page)["codings"]) == 2
    assert facts(page)["may"] is False
    assert 'data-act="code"' not in page.content.decode()
    assert "reading-state" not in page.content.decode()


def test_a_blind_round_does_not_show_through(study: Study) -> None:
    blind = Round.objects.create(project=study.project, name="First", edition=study.project.editions.get())
    layer = Layer.objects.create(project=study.project, kind="round", round=blind, coder=study.ben)
    hidden = make.coding("did", study.code, study.ben, study.transcript, layer)
    page = make.browser(study.ana).get(study.url() + "?coders=all")
    assert str(hidden.guid) not in page.content.decode()


def test_the_codes_come_with_their_rules_and_the_qualifiers_with_their_values(study: Study) -> None:
    direction = study.project.qualifiers.create(name="direction")
    mutes = direction.values.create(value="mutes", is_retired=True)
    found = facts(make.browser(study.ana).get(study.url()))
    assert found["codes"][0]["rules"][0] == "What was taught."
    said = {"pk": mutes.pk, "name": "mutes", "retired": True}
    assert found["qualifiers"] == [{"name": "direction", "key": "d", "values": [said]}]


def test_choices_stand_under_the_title_but_no_other_value_and_none_that_is_never_printed(
    study: Study,
) -> None:
    (person,) = study.transcript.participants.all()
    attributes = study.project.attributes
    for position, (name, value, never) in enumerate(
        [("rank", "sergeant", False), ("mode", "by phone", False), ("station", "Attercliffe", True)]
    ):
        attribute = attributes.create(name=name, kind="one of", never_print=never, position=position)
        person.values.create(attribute=attribute, choice=attribute.choices.create(value=value))
    person.values.create(attribute=attributes.create(name="years", kind="number"), number=14)
    person.values.create(attribute=attributes.create(name="notes", kind="text"), text="Heard at work")
    html = make.browser(study.ana).get(study.url()).content.decode()
    assert '<p class="soft">sergeant · by phone</p>' in html
    assert "Attercliffe" not in html
    assert "Heard at work" not in html


def test_of_a_large_group_a_heading_names_the_ends_and_the_size(study: Study) -> None:
    people = [make.participant(study.project, f"P{number}") for number in range(10, 21)]
    words = "\n".join(f"{person.code}: Yes." for person in people)
    group = make.transcript(words, study.project, *people)
    html = (
        make.browser(study.ana)
        .get(reverse("workspace", args=[study.project.slug, group.pk]))
        .content.decode()
    )
    assert "<h1>P10 … P20 (11) · " in html
    assert "P11, P12" not in html


def test_that_two_coders_are_shown_is_said_in_the_list_of_what_is_shown(study: Study) -> None:
    both = f"?coders={study.ana.pk},{study.ben.pk}"
    assert "Two coders: A, B" in make.browser(study.ana).get(study.url() + both).content.decode()
    assert "Two coders:" not in make.browser(study.ana).get(study.url()).content.decode()


def test_what_stands_under_a_deleted_code_is_kept_and_not_shown(study: Study) -> None:
    study.code.retired = timezone.now()
    study.code.save()
    found = facts(make.browser(study.ana).get(study.url()))
    assert (found["codes"], found["codings"]) == ([], [])
    assert Coding.objects.filter(code=study.code).exists()


def test_opening_is_written_into_the_access_log(study: Study) -> None:
    make.browser(study.ana).get(study.url())
    line = Access.objects.get()
    assert (line.user, line.verb, line.object_id) == (study.ana, "opened", str(study.transcript.pk))


def test_no_address_on_the_page_holds_words_of_the_interview(study: Study) -> None:
    for url in (study.url(), study.url("codings_list")):
        html = make.browser(study.ana).get(url + "?coders=all").content.decode()
        addresses = re.findall(r'(?:href|action|src)="([^"]*)"', html)
        assert addresses
        assert not [each for each in addresses if "Nobody" in each or "honestly" in each]


def test_the_list_beside_the_text_has_ones_own_state_and_count(study: Study) -> None:
    make.complete(study.transcript, study.ana)
    html = make.browser(study.ana).get(study.url()).content.decode()
    assert '<span class="state good">complete</span>' in html
    assert "· <b>1</b> <span>coding</span>" in html


def test_the_page_asks_the_same_questions_however_much_there_is(
    study: Study, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = make.browser(study.ana)
    client.get(study.url())
    with django_assert_num_queries(25):
        client.get(study.url())
    for number in range(5):
        person = make.participant(study.project)
        other = make.transcript(TEXT.replace("P07", person.code), study.project, person)
        theme = make.code(f"Code {number}", study.project)
        own = make.coding("did", theme, study.ana, study.transcript)
        memos.write(study.project, study.ben, "Again.", on=own)
        make.coding("did", theme, study.ana, other)
        make.member(study.project, Role.CODER)
    client.get(study.url())  # the shares of what is new are counted once
    with django_assert_num_queries(25):
        client.get(study.url())


def test_without_script_codings_are_listed_and_ones_own_can_be_removed(study: Study) -> None:
    client = make.browser(study.ana)
    html = client.get(study.url("codings_list") + "?coders=all").content.decode()
    assert "Nobody" in html
    assert "honestly" in html
    assert study.url("remove_coding", study.own.guid) in html
    assert study.url("remove_coding", study.others.guid) not in html
    assert client.post(study.url("remove_coding", study.own.guid)).status_code == 302
    assert client.post(study.url("remove_coding", study.others.guid)).status_code == 403
    assert list(Coding.objects.all()) == [study.others]


def test_without_script_a_code_is_applied_to_words_of_a_turn(study: Study) -> None:
    client = make.browser(study.ana)
    wish = {"turn": 3, "words": "did 👮🏽‍♀️", "code": study.code.pk}
    assert client.post(study.url("codings_list"), wish).status_code == 302
    made = Coding.objects.latest("pk")
    assert TEXT[made.start : made.end] == "did 👮🏽‍♀️"
    assert client.post(study.url("codings_list"), wish | {"words": ""}).status_code == 302
    assert Coding.objects.latest("pk").start == TEXT.index("Nobody")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"turn": 99}, "The transcript has no turn of this number."),
        ({"words": "elsewhere"}, "These words do not stand in this turn."),
        ({"words": "Nobody"}, "You have already applied this code to exactly these words."),
    ],
)
def test_without_script_a_mistake_is_said(study: Study, wrong: dict[str, object], sentence: str) -> None:
    wish = {"turn": 3, "words": "did", "code": study.code.pk} | wrong
    page = make.browser(study.ana).post(study.url("codings_list"), wish)
    assert sentence in page.content.decode()
    assert Coding.objects.count() == 2


def test_a_reader_can_not_post_what_coders_can(study: Study) -> None:
    client = make.browser(make.member(study.project, Role.READER))
    for url in (study.url("codings_list"), study.url("remove_coding", study.own.guid), study.url("reading")):
        assert client.post(url, {"state": "complete"}).status_code == 403
    assert make.browser(make.user("sam")).post(study.url("reading")).status_code == 404


def test_without_script_a_coder_says_how_far_they_are(study: Study) -> None:
    client = make.browser(study.ana)
    client.post(study.url("reading"), {"state": "in progress"})
    assert Reading.objects.get().state == "in progress"
    client.post(study.url("reading"), {"state": "nonsense"})
    assert Reading.objects.get().state == "in progress"
    client.post(study.url("reading"), {"state": ""})
    assert not Reading.objects.exists()


def test_all_modules_of_the_script_are_fetched_at_once(study: Study) -> None:
    html = make.browser(study.ana).get(study.url()).content.decode()
    there = {path.name for path in (settings.BASE_DIR / "static" / "workspace").glob("*.js")}
    assert set(re.findall(r'modulepreload" href="/static/workspace/([^"]+)"', html)) == there - {"main.js"}


def test_each_code_has_a_colour_for_its_stripe_and_a_tint_for_its_words(study: Study) -> None:
    css = make.browser(study.ana).get(reverse("code_colours", args=[study.project.slug])).content.decode()
    assert f".code-{study.code.pk} {{" in css
    assert f".coded-{study.code.pk}::highlight(code-{study.code.pk}) {{" in css
