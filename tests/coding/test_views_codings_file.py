import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoCaptureOnCommitCallbacks

from coding.forms import codings_file
from projects.models import Job, Role, StoredFile
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
    assert "Passages are not listed: the file holds no text, and is not kept." in page
    assert "AC1 ‡" in page
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


def test_a_file_too_large_for_a_page_is_sent_to_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codings_file, "MOST_CODINGS", 2)
    assert "3 codings, too many to compare here" in sent(CODINGS)


def test_a_stranger_finds_nothing() -> None:
    project = make.project()
    url = reverse("comparison_file", args=[project.slug])
    assert make.browser(make.user("zoe")).get(url).status_code == 404
    assert Client().get(url).status_code == 302
    assert (
        "is read for this alone" in make.browser(make.member(project, Role.CODER)).get(url).content.decode()
    )


def large(
    text: str, run: DjangoCaptureOnCommitCallbacks, monkeypatch: pytest.MonkeyPatch
) -> tuple[Client, Job]:
    """The file sent as one too large for a page, and the job that compared it."""
    monkeypatch.setattr(codings_file, "LARGE", 10)
    project = make.project()
    client = make.browser(make.member(project, Role.READER))
    files = {
        "codings": SimpleUploadedFile("codings.csv", text.encode()),
        "lengths": SimpleUploadedFile("lengths.csv", b"document,length\nA,20\n"),
    }
    with run(execute=True):
        response = client.post(reverse("comparison_file", args=[project.slug]), files)
    job = Job.objects.get()
    assert response["Location"] == reverse("job", args=[project.slug, job.pk])
    return client, job


def test_a_large_file_is_compared_by_a_job_which_keeps_its_numbers_and_not_the_file(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, job = large(CODINGS, django_capture_on_commit_callbacks, monkeypatch)
    assert job.state == Job.State.DONE
    assert [file.pk for file in StoredFile.objects.all()] == [job.result_id]
    address = reverse("comparison_file", args=[job.project.slug]) + f"?job={job.pk}"
    assert address in client.get(reverse("job", args=[job.project.slug, job.pk])).text
    page = client.get(address).text
    assert "<b>0.86</b>" in page  # as worked above
    assert "Taken for completed" in page
    other = make.browser(make.member(job.project, Role.OWNER))
    assert "0.86" not in other.get(address).text
    assert "0.86" not in client.get(address + "x").text


def test_a_large_file_that_cannot_be_read_is_answered_with_a_sentence_and_forgotten(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "document,start,end,code,coder\nA,x,5,Fear,Ana\n"
    _client, job = large(text, django_capture_on_commit_callbacks, monkeypatch)
    assert (job.state, "Line 2" in job.problem) == (Job.State.FAILED, True)
    assert not StoredFile.objects.exists()
