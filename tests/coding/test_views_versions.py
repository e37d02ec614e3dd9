import pytest
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coding.codebook import changes as codebook
from coding.codebook.csv_format import read
from coding.codebook.versions import freeze
from coding.models import Edition
from projects.models import Access, Project, Role, User
from tests import make

pytestmark = pytest.mark.django_db

READ = {Role.READER: 200, Role.CODER: 200, Role.OWNER: 200, None: 404}


@pytest.fixture
def owner() -> User:
    return make.user("olga")


@pytest.fixture
def study(owner: User) -> Project:
    """Edition 2 adds ``Fear``, 3 redefines it, 4 adds ``=Pride``."""
    project = make.project(owner)
    fear = codebook.add(project, owner, name="Fear", definition="Fear of error.")
    codebook.change(fear, owner, reason="Too narrow", definition="Fear of blame.")
    codebook.add(project, owner, name="=Pride")
    return project


@pytest.fixture
def browser(client: Client, owner: User) -> Client:
    client.force_login(owner)
    return client


def edition(study: Project, number: int) -> Edition:
    return study.editions.get(number=number)


def address(view: str, study: Project, *pks: int) -> str:
    return reverse(view, args=[study.slug, *pks])


def text(response: HttpResponseBase) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    return content.decode("utf-8-sig")


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize(
    ("view", "takes_edition"),
    [
        ("versions", False),
        ("version", True),
        ("version_csv", True),
        ("versions_compare", False),
        ("versions_compare_csv", False),
    ],
)
def test_every_member_reads_the_versions(
    client: Client, study: Project, role: Role | None, view: str, takes_edition: bool
) -> None:
    client.force_login(make.member(study, role) if role else make.user("zoe"))
    pks = [edition(study, 2).pk] if takes_edition else []
    assert client.get(address(view, study, *pks)).status_code == READ[role]


@pytest.mark.parametrize(
    ("role", "answer"), [(None, 404), (Role.READER, 403), (Role.CODER, 302), (Role.OWNER, 302)]
)
def test_coders_and_owners_name_a_version(
    client: Client, study: Project, role: Role | None, answer: int
) -> None:
    client.force_login(make.member(study, role) if role else make.user("zoe"))
    url = address("version_name", study, edition(study, 4).pk)
    assert client.post(url, {"name": "Pilot"}).status_code == answer
    assert edition(study, 4).name == ("Pilot" if answer == 302 else "")
    assert client.get(url).status_code == 405


def test_a_name_that_cannot_be_given_is_refused_in_words(
    browser: Client, study: Project, owner: User
) -> None:
    freeze(edition(study, 4), "Pilot", owner)
    url = address("version_name", study, edition(study, 3).pk)
    answer = browser.post(url, {"name": "Pilot"})
    assert answer.status_code == 422
    assert "Another edition is called “Pilot” already." in text(answer)


def test_the_list_says_who_made_each_edition_and_why(browser: Client, study: Project) -> None:
    page = text(browser.get(address("versions", study)))
    assert "There are 4 editions, none of them named yet." in page
    assert "Too narrow" in page
    assert "Redefined: Fear (definition)." in page
    assert page.index("Edition 4") < page.index("Edition 3") < page.index("Edition 1")


def test_only_who_may_edit_is_offered_to_name(client: Client, study: Project) -> None:
    for role, offered in ((Role.READER, False), (Role.CODER, True)):
        client.force_login(make.member(study, role))
        assert (
            "Name the codebook as it stands now" in text(client.get(address("versions", study)))
        ) is offered


def test_a_version_shows_the_definitions_of_its_time(browser: Client, study: Project) -> None:
    then = text(browser.get(address("version", study, edition(study, 2).pk)))
    assert "Fear of error." in then
    assert "Fear of blame." not in then
    assert "=Pride" not in then
    assert "Fear of blame." in text(browser.get(address("version", study, edition(study, 4).pk)))


def test_the_file_of_a_version_has_the_format_of_the_codebook(browser: Client, study: Project) -> None:
    then = browser.get(address("version_csv", study, edition(study, 2).pk))
    assert [(row.path, row.fields["definition"]) for row in read(text(then)).rows] == [
        (("Fear",), "Fear of error.")
    ]
    now = browser.get(address("version_csv", study, edition(study, 4).pk))
    assert text(now) == text(browser.get(address("codebook_csv", study)))
    assert "edition-2" in then["Content-Disposition"]
    assert Access.objects.filter(verb=Access.Verb.DOWNLOADED, kind="codebook").count() == 3


def test_the_changes_are_told_in_sentences_with_the_words_marked(browser: Client, study: Project) -> None:
    page = text(browser.get(address("versions_compare", study), {"first": "2", "second": "4"}))
    assert "1 code was added, 1 was redefined." in " ".join(page.split())
    assert "“=Pride” was added." in page
    assert "Fear of <del>error</del> <ins>blame</ins>." in page


def test_the_order_of_the_two_makes_no_difference(browser: Client, study: Project) -> None:
    url = address("versions_compare", study)
    pages = [text(browser.get(f"{url}?first={a}&second={b}")) for a, b in ((2, 4), (4, 2))]
    assert all("“=Pride” was added." in page for page in pages)


def test_without_a_choice_the_last_version_is_compared_with_now(
    browser: Client, study: Project, owner: User
) -> None:
    freeze(edition(study, 3), "Pilot", owner)
    page = " ".join(text(browser.get(address("versions_compare", study))).split())
    assert "From edition 3 (“Pilot”)" in page
    assert "to edition 4" in page


@pytest.mark.parametrize("wish", ["99", "x", "-1", "1e9", "²"])
def test_an_edition_that_is_not_there_is_said(browser: Client, study: Project, wish: str) -> None:
    page = browser.get(address("versions_compare", study), {"first": wish})
    assert "There is no such edition" in text(page)
    file = browser.get(address("versions_compare_csv", study), {"first": wish})
    assert file.status_code == 302


def test_the_changes_as_a_table_hold_no_formula(browser: Client, study: Project) -> None:
    file = text(browser.get(address("versions_compare_csv", study), {"first": "2", "second": "4"}))
    assert file.splitlines() == [
        "change,code,field,before,after",
        "added,'=Pride,,,",
        "redefined,Fear,definition,Fear of error.,Fear of blame.",
    ]


@pytest.mark.parametrize("view", ["versions", "version", "versions_compare"])
def test_the_database_is_asked_as_often_for_many_codes_and_editions(
    browser: Client, study: Project, owner: User, view: str
) -> None:
    url = address(view, study, *([edition(study, 4).pk] if view == "version" else []))

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(url).status_code == 200
        return len(captured)

    few = queries()
    for number in range(6):
        code = codebook.add(study, owner, name=f"Code {number}")
        codebook.change(code, owner, definition="x")
    assert queries() == few


def test_the_codebook_leads_to_its_versions(browser: Client, study: Project) -> None:
    assert address("versions", study) in text(browser.get(address("codebook", study)))
