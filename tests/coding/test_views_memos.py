"""The pages of memos: on one thing, one with its replies, and all of them; everything without script."""

import csv
import json
import re
import uuid
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from coding.memos import writing
from coding.models import Layer, Memo, Round, SavedQuery
from interviews.models.participants import Consent
from projects.models import Access, Project, Role, User
from tests import make

pytestmark = pytest.mark.django_db

TEXT = "Interviewer: Who taught you?\nP07: Nobody did, honestly."
ROLES = [(None, 404), (Role.READER, 200), (Role.CODER, 200), (Role.OWNER, 200)]
WRITERS = [(None, 404), (Role.READER, 403), (Role.CODER, 302), (Role.OWNER, 302)]


class Study:
    def __init__(self) -> None:
        self.olga, self.ana, self.ben = make.user("olga"), make.user("ana"), make.user("ben")
        self.project: Project = make.project(self.olga, self.ana, self.ben)
        self.person = make.participant(self.project, "P07")
        self.transcript = make.transcript(TEXT, self.project, self.person, title="Sergeant")
        self.theme = make.code("Practice", self.project)
        self.code = make.code("Training", self.project, self.theme)
        self.coding = make.coding("Nobody did", self.code, self.ana, self.transcript)

    def write(self, body: str, on: Any = None, by: User | None = None) -> Memo:
        return writing.write(self.project, by or self.ana, body, on)

    def url(self, name: str, *args: object) -> str:
        return reverse(name, args=[self.project.slug, *args])

    def get(self, url: str, by: User | None = None) -> str:
        response = make.browser(by or self.ana).get(url)
        assert response.status_code == 200, url
        return unescape(response.content.decode())

    def member(self, role: Role | None) -> User:
        return make.member(self.project, role) if role else make.user("sam")

    def on(self, **thing: object) -> str:
        query = "".join(f"?{kind}={key}" for kind, key in thing.items())
        return self.url("memos_on") + query


@pytest.fixture
def study() -> Study:
    return Study()


def bodies(html: str) -> list[str]:
    """The words of the memos on the page, in order."""
    found = re.findall(r'class="memo-body" dir="auto"><p>(.*?)</p>', html, re.DOTALL)
    return [str(body) for body in found]


@pytest.mark.parametrize(("role", "status"), ROLES)
@pytest.mark.parametrize("page", ["memos", "memos_on", "memos_csv", "memos_markdown", "memo"])
def test_members_read_memos_and_strangers_find_none(
    study: Study, page: str, role: Role | None, status: int
) -> None:
    memo = study.write("Says it twice.", study.coding)
    url = study.url(page, *([memo.guid] if page == "memo" else []))
    assert make.browser(study.member(role)).get(url).status_code == status


@pytest.mark.parametrize(("role", "status"), WRITERS)
def test_who_may_write_reply_and_resolve(study: Study, role: Role | None, status: int) -> None:
    memo = study.write("Says it twice.", study.coding)
    client = make.browser(study.member(role))
    assert client.post(study.on(), {"body": "New."}).status_code == status
    assert client.post(study.url("memo", memo.guid), {"body": "Does it?"}).status_code == status
    assert client.post(study.url("memo_resolve", memo.guid)).status_code == status
    allowed = status == 302
    assert Memo.objects.count() == (3 if allowed else 1)
    assert (Memo.objects.get(pk=memo.pk).resolved is not None) == allowed


@pytest.mark.parametrize(
    ("role", "change", "delete"),
    [(None, 404, 404), (Role.READER, 403, 403), (Role.CODER, 403, 403), (Role.OWNER, 403, 302)],
)
def test_anothers_memo_is_changed_by_nobody_and_deleted_by_an_owner(
    study: Study, role: Role | None, change: int, delete: int
) -> None:
    memo = study.write("Ana's.")
    client = make.browser(study.member(role))
    wish = {"body": "Mine.", "version": 1}
    assert client.post(study.url("memo_change", memo.guid), wish).status_code == change
    assert client.get(study.url("memo_change", memo.guid)).status_code == change
    assert Memo.objects.get().body == "Ana's."
    assert client.get(study.url("memo_delete", memo.guid)).status_code == (200 if delete == 302 else delete)
    assert client.post(study.url("memo_delete", memo.guid)).status_code == delete
    assert Memo.objects.exists() == (delete != 302)


