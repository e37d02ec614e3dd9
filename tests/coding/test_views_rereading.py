from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coding.codebook import changes as codebook
from coding.models import Code, Coding
from coding.reports.rereading import PER_PAGE
from interviews.models import Transcript
from projects.models import Project, Role, User
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(study: Project) -> Transcript:
    return make.transcript("P01: I was afraid of blame.", study, make.participant(study, "P01"))


@pytest.fixture
def coding(ana: User, fear: Code, talk: Transcript) -> Coding:
    """Made in edition 2; edition 3 changed its code."""
    made = make.coding("afraid of blame", fear, ana, talk)
    codebook.change(fear, ana, definition="Fear of blame.")
    return made


@pytest.fixture
def browser(client: Client, ana: User) -> Client:
    client.force_login(ana)
    return client


def address(study: Project) -> str:
    return reverse("rereading", args=[study.slug])


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def answer(browser: Client, study: Project, *codings: UUID, answer: str = "fits", **more: object) -> Any:
    wish = {"codings": list(codings), "answer": answer, "edition": 3, **more}
    return browser.post(address(study), wish, follow=True)


@pytest.mark.parametrize(
    ("role", "seen", "done"),
    [(None, 404, 404), (Role.READER, 200, 403), (Role.CODER, 200, 302), (Role.OWNER, 200, 302)],
)
def test_members_read_the_list_and_coders_answer(
    client: Client, study: Project, coding: Coding, role: Role | None, seen: int, done: int
) -> None:
    client.force_login(make.member(study, role) if role else make.user("zoe"))
    assert client.get(address(study)).status_code == seen
    wish = {"codings": [coding.guid], "answer": "remove", "edition": 3}
    assert client.post(address(study), wish).status_code == done
    assert Coding.objects.filter(pk=coding.pk).exists()


def test_a_coding_is_listed_with_its_words_its_place_and_what_changed(
    browser: Client, study: Project, coding: Coding, talk: Transcript
) -> None:
    page = text(browser.get(address(study)))
    assert "1 coding was made before the name, definition or rules of its code were changed." in page
    assert "afraid of blame" in page
    assert "Fear of <del>error</del> <ins>blame</ins>." in page
    place = reverse("workspace", args=[study.slug, talk.pk])
    assert f"{place}?coders={coding.coder_id}&amp;at={coding.start}-{coding.end}" in page
    assert "made before edition 3" in page


def test_the_list_is_narrowed_by_coder_and_by_code(
    browser: Client, study: Project, coding: Coding, talk: Transcript, fear: Code
) -> None:
    ben = make.member(study, Role.CODER, "ben")
    make.coding("afraid", fear, ben, talk)
    Coding.objects.filter(coder=ben).update(edition=coding.edition)
    other = codebook.add(study, ben, name="Other")
    counts = {
        query: text(browser.get(f"{address(study)}{query}")).count("· edition 2")
        for query in (
            "",
            f"?coder={ben.pk}",
            "?coder=all",
            f"?coder=all&code={other.pk}",
            f"?coder=all&code={fear.pk}",
        )
    }
    assert list(counts.values()) == [1, 1, 2, 0, 2]


@pytest.mark.parametrize("query", ["?coder=999999", "?code=x", "?coder=²&code=-1&page=99", "?page=x"])
def test_an_address_with_nonsense_shows_a_list(
    browser: Client, study: Project, coding: Coding, query: str
) -> None:
    assert browser.get(address(study) + query).status_code == 200
    assert Coding.objects.get().edition == coding.edition


def test_a_reader_sees_everybodys_and_no_buttons(client: Client, study: Project, coding: Coding) -> None:
    client.force_login(make.member(study, Role.READER))
    page = text(client.get(address(study)))
    assert "afraid of blame" in page
    assert "Still fits" not in page
    assert str(coding.guid) not in page


