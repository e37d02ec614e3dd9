"""What was printed is deleted when it may be printed no longer."""

import pytest
from django.test import Client
from django.urls import reverse

from interviews import attributes, participants
from interviews.attributes import Definition, define
from interviews.columns import Joins, proposed
from interviews.models.participants import Consent
from interviews.roster import plan
from interviews.sheets import Sheet
from projects import files
from projects.models import Job, Project, Role, StoredFile, User
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Project:
    return make.project()


@pytest.fixture
def report(project: Project) -> Job:
    by = owner_of(project)
    file = files.store(project, by, "a.pdf", "application/pdf", b"A quote.")
    return make.job(project, by, state=Job.State.DONE, result=file)


def owner_of(project: Project) -> User:
    return project.memberships.get(role=Role.OWNER).user


@pytest.mark.parametrize(
    ("before", "after", "left"),
    [
        (Consent.FULL, Consent.ANONYMISED, 0),
        (Consent.FULL, Consent.NO_QUOTES, 0),
        (Consent.ANONYMISED, Consent.NO_QUOTES, 0),
        (Consent.NO_QUOTES, Consent.FULL, 1),
        (Consent.NO_QUOTES, Consent.NO_QUOTES, 1),
    ],
)
@pytest.mark.usefixtures("report")
def test_a_consent_to_less_deletes_the_reports_made_so_far(
    project: Project, before: Consent, after: Consent, left: int
) -> None:
    participants.set_consent(make.participant(project, consent=before), after, owner_of(project))
    assert StoredFile.objects.count() == left


def test_a_deleted_report_is_not_found(project: Project, report: Job) -> None:
    by = owner_of(project)
    participants.set_consent(make.participant(project), Consent.NO_QUOTES, by)
    client = Client()
    client.force_login(by)
    assert client.get(reverse("job_result", args=[project.slug, report.pk])).status_code == 404


def test_a_report_in_the_making_is_stopped(project: Project) -> None:
    job = make.job(project, owner_of(project))
    participants.set_consent(make.participant(project), Consent.NO_QUOTES, owner_of(project))
    job.refresh_from_db()
    assert (job.state, job.cancel_asked) == (Job.State.CANCELLED, True)


def test_the_reports_of_another_project_stay(report: Job) -> None:
    participants.set_consent(make.participant(make.project()), Consent.NO_QUOTES, None)
    report.refresh_from_db()
    assert report.result is not None


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize(("before", "after", "left"), [(False, True, 0), (True, True, 1), (True, False, 1)])
def test_an_attribute_that_is_printed_no_more_takes_the_reports_with_it(
    project: Project, before: bool, after: bool, left: int
) -> None:
    attribute = define(project, Definition("force", never_print=before), None)
    attributes.change(attribute, Definition("force", never_print=after), owner_of(project))
    assert StoredFile.objects.count() == left


def test_the_pages_say_that_reports_go(project: Project) -> None:
    attribute, person = define(project, Definition("force"), None), make.participant(project, "P07")
    client = Client()
    client.force_login(owner_of(project))
    for page, pk in (("attribute", attribute.pk), ("participant", person.pk)):
        assert "are deleted" in client.get(reverse(page, args=[project.slug, pk])).content.decode()


def test_a_sheet_that_changes_a_consent_says_so_before(project: Project) -> None:
    make.participant(project, "P07")
    sheets = [Sheet(("ID", "consent"), (("P07", consent),)) for consent in ("full", "no quotes")]
    joins = Joins(project)
    plans = [plan(project, sheet, proposed(project, sheet, joins), joins, add_new=False) for sheet in sheets]
    assert [each.changes_consent for each in plans] == [False, True]
