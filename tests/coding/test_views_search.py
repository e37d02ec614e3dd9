"""The page of the search, and coding its hits: who may, what is found, counted, coded and taken back."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import transaction
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from coding.analysis.finding import Deadline
from coding.codebook import retiring
from coding.models import Coding, Layer, Reading, SavedQuery
from coding.search import auto_coding, hits
from interviews.models import Attribute, AttributeValue, Participant
from interviews.models.participants import Consent
from projects import log
from projects.models import Event, ProjectTag
from tests import make
from tests.asking import Asking

pytestmark = pytest.mark.django_db

FIRST = (
    "Interviewer: Who taught you about the chief?\n"
    "P07: The chief did. Mr. Smith, the CHIEF’s friend, wasn’t there.\n"
    "P07: Nobody else.\n"
    "Interviewer: And then?\n"
    "P07: The chiéf left; the chief of chiefs."
)
SECOND = "Interviewer: Go on.\nP08: Straße und chief."


class Study(Asking):
    """P07's and P08's transcripts, a code, and people of each role."""

    def __init__(self) -> None:
        super().__init__()
        self.code = make.code("Chief officers", self.project)
        self.seven = make.participant(self.project, "P07")
        self.eight = make.participant(self.project, "P08")
        self.first = make.transcript(FIRST, self.project, self.seven, title="Sergeant")
        self.second = make.transcript(SECOND, self.project, self.eight, title="Inspector")

    @property
    def speaker(self) -> int:
        """The interviewer of the first transcript."""
        return self.first.speakers.get(label="Interviewer").pk

    def address(self, words: str, query: str = "", name: str = "search") -> str:
        saved = SavedQuery.objects.create(project=self.project, by=self.coder, wishes={"words": words})
        return f"{reverse(name, args=[self.project.slug])}?q={saved.guid}&{query}"

    def add(self, text: str, *people: Participant) -> None:
        """Another transcript, as an upload adds it: with an event."""
        made = make.transcript(text, self.project, *(people or (self.eight,)))
        with transaction.atomic():
            log.record(self.project, self.owner, "uploaded", made)

    def find(self, words: str, query: str = "") -> Any:
        return make.browser(self.coder).get(self.address(words, query))

    def code_hits(self, words: str, query: str = "", **posted: object) -> Any:
        """Previews coding all hits, and with the preview's seal does it."""
        client, address = make.browser(self.coder), self.address(words, query, "search_code")
        body = {"code": self.code.pk, "unit": "match", "scope": "all", **posted}
        if "hit" not in body:
            body["hit"] = keys(client.get(address.replace("search/code/", "search/")))
        preview = client.post(address, body)
        assert preview.status_code == 200, preview.content
        return client.post(address, {**body, "seal": preview.context["preview"].plan.seal})

    def words(self) -> list[str]:
        return [
            coding.revision.text[coding.start : coding.end]
            for coding in Coding.objects.order_by("transcript__pk", "start").select_related("revision")
        ]


@pytest.fixture
def study() -> Study:
    return Study()


def keys(page: Any) -> list[str]:
    return re.findall(r'name="hit" value="([^"]+)"', page.content.decode())


def shown(page: Any) -> list[str]:
    return re.findall(r"<mark>(.*?)</mark>", page.content.decode())


def sentences(page: Any) -> list[str]:
    return list(page.context["sentences"])


def test_members_may_search_and_strangers_find_no_page(study: Study) -> None:
    address = study.address("chief")
    answers = {
        name: make.browser(getattr(study, name)).get(address).status_code
        for name in ("stranger", "reader", "coder", "owner")
    }
    assert answers == {"stranger": 404, "reader": 200, "coder": 200, "owner": 200}


def test_only_coders_see_boxes_and_may_code_and_undo(study: Study) -> None:
    page = make.browser(study.reader).get(study.address("chief"))
    assert shown(page)
    assert keys(page) == []
    for name, done in (("search_code", 200), ("undo", 302)):
        answers = {
            who: make.browser(getattr(study, who)).post(study.address("chief", name=name)).status_code
            for who in ("stranger", "reader", "coder", "owner")
        }
        assert answers == {"stranger": 404, "reader": 403, "coder": done, "owner": done}


def test_posted_words_stand_in_no_address(study: Study) -> None:
    client = make.browser(study.coder)
    body = {"words": " The chief ", "way": "words", "who": "participants", "whole": "on", "participant": ""}
    location = client.post(reverse("search", args=[study.project.slug]), body)["Location"]
    assert "chief" not in location
    asked = parse_qs(urlsplit(location).query)
    assert {key: asked[key] for key in asked if key != "q"} == {
        "way": ["words"],
        "who": ["participants"],
        "whole": ["on"],
    }
    assert SavedQuery.objects.get(guid=asked["q"][0]).wishes == {"words": "The chief"}
    assert 'value="The chief"' in client.get(location).content.decode()


