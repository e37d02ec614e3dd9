"""Storing transcripts."""

import hashlib

import pytest
from django.db import transaction

from interviews import appearances, participants, uploads
from interviews.models import RealName, Speaker, TimeMark, Transcript
from interviews.models.participants import Consent
from interviews.parsing import Choice, Draft, Role, parse
from interviews.uploads import Said, Source
from projects import files
from projects.models import Project, StoredFile
from projects.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db

TALK = "Head of the file\n\nInterviewer: How are you?\nAna: Well 😀.\nInterviewer: And now?\nAna: Better.\n"


def draft(text: str = TALK) -> Draft:
    return parse("talk.txt", text.encode())


def store(
    project: Project, text: str = TALK, title: str = "talk", source: Source | None = None
) -> Transcript:
    return uploads.store(project, draft(text), None, title, source)


def codes(project: Project) -> list[str]:
    return list(project.participants.values_list("code", flat=True))


def test_the_text_is_stored_as_it_was_read() -> None:
    stored = store(make.project())
    assert stored.current is not None
    assert (stored.current.text, stored.current.length) == (TALK, len(TALK))


def test_turns_are_numbered_and_cut_the_text_where_somebody_speaks() -> None:
    stored = store(make.project())
    assert stored.current is not None
    turns = stored.current.turns.select_related("speaker")
    said = [(t.number, t.speaker.label if t.speaker else "", TALK[t.start : t.end].strip()) for t in turns]
    assert said[1:3] == [(2, "Interviewer", "How are you?"), (3, "Ana", "Well 😀.")]


def test_time_marks_are_stored() -> None:
    store(
        make.project(), "Ana  0:00\nHello there.\n\nBen  1:05\nHello.\n\nAna  1:09\nSo.\n\nBen  1:12\nYes.\n"
    )
    assert list(TimeMark.objects.values_list("at_ms", flat=True)) == [0, 65_000, 69_000, 72_000]


def test_a_name_becomes_a_new_participant_whose_name_is_kept_apart() -> None:
    project = make.project()
    store(project)
    assert codes(project) == ["P01"]
    assert RealName.objects.get().name == "Ana"


def test_a_label_that_is_an_id_is_the_participant_and_no_name_is_kept() -> None:
    project = make.project()
    store(project, TALK.replace("Ana", "P12a"))
    assert codes(project) == ["P12a"]
    assert not RealName.objects.exists()


def test_the_interviewer_is_no_participant() -> None:
    stored = store(make.project())
    kinds = dict(stored.speakers.values_list("label", "kind"))
    assert kinds == {"Interviewer": Speaker.Kind.INTERVIEWER, "Ana": Speaker.Kind.PARTICIPANT}


def test_a_name_that_is_known_is_the_same_participant_in_a_second_interview() -> None:
    project = make.project()
    store(project)
    second = store(project)
    assert codes(project) == ["P01"]
    assert [str(each) for each in second.appearances.all()] == ["P01.2"]


def test_two_files_with_a_label_that_may_be_anybodys_are_two_participants() -> None:
    project = make.project()
    for _file in range(2):
        store(project, TALK.replace("Ana", "Respondent"))
    assert codes(project) == ["P01", "P02"]


def test_a_name_in_the_title_becomes_the_id() -> None:
    assert store(make.project(), title="talk_Ana").title == "talk_P01"


def test_the_id_that_a_person_chose_is_taken() -> None:
    project = make.project()
    known = make.participant(project, "P05")
    stored = store(project, source=Source(who={"Ana": Said("P05")}))
    assert stored.appearances.get().participant == known


def test_an_id_proposed_as_free_is_not_taken_for_who_has_it_now() -> None:
    project = make.project()
    proposed = Said("P01", is_new=True)
    participants.add(project, None, "P01")
    stored = store(project, source=Source(who={"Ana": proposed}))
    assert stored.appearances.get().participant.code == "P02"


def test_an_interview_without_labels_can_be_given_its_participant() -> None:
    project = make.project()
    stored = store(project, "Only a text.\n", source=Source(interviewee="P04"))
    assert [str(each) for each in stored.appearances.all()] == ["P04"]


def test_nothing_is_stored_of_who_withdrew() -> None:
    project = make.project()
    make.participant(project, "P07", consent=Consent.WITHDRAWN)
    with pytest.raises(Refused, match="P07 has withdrawn"):
        store(project, TALK.replace("Ana", "P07"))
    assert not project.transcripts.exists()


def test_a_label_said_to_be_the_same_as_another_has_no_speaker_of_its_own() -> None:
    talk = draft(TALK + "Anna: One more thing.\nAnna: And another.\n")
    same = talk.with_speakers({"Anna": Choice(Role.PARTICIPANT, same_as="Ana")})
    stored = uploads.store(make.project(), same, None, "talk")
    assert set(stored.speakers.values_list("label", flat=True)) == {"Interviewer", "Ana"}


def test_the_file_is_kept_and_no_longer_swept() -> None:
    project = make.project()
    file = files.stage(project, None, "talk.txt", "text/plain", TALK.encode())
    stored = store(project, source=Source(file))
    file.refresh_from_db()
    assert (stored.original, file.expires, stored.file_name) == (file, None, "talk.txt")


def test_an_upload_is_stored_once_however_often_the_button_is_pressed() -> None:
    project = make.project()
    file = files.stage(project, None, "talk.txt", "text/plain", TALK.encode())
    again = StoredFile.objects.get(pk=file.pk)
    store(project, source=Source(file))
    with pytest.raises(Refused, match="stored or left out meanwhile"):
        store(project, source=Source(again))
    assert project.transcripts.count() == 1


def test_the_same_bytes_are_known_again() -> None:
    project = make.project()
    stored = store(project, source=Source(files.store(project, None, "a.txt", "text/plain", b"talk")))
    assert uploads.already_stored(project, hashlib.sha256(b"talk").hexdigest()) == stored
    assert uploads.already_stored(make.project(), hashlib.sha256(b"talk").hexdigest()) is None


def test_the_number_of_an_interview_is_not_given_again() -> None:
    project = make.project()
    store(project)
    store(project).appearances.all().delete()
    assert [str(each) for each in store(project).appearances.all()] == ["P01.3"]


def test_the_log_tells_of_the_transcript_and_of_who_appeared() -> None:
    project = make.project()
    store(project)
    assert list(project.events.order_by("number").values_list("verb", "kind")) == [
        ("added", "participant"),
        ("added", "transcript"),
        ("appeared", "participant"),
    ]


def test_a_participant_appears_once_though_two_labels_are_theirs() -> None:
    project = make.project()
    ana = make.participant(project, "P01")
    stored = make.transcript("x", project)
    with transaction.atomic():
        appearances.appear(stored, [ana, ana], None)
    assert stored.appearances.get().participant == ana
