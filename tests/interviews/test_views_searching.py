"""Words that somebody looks for are posted and stand in no address."""

import pytest
from django.test import Client
from django.urls import reverse

from projects.models import Project, Role
from tests import make

pytestmark = pytest.mark.django_db

PAGES = ["transcripts", "participants"]


@pytest.fixture
def project() -> Project:
    project = make.project()
    make.transcript("x", project, make.participant(project, "P41"), title="P41 in spring")
    make.transcript("x", project, make.participant(project, "P52"), title="P52 in autumn")
    return project


@pytest.fixture
def reader(project: Project) -> Client:
    return make.browser(make.member(project, Role.READER))


def look(client: Client, project: Project, page: str, **said: str) -> str:
    """The address to which a posted filter leads."""
    return str(client.post(reverse(page, args=[project.slug]), said)["Location"])


def rows(client: Client, url: str) -> int:
    return len(client.get(url).context["rows"])


@pytest.mark.parametrize("page", PAGES)
def test_words_find_and_stand_in_no_address(reader: Client, project: Project, page: str) -> None:
    url = look(reader, project, page, words="p41", sort="-code")
    assert "p41" not in url.casefold()
    assert rows(reader, url) == 1
    assert rows(reader, url.replace("-code", "code")) == 1


@pytest.mark.parametrize("page", PAGES)
def test_what_has_no_words_is_in_the_address(reader: Client, project: Project, page: str) -> None:
    person = project.participants.get(code="P41")
    found = look(reader, project, page, words="", participant=str(person.pk), consent="full", tag="")
    assert found.endswith(f"?participant={person.pk}&consent=full#list")


@pytest.mark.parametrize("page", PAGES)
def test_an_address_with_words_in_it_finds_everything(reader: Client, project: Project, page: str) -> None:
    assert rows(reader, reverse(page, args=[project.slug]) + "?words=p41") == 2


@pytest.mark.parametrize("page", PAGES)
def test_showing_all_forgets_the_words(reader: Client, project: Project, page: str) -> None:
    url = look(reader, project, page, words="p41")
    assert rows(reader, reverse(page, args=[project.slug])) == 2
    assert "p41" not in str(dict(reader.session))
    assert rows(reader, url) == 2


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_keeps_no_words(project: Project, page: str) -> None:
    stranger = make.browser(make.user())
    assert stranger.post(reverse(page, args=[project.slug]), {"words": "p41"}).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_the_filter_is_posted(reader: Client, project: Project, page: str) -> None:
    content = reader.get(reverse(page, args=[project.slug])).content.decode()
    assert f'<form class="filters" method="post" action="{reverse(page, args=[project.slug])}">' in content
