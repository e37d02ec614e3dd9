"""What the workspace calls over HTTP."""

import json
import uuid
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from coding.models import Code, Coding, Layer, Qualifier, QualifierValue, Reading, Round
from interviews.models import Transcript
from projects.models import Project, Role
from tests import make

pytestmark = pytest.mark.django_db

TEXT = "Interviewer: Who taught you?\nP07: Nobody did, honestly."


class Study:
    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project: Project = make.project(None, self.ana, self.ben)
        self.transcript: Transcript = make.transcript(TEXT, self.project)
        self.code: Code = make.code("Training", self.project)

    @property
    def codings_url(self) -> str:
        return f"/api/{self.project.slug}/transcripts/{self.transcript.pk}/codings"

    def wish(self, **facts: Any) -> dict[str, Any]:
        start = TEXT.index("Nobody")
        wish = {
            "guid": str(uuid.uuid4()),
            "code": self.code.pk,
            "start": start,
            "end": start + 6,
            "revision": 1,
        }
        return wish | facts


@pytest.fixture
def study() -> Study:
    return Study()


def post(client: Client, url: str, wish: object) -> Any:
    return client.post(url, json.dumps(wish), "application/json")


def put(client: Client, url: str, wish: object) -> Any:
    return client.put(url, json.dumps(wish), "application/json")


def test_a_coder_adds_a_coding_and_reads_it_back_in_one_compact_row(study: Study) -> None:
    wish = study.wish()
    added = post(make.browser(study.ana), study.codings_url, wish)
    assert added.status_code == 200
    made = added.json()["made"]
    rows = make.browser(study.ben).get(study.codings_url).json()
    assert rows == [[wish["guid"], study.code.pk, study.ana.pk, wish["start"], wish["end"], [], made, 0]]


def test_sent_again_it_is_the_same_coding(study: Study) -> None:
    wish, client = study.wish(), make.browser(study.ana)
    assert post(client, study.codings_url, wish).json() == post(client, study.codings_url, wish).json()
    assert Coding.objects.count() == 1


def test_a_refusal_is_a_sentence(study: Study) -> None:
    refused = post(make.browser(study.ana), study.codings_url, study.wish(end=9999))
    assert refused.status_code == 409
    assert refused.json() == {"detail": "The selected words lie outside the text."}


@pytest.mark.parametrize(
    "wrong",
    [
        {"guid": "no"},
        {"start": -1},
        {"end": 10**30},
        {"code": "x"},
        {"qualifiers": list(range(1, 99))},
        {"qualifiers": [10**30]},
        {"qualifiers": [0]},
    ],
)
def test_nonsense_is_refused_before_it_is_looked_at(study: Study, wrong: dict[str, object]) -> None:
    assert post(make.browser(study.ana), study.codings_url, study.wish(**wrong)).status_code == 422
    assert not Coding.objects.exists()


def test_who_is_not_logged_in_is_told_so(study: Study) -> None:
    assert make.browser().get(study.codings_url).status_code == 401
    assert post(make.browser(), study.codings_url, study.wish()).status_code == 401


def test_a_stranger_learns_nothing_and_a_reader_reads_only(study: Study) -> None:
    coding = make.coding("Nobody", study.code, study.ana, study.transcript)
    stranger, reader = make.user("sam"), make.member(study.project, Role.READER)
    one = f"/api/{study.project.slug}/codings/{coding.guid}"
    reading = f"/api/{study.project.slug}/transcripts/{study.transcript.pk}/reading"
    for person, status in ((stranger, 404), (reader, 403)):
        client = make.browser(person)
        assert post(client, study.codings_url, study.wish()).status_code == status
        assert client.delete(one).status_code == status
        assert put(client, f"{one}/qualifiers", {"qualifiers": []}).status_code == status
        assert put(client, reading, {"state": "complete"}).status_code == status
    assert make.browser(stranger).get(study.codings_url).status_code == 404
    assert len(make.browser(reader).get(study.codings_url).json()) == 1
    assert Coding.objects.count() == 1


def test_ones_own_coding_is_removed_and_anothers_is_not(study: Study) -> None:
    own = make.coding("Nobody", study.code, study.ana, study.transcript)
    others = make.coding("honestly", study.code, study.ben, study.transcript)
    client = make.browser(study.ana)
    assert client.delete(f"/api/{study.project.slug}/codings/{own.guid}").status_code == 204
    refused = client.delete(f"/api/{study.project.slug}/codings/{others.guid}")
    assert refused.status_code == 403
    assert refused.json() == {"detail": "Only the person who made a coding can change it."}
    assert list(Coding.objects.all()) == [others]


