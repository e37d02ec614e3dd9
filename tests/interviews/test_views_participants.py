"""The pages of participants and attributes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interviews import participants
from interviews.attributes import Definition, define
from interviews.models import Attribute, Participant
from interviews.models.participants import Consent
from interviews.tables import values_of
from projects.models import Access, Project, Role, StoredFile
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Project:
    return make.project()


@pytest.fixture
def force(project: Project) -> Attribute:
    return define(project, Definition("force"), None)


@pytest.fixture
def person(project: Project) -> Participant:
    person = make.participant(project, "P07")
    participants.set_name(person, "Ana Smith", None)
    return person


def as_(role: Role, project: Project) -> Client:
    return make.browser(make.member(project, role))


def stranger() -> Client:
    return make.browser(make.user())


PAGES = [
    # page, what is posted, and what stranger, reader, coder and owner get
    ("participants", None, [404, 200, 200, 200]),
    ("participants", {"code": ""}, [404, 403, 302, 302]),
    ("participant", None, [404, 200, 200, 200]),
    ("participant", {"code": "P07", "consent": "full"}, [404, 403, 302, 302]),
    ("participant_name", None, [404, 403, 403, 200]),
    ("participant_name", {"name": "Ben"}, [404, 403, 403, 302]),
    ("withdraw", None, [404, 403, 403, 200]),
    ("withdraw", {"typed": "no"}, [404, 403, 403, 200]),
    ("participant_cell", None, [404, 403, 200, 200]),
    ("attributes", None, [404, 200, 200, 200]),
    ("attributes", {"name": "", "kind": "text"}, [404, 403, 200, 200]),
    ("attribute", None, [404, 403, 200, 200]),
    ("attribute_move", {"way": "up"}, [404, 403, 302, 302]),
    ("attribute_delete", None, [404, 403, 200, 200]),
    ("import_participants", None, [404, 403, 200, 200]),
]


@pytest.mark.parametrize(("page", "posted", "statuses"), PAGES)
def test_each_page_opens_to_whom_it_should(
    project: Project,
    person: Participant,
    force: Attribute,
    page: str,
    posted: dict[str, str] | None,
    statuses: list[int],
) -> None:
    more = {
        "participants": [],
        "attributes": [],
        "import_participants": [],
        "participant_cell": [person.pk, force.pk],
    }
    pk = force.pk if page.startswith("attribute") else person.pk
    url = reverse(page, args=[project.slug, *more.get(page, [pk])])
    people = [stranger(), *(as_(role, project) for role in (Role.READER, Role.CODER, Role.OWNER))]
    answers = [each.get(url) if posted is None else each.post(url, posted) for each in people]
    assert [answer.status_code for answer in answers] == statuses


@pytest.mark.usefixtures("force")
@pytest.mark.parametrize("role", list(Role))
def test_the_name_stands_on_no_page_but_its_own(project: Project, person: Participant, role: Role) -> None:
    client = as_(role, project)
    for url in (
        reverse("participants", args=[project.slug]),
        reverse("participant", args=[project.slug, person.pk]),
        reverse("attributes", args=[project.slug]),
    ):
        assert "Smith" not in client.get(url).content.decode()


def test_looking_at_a_name_is_noted(project: Project, person: Participant) -> None:
    answer = as_(Role.OWNER, project).get(reverse("participant_name", args=[project.slug, person.pk]))
    assert "Ana Smith" in answer.content.decode()
    assert Access.objects.get().what == "P07"


def test_the_table_asks_no_more_queries_for_more_rows_or_values(project: Project) -> None:
    client = as_(Role.CODER, project)
    url = reverse("participants", args=[project.slug])
    attributes = [define(project, Definition(f"a{n}", "one of", ["x", "y"]), None) for n in range(3)]
    counts = []
    for _round in range(2):
        for _row in range(3):
            participants.set_words(make.participant(project), dict.fromkeys(attributes, "x"), None)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_table_shows_the_attributes_that_somebody_has_a_value_of(
    project: Project, person: Participant, force: Attribute
) -> None:
    rank = define(project, Definition("rank"), None)
    url = reverse("participants", args=[project.slug])
    client = as_(Role.CODER, project)
    assert client.get(url).context["columns"] == [force, rank]
    participants.set_words(person, {rank: "Inspector"}, None)
    assert client.get(url).context["columns"] == [rank]
    assert client.get(url, {"columns": [force.pk]}).context["columns"] == [force]


def test_attributes_without_a_value_are_folded_on_the_page_of_one(
    project: Project, person: Participant, force: Attribute
) -> None:
    rank = define(project, Definition("rank"), None)
    participants.set_words(person, {rank: "Inspector"}, None)
    page = as_(Role.CODER, project).get(reverse("participant", args=[project.slug, person.pk]))
    folded = page.content.decode().partition('<details class="more-values">')[2]
    assert "1 more, that nobody in the study has a value of" in folded
    assert (f"id_value{force.pk}" in folded, f"id_value{rank.pk}" in folded) == (True, False)


def test_a_cell_is_changed_in_its_place(project: Project, person: Participant, force: Attribute) -> None:
    url = reverse("participant_cell", args=[project.slug, person.pk, force.pk])
    answer = as_(Role.CODER, project).post(url, {f"value{force.pk}": "Force A"})
    assert "Force A" in answer.content.decode()
    assert values_of([person])[person.pk] == {force.pk: "Force A"}


def test_a_cell_that_cannot_be_read_says_so_and_stays_a_form(project: Project, person: Participant) -> None:
    age = define(project, Definition("age", "number"), None)
    url = reverse("participant_cell", args=[project.slug, person.pk, age.pk])
    page = as_(Role.CODER, project).post(url, {f"value{age.pk}": "old"}).content.decode()
    assert "“old” is not a number" in page
    assert "<form" in page


def test_what_is_known_of_one_is_saved_together(
    project: Project, person: Participant, force: Attribute
) -> None:
    posted = {
        "code": "P08",
        "consent": Consent.NO_QUOTES.value,
        "publication_code": "INT3",
        f"value{force.pk}": "Force A",
    }
    as_(Role.CODER, project).post(reverse("participant", args=[project.slug, person.pk]), posted)
    person.refresh_from_db()
    assert (person.code, person.consent, person.publication_code) == ("P08", Consent.NO_QUOTES, "INT3")


def test_the_id_of_another_is_refused_and_nothing_is_saved(project: Project, person: Participant) -> None:
    make.participant(project, "P08")
    posted = {"code": "P08", "consent": Consent.NO_QUOTES.value}
    answer = as_(Role.CODER, project).post(reverse("participant", args=[project.slug, person.pk]), posted)
    person.refresh_from_db()
    assert "There is a participant P08 already." in answer.content.decode()
    assert person.consent == Consent.FULL


def test_a_printed_id_that_another_has_is_refused_and_the_new_id_is_not_kept_either(
    project: Project, person: Participant
) -> None:
    make.participant(project, "P08", publication_code="INT1")
    posted = {"code": "P09", "consent": Consent.FULL.value, "publication_code": "INT1"}
    answer = as_(Role.CODER, project).post(reverse("participant", args=[project.slug, person.pk]), posted)
    person.refresh_from_db()
    assert "Another participant is printed as INT1 already." in answer.content.decode()
    assert person.code == "P07"


def test_withdrawing_needs_the_id_typed(project: Project, person: Participant) -> None:
    owner = as_(Role.OWNER, project)
    url = reverse("withdraw", args=[project.slug, person.pk])
    assert "That is not P07." in owner.post(url, {"typed": "P08"}).content.decode()
    owner.post(url, {"typed": "P07"})
    person.refresh_from_db()
    assert person.consent == Consent.WITHDRAWN


def test_withdrawing_names_the_others_whose_interview_goes(project: Project, person: Participant) -> None:
    make.transcript("x", project, person, make.participant(project, "P31"))
    page = as_(Role.OWNER, project).get(reverse("withdraw", args=[project.slug, person.pk])).content.decode()
    assert "Others speak in these interviews too: P31." in page


def test_an_attribute_is_defined_with_its_choices(project: Project) -> None:
    posted = {"name": "rank", "kind": "one of", "choices": "constable\nsergeant", "never_print": "on"}
    as_(Role.CODER, project).post(reverse("attributes", args=[project.slug]), posted)
    made = project.attributes.get()
    assert [str(choice) for choice in made.choices.all()] == ["constable", "sergeant"]
    assert made.never_print


def test_deleting_an_attribute_says_how_many_values_go(
    project: Project, person: Participant, force: Attribute
) -> None:
    participants.set_words(person, {force: "A"}, None)
    coder = as_(Role.CODER, project)
    url = reverse("attribute_delete", args=[project.slug, force.pk])
    assert "It is known of 1 participant" in coder.get(url).content.decode()
    coder.post(url)
    assert not project.attributes.exists()


def send(client: Client, project: Project, content: bytes, name: str = "people.csv") -> str:
    sent = SimpleUploadedFile(name, content)
    answer = client.post(reverse("import_participants", args=[project.slug]), {"file": sent}, follow=True)
    return answer.content.decode()


def test_a_sheet_is_looked_at_and_then_stored(project: Project, person: Participant) -> None:
    client = as_(Role.CODER, project)
    assert "1 match a participant" in send(client, project, b"ID,force\nP07,Force A\nP99,Force B\n")
    url = reverse("import_sheet", args=[project.slug, StoredFile.objects.get().pk])
    client.post(url, {"use0": "who", "use1": "new:text", "action": "apply"})
    assert list(values_of([person])[person.pk].values()) == ["Force A"]
    assert not StoredFile.objects.exists()
    assert not project.participants.filter(code="P99").exists()


@pytest.mark.usefixtures("person")
def test_columns_can_be_matched_anew_without_storing(project: Project) -> None:
    client = as_(Role.CODER, project)
    send(client, project, b"ID,force\nP07,Force A\n")
    url = reverse("import_sheet", args=[project.slug, StoredFile.objects.get().pk])
    answer = client.post(url, {"use0": "who", "use1": "", "action": "look"})
    assert answer.context["plan"].described == 0
    assert not project.attributes.exists()


@pytest.mark.usefixtures("person")
def test_exactly_one_column_says_who_it_is(project: Project) -> None:
    client = as_(Role.CODER, project)
    send(client, project, b"ID,force\nP07,Force A\n")
    url = reverse("import_sheet", args=[project.slug, StoredFile.objects.get().pk])
    answer = client.post(url, {"use0": "who", "use1": "who", "action": "apply"})
    assert "Choose exactly one column" in answer.content.decode()


@pytest.mark.usefixtures("person")
def test_two_columns_of_one_name_change_nothing_and_say_so(project: Project) -> None:
    client = as_(Role.CODER, project)
    send(client, project, b"ID,force,force\nP07,A,B\n")
    url = reverse("import_sheet", args=[project.slug, StoredFile.objects.get().pk])
    answer = client.post(url, {"use0": "who", "use1": "new:text", "use2": "new:text", "action": "apply"})
    assert "Nothing was changed: There is an attribute “force” already." in answer.content.decode()
    assert not project.attributes.exists()


def test_a_file_that_is_no_table_says_so(project: Project) -> None:
    assert "damaged or locked" in send(as_(Role.CODER, project), project, b"PK\x03\x04x", "people.xlsx")


def test_the_sheet_of_another_person_is_not_found(project: Project) -> None:
    send(as_(Role.CODER, project), project, b"ID,force\nP07,Force A\n")
    url = reverse("import_sheet", args=[project.slug, StoredFile.objects.get().pk])
    assert as_(Role.OWNER, project).get(url).status_code == 404