def test_hits_are_counted_by_transcript_and_by_who_speaks(study: Study) -> None:
    page = study.find("chief")
    assert shown(page) == ["chief", "chief", "CHIEF", "chiéf", "chief", "chief", "chief"]
    assert sentences(page) == ["7 hits in 2 transcripts."]
    assert [(row.label, row.hits) for row in page.context["transcripts"]] == [
        ("P07 Sergeant", 6),
        ("P08 Inspector", 1),
    ]
    assert [(row.label, row.hits) for row in page.context["speakers"]] == [
        ("P07", 5),
        ("Interviewers", 1),
        ("P08", 1),
    ]


def test_each_hit_stands_in_its_context_and_leads_to_its_place(study: Study) -> None:
    line = study.find("smith").context["groups"][0].lines[0]
    start = FIRST.index("Smith")
    assert line.before + "[" + line.words + "]" + line.after == (
        "The chief did. Mr. [Smith], the CHIEF’s friend, wasn’t there."
    )
    address = reverse("workspace", args=[study.project.slug, study.first.pk])
    assert line.href == f"{address}?at={start}-{start + 5}"
    assert line.cite == "P07:T2"


@pytest.mark.parametrize(
    ("words", "query", "found"),
    [
        ("the chief", "", ["the chief", "The chief", "the CHIEF", "The chiéf", "the chief"]),
        ("chief", "whole=on", ["chief", "chief", "CHIEF", "chiéf", "chief", "chief"]),
        ("friend smith", "way=words", ["Smith", "friend"]),
        ("smith zebra", "way=words", []),
        (r"^the ch\S+", "way=pattern", ["The chief", "The chiéf"]),
        ("chief", "who=interviewers", ["chief"]),
        ("chief", "who=participants&transcript={second}", ["chief"]),
        ("chief", "participant={eight}", ["chief"]),
        ("STRASSE", "", ["Straße"]),
        ("wasn't", "", ["wasn’t"]),
        ("P07", "", []),
        ("chief", "way=nonsense&who=nonsense&page=99", ["chief", "chief", "CHIEF", "chiéf"] + ["chief"] * 3),
    ],
)
def test_what_is_asked_is_found(study: Study, words: str, query: str, found: list[str]) -> None:
    page = study.find(words, query.format(second=study.second.pk, eight=study.eight.pk))
    assert shown(page) == found


def test_answers_are_the_participants_turns_after_a_question_with_the_words(study: Study) -> None:
    page = study.find("chief", "who=answers")
    assert shown(page) == [
        "The chief did. Mr. Smith, the CHIEF’s friend, wasn’t there.",
        "Nobody else.",
    ]
    assert page.context["groups"][0].lines[1].question == "Who taught you about the chief?"


def test_tags_and_what_is_known_of_participants_narrow_the_search(study: Study) -> None:
    study.second.tags.add("phone", tag_kwargs={"project": study.project})
    tag = ProjectTag.objects.get(name="phone")
    assert shown(study.find("chief", f"tag={tag.pk}")) == ["chief"]
    rank = Attribute.objects.create(project=study.project, name="Rank")
    value = AttributeValue.objects.create(participant=study.seven, attribute=rank, text="sergeant")
    page = study.find("chief", f"a{rank.pk}={value.pk}&who=participants")
    assert [row.label for row in page.context["speakers"]] == ["P07"]


def test_words_of_who_allows_no_quotes_are_counted_and_can_be_coded_but_not_listed(study: Study) -> None:
    study.seven.consent = Consent.NO_QUOTES
    study.seven.save()
    page = study.find("chief")
    assert shown(page) == ["chief"]
    assert sentences(page)[0] == "7 hits in 2 transcripts."
    assert sentences(page)[1].startswith("6 of them are by people who allow no quotes")
    text = page.content.decode()
    assert "Smith" not in text
    assert "friend" not in text
    client, address = make.browser(study.coder), study.address("smith", name="search_code")
    preview = client.post(
        address, {"code": study.code.pk, "unit": "sentence", "scope": "all", "hit": keys(study.find("smith"))}
    )
    assert preview.context["preview"].lines == [("P07:T2", "")]
    assert "friend" not in preview.content.decode()
    assert "friend" not in study.find("taught", "who=answers").content.decode()


