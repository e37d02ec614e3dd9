import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from coding.forms import codings_file as forms
from coding.reports import codings_file as reports
from projects import jobs
from projects.models import Job, Role, StoredFile, User
from tests import make

pytestmark = pytest.mark.django_db

CODINGS = "document,start,end,code,coder\nA,0,5,Fear,Ana\nA,0,4,Fear,Ben\nA,8,10,<b>Hope</b>,Ben\n"


def sent(text: str | bytes, lengths: str = "", role: Role = Role.READER) -> str:
    project = make.project()
    client = make.browser(make.member(project, role))
    data = text.encode() if isinstance(text, str) else text
    files = {"codings": SimpleUploadedFile("codings.csv", data)}
    if lengths:
        files["lengths"] = SimpleUploadedFile("lengths.csv", lengths.encode())
    response = client.post(reverse("comparison_file", args=[project.slug]), files)
    assert response.status_code == 200
    return response.content.decode()


def test_codings_of_a_file_are_compared_on_characters_and_not_kept() -> None:
    page = sent(CODINGS, "document,length\nA,20\n")
    for said in ("Fear", "Ana only", '<td class="num">4</td><td class="num">1</td><td class="num">0</td>'):
        assert said in page
    # Fear: 4 both, 1 apart, 15 neither of 20; of 40 judgements 9 yes: 1 - 39 * 1 / (9 * 31) = .86.
    assert "<b>0.86</b>" in page
    assert "Taken for completed" in page
    assert "&lt;b&gt;Hope" in page
    assert not StoredFile.objects.exists()


def test_without_lengths_it_says_what_it_took() -> None:
    assert "Taken to end with the last span: A." in sent(CODINGS)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2\n", "names no column"),
        ("document,start,end,code,coder\nA,x,5,Fear,Ana\n", "Line 2"),
        (b"\xff\xfe", "is not UTF-8 (byte 0)"),
        ("document,start,end,code,coder\n", ""),
        ("document,start,end,code,coder\nA,0,5,Fear,Ana\n", "only one coder"),
    ],
)
def test_a_file_that_cannot_be_compared_is_answered_with_a_sentence(text: str | bytes, said: str) -> None:
    assert said in sent(text)


def test_a_file_too_large_for_this_machine_is_sent_to_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "MOST_CODINGS", 2)
    assert "3 codings, more than can be compared here" in sent(CODINGS)


@pytest.fixture
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is one that nobody waits for."""
    monkeypatch.setattr(forms, "LARGE", 10)


def large(codings: str, lengths: str = "", owner: User | None = None) -> tuple[Job, Client]:
    """The job that a large file starts, and the browser of who sent it."""
    project = make.project(owner or make.user("ana"))
    client = make.browser(make.member(project, Role.READER))
    uploads = {"codings": SimpleUploadedFile("codings.csv", codings.encode())}
    if lengths:
        uploads["lengths"] = SimpleUploadedFile("lengths.csv", lengths.encode())
    client.post(reverse("comparison_file", args=[project.slug]), uploads)
    return project.jobs.get(), client


def carry_out(job: Job) -> Job:
    jobs.run.call(job.pk)
    job.refresh_from_db()
    return job


@pytest.mark.usefixtures("_large")
def test_a_large_file_is_compared_by_a_job_with_the_same_numbers_and_then_goes() -> None:
    job, client = large(CODINGS, "document,length\nA,20\n")
    url = reverse("comparison_file_done", args=[job.project.slug, job.pk])
    assert client.get(url).status_code == 302
    assert StoredFile.objects.count() == 2
    assert carry_out(job).state == Job.State.DONE
    assert list(StoredFile.objects.values_list("name", flat=True)) == ["codingscsv.json"]
    page = client.get(url).content.decode()
    assert "<b>0.86</b>" in page
    assert "&lt;b&gt;Hope" in page
    assert "Comparison of codings.csv, calculated in the background" in page
    assert url in client.get(reverse("job", args=[job.project.slug, job.pk])).content.decode()


@pytest.mark.usefixtures("_large")
def test_a_large_file_that_cannot_be_read_fails_with_its_sentence() -> None:
    job, _client = large("document,start,end,code,coder\nA,x,5,Fear,Ana\n")
    assert carry_out(job).state == Job.State.FAILED
    assert "Line 2" in job.problem


@pytest.mark.usefixtures("_large")
def test_what_a_large_file_gave_is_shown_to_who_sent_it_alone() -> None:
    owner = make.user("olga")
    job, _client = large(CODINGS, owner=owner)
    url = reverse("comparison_file_done", args=[job.project.slug, carry_out(job).pk])
    assert make.browser(owner).get(url).status_code == 404
    assert make.browser(make.user("zoe")).get(url).status_code == 404
    assert Client().get(url).status_code == 302


def test_a_stranger_finds_nothing() -> None:
    project = make.project()
    url = reverse("comparison_file", args=[project.slug])
    assert make.browser(make.user("zoe")).get(url).status_code == 404
    assert Client().get(url).status_code == 302
    assert (
        "is read for this page alone"
        in make.browser(make.member(project, Role.CODER)).get(url).content.decode()
    )