def test_one_that_still_fits_is_brought_to_the_edition_that_was_read(
    browser: Client, study: Project, coding: Coding
) -> None:
    page = browser.post(address(study), {"one": coding.guid, "edition": 3}, follow=True)
    assert "1 coding still fits." in text(page)
    assert "Nothing to read again" in text(page)
    coding.refresh_from_db()
    assert coding.edition.number == 3


def test_several_are_answered_for_at_once(
    browser: Client, study: Project, coding: Coding, fear: Code, talk: Transcript, ana: User
) -> None:
    second = make.coding("was", fear, ana, talk)
    Coding.objects.filter(pk=second.pk).update(edition=coding.edition)
    other = codebook.add(study, ana, name="Other")
    page = answer(browser, study, coding.guid, second.guid, answer="recode", code=other.pk)
    assert "2 codings have another code." in text(page)
    assert set(Coding.objects.values_list("code", flat=True)) == {other.pk}
    page = answer(browser, study, coding.guid, second.guid, answer="remove")
    assert "2 codings are removed." in text(page)
    assert not Coding.objects.exists()


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        ({"answer": "fits", "edition": 3}, "Tick some codings first."),
        ({"answer": "recode", "codings": "{guid}", "edition": 3}, "Choose the code"),
        ({"codings": "{guid}", "edition": 3}, "Say what is to become of them."),
        ({"answer": "fits", "codings": "x", "edition": 3}, "That is no coding"),
        ({"answer": "fits", "codings": "{guid}", "edition": 99}, "no such edition"),
        ({"answer": "recode", "codings": "{guid}", "edition": 3, "code": 999}, "not in this study"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_in_words(
    browser: Client, study: Project, coding: Coding, wish: dict[str, object], sentence: str
) -> None:
    filled = {key: str(value).format(guid=coding.guid) for key, value in wish.items()}
    assert sentence in text(browser.post(address(study), filled, follow=True))
    coding.refresh_from_db()
    assert coding.edition.number == 2


def test_anothers_coding_is_not_answered_for(client: Client, study: Project, coding: Coding) -> None:
    client.force_login(make.member(study, Role.CODER))
    assert "not yours" in text(answer(client, study, coding.guid, answer="remove"))
    assert Coding.objects.filter(pk=coding.pk).exists()


def test_a_long_list_is_leafed_through_across_codes(browser: Client, study: Project, ana: User) -> None:
    codes = [codebook.add(study, ana, name=name) for name in ("First", "Second")]
    words = " ".join(f"w{number:02}" for number in range(20))
    long = make.transcript(f"P01: {words}", study, make.participant(study, "P01"))
    for code in codes:
        for number in range(20):
            make.coding(f"w{number:02}", code, ana, long)
        codebook.change(code, ana, definition="x")
    first, second = (text(browser.get(f"{address(study)}?page={page}")) for page in (1, 2))
    assert (first.count('name="one"'), second.count('name="one"')) == (PER_PAGE, 40 - PER_PAGE)
    assert "Second" in first
    assert "w19" in second
    assert ">First</span>" not in second


def test_the_database_is_asked_as_often_for_many_codings(
    browser: Client, study: Project, coding: Coding, fear: Code, ana: User
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address(study)).status_code == 200
        return len(captured)

    queries()  # what is remembered between two changes is read once
    few = queries()
    other = make.transcript("P02: I was proud.", study, make.participant(study, "P02"))
    for words in ("I", "was", "proud"):
        make.coding(words, fear, ana, other)
    Coding.objects.update(edition=coding.edition)
    queries()
    assert queries() == few


def test_the_codebook_says_how_many_of_ones_own_wait(
    browser: Client, client: Client, study: Project, coding: Coding
) -> None:
    url = reverse("codebook", args=[study.slug])
    assert "1 of your codings was made before its code meant what it does now." in text(browser.get(url))
    client.force_login(make.member(study, Role.CODER))
    assert "of your codings" not in text(client.get(url))
    assert coding.pk
