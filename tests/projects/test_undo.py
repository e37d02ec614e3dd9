"""Undo and redo: rows played backwards, unless others built on them."""

from uuid import uuid4

import pytest
from django.utils import timezone

from coding.codebook import changes, moving, retiring
from coding.codebook.csv_format import DEEPEST
from coding.memos import writing
from coding.models import Code, Coding, Memo, Reading
from coding.workspace import codings
from interviews.models import Transcript
from interviews.spans import Span
from interviews.withdrawal import withdraw
from projects import undo
from projects.acts import act
from projects.models import Project, User
from projects.refusals import Refused
from projects.undo import BuiltUpon
from tests import make

pytestmark = pytest.mark.django_db

TEXT = "Interviewer: Who taught you?\nP07: Nobody did, honestly."


class Study:
    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project: Project = make.project(None, self.ana, self.ben)
        self.person = make.participant(self.project, "P07")
        self.transcript: Transcript = make.transcript(TEXT, self.project, self.person)
        self.code = make.code("Training", self.project, position=1)
        self.other = make.code("Chief officers", self.project, position=2)

    def apply(self, words: str = "Nobody", code: Code | None = None, by: User | None = None) -> Coding:
        start = TEXT.index(words)
        span = Span(start, start + len(words))
        wish = codings.Wish(uuid4(), (code or self.code).pk, span, 1)
        return codings.apply(self.transcript, wish, by or self.ana)

    def names(self) -> list[str]:
        return [coding.code.name for coding in Coding.objects.order_by("start", "pk").select_related("code")]


@pytest.fixture
def study() -> Study:
    return Study()


def test_the_latest_act_is_taken_back_first_and_done_again_last(study: Study) -> None:
    study.apply("Nobody")
    study.apply("honestly", study.other)
    undo.undo(study.project, study.ana)
    assert study.names() == ["Training"]
    undo.undo(study.project, study.ana)
    assert study.names() == []
    undo.redo(study.project, study.ana)
    assert study.names() == ["Training"]
    undo.redo(study.project, study.ana)
    assert study.names() == ["Training", "Chief officers"]
    with pytest.raises(Refused, match=r"nothing to redo\."):
        undo.redo(study.project, study.ana)


def test_nothing_is_there_to_undo_before_anything_was_done(study: Study) -> None:
    study.apply(by=study.ben)
    with pytest.raises(Refused, match=r"nothing to undo\."):
        undo.undo(study.project, study.ana)
    assert study.names() == ["Training"]


def test_redo_ends_where_something_new_was_done(study: Study) -> None:
    study.apply("Nobody")
    undo.undo(study.project, study.ana)
    study.apply("honestly", study.other)
    assert undo.next_redo(study.project, study.ana) is None


def test_redo_does_not_reach_behind_something_new_that_was_itself_taken_back(study: Study) -> None:
    study.apply("Nobody")
    undo.undo(study.project, study.ana)
    study.apply("honestly", study.other)
    undo.undo(study.project, study.ana)
    undo.redo(study.project, study.ana)
    assert study.names() == ["Chief officers"]
    assert undo.next_redo(study.project, study.ana) is None


def test_what_was_done_again_can_be_taken_back_again(study: Study) -> None:
    guid = study.apply().guid
    for _time in range(3):
        undo.undo(study.project, study.ana)
        assert not Coding.objects.exists()
        undo.redo(study.project, study.ana)
        assert Coding.objects.get().guid == guid


def test_it_says_what_was_taken_back_and_how_much(study: Study) -> None:
    study.apply()
    reversal = undo.undo(study.project, study.ana)
    assert (reversal.head.verb, reversal.head.kind, reversal.size) == ("applied", "coding", 2)
    events = list(study.project.events.filter(act=reversal.number).order_by("number"))
    assert [event.verb for event in events] == ["undid", "undid"]
    assert [event.facts["verb"] for event in events] == ["applied", "read"]
    assert {event.undoes for event in events} == {reversal.head.act}
    assert events[0].facts["transcript"] == study.transcript.pk
    assert events[0].layer_id == reversal.head.layer_id


def test_the_first_coding_takes_the_reading_state_back_with_it(study: Study) -> None:
    study.apply()
    assert Reading.objects.get().state == "in progress"
    undo.undo(study.project, study.ana)
    assert not Reading.objects.exists()