def test_turns_of_who_withdrew_are_not_found(study: Study) -> None:
    study.eight.consent = Consent.WITHDRAWN
    study.eight.save()
    assert [row.label for row in study.find("chief").context["transcripts"]] == ["P07 Sergeant"]


@pytest.mark.parametrize(
    ("words", "query", "sentence"),
    [
        ("(", "way=pattern", "something is wrong at character 2"),
        ("(?R)", "way=pattern", "calls a group of its own"),
        ("((a{999}){999}){999}", "way=pattern", "repeats too often"),
        ("\u0301", "", "Type at least one letter"),
    ],
)
def test_what_can_not_be_looked_for_is_said(study: Study, words: str, query: str, sentence: str) -> None:
    page = study.find(words, query)
    assert page.status_code == 200
    assert sentence in page.content.decode()


def test_a_pattern_that_takes_too_long_is_stopped_and_said(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hits, "SECONDS", 0.2)
    study.add("P07: " + "a" * 5000 + "b", study.seven)
    page = study.find("(a+)+$", "way=pattern")
    assert "stopped after two seconds" in page.content.decode()
    answer = make.browser(study.coder).post(
        study.address("(a+)+$", "way=pattern", "search_code"),
        {"code": study.code.pk, "unit": "match", "scope": "all", "hit": "1:2-3"},
    )
    assert "The search could not be made again" in answer.content.decode()
    assert not Coding.objects.exists()