@pytest.mark.parametrize("kind", ["coding", "code", "transcript", "participant", "journal"])
def test_a_memo_is_written_on_each_kind_of_thing_and_leads_back_to_it(study: Study, kind: str) -> None:
    things = {
        "coding": (study.coding, study.on(coding=study.coding.guid)),
        "code": (study.code, study.url("code", study.code.pk) + "#memos"),
        "transcript": (study.transcript, study.url("transcript", study.transcript.pk) + "#memos"),
        "participant": (study.person, study.url("participant", study.person.pk) + "#memos"),
        "journal": (None, study.url("project") + "#memos"),
    }
    thing, back = things[kind]
    key = getattr(thing, "guid", None) if kind == "coding" else getattr(thing, "pk", None)
    url = study.on(**({kind: key} if thing else {}))
    client = make.browser(study.ana)
    answer = client.post(url, {"body": "**Twice**, he says."})
    assert (answer.status_code, answer["Location"]) == (302, back)
    html = study.get(back.partition("#")[0], study.ben)
    assert "<strong>Twice</strong>, he says." in html
    memo = Memo.objects.get()
    assert [getattr(memo, name) for name in ("coding", "code", "transcript", "participant")] == [
        thing if name == kind else None for name in ("coding", "code", "transcript", "participant")
    ]


@pytest.mark.parametrize("page", ["code", "transcript", "participant", "project"])
def test_a_reader_sees_memos_on_a_page_and_no_form_to_write_one(study: Study, page: str) -> None:
    things = {"code": study.code, "transcript": study.transcript, "participant": study.person}
    thing = things.get(page)
    study.write("Says it twice.", thing)
    url = study.url(page, *([thing.pk] if thing else []))
    assert "Write a memo" in study.get(url)
    html = study.get(url, make.member(study.project, Role.READER))
    heading = "Journal" if page == "project" else "Memos"
    assert f'<h2 id="memos-title">{heading}</h2>' in html
    assert bodies(html) == ["Says it twice."]
    assert "Write a memo" not in html


def test_the_first_page_shows_the_last_three_entries_of_the_journal(study: Study) -> None:
    memos = [study.write(f"Entry {number}.") for number in range(5)]
    writing.reply(memos[4], study.ben, "A reply.")
    study.write("On a code.", study.code)
    assert bodies(study.get(study.url("project"))) == ["Entry 2.", "Entry 3.", "Entry 4.", "A reply."]
    assert len(bodies(study.get(study.on()))) == 6


@pytest.mark.parametrize(
    "thing", ["coding=1", f"coding={uuid.UUID(int=1)}", "code=x", "code=²", "transcript=9999999999"]
)
def test_an_address_of_nothing_is_not_found(study: Study, thing: str) -> None:
    assert make.browser(study.ana).get(study.on() + f"?{thing}").status_code == 404


def test_nothing_is_written_on_a_participant_who_withdrew(study: Study) -> None:
    study.project.participants.update(consent=Consent.WITHDRAWN)
    answer = make.browser(study.ana).post(study.on(participant=study.person.pk), {"body": "Still."})
    assert answer.status_code == 404
    assert not Memo.objects.exists()


def test_a_change_on_an_older_version_shows_both_and_then_overwrites_knowingly(study: Study) -> None:
    memo = study.write("First.")
    client, url = make.browser(study.ana), study.url("memo_change", memo.guid)
    writing.change(memo, study.ana, "Second.", 1)
    html = client.post(url, {"body": "Another second.", "version": 1}).content.decode()
    assert '<pre class="memo-other" dir="auto">Second.</pre>' in html
    assert "Another second.</textarea>" in html
    assert Memo.objects.get().body == "Second."
    version = re.search(r'name="version" value="(\d+)"', html)
    assert version
    client.post(url, {"body": "Another second.", "version": version[1]})
    assert Memo.objects.get().body == "Another second."


def test_an_empty_memo_is_refused_in_words(study: Study) -> None:
    html = make.browser(study.ana).post(study.on(), {"body": " \n "}).content.decode()
    assert "A memo needs words." in html
    assert not Memo.objects.exists()


def test_deleting_says_how_many_replies_go_too(study: Study) -> None:
    memo = study.write("First.")
    for body in ("One.", "Two."):
        writing.reply(memo, study.ben, body)
    html = study.get(study.url("memo_delete", memo.guid))
    assert "Delete this memo and the 2 replies under it?" in html


def test_the_list_shows_discussions_the_latest_first_each_with_its_place(study: Study) -> None:
    first = study.write("On the coding.", study.coding)
    study.write("On the code.", study.code, study.ben)
    writing.reply(first, study.ben, "Is it?")
    html = study.get(study.url("memos"))
    assert bodies(html) == ["On the code.", "On the coding.", "Is it?"]
    at = (
        f"{study.url('workspace', study.transcript.pk)}?coders=all&at={study.coding.start}-{study.coding.end}"
    )
    assert f'<a href="{at}">P07:T2 · Training</a>' in html
    assert "Nobody did</blockquote>" in html