def test_a_removed_coding_comes_back_with_its_memo_the_reply_and_the_number(study: Study) -> None:
    coding = study.apply()
    memo = writing.write(study.project, study.ana, "Why nobody?", coding)
    reply = Memo.objects.create(
        project=study.project, author=study.ben, body="Ask.", reply_to=memo, coding=coding, layer=memo.layer
    )
    codings.remove(coding, study.ana)
    assert (Coding.objects.count(), Memo.objects.count()) == (0, 0)
    undo.undo(study.project, study.ana)
    assert Coding.objects.get().pk == coding.pk
    assert list(Memo.objects.order_by("pk").values_list("guid", "body", "reply_to")) == [
        (memo.guid, "Why nobody?", None),
        (reply.guid, "Ask.", memo.pk),
    ]


def test_what_another_changed_since_is_refused_by_name_and_stays(study: Study) -> None:
    changes.change(study.code, study.ana, name="Taught")
    changes.change(study.code, study.ben, name="Learnt")
    with pytest.raises(BuiltUpon, match=r"Ben has changed it since\. Nothing was changed\.") as refusal:
        undo.undo(study.project, study.ana)
    assert Code.objects.get(pk=study.code.pk).name == "Learnt"
    assert refusal.value.act == study.project.events.get(by=study.ana).act


def test_the_act_before_the_refused_one_can_be_taken_back_instead(study: Study) -> None:
    study.apply()
    changes.change(study.code, study.ana, name="Taught")
    changes.change(study.code, study.ben, name="Learnt")
    with pytest.raises(BuiltUpon) as refusal:
        undo.undo(study.project, study.ana)
    undo.undo(study.project, study.ana, before=refusal.value.act)
    assert study.names() == []


def test_a_code_that_another_has_applied_is_not_taken_back(study: Study) -> None:
    made = changes.add(study.project, study.ana, name="Nervousness")
    study.apply(code=made, by=study.ben)
    with pytest.raises(BuiltUpon, match="something was added to it since"):
        undo.undo(study.project, study.ana)
    assert study.names() == ["Nervousness"]


def test_a_coding_does_not_come_back_without_its_code(study: Study) -> None:
    made = changes.add(study.project, study.ana, name="Nervousness")
    coding = study.apply(code=made, by=study.ben)
    codings.remove(coding, study.ben)
    undo.undo(study.project, study.ana)
    with pytest.raises(BuiltUpon, match="what it belonged to is gone by now"):
        undo.undo(study.project, study.ben)
    assert not Coding.objects.exists()


def test_a_coding_does_not_come_back_under_a_code_that_another_deleted_since(study: Study) -> None:
    codings.remove(study.apply(), study.ana)
    retiring.retire(study.code, study.ben, retiring.Children.WITH)
    with pytest.raises(BuiltUpon, match="“Training” is no longer in the codebook"):
        undo.undo(study.project, study.ana)
    assert not Coding.objects.exists()


def test_a_coding_removed_after_its_code_was_deleted_comes_back(study: Study) -> None:
    coding = study.apply()
    retiring.retire(study.code, study.ben, retiring.Children.WITH)
    codings.remove(coding, study.ana)
    undo.undo(study.project, study.ana)
    assert Coding.objects.get().pk == coding.pk


def test_the_same_made_again_since_stands_in_the_way_of_the_removed_one(study: Study) -> None:
    codings.remove(study.apply(), study.ana)
    again = study.apply()
    with pytest.raises(BuiltUpon, match="the same was made again since"):
        undo.undo(study.project, study.ana, before=study.project.events.latest("number").act)
    assert Coding.objects.get().guid == again.guid


def test_a_redo_in_whose_way_the_same_stands_is_refused_as_a_redo(study: Study) -> None:
    study.apply()
    undo.undo(study.project, study.ana)
    make.coding("Nobody", study.code, study.ana, study.transcript)
    with pytest.raises(BuiltUpon, match="This can't be redone: the same was made again since"):
        undo.redo(study.project, study.ana)


def test_a_row_that_an_act_changed_twice_goes_back_to_where_it_began(study: Study) -> None:
    with act(study.project, study.ana) as doing:
        doing.change(study.code, position=5)
        doing.change(study.code, position=9)
        doing.record("reordered", study.code)
    undo.undo(study.project, study.ana)
    assert Code.objects.get(pk=study.code.pk).position == 1
    undo.redo(study.project, study.ana)
    assert Code.objects.get(pk=study.code.pk).position == 9


