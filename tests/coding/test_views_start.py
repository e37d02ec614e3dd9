import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from coding.codebook.tree import tree_of
from projects.models import Project, Role, User
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> User:
    return make.user("ana")


@pytest.fixture
def browser(client: Client, ana: User) -> Client:
    client.force_login(ana)
    return client


def test_starting_a_project_asks_for_a_login(client: Client) -> None:
    assert client.get(reverse("new_project")).status_code == 302
    assert client.post(reverse("new_project"), {"name": "Study", "start": "empty"}).status_code == 302
    assert not Project.objects.exists()


def test_the_page_shows_what_the_default_codebook_holds(browser: Client) -> None:
    page = browser.get(reverse("new_project")).content.decode()
    assert "7 themes and 64 codes, 15 of them offered first" in page
    assert "Organisational dynamics" in page


@pytest.mark.parametrize(("start", "codes"), [("default", 71), ("empty", 0)])
def test_anybody_with_an_account_starts_a_project_and_owns_it(
    browser: Client, ana: User, start: str, codes: int
) -> None:
    wish = {"name": "Police & people", "description": "What is hoped for?", "start": start}
    response = browser.post(reverse("new_project"), wish)
    project = Project.objects.get()
    assert response["Location"] == "/police-people/"
    assert (project.description, len(tree_of(project))) == ("What is hoped for?", codes)
    assert project.memberships.get(user=ana).role == Role.OWNER


def test_a_project_needs_a_name(browser: Client) -> None:
    response = browser.post(reverse("new_project"), {"name": " ", "start": "empty"})
    assert "name" in response.context["form"].errors
    assert not Project.objects.exists()


def test_a_codebook_from_a_csv_is_looked_at_after_the_project_is_made(browser: Client) -> None:
    file = SimpleUploadedFile("book.csv", b"tag,description\nfear,Worry\n", "text/csv")
    response = browser.post(
        reverse("new_project"), {"name": "Study", "start": "csv", "file": file}, follow=True
    )
    assert [each.row.path for each in response.context["added"]] == [("fear",)]
    assert response.redirect_chain[0][0].startswith("/study/codebook/import/?file=")


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "Choose the CSV file"),
        ({"file": SimpleUploadedFile("book.csv", b"one,two\n1,2\n")}, "names no column"),
    ],
)
def test_a_csv_that_is_missing_or_no_codebook_starts_nothing(
    browser: Client, files: dict[str, SimpleUploadedFile], words: str
) -> None:
    response = browser.post(reverse("new_project"), {"name": "Study", "start": "csv", **files})
    assert words in response.context["form"].errors["file"][0]
    assert not Project.objects.exists()


def test_a_file_is_left_alone_when_another_codebook_was_chosen(browser: Client) -> None:
    file = SimpleUploadedFile("book.csv", b"no,codebook\n")
    response = browser.post(reverse("new_project"), {"name": "Study", "start": "empty", "file": file})
    assert response["Location"] == "/study/"