def test_coded_words_of_who_allows_no_quotes_stand_in_no_list_or_export(study: Study) -> None:
    study.project.participants.update(consent=Consent.NO_QUOTES)
    study.write("A memo.", study.coding)
    for page in ("memos", "memos_csv", "memos_markdown"):
        response = make.browser(study.ana).get(study.url(page))
        body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
        assert b"A memo." in body
        assert b"Nobody did" not in body


class TestFilters:
    """Five discussions: who wrote them and what each filter leaves."""

    @pytest.fixture(autouse=True)
    def _written(self, study: Study, time_machine: Any) -> None:
        self.study = study
        days = {"coding": 1, "code": 2, "transcript": 3, "participant": 4, "journal": 5}
        things = (study.coding, study.theme, study.transcript, study.person, None)
        for (kind, day), thing in zip(days.items(), things, strict=True):
            time_machine.move_to(datetime(2026, 3, day, 12, tzinfo=UTC), tick=False)
            memo = study.write(f"Of the {kind}, déjà vu.", thing, study.ben if kind == "code" else study.ana)
            if kind == "participant":
                writing.resolve(memo, study.ana, True)
            if kind == "journal":
                writing.reply(memo, study.olga, "Straße, too.")

    def kinds(self, query: str) -> list[str]:
        html = self.study.get(self.study.url("memos") + query)
        return re.findall(r"<p>Of the (\w+), déjà vu.</p>", html)

    @pytest.mark.parametrize(
        ("query", "kinds"),
        [
            ("", ["journal", "participant", "transcript", "code", "coding"]),
            ("?kind=journal", ["journal"]),
            ("?kind=coding", ["coding"]),
            ("?state=resolved", ["participant"]),
            ("?state=open", ["journal", "transcript", "code", "coding"]),
            ("?author={ben}", ["code"]),
            ("?author={olga}", ["journal"]),
            ("?code={code}", ["coding"]),
            ("?code={theme}", ["code", "coding"]),
            ("?transcript={transcript}", ["transcript", "coding"]),
            ("?participant={person}", ["participant", "transcript", "coding"]),
            ("?since=2026-03-02&until=2026-03-03", ["transcript", "code"]),
            ("?kind=nonsense", ["journal", "participant", "transcript", "code", "coding"]),
        ],
    )
    def test_a_filter_leaves_what_it_says(self, query: str, kinds: list[str]) -> None:
        things = ("ben", "olga", "code", "theme", "transcript", "person")
        assert self.kinds(query.format(**{name: getattr(self.study, name).pk for name in things})) == kinds

    @pytest.mark.parametrize(
        ("words", "kinds"),
        [("JOURNAL deja", []), ("journal,  DEJA", ["journal"]), ("strasse", ["journal"]), ("nowhere", [])],
    )
    def test_words_are_found_without_regard_to_case_and_accents_in_replies_too(
        self, words: str, kinds: list[str]
    ) -> None:
        client = make.browser(self.study.ana)
        answer = client.post(self.study.url("memos"), {"words": words, "kind": ""})
        guid = SavedQuery.objects.get().guid
        assert answer["Location"] == f"{self.study.url('memos')}?q={guid}"
        assert self.kinds(f"?q={guid}") == kinds

    def test_the_exports_hold_what_the_filters_leave(self) -> None:
        query = f"?author={self.study.olga.pk}"
        rows = csv_rows(make.browser(self.study.ana).get(self.study.url("memos_csv") + query))
        assert [row["memo"] for row in rows] == ["Of the journal, déjà vu.", "Straße, too."]


def csv_rows(response: Any) -> list[dict[str, str]]:
    text = b"".join(response.streaming_content).decode().removeprefix("\ufeff")
    return list(csv.DictReader(text.splitlines(keepends=True)))