@pytest.mark.parametrize("way", ["", "way=words", "way=pattern"])
def test_a_search_whose_time_is_out_within_a_text_is_said(
    study: Study, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    study.add("P07: " + "zzz ab " * 50_000, study.seven)
    monkeypatch.setattr(Deadline, "left", 1e-6)
    page = study.find("zzz abq", way)
    assert page.status_code == 200
    assert "stopped after two seconds" in page.content.decode()


def test_the_number_of_queries_is_the_same_however_much_is_found(
    study: Study, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, address = make.browser(study.coder), study.address("chief")
    client.get(address)
    with django_assert_num_queries(9):
        client.get(address)
    for number in range(20, 28):
        study.add(FIRST, study.seven, make.participant(study.project, f"P{number}"))
    client.get(address)
    with django_assert_num_queries(9):
        client.get(address)


def test_long_lists_are_leafed_through(study: Study) -> None:
    study.add("P08: " + "zebra " * 60)
    page = study.find("zebra", "page=2")
    assert len(shown(page)) == 10
    assert "51–60 of 60" in page.content.decode()


def test_ticked_hits_become_codings_of_the_match(study: Study) -> None:
    ticked = keys(study.find("chief", "who=participants"))[1:3]
    answer = study.code_hits("chief", "who=participants", scope="ticked", hit=ticked)
    assert study.words() == ["CHIEF", "chiéf"]
    coding = Coding.objects.first()
    assert coding is not None
    assert coding.is_auto
    assert coding.coder == study.coder
    assert coding.layer.kind == Layer.Kind.OPEN
    page = make.browser(study.coder).get(answer["Location"])
    assert "2 codings of “Chief officers” were added," in " ".join(page.content.decode().split())


def test_all_hits_but_those_not_ticked_become_codings_whatever_page_they_are_on(study: Study) -> None:
    study.add("P08: " + "zebra " * 60)
    ticked = keys(study.find("zebra"))[:-1]
    assert len(ticked) == 49
    study.code_hits("zebra", hit=ticked)
    assert len(study.words()) == 59


def ticked(page: Any) -> list[str]:
    return re.findall(r'name="hit" value="([^"]+)" checked', page.content.decode())


def test_what_interviewers_say_is_shown_but_ticked_only_where_it_is_looked_for(study: Study) -> None:
    page = study.find("chief")
    asked, *answered = keys(page)
    assert ticked(page) == answered
    assert "1 hit is in an interviewer’s turn: shown, but not ticked" in page.content.decode()
    only_asked = study.find("chief", "who=interviewers")
    assert ticked(only_asked) == [asked]
    assert "not ticked" not in only_asked.content.decode()
    assert ticked(study.find("chief", f"transcript={study.first.pk}&speaker={study.speaker}")) == [asked]


def test_what_interviewers_say_on_other_pages_is_coded_only_where_it_is_looked_for(study: Study) -> None:
    study.add("Interviewer: " + "zebra " * 60)
    first_page = keys(study.find("zebra"))
    study.code_hits("zebra", hit=first_page[:2])
    assert len(study.words()) == 2
    study.code_hits("zebra", "who=interviewers", hit=first_page)
    assert len(study.words()) == 60


def test_of_a_speaker_whose_label_does_not_say_so_it_is_said_who_asks(study: Study) -> None:
    speaker = study.speaker
    study.first.speakers.filter(pk=speaker).update(label="MK")
    page = study.find("chief", f"transcript={study.first.pk}")
    assert f'<option value="{speaker}">MK, interviewer</option>' in page.content.decode()


def test_one_speaker_of_a_transcript_is_looked_for(study: Study) -> None:
    here, speaker = f"transcript={study.first.pk}", study.first.speakers.get(label="P07").pk
    assert "Speaker" not in study.find("chief").content.decode()
    page = study.find("chief", here)
    assert f'<option value="{speaker}">P07</option>' in page.content.decode()
    assert f'<option value="{study.speaker}">Interviewer</option>' in page.content.decode()
    assert shown(study.find("chief", f"{here}&speaker={study.speaker}")) == ["chief"]
    assert len(shown(study.find("chief", f"{here}&speaker={speaker}"))) == 5
    elsewhere = study.find("chief", f"transcript={study.second.pk}&speaker={speaker}")
    assert shown(elsewhere) == ["chief"]
    assert elsewhere.context["odd"] == ["Speaker"]


def test_the_counts_lead_to_what_each_person_says(study: Study) -> None:
    client, page = make.browser(study.coder), study.find("chief")
    address = reverse("search", args=[study.project.slug])
    found = {row.label: len(shown(client.get(address + row.href))) for row in page.context["speakers"]}
    assert found == {"P07": 5, "Interviewers": 1, "P08": 1}


def test_several_hits_in_a_sentence_or_turn_are_one_coding_of_it(study: Study) -> None:
    study.code_hits("chief", "who=participants", unit="sentence")
    assert study.words() == [
        "The chief did.",
        "Mr. Smith, the CHIEF’s friend, wasn’t there.",
        "The chiéf left; the chief of chiefs.",
        "Straße und chief.",
    ]
    other = make.code("Turns", study.project)
    study.code_hits("chief", "who=participants", unit="turn", code=other.pk)
    assert study.words()[1] == "The chief did. Mr. Smith, the CHIEF’s friend, wasn’t there."
    assert Coding.objects.filter(code=other).count() == 3


def test_what_is_coded_already_stays_and_is_counted(study: Study) -> None:
    mine = make.coding("CHIEF", study.code, study.coder, study.first)
    make.coding("chiéf", study.code, study.owner, study.first)
    client, address = make.browser(study.coder), study.address("chief", "who=participants", "search_code")
    body = {"code": study.code.pk, "unit": "match", "scope": "all", "hit": keys(study.find("chief"))}
    plan = client.post(address, body).context["preview"].plan
    assert (plan.hits, len(plan.new), len(plan.already), plan.transcripts) == (6, 5, 1, 2)
    client.post(address, {**body, "seal": plan.seal})
    assert Coding.objects.filter(coder=study.coder).count() == 6
    mine.refresh_from_db()
    assert not mine.is_auto


def test_nothing_is_coded_but_what_was_previewed(study: Study) -> None:
    client, address = make.browser(study.coder), study.address("chief", name="search_code")
    body = {"code": study.code.pk, "unit": "match", "scope": "all", "hit": keys(study.find("chief"))}
    seal = client.post(address, body).context["preview"].plan.seal
    make.coding("CHIEF", study.code, study.coder, study.first)
    answer = client.post(address, {**body, "seal": seal})
    assert answer.status_code == 200
    assert "Something changed since you looked" in answer.content.decode()
    assert not Coding.objects.filter(is_auto=True).exists()


def test_what_was_said_since_is_not_coded_unseen(study: Study) -> None:
    client, address = make.browser(study.coder), study.address("chief", name="search_code")
    body = {"code": study.code.pk, "unit": "match", "scope": "all", "hit": keys(study.find("chief"))}
    seal = client.post(address, body).context["preview"].plan.seal
    study.add("P08: another chief")
    client.post(address, {**body, "seal": seal})
    assert len(study.words()) == 7


def test_coding_hits_is_one_act_with_an_event_for_each_and_begins_the_readings(study: Study) -> None:
    study.code_hits("chief", "who=participants")
    events = Event.objects.filter(project=study.project)
    assert len(set(events.values_list("act", flat=True))) == 1
    assert sorted(events.values_list("verb", flat=True)) == ["applied"] * 6 + ["read"] * 2
    assert "chief" not in str(list(events.values_list("facts", flat=True))).casefold()
    assert all(facts["auto"] for facts in events.filter(verb="applied").values_list("facts", flat=True))
    readings = Reading.objects.filter(coder=study.coder).values_list("transcript", "state")
    assert set(readings) == {(study.first.pk, "in progress"), (study.second.pk, "in progress")}


def test_one_undo_takes_all_of_it_back_and_redo_brings_it_again(study: Study) -> None:
    make.coding("Smith", study.code, study.coder, study.first)
    before = list(Coding.objects.values())
    act = study.code_hits("chief")["Location"].rpartition("done=")[2]
    after = list(Coding.objects.order_by("pk").values())
    client, address = make.browser(study.coder), study.address("chief", name="undo")
    page = client.get(client.post(address, {"act": act})["Location"])
    assert "Undone: a coding applied" in page.content.decode()
    assert list(Coding.objects.values()) == before
    assert not Reading.objects.exists()
    client.post(f"/api/{study.project.slug}/redo", content_type="application/json")
    assert list(Coding.objects.order_by("pk").values()) == after


def test_undo_takes_back_that_act_alone_and_only_ones_own(study: Study) -> None:
    act = study.code_hits("chief")["Location"].rpartition("done=")[2]
    address = study.address("chief", name="undo")
    make.browser(study.owner).post(address, {"act": act})
    assert Coding.objects.count() == 7
    study.code_hits("smith")
    client = make.browser(study.coder)
    client.post(address, {"act": act})
    assert study.words() == ["Smith"]
    for nonsense in (act, "", "²", "9" * 40):
        page = client.get(client.post(address, {"act": nonsense})["Location"])
        assert "There is nothing to undo." in page.content.decode()
    assert study.words() == ["Smith"]


def test_more_than_can_be_made_at_once_is_refused(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auto_coding, "MOST", 6)
    answer = study.code_hits("chief")
    assert answer.status_code == 200
    assert not Coding.objects.exists()


def test_a_code_out_of_use_and_closed_work_are_refused(study: Study) -> None:
    make.coding("Smith", study.code, study.owner, study.first)
    client, address = make.browser(study.coder), study.address("chief", name="search_code")
    body = {"code": study.code.pk, "unit": "match", "scope": "all", "hit": keys(study.find("chief"))}
    seal = client.post(address, body).context["preview"].plan.seal
    Layer.objects.update(closed="2026-01-01T00:00Z")
    page = client.post(address, {**body, "seal": seal})
    assert "This work is closed" in page.content.decode()
    Layer.objects.update(closed=None)
    retiring.retire(study.code, study.owner, retiring.Children.WITH)
    assert "Choose the code" in client.post(address, {**body, "seal": seal}).content.decode()
    assert Coding.objects.filter(is_auto=True).count() == 0


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"code": "999999", "unit": "match", "scope": "all"},
        {"code": "x", "unit": "x", "scope": "x", "hit": "x"},
        {"unit": "match", "scope": "ticked", "hit": "9:9-9", "code": "{code}"},
    ],
)
def test_nonsense_codes_nothing(study: Study, posted: dict[str, str]) -> None:
    body = {key: value.format(code=study.code.pk) for key, value in posted.items()}
    answer = make.browser(study.coder).post(study.address("chief", name="search_code"), body)
    assert "messages" in answer.content.decode()
    assert not Coding.objects.exists()


def test_what_was_chosen_and_ticked_stays_where_the_preview_is_refused(study: Study) -> None:
    client, address = make.browser(study.coder), study.address("chief", "page=1", "search_code")
    first, *others = keys(study.find("chief"))
    chosen = {"code": study.code.pk, "unit": "turn", "scope": "ticked"}
    unticked = client.post(address, chosen).content.decode()
    assert "No hit was ticked" in unticked
    assert f'<option value="{study.code.pk}" selected>' in unticked
    assert re.search(r'value="turn"[^>]* checked', unticked)
    assert not re.search(r'name="hit"[^>]* checked', unticked)
    no_code = client.post(address, {**chosen, "code": "", "hit": first}).content.decode()
    assert "Choose the code that the hits get" in no_code
    assert re.findall(r'name="hit" value="([^"]+)" checked', no_code) == [first]
    assert set(others) < set(keys(client.get(address, follow=True)))


def test_a_saved_query_of_another_study_is_not_found(study: Study) -> None:
    other = make.project(study.owner)
    saved = SavedQuery.objects.create(project=other, by=study.owner, wishes={"words": "chief"})
    address = reverse("search", args=[study.project.slug])
    assert make.browser(study.owner).get(f"{address}?q={saved.guid}").status_code == 404
