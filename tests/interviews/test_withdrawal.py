"""A participant who withdraws leaves an ID and nothing else."""

import pytest
from django.core.files.storage import default_storage

from coding.memos import writing as memos
from coding.models import Coding, Memo, Summary
from interviews import participants, uploads, withdrawal
from interviews.attributes import Definition, define
from interviews.models import AttributeValue, RealName, Revision, Speaker, Transcript
from interviews.models.participants import Consent
from interviews.parsing import parse
from interviews.uploads import Source
from projects import access, files
from projects.acts import act
from projects.models import Access, Event, Job, Project, Role, StoredFile, User
from tests import make

pytestmark = pytest.mark.django_db

Study = tuple[Project, User, Transcript]

TALK = b"Interviewer: Hm?\nAna: A secret word.\nInterviewer: And?\nAna: No.\n"
OTHER = b"Interviewer: Hm?\nBen: Something else.\nInterviewer: And?\nBen: No.\n"


@pytest.fixture
def study() -> Study:
    """Ana is P01 and Ben P02; each has a coding of the owner's."""
    project = make.project()
    owner = project.memberships.get(role=Role.OWNER).user
    stored = []
    for name, talk in (("Ana.txt", TALK), ("Ben.txt", OTHER)):
        file = files.store(project, owner, name, "text/plain", talk)
        stored.append(uploads.store(project, parse(name, talk), owner, name, Source(file)))
    code = make.code("Hope", project)
    make.coding("secret", code, owner, stored[0])
    make.coding("else", code, owner, stored[1])
    return project, owner, stored[0]


def withdraw(study: Study) -> None:
    project, owner, _talk = study
    withdrawal.withdraw(project.participants.get(code="P01"), owner)


def test_no_table_holds_the_words_any_more(study: Study) -> None:
    project, owner, talk = study
    ana = project.participants.get(code="P01")
    Memo.objects.create(project=project, author=owner, transcript=talk, body="a secret memo")
    Memo.objects.create(project=project, author=owner, participant=ana, body="a secret memo")
    Memo.objects.create(project=project, author=owner, coding=talk.codings.get(), body="a secret memo")
    Summary.objects.create(
        project=project, participant=ana, theme=make.code("T", project), by=owner, body="secret"
    )
    withdraw(study)
    for model in (Revision, Memo, Summary, Speaker, RealName):
        assert "secret" not in str(list(model._default_manager.values()))
        assert "Ana" not in str(list(model._default_manager.values()))


def test_the_other_participants_interview_and_codings_stay(study: Study) -> None:
    withdraw(study)
    assert list(Transcript.objects.values_list("title", flat=True)) == ["P02.txt"]
    assert Coding.objects.count() == 1


def test_the_id_stays_marked_and_is_not_given_again(study: Study) -> None:
    withdraw(study)
    project = study[0]
    tombstone = project.participants.get(code="P01")
    assert (tombstone.consent, tombstone.withdrawn is None) == (Consent.WITHDRAWN, False)
    assert participants.add(project, None).code == "P03"


def test_attributes_go(study: Study) -> None:
    project = study[0]
    force = define(project, Definition("force"), None)
    participants.set_words(project.participants.get(code="P01"), {force: "Force A"}, None)
    withdraw(study)
    assert not AttributeValue.objects.exists()


def test_the_uploaded_bytes_go_and_every_staged_upload(study: Study) -> None:
    project, owner, talk = study
    assert talk.original is not None
    sha256 = talk.original.sha256
    files.stage(project, owner, "again.txt", "text/plain", b"Ana again")
    withdraw(study)
    assert not default_storage.exists(f"{sha256[:2]}/{sha256}")
    assert list(StoredFile.objects.values_list("name", flat=True)) == ["Ben.txt"]


def test_results_of_the_project_go_and_running_jobs_are_stopped(
    study: Study,
) -> None:
    project, owner, _talk = study
    result = files.store(project, owner, "report.pdf", "application/pdf", b"a secret quote")
    done = make.job(project, owner, state=Job.State.DONE, result=result)
    running = make.job(project, owner, state=Job.State.RUNNING)
    withdraw(study)
    done.refresh_from_db()
    running.refresh_from_db()
    assert (done.result, running.cancel_asked) == (None, True)


def test_results_of_another_project_stay(study: Study) -> None:
    other = make.project()
    by = make.user()
    make.job(other, by, result=files.store(other, by, "other.pdf", "application/pdf", b"other"))
    withdraw(study)
    assert other.files.count() == 1


def test_a_group_interview_goes_as_a_whole_and_the_other_speaker_stays_in_the_study() -> None:
    project = make.project()
    one, other = make.participant(project, "P01"), make.participant(project, "P02")
    make.transcript("P01: A secret.\nP02: She said a secret.", project, one, other)
    withdrawal.withdraw(one, make.user())
    assert not Revision.objects.exists()
    other.refresh_from_db()
    assert other.consent == Consent.FULL


def test_the_access_log_keeps_that_somebody_read_but_not_the_title(
    study: Study,
) -> None:
    project, owner, talk = study
    access.note(project, owner, Access.Verb.OPENED, ("transcript", talk.pk, "Talk with Ana"))
    withdraw(study)
    assert Access.objects.get().what == "an interview with P01, withdrawn"


def test_texts_in_the_log_go_even_of_memos_deleted_before(study: Study) -> None:
    project, owner, talk = study
    memo = memos.write(project, owner, "secret", on=talk)
    with act(project, owner) as doing:
        doing.delete(memo)
        doing.record("deleted", memo)
    assert Event.objects.filter(kind="memo", rows__isnull=False).count() == 2
    withdraw(study)
    assert not Event.objects.filter(kind="memo", rows__isnull=False).exists()
    assert "secret" not in str(list(Event.objects.values()))


def test_the_log_says_that_it_was_done(study: Study) -> None:
    withdraw(study)
    told = list(study[0].events.order_by("-number").values_list("verb", "kind")[:2])
    assert told == [("withdrew", "participant"), ("erased", "transcript")]


def test_it_says_how_much_was_erased(study: Study) -> None:
    project, owner, _talk = study
    erased = withdrawal.withdraw(project.participants.get(code="P01"), owner)
    assert (erased["transcript"], erased["coding"], erased["uploaded file"]) == (1, 1, 1)


def test_deleting_one_interview_erases_its_codings_and_memos_and_no_others(study: Study) -> None:
    project, owner, talk = study
    Memo.objects.create(project=project, author=owner, transcript=talk, body="of the talk")
    kept = Memo.objects.create(project=project, author=owner, body="an entry of the journal")
    erased = withdrawal.delete(talk, owner)
    assert (erased["transcript"], erased["coding"], erased["memo"]) == (1, 1, 1)
    assert list(Memo.objects.all()) == [kept]
    assert Coding.objects.count() == 1