def test_a_coding_of_another_study_can_not_be_reached_through_ones_own(study: Study) -> None:
    other = Study()
    foreign = make.coding("Nobody", other.code, other.ana, other.transcript)
    client = make.browser(study.ana)
    assert client.delete(f"/api/{study.project.slug}/codings/{foreign.guid}").status_code == 404
    url = f"/api/{study.project.slug}/transcripts/{other.transcript.pk}/codings"
    assert client.get(url).status_code == 404
    assert list(Coding.objects.all()) == [foreign]


@pytest.mark.parametrize("which", ["of another study", "of no study", "beyond all numbers"])
def test_nothing_is_coded_in_a_transcript_that_the_study_has_not(study: Study, which: str) -> None:
    other = Study()
    pk = {"of another study": other.transcript.pk, "of no study": other.transcript.pk + 1}.get(which, 10**30)
    url = f"/api/{study.project.slug}/transcripts/{pk}/codings"
    refused = post(make.browser(study.ana), url, study.wish())
    assert refused.status_code == 404
    assert "deleted meanwhile, so nothing in it can be coded" in refused.json()["detail"]
    assert not Coding.objects.exists()


def test_in_a_blind_round_another_coders_work_is_neither_listed_nor_found(study: Study) -> None:
    blind = Round.objects.create(project=study.project, name="First", edition=study.project.editions.get())
    layer = Layer.objects.create(project=study.project, kind=Layer.Kind.ROUND, round=blind, coder=study.ben)
    hidden = make.coding("Nobody", study.code, study.ben, study.transcript, layer)
    client = make.browser(study.ana)
    assert client.get(study.codings_url).json() == []
    assert client.delete(f"/api/{study.project.slug}/codings/{hidden.guid}").status_code == 404


def test_codings_of_one_coder_can_be_asked_for(study: Study) -> None:
    make.coding("Nobody", study.code, study.ana, study.transcript)
    make.coding("honestly", study.code, study.ben, study.transcript)
    rows = make.browser(study.ana).get(f"{study.codings_url}?coders={study.ben.pk}").json()
    assert [row[2] for row in rows] == [study.ben.pk]


def test_qualifiers_are_set_and_listed(study: Study) -> None:
    direction = Qualifier.objects.create(project=study.project, name="direction")
    mutes = QualifierValue.objects.create(qualifier=direction, value="mutes")
    coding = make.coding("Nobody", study.code, study.ana, study.transcript)
    url = f"/api/{study.project.slug}/codings/{coding.guid}/qualifiers"
    assert put(make.browser(study.ana), url, {"qualifiers": [mutes.pk]}).status_code == 204
    assert make.browser(study.ana).get(study.codings_url).json()[0][5] == [mutes.pk]


def test_a_qualifier_of_thirty_digits_is_refused(study: Study) -> None:
    coding = make.coding("Nobody", study.code, study.ana, study.transcript)
    url = f"/api/{study.project.slug}/codings/{coding.guid}/qualifiers"
    assert put(make.browser(study.ana), url, {"qualifiers": [10**30]}).status_code == 422


def test_how_far_one_has_read_is_saved(study: Study) -> None:
    url = f"/api/{study.project.slug}/transcripts/{study.transcript.pk}/reading"
    assert put(make.browser(study.ana), url, {"state": "complete"}).status_code == 204
    assert Reading.objects.get().state == "complete"
    assert put(make.browser(study.ana), url, {"state": None}).status_code == 204
    assert not Reading.objects.exists()
    assert put(make.browser(study.ana), url, {"state": "perhaps"}).status_code == 422


def test_a_request_from_elsewhere_is_refused(study: Study) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(study.ana)
    assert post(client, study.codings_url, study.wish()).status_code == 403
    assert not Coding.objects.exists()


def test_the_description_is_for_members_and_declares_what_can_go_wrong(study: Study) -> None:
    assert make.browser().get("/api/openapi.json").status_code == 302
    paths = make.browser(study.ana).get("/api/openapi.json").json()["paths"]
    assert {"/api/{slug}/undo", "/api/{slug}/transcripts/{pk}/news"} <= set(paths)
    for operations in paths.values():
        for operation in operations.values():
            assert {"401", "403", "404", "409"} <= set(operation["responses"])


def test_no_page_of_the_api_loads_anything_from_elsewhere(study: Study) -> None:
    assert make.browser(study.ana).get("/api/docs").status_code == 404


def test_listing_asks_the_same_questions_however_much_there_is(
    study: Study, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = make.browser(study.ana)
    make.coding("Nobody", study.code, study.ana, study.transcript)
    with django_assert_num_queries(6):
        client.get(study.codings_url)
    for words in ("did", "honestly", "taught"):
        make.coding(words, study.code, study.ben, study.transcript)
    with django_assert_num_queries(6):
        assert len(client.get(study.codings_url).json()) == 4
