"""Importing a sheet: what a coder and an owner see of real names, and what damaged files say."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from interviews import participants
from interviews.models import Participant, RealName
from projects.models import Access, Project, Role
from tests import make

pytestmark = pytest.mark.django_db

NAMED = b"ID,Who\nP07,Somebody Else\n"


@pytest.fixture
def project() -> Project:
    return make.project()


@pytest.fixture
def person(project: Project) -> Participant:
    person = make.participant(project, "P07")
    participants.set_name(person, "Zebedee Quillfeather", None)
    return person


def as_(role: Role, project: Project) -> Client:
    client = Client()
    client.force_login(make.member(project, role))
    return client


def send(client: Client, project: Project, content: bytes) -> str:
    """The address of the page on which the sheet is looked at."""
    sent = SimpleUploadedFile("people.csv", content)
    answer = client.post(reverse("import_participants", args=[project.slug]), {"file": sent})
    return str(answer["Location"])


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize("role", [Role.CODER, Role.OWNER])
def test_nobody_reads_a_name_that_is_kept_in_the_preview_of_another(project: Project, role: Role) -> None:
    client = as_(role, project)
    page = client.post(send(client, project, NAMED), {"use0": "who", "use1": "name"}).content.decode()
    assert "Somebody Else" in page
    assert "Quillfeather" not in page


@pytest.mark.parametrize(
    ("role", "name"), [(Role.CODER, "Zebedee Quillfeather"), (Role.OWNER, "Somebody Else")]
)
def test_only_an_owner_replaces_a_name(project: Project, person: Participant, role: Role, name: str) -> None:
    client = as_(role, project)
    client.post(send(client, project, NAMED), {"use0": "who", "use1": "name", "action": "apply"})
    assert RealName.objects.get(participant=person).name == name


@pytest.mark.usefixtures("person")
def test_a_column_of_names_is_left_out_of_a_coders_import_and_the_page_says_so(project: Project) -> None:
    client = as_(Role.CODER, project)
    page = client.get(send(client, project, b"ID,Real name,force\nP07,Somebody Else,A\n"))
    assert [column.use for column in page.context["plan"].columns] == ["who", "", "new:one of"]
    assert "Real names are an owner’s to see and to import" in page.content.decode()


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize(("role", "matched"), [(Role.CODER, 0), (Role.OWNER, 1)])
def test_a_real_name_joins_a_row_for_an_owner_alone(project: Project, role: Role, matched: int) -> None:
    client = as_(role, project)
    page = client.get(send(client, project, b"Participant,force\nZebedee Quillfeather,A\n"))
    assert page.context["plan"].matched == matched
    assert not Access.objects.exists()
