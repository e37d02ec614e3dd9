"""Uploading: what is kept, what is asked, and that nothing is lost when one file fails."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse

from interviews import uploads
from interviews.models import RealName
from interviews.parsing import parse
from interviews.uploads import Source
from projects import files
from projects.models import Project, Role, StoredFile, User
from tests import make

pytestmark = pytest.mark.django_db

TALK = b"Interviewer: Hm?\nAna: Yes.\nInterviewer: And?\nAna: No.\nAnna: Well.\n"
LATIN = "Interviewer: Où ?\nJosé: À Québec.\nInterviewer: Ah?\nJosé: Oui.".encode("cp1252")


@pytest.fixture
def project() -> Project:
    return make.project()


@pytest.fixture
def coder(project: Project) -> User:
    return make.member(project, Role.CODER)


@pytest.fixture
def client(coder: User) -> Client:
    return make.browser(coder)


def send(client: Client, project: Project, **sent: bytes) -> str:
    """Uploads each file and returns the page that follows."""
    named = [SimpleUploadedFile(name.replace("_", "."), content) for name, content in sent.items()]
    answer = client.post(reverse("upload", args=[project.slug]), {"sent": named}, follow=True)
    return answer.content.decode()


def decide(client: Client, project: Project, action: str = "store", **said: object) -> str:
    """Posts the preview as it stands, but for what is said; a field of the first file is named alone."""
    url = reverse("staged", args=[project.slug])
    forms = client.get(url).context["forms"]
    posted = {
        field.html_name: field.value() or "" for form in forms for field in form if field.name != "leave_out"
    }
    first = forms[0].prefix if forms else ""
    named = {f"{first}-{name}": value for name, value in said.items()}
    return client.post(url, posted | named | {"action": action}, follow=True).content.decode()


def test_many_files_wait_until_they_are_decided(client: Client, project: Project) -> None:
    page = send(client, project, a_txt=TALK, b_txt=TALK + b"x")
    assert page.count("Leave this file out") == 2
    assert not project.transcripts.exists()


def test_a_pasted_text_waits_too_and_keeps_its_spaces(client: Client, project: Project) -> None:
    posted = {"title": "Pasted", "text": "  Interviewer: Hm?\nAna: Yes.  \n"}
    client.post(reverse("upload", args=[project.slug]), posted)
    assert files.read(StoredFile.objects.get()) == b"  Interviewer: Hm?\nAna: Yes.  \n"


def test_neither_file_nor_text_is_said(client: Client, project: Project) -> None:
    answer = client.post(reverse("upload", args=[project.slug]), {})
    assert "Choose one or more files, or paste a text." in answer.content.decode()


def test_the_preview_lists_each_label_with_a_proposal(client: Client, project: Project) -> None:
    page = send(client, project, a_txt=b"Ana: So.\n" * 2 + TALK)
    assert "perhaps a typing error of “Ana”" in page
    assert 'value="P01"' in page


def test_what_is_left_as_proposed_is_stored(client: Client, project: Project) -> None:
    send(client, project, Ana_txt=TALK)
    page = decide(client, project)
    stored = project.transcripts.get()
    assert f'1 transcript was stored. <a href="{stored.get_absolute_url()}">Read and code it</a>' in page
    assert stored.title == "P01"
    assert RealName.objects.get().name == "Ana"


def test_a_label_can_be_the_same_as_another(client: Client, project: Project) -> None:
    send(client, project, a_txt=TALK)
    decide(client, project, role2="same:1")
    stored = project.transcripts.get()
    assert stored.speakers.get(label="Ana").turns.count() == 3


def test_without_an_id_a_participant_gets_the_next_free_one(client: Client, project: Project) -> None:
    make.participant(project, "P06")
    send(client, project, a_txt=TALK)
    decide(client, project, role2="participant", who1="", who2="")
    assert list(project.participants.values_list("code", flat=True)) == ["P06", "P07", "P08"]


def test_one_name_in_two_files_is_one_participant(client: Client, project: Project) -> None:
    send(client, project, a_txt=TALK, b_txt=TALK + b"Interviewer: So.\n")
    decide(client, project)
    assert list(project.participants.values_list("code", flat=True)) == ["P01"]


def test_two_files_with_a_label_of_anybody_are_proposed_two_ids(client: Client, project: Project) -> None:
    talk = TALK.replace(b"Ana", b"Respondent")
    send(client, project, a_txt=talk, b_txt=talk + b"Interviewer: So.\n")
    decide(client, project)
    assert list(project.participants.values_list("code", flat=True)) == ["P01", "P02"]


def test_a_file_that_cannot_be_read_waits_with_its_reason_and_the_others_are_stored(
    client: Client, project: Project
) -> None:
    page = send(client, project, a_txt=TALK, old_doc=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "save it as .docx" in page
    decide(client, project)
    assert project.transcripts.count() == 1
    assert "old.doc" in client.get(reverse("staged", args=[project.slug])).content.decode()


def test_what_cannot_be_read_is_counted_apart_and_removed_with_one_button(
    client: Client, project: Project
) -> None:
    page = send(client, project, table_csv=b"ID,Rank\n", a_txt=TALK)
    assert "1 to store, 1 can’t be read" in page
    assert page.index("table.csv is a spreadsheet") < page.index("Leave this file out")
    assert page.count("Leave this file out") == 1
    url = reverse("staged", args=[project.slug])
    assert "1 upload was removed." in client.post(url, {"action": "remove"}, follow=True).content.decode()
    assert StoredFile.objects.get().name == "a.txt"


def test_after_storing_one_sees_the_transcripts_and_a_way_back_to_what_waits(
    client: Client, project: Project
) -> None:
    send(client, project, a_txt=TALK, table_csv=b"ID,Rank\n")
    page = decide(client, project)
    link = reverse("staged", args=[project.slug])
    assert f'1 transcript was stored. <a href="{link}">1 upload waits to be looked at</a>.' in page
    assert "<h1>Transcripts</h1>" in page
    left = " ".join(client.get(link).content.decode().split())
    assert '<p class="lead"> 1 can’t be read. </p>' in left


def test_removing_without_a_tick_says_so(client: Client, project: Project) -> None:
    send(client, project, latin_txt=LATIN)
    url = reverse("staged", args=[project.slug])
    page = client.post(url, {"action": "store"}, follow=True).content.decode()
    assert "No file was ticked, so none was removed." in page


def test_names_that_are_spoken_are_counted_before_anything_is_stored(
    client: Client, project: Project
) -> None:
    page = send(client, project, a_txt=TALK + b"Interviewer: Thank you, ANA. Anatomy, Ana.\n")
    assert "still contains “Ana” 2 times; Verbatim does not change it." in " ".join(page.split())
    assert "still contains “Interviewer”" not in page


def test_what_is_left_out_is_forgotten(client: Client, project: Project) -> None:
    send(client, project, a_txt=TALK)
    decide(client, project, leave_out="on")
    assert not StoredFile.objects.exists()
    assert not project.transcripts.exists()


def test_an_unknown_encoding_is_chosen_before_its_speakers_are_seen(client: Client, project: Project) -> None:
    page = send(client, project, latin_txt=LATIN)
    assert "José: À Québec." in page
    assert "José" in decide(client, project, "look", encoding="cp1252")


def test_a_file_is_not_stored_before_its_speakers_were_seen(client: Client, project: Project) -> None:
    send(client, project, latin_txt=LATIN)
    url = reverse("staged", args=[project.slug])
    file = StoredFile.objects.get()
    posted = {f"f{file.pk}-encoding": "cp1252", "action": "store"}
    assert "Nothing was stored yet" in client.post(url, posted).content.decode()
    assert not project.transcripts.exists()


def test_the_chosen_encoding_is_kept_until_it_is_stored(client: Client, project: Project) -> None:
    send(client, project, latin_txt=LATIN)
    url = reverse("staged", args=[project.slug])
    prefix = f"f{StoredFile.objects.get().pk}"
    form = client.post(url, {f"{prefix}-encoding": "cp1252", "action": "look"}).context["forms"][0]
    posted = {field.html_name: field.value() or "" for field in form if field.name != "leave_out"}
    client.post(url, posted | {"action": "store"})
    assert RealName.objects.get().name == "José"


def test_a_file_that_is_there_already_is_said(client: Client, project: Project) -> None:
    file = files.store(project, None, "a.txt", "text/plain", TALK)
    uploads.store(project, parse("a.txt", TALK), None, "Talk", Source(file))
    assert "The same file is stored already as “Talk”" in send(client, project, a_txt=TALK)


@override_settings(MAX_UPLOAD_BYTES=1024 * 1024)
def test_a_file_that_is_too_large_is_said_and_the_others_are_kept(client: Client, project: Project) -> None:
    page = send(client, project, a_txt=TALK, big_txt=b"x" * (1024 * 1024 + 1))
    assert "big.txt has 1.0 MB, and at most 1 MB are accepted" in page
    assert StoredFile.objects.count() == 1


def test_an_empty_file_is_said(client: Client, project: Project) -> None:
    assert "a.txt is empty" in send(client, project, a_txt=b"")


def test_a_name_is_never_a_path(client: Client, project: Project) -> None:
    sent = SimpleUploadedFile("x.txt", TALK)
    sent._name = "../../etc/passwd.txt"  # type: ignore[attr-defined]
    client.post(reverse("upload", args=[project.slug]), {"sent": sent})
    assert "/" not in StoredFile.objects.get().name


def test_nobody_sees_the_uploads_of_another(client: Client, project: Project) -> None:
    send(client, project, a_txt=TALK)
    other = make.browser(make.member(project, Role.OWNER))
    assert "No upload waits" in other.get(reverse("staged", args=[project.slug])).content.decode()


def test_an_interview_without_labels_can_name_who_is_interviewed(client: Client, project: Project) -> None:
    send(client, project, a_txt=b"Just what was said.\n")
    decide(client, project, interviewee="P03")
    assert project.transcripts.get().appearances.get().participant.code == "P03"


@override_settings(DATA_UPLOAD_MAX_NUMBER_FILES=1)
def test_more_files_than_are_accepted_get_a_page_that_says_so(client: Client, project: Project) -> None:
    named = [SimpleUploadedFile(f"{number}.txt", TALK) for number in range(2)]
    answer = client.post(reverse("upload", args=[project.slug]), {"sent": named})
    assert answer.status_code == 413
    assert "nothing of it was stored" in answer.content.decode()
    assert not StoredFile.objects.exists()


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=100)
def test_a_pasted_text_beyond_the_limit_gets_the_same_page(client: Client, project: Project) -> None:
    answer = client.post(reverse("upload", args=[project.slug]), {"text": "x" * 200})
    assert answer.status_code == 413