def test_the_csv_has_a_row_for_each_reply_and_no_formula(study: Study, time_machine: Any) -> None:
    time_machine.move_to("2026-03-02 10:00:00+00:00", tick=False)
    memo = study.write("=1+1", study.coding)
    writing.reply(memo, study.ben, "@cmd\nsecond line")
    writing.resolve(memo, study.ben, True)
    first, second = csv_rows(make.browser(study.ana).get(study.url("memos_csv")))
    assert (first["number"], first["reply to"], first["on"]) == ("1", "", "coding")
    assert (first["what"], first["coded words"]) == ("P07:T2 · Training", "Nobody did")
    assert (first["memo"], first["state"], first["resolved by"]) == ("'=1+1", "resolved", "Ben")
    assert (first["author"], first["written"]) == ("Ana", "2026-03-02 10:00")
    assert (second["number"], second["reply to"], second["memo"]) == ("2", "1", "'@cmd\nsecond line")
    assert second["author"] == "Ben"
    assert Access.objects.get().what == "Memos as CSV"


def test_the_markdown_holds_the_words_as_they_were_written(study: Study, time_machine: Any) -> None:
    time_machine.move_to("2026-03-02 10:00:00+00:00", tick=False)
    writing.reply(study.write("Says **it**\n\n- twice", study.code), study.ben, "Does he?\n\nNo.")
    response = make.browser(study.ana).get(study.url("memos_markdown"))
    assert response["Content-Disposition"] == f'attachment; filename="{study.project.slug}-memos.md"'
    assert response.content.decode() == (
        "# Memos of Police and social media\n\n"
        "## code: Training\n\n"
        "*Ana, 2026-03-02 10:00*\n\n"
        "Says **it**\n\n- twice\n\n"
        "> *Ben, 2026-03-02 10:00*\n>\n> Does he?\n>\n> No.\n"
    )


def test_a_page_holds_twenty_discussions(study: Study) -> None:
    for number in range(21):
        study.write(f"Entry {number}.")
    assert bodies(study.get(study.url("memos") + "?page=2")) == ["Entry 0."]


def test_memos_of_a_blind_round_stand_on_no_page_of_others(study: Study) -> None:
    first = Round.objects.create(
        project=study.project, name="First", edition=study.project.editions.get(), is_blind=True
    )
    layer = Layer.objects.create(project=study.project, kind="round", round=first, coder=study.ana)
    blind = make.coding("honestly", study.code, study.ana, study.transcript, layer)
    memo = study.write("Blind.", blind)
    for page in (study.url("memos"), study.url("memos_on"), study.url("memos_markdown")):
        assert "Blind." not in study.get(page, study.olga)
    assert "Blind." in study.get(study.url("memos"))
    for url in (study.url("memo", memo.guid), study.on(coding=blind.guid)):
        assert make.browser(study.ben).get(url).status_code == 404
        assert make.browser(study.ben).post(url, {"body": "I saw it."}).status_code == 404
    assert str(study.ana) not in re.findall(
        r"<option[^>]*>(.*?)</option>", study.get(study.url("memos"), study.ben)
    )


def test_a_script_that_somebody_writes_stays_words_on_every_page(study: Study) -> None:
    attack = "<script>alert(1)</script> </script><img src=x onerror=alert(1)>"
    memo = study.write(attack, study.code)
    pages = [study.url("memos"), study.url("memo", memo.guid), study.url("code", study.code.pk)]
    for page in [*pages, study.on(code=study.code.pk)]:
        html = make.browser(study.ben).get(page).content.decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
        assert "<script>alert" not in html
        assert "<img" not in html


def test_the_queries_do_not_grow_with_the_memos(
    study: Study, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = make.browser(study.ana)
    pages = {"memos": 13, "memos_csv": 13, "memos_on": 4}

    def fill(number: int) -> None:
        for thing in (study.coding, study.code, study.transcript, study.person, None):
            for each in range(number):
                writing.reply(study.write(f"Entry {each}.", thing), study.ben, "A reply.")

    fill(1)
    for page in pages:
        consume(client.get(study.url(page)))
    for times in (1, 3):
        fill(times)
        for page, number in pages.items():
            with django_assert_num_queries(number):
                consume(client.get(study.url(page)))


def consume(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else bytes(response.content)


def test_the_facts_of_the_script_hold_every_memo_of_the_page(study: Study) -> None:
    memo = study.write("Says it **twice**.", study.code)
    html = make.browser(study.ben).get(study.on(code=study.code.pk)).content.decode()
    found = re.search(r'<script type="application/json">(.*?)</script>', html, re.DOTALL)
    assert found
    facts = json.loads(found[1])
    assert (facts["on"], facts["may"], facts["mayDelete"]) == ({"code": study.code.pk}, True, False)
    (row,) = facts["memos"]
    assert (row["guid"], row["body"], row["by"]) == (str(memo.guid), "Says it **twice**.", "Ana")
    assert row["html"] == "<p>Says it <strong>twice</strong>.</p>\n"
