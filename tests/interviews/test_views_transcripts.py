"""The pages of transcripts: who may do what on them, and what they do."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interviews import tags, uploads
from interviews.models import Transcript
from interviews.models.participants import Consent
from interviews.parsing import parse
from interviews.uploads import Source
from projects import files
from projects.models import Access, Project, Role
from tests import make

pytestmark = pytest.mark.django_db

TALK = b"Interviewer: Hm?\nAna: Yes.\nInterviewer: And?\nAna: No.\n"


@pytest.fixture
def project() -> Project:
    return make.project()


@pytest.fixture
def stored(project: Project) -> Transcript:
    file = files.store(project, None, "Ana.txt", "text/plain", TALK)
    return uploads.store(project, parse("Ana.txt", TALK), None, "Ana", Source(file))


def as_(role: Role, project: Project) -> Client:
    return make.browser(make.member(project, role))


def stranger() -> Client:
    return make.browser(make.user())


PAGES = [
    # page, what is posted, and what stranger, reader, coder and owner get
    ("transcripts", None, [404, 200, 200, 200]),
    ("transcript", None, [404, 200, 200, 200]),
    ("transcript", {"title": "New"}, [404, 403, 302, 302]),
    ("transcript_original", None, [404, 403, 403, 200]),
    ("transcript_tag", {"tag": "telephone"}, [404, 403, 302, 302]),
    ("tag_transcripts", {"tag": "telephone"}, [404, 403, 302, 302]),
    ("transcript_delete", None, [404, 403, 403, 200]),
    ("transcript_delete", {}, [404, 403, 403, 200]),
    ("upload", None, [404, 403, 200, 200]),
    ("staged", None, [404, 403, 200, 200]),
]
OF_ONE = {"transcript", "transcript_original", "transcript_tag", "transcript_delete"}


@pytest.mark.parametrize(("page", "posted", "statuses"), PAGES)
def test_each_page_opens_to_whom_it_should(
    project: Project,
    stored: Transcript,
    page: str,
    posted: dict[str, str] | None,
    statuses: list[int],
) -> None:
    url = reverse(page, args=[project.slug, stored.pk] if page in OF_ONE else [project.slug])
    people = [stranger(), *(as_(role, project) for role in (Role.READER, Role.CODER, Role.OWNER))]
    answers = [each.get(url) if posted is None else each.post(url, posted) for each in people]
    for answer in answers:
        answer.close()
    assert [answer.status_code for answer in answers] == statuses


def test_a_transcript_of_another_project_is_not_found(project: Project) -> None:
    other = make.transcript("x", make.project())
    answer = as_(Role.OWNER, project).get(reverse("transcript", args=[project.slug, other.pk]))
    assert answer.status_code == 404


def test_the_list_asks_no_more_queries_for_more_rows(project: Project) -> None:
    client = as_(Role.CODER, project)
    url = reverse("transcripts", args=[project.slug])
    counts = []
    for _round in range(2):
        for _row in range(3):
            one = make.transcript("Ana: x", project, make.participant(project))
            tags.add(one, f"tag {one.pk}", None)
        client.get(url)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(url)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_list_is_filtered_by_tag_participant_and_title(project: Project) -> None:
    person = make.participant(project, "P44")
    tagged = make.transcript("x", project, person, title="First")
    make.transcript("x", project, title="Second")
    tag = tags.add(tagged, "telephone", None)
    client = as_(Role.READER, project)
    for query in ({"tag": tag.pk}, {"participant": person.pk}, {"words": "fir"}):
        answer = client.post(reverse("transcripts", args=[project.slug]), query, follow=True)
        page = answer.content.decode()
        assert "First" in page
        assert "Second" not in page


def test_no_name_of_a_file_or_person_stands_on_a_readers_pages(project: Project, stored: Transcript) -> None:
    stored.speakers.filter(label="Ana").update(label="Participant 1")
    client = as_(Role.READER, project)
    for page in ("transcripts", "transcript"):
        url = reverse(page, args=[project.slug, stored.pk] if page in OF_ONE else [project.slug])
        assert "Ana" not in client.get(url).content.decode()


def test_downloading_the_original_is_noted(project: Project, stored: Transcript) -> None:
    answer = as_(Role.OWNER, project).get(reverse("transcript_original", args=[project.slug, stored.pk]))
    assert b"".join(answer.streaming_content) == TALK  # type: ignore[attr-defined]
    assert Access.objects.get(verb="downloaded").object_id == str(stored.pk)


def test_ticked_transcripts_get_a_tag_and_lose_it(project: Project) -> None:
    one, other = make.transcript("x", project), make.transcript("x", project)
    client = as_(Role.CODER, project)
    url = reverse("tag_transcripts", args=[project.slug])
    client.post(url, {"transcript": [one.pk, other.pk], "tag": "telephone", "action": "add"})
    client.post(url, {"transcript": [other.pk], "tag": "telephone", "action": "remove"})
    assert (one.tagged.count(), other.tagged.count()) == (1, 0)


def test_taking_off_a_tag_that_is_not_there_changes_nothing(project: Project) -> None:
    one = make.transcript("x", project)
    url = reverse("tag_transcripts", args=[project.slug])
    answer = as_(Role.CODER, project).post(url, {"transcript": [one.pk], "tag": "no", "action": "remove"})
    assert answer.status_code == 302
    assert not project.tags.exists()


def test_a_transcript_or_tag_that_is_no_number_is_not_found(project: Project) -> None:
    one = make.transcript("x", project)
    client = as_(Role.CODER, project)
    ticked = client.post(reverse("tag_transcripts", args=[project.slug]), {"transcript": "one", "tag": "new"})
    taken = client.post(reverse("transcript_tag", args=[project.slug, one.pk]), {"remove": "new"})
    assert (ticked.status_code, taken.status_code) == (302, 404)
    assert not project.tags.exists()


def test_speakers_can_be_given_to_others_later(project: Project, stored: Transcript) -> None:
    ana = stored.speakers.get(label="Ana")
    interviewer = stored.speakers.get(label="Interviewer")
    posted = {
        f"kind{ana.pk}": "participant",
        f"code{ana.pk}": "P09",
        f"kind{interviewer.pk}": "interviewer",
    }
    as_(Role.CODER, project).post(reverse("transcript", args=[project.slug, stored.pk]), posted)
    assert stored.appearances.get().participant.code == "P09"


def test_a_speaker_is_not_given_to_who_withdrew(project: Project, stored: Transcript) -> None:
    make.participant(project, "P09", consent=Consent.WITHDRAWN)
    ana = stored.speakers.get(label="Ana")
    interviewer = stored.speakers.get(label="Interviewer")
    posted = {
        f"kind{ana.pk}": "participant",
        f"code{ana.pk}": "P09",
        f"kind{interviewer.pk}": "interviewer",
    }
    answer = as_(Role.CODER, project).post(
        reverse("transcript", args=[project.slug, stored.pk]), posted, follow=True
    )
    assert "P09 has withdrawn" in answer.content.decode()


def test_deleting_an_interview_needs_a_tick_and_keeps_its_participants(
    project: Project, stored: Transcript
) -> None:
    owner = as_(Role.OWNER, project)
    url = reverse("transcript_delete", args=[project.slug, stored.pk])
    owner.post(url, {})
    assert project.transcripts.exists()
    owner.post(url, {"is_sure": "on"})
    assert not project.transcripts.exists()
    assert not project.files.exists()
    assert project.participants.in_study().count() == 1