def test_an_act_of_more_rows_than_a_statement_takes_is_taken_back_whole(study: Study) -> None:
    codes = [Code(project=study.project, name=f"Code {number}") for number in range(1100)]
    with act(study.project, study.ana) as doing:
        doing.insert_all(codes)
        doing.record("imported", study.code)
    undo.undo(study.project, study.ana)
    assert list(Code.objects.values_list("name", flat=True)) == ["Training", "Chief officers"]
    undo.redo(study.project, study.ana)
    assert Code.objects.count() == 1102


def test_an_act_in_a_transcript_that_was_withdrawn_is_not_undoable(study: Study) -> None:
    codings.remove(study.apply(), study.ana)
    withdraw(study.person, study.ben)
    assert undo.next_undo(study.project, study.ana) is None
    assert not Coding.objects.exists()


def test_an_act_that_partly_lay_in_a_withdrawn_transcript_is_refused(study: Study) -> None:
    changes.add(study.project, study.ana, name="Nervousness")
    event = study.project.events.latest("number")
    event.pk, event.number, event.rows = None, event.number + 1, None
    event.save(force_insert=True)
    with pytest.raises(BuiltUpon, match="an interview that it was about was withdrawn or deleted since"):
        undo.undo(study.project, study.ana)
    assert Code.objects.filter(name="Nervousness").exists()


def test_closed_work_does_not_change_by_undo(study: Study) -> None:
    study.apply()
    study.project.layers.update(closed=timezone.now())
    with pytest.raises(Refused, match="This work is closed"):
        undo.undo(study.project, study.ana)
    assert study.names() == ["Training"]


def test_one_s_acts_in_another_study_are_left_alone(study: Study) -> None:
    study.apply()
    elsewhere = make.project(study.ana)
    with pytest.raises(Refused, match="nothing to undo"):
        undo.undo(elsewhere, study.ana)


def test_taking_back_a_change_of_meaning_makes_an_edition_that_says_so(study: Study) -> None:
    changes.change(study.code, study.ana, definition="What was taught.")
    undo.undo(study.project, study.ana)
    assert list(study.project.editions.order_by("number").values_list("number", "reason")) == [
        (1, ""),
        (2, "“Training” changed"),
        (3, "Taken back: “Training” changed"),
    ]
    revision = study.code.revisions.get(edition__number=3)
    assert revision.definition == ""


def test_a_colour_or_place_taken_back_makes_no_edition(study: Study) -> None:
    changes.change(study.code, study.ana, colour="#336699")
    moving.step(study.code, study.ana, 1)
    undo.undo(study.project, study.ana)
    undo.undo(study.project, study.ana)
    assert study.project.editions.count() == 1
    assert Code.objects.get(pk=study.code.pk).colour == ""


def test_a_code_does_not_go_back_under_one_that_was_deleted_since(study: Study) -> None:
    child = make.code("Courses", study.project, study.code)
    moving.move(child, study.other, study.ana)
    retiring.retire(study.code, study.ben, retiring.Children.WITH)
    with pytest.raises(Refused, match="a code would lose its place"):
        undo.undo(study.project, study.ana)
    assert Code.objects.get(pk=child.pk).parent == study.other


def test_a_name_that_another_code_took_since_stands_in_the_way(study: Study) -> None:
    changes.change(study.code, study.ana, name="Taught")
    changes.add(study.project, study.ben, name="Training")
    with pytest.raises(BuiltUpon):
        undo.undo(study.project, study.ana)
    assert Code.objects.get(pk=study.code.pk).name == "Taught"


def test_a_coding_does_not_come_back_under_a_code_that_was_deleted_before_the_redo(study: Study) -> None:
    coding = study.apply()
    codings.recode(coding, study.other.pk, study.ana)
    retiring.retire(study.other, study.ben, retiring.Children.WITH)
    undo.undo(study.project, study.ana)
    with pytest.raises(BuiltUpon, match="no longer in the codebook"):
        undo.redo(study.project, study.ana)
    assert study.names() == ["Training"]


def test_undo_puts_no_code_deeper_than_a_codebook_goes(study: Study) -> None:
    top = changes.add(study.project, study.ana, name="1")
    branch = [top]
    for number in range(2, DEEPEST + 1):
        branch.append(changes.add(study.project, study.ana, branch[-1], name=str(number)))
    moving.move(branch[-1], None, study.ana)
    moving.move(top, study.other, study.ben)
    with pytest.raises(Refused, match="lose its place"):
        undo.undo(study.project, study.ana)
    assert Code.objects.get(pk=branch[-1].pk).parent is None
