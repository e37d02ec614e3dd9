"""Who may write, change, answer, settle and delete memos, and what undo brings back."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from coding.codebook import changes as codebook
from coding.memos import writing
from coding.memos.markdown import html_of
from coding.models import Coding, Layer, Memo, Round
from coding.row_versions import Outdated
from coding.workspace import codings
from interviews import withdrawal
from interviews.models import Participant, Transcript
from projects import rows
from projects.access import May, project_for
from projects.models import Event, Project, Role, User
from projects.refusals import Refused
from projects.undo import BuiltUpon, redo, undo
from tests import make

pytestmark = pytest.mark.django_db

TEXT = "Interviewer: Who taught you?\nP07: Nobody did, honestly."


class Study:
    def __init__(self) -> None:
        self.olga, self.ana, self.ben = make.user("olga"), make.user("ana"), make.user("ben")
        self.project: Project = make.project(self.olga, self.ana, self.ben)
        self.person = make.participant(self.project, "P07")
        self.transcript = make.transcript(TEXT, self.project, self.person)
        self.code = make.code("Training", self.project)
        self.coding = make.coding("Nobody", self.code, self.ana, self.transcript)

    def write(self, body: str = "Says it twice.", by: User | None = None, on: Any = None) -> Memo:
        return writing.write(self.project, by or self.ana, body, on)

    def told(self) -> list[tuple[str, str, dict[str, object]]]:
        return list(self.project.events.order_by("number").values_list("verb", "kind", "facts"))


@pytest.fixture
def study() -> Study:
    return Study()


def all_rows() -> list[dict[str, object]]:
    return [rows.values(memo) | {"pk": memo.pk} for memo in Memo.objects.order_by("pk")]


def test_the_log_tells_what_a_memo_is_on_and_no_word_of_it(study: Study) -> None:
    memo = study.write("A secret.", on=study.coding)
    writing.reply(memo, study.ben, "A secret too.")
    study.write("A secret.", on=study.person)
    coding: dict[str, object] = {"transcript": study.transcript.pk, "code": study.coding.code_id}
    coding |= {"coding": str(study.coding.guid), "start": study.coding.start, "end": study.coding.end}
    assert study.told() == [
        ("wrote", "memo", coding),
        ("replied", "memo", coding | {"reply_to": str(memo.guid)}),
        ("wrote", "memo", {"participant": study.person.pk}),
    ]


def test_text_stays_as_it_was_written_but_for_what_no_database_stores(study: Study) -> None:
    memo = study.write("  **a**\r\n\r\n\tb\0c \ud800 👮🏽‍♀️ ")
    assert Memo.objects.get(pk=memo.pk).body == "  **a**\n\n\tbc  👮🏽‍♀️ "


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (" \n\t", "A memo needs words. To be rid of one, delete it."),
        ("\0\0", "A memo needs words. To be rid of one, delete it."),
        ("a" * 20_001, "This memo has 20,001 characters; 20,000 fit. Make two of it."),
    ],
)
def test_a_memo_has_words_and_not_too_many(study: Study, body: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        study.write(body)
    assert not Memo.objects.exists()


def test_sent_again_it_is_the_same_memo_but_nobody_elses(study: Study) -> None:
    memo = study.write("One.")
    again = writing.write(study.project, study.ana, "One, again.", guid=memo.guid)
    assert (again.pk, again.body) == (memo.pk, "One.")
    with pytest.raises(Refused, match="could not be told from another"):
        writing.write(study.project, study.ben, "One.", guid=memo.guid)
    assert Memo.objects.count() == 1
    assert len(study.told()) == 1


def test_only_the_author_changes_the_words_not_even_an_owner(study: Study) -> None:
    memo = study.write("Ana's.")
    for other in (study.ben, study.olga):
        with pytest.raises(PermissionDenied, match="Only the person who wrote a memo"):
            writing.change(memo, other, "Mine.", memo.version)
    assert writing.change(memo, study.ana, "Ana's own.", memo.version).body == "Ana's own."


def test_a_change_made_on_an_older_version_is_refused_and_shows_the_one_that_stands(study: Study) -> None:
    memo = study.write("First.")
    changed = writing.change(memo, study.ana, "Second.", 1)
    with pytest.raises(Outdated) as refusal:
        writing.change(memo, study.ana, "Another second.", 1)
    assert (refusal.value.stands.body, refusal.value.stands.version) == ("Second.", changed.version)
    assert writing.change(memo, study.ana, "Third.", changed.version).body == "Third."


def test_the_words_that_stand_already_are_no_change_whatever_the_version(study: Study) -> None:
    memo = study.write("First.")
    changed = writing.change(memo, study.ana, "Second.", 1)
    assert writing.change(memo, study.ana, "Second.", 1).version == changed.version
    assert [verb for verb, _kind, _facts in study.told()] == ["wrote", "changed"]


def test_a_version_never_names_two_texts_even_after_undo(study: Study) -> None:
    memo = study.write("First.")
    second = writing.change(memo, study.ana, "Second.", 1).version
    undo(study.project, study.ana)
    third = writing.change(memo, study.ana, "Third.", 1).version
    assert third != second
    with pytest.raises(Outdated):
        writing.change(memo, study.ana, "Second, continued.", second)


def test_a_reply_to_a_reply_stands_under_the_first_memo_on_the_same_thing(study: Study) -> None:
    memo = study.write(on=study.coding)
    answer = writing.reply(memo, study.ben, "Does it?")
    second = writing.reply(answer, study.ana, "It does.")
    assert (second.reply_to, second.coding, second.layer) == (memo, study.coding, study.coding.layer)


def test_anybody_who_writes_resolves_and_opens_again(study: Study) -> None:
    memo = study.write()
    assert writing.resolve(memo, study.ben, True).resolved_by == study.ben
    writing.resolve(memo, study.ana, True)
    assert Memo.objects.get().resolved_by == study.ben
    writing.resolve(memo, study.ana, False)
    assert Memo.objects.get().resolved is None
    assert [verb for verb, *_rest in study.told()] == ["wrote", "resolved", "reopened"]


def test_the_author_or_an_owner_deletes_a_memo_with_its_replies(study: Study) -> None:
    for deleter in (study.ana, study.olga):
        memo = study.write()
        writing.reply(memo, study.ben, "Does it?")
        with pytest.raises(PermissionDenied, match="or an owner of the study"):
            writing.delete(memo, study.ben, project_for(study.ben, study.project.slug))
        writing.delete(memo, deleter, project_for(deleter, study.project.slug))
        assert not Memo.objects.exists()


def test_what_was_deleted_meanwhile_is_refused_in_words(study: Study) -> None:
    memo = study.write()
    writing.delete(memo, study.ana, study.project)
    for late in (
        lambda: writing.change(memo, study.ana, "More.", 1),
        lambda: writing.reply(memo, study.ben, "More."),
        lambda: writing.resolve(memo, study.ben, True),
        lambda: writing.delete(memo, study.ana, study.project),
    ):
        with pytest.raises(Refused, match="deleted meanwhile"):
            late()


def test_undo_of_each_brings_every_row_back_and_redo_does_it_again(study: Study) -> None:
    memo = study.write(on=study.coding)
    writing.reply(memo, study.ana, "A reply.")
    states = [all_rows()]
    for step in (
        lambda: writing.change(memo, study.ana, "Changed.", 1),
        lambda: writing.resolve(memo, study.ana, True),
        lambda: writing.reply(memo, study.ana, "Another."),
        lambda: writing.resolve(memo, study.ana, False),
        lambda: writing.delete(memo, study.ana, study.project),
    ):
        step()
        states.append(all_rows())
    assert states[-1] == []
    for before in reversed(states[:-1]):
        undo(study.project, study.ana)
        assert all_rows() == before
    for after in states[1:]:
        redo(study.project, study.ana)
        assert all_rows() == after


def test_what_is_written_in_one_go_is_undone_and_done_again_as_one(study: Study) -> None:
    memo = study.write("F")
    for text in ("Fir", "First.", "First. And more."):
        memo = writing.change(memo, study.ana, text, memo.version, goes_on=True)
    written = all_rows()
    assert [verb for verb, *_rest in study.told()] == ["wrote", "changed", "changed", "changed"]
    assert undo(study.project, study.ana).size == 1
    assert all_rows() == []
    redo(study.project, study.ana)
    assert all_rows() == written
    memo = writing.change(Memo.objects.get(), study.ana, "Other words.", memo.version)
    memo = writing.change(memo, study.ana, "Other words, and more.", memo.version, goes_on=True)
    undo(study.project, study.ana)
    assert all_rows() == written
    events = list(study.project.events.order_by("number"))
    assert [event.number for event in events] == list(range(1, len(events) + 1))


@pytest.mark.parametrize("between", ["act of theirs", "resolved", "reply", "undone", "five minutes"])
def test_what_happened_in_between_makes_the_next_words_a_step_of_their_own(
    study: Study, between: str
) -> None:
    with time_machine.travel("2026-03-02T12:00Z", tick=False) as clock:
        memo = study.write("First.")
        memo = writing.change(memo, study.ana, "Second.", memo.version, goes_on=True)
        match between:
            case "act of theirs":
                study.write("Another.")
            case "resolved":
                writing.resolve(memo, study.ben, True)
            case "reply":
                writing.reply(memo, study.ben, "Does it?")
            case "undone":
                undo(study.project, study.ana)
                redo(study.project, study.ana)
            case _:
                clock.shift(300)
        writing.change(memo, study.ana, "Third.", memo.version, goes_on=True)
        undo(study.project, study.ana)
    assert Memo.objects.get(pk=memo.pk).body == "Second."


def test_others_work_elsewhere_leaves_it_one_step(study: Study) -> None:
    memo = study.write("First.")
    study.write("Another's.", by=study.ben)
    writing.change(memo, study.ana, "First. And more.", memo.version, goes_on=True)
    undo(study.project, study.ana)
    assert [each.author for each in Memo.objects.all()] == [study.ben]


def test_undo_refuses_to_take_a_memo_from_under_anothers_reply(study: Study) -> None:
    memo = study.write()
    writing.reply(memo, study.ben, "Does it?")
    with pytest.raises(BuiltUpon, match="something was added to it since"):
        undo(study.project, study.ana)
    assert Memo.objects.count() == 2


def test_a_coding_that_is_removed_takes_the_discussion_along_and_undo_brings_it_back(study: Study) -> None:
    memo = study.write(on=study.coding)
    writing.reply(memo, study.ben, "Does it?")
    before = all_rows()
    codings.remove(study.coding, study.ana)
    assert all_rows() == []
    undo(study.project, study.ana)
    assert all_rows() == before


def test_nothing_is_written_in_a_closed_layer(study: Study) -> None:
    memo = study.write(on=study.coding)
    Layer.objects.update(closed=timezone.now())
    coding = Coding.objects.select_related("layer").get()
    late: list[Callable[[], object]] = [
        lambda: study.write(on=coding),
        lambda: writing.change(memo, study.ana, "More.", 1),
        lambda: writing.reply(memo, study.ben, "More."),
    ]
    for step in late:
        with pytest.raises(Refused, match="This work is closed"):
            step()


def test_a_memo_and_its_replies_in_a_blind_round_are_seen_by_their_coder_alone(study: Study) -> None:
    first = Round.objects.create(
        project=study.project, name="First", edition=study.project.editions.get(), is_blind=True
    )
    layer = Layer.objects.create(project=study.project, kind="round", round=first, coder=study.ana)
    blind = make.coding("honestly", study.code, study.ana, study.transcript, layer)
    writing.reply(study.write(on=blind), study.ana, "More.")
    assert {event.layer_id for event in Event.objects.all()} == {layer.pk}
    counts = [Memo.objects.visible_to(user).count() for user in (study.ana, study.ben, study.olga)]
    assert counts == [2, 0, 0]


def test_withdrawal_erases_discussions_and_what_the_log_keeps_of_them(study: Study) -> None:
    memo = study.write("secret", on=study.coding)
    writing.reply(memo, study.ben, "secret")
    writing.change(memo, study.ana, "another secret", 1)
    gone = study.write("secret", on=study.person)
    writing.delete(gone, study.ana, study.project)
    kept = study.write("of the journal")
    withdrawal.withdraw(study.person, study.olga)
    assert list(Memo.objects.all()) == [kept]
    assert "secret" not in str(list(Event.objects.values()))


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&colon;alert(1))",
        "[x](&#106;avascript:alert(1))",
        "<javascript:alert(1)>",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "[x](//evil.test)",
        "[x](/study/team/)",
        "[x][y]\n\n[y]: javascript:alert(1)",
        "![x](https://evil.test/pixel.png)",
        '[x](https://a.test "\\" onclick=alert(1)")',
        '```js" onclick="alert(1)\nx\n```',
        "`<b onclick=x>`",
    ],
)
def test_no_markdown_becomes_script_a_picture_or_a_link_elsewhere(attack: str) -> None:
    html = html_of(attack)
    tags = set(re.findall("</?([a-z0-9]*)", html))
    assert tags <= {"p", "a", "code", "pre"}, html
    for part in html.split("<a ")[1:]:
        assert part.startswith('href="https://'), html
        assert part.split(">")[0].endswith('rel="noopener noreferrer nofollow"'), html


def test_plain_markdown_is_shown_as_meant() -> None:
    html = html_of(
        "# Fear\n**bold** *italic* ~~gone~~\nnext line\n\n- a\n- b\n\n> quoted\n\n<https://a.test>"
    )
    for part in (
        "<h4>Fear</h4>",
        "<strong>bold</strong> <em>italic</em> <s>gone</s><br />",
        "<li>a</li>",
        "<blockquote>\n<p>quoted</p>",
        '<a href="https://a.test" rel="noopener noreferrer nofollow">https://a.test</a>',
    ):
        assert part in html


def test_a_reader_may_not_write_memos(study: Study) -> None:
    reader = make.member(study.project, Role.READER)
    with pytest.raises(PermissionDenied):
        project_for(reader, study.project.slug, May.WRITE_MEMOS)


def test_a_memo_on_a_participant_who_withdrew_meanwhile_is_refused(study: Study) -> None:
    stale = Participant.objects.get(pk=study.person.pk)
    withdrawal.withdraw(study.person, study.olga)
    with pytest.raises(Refused, match="withdrawn or deleted meanwhile"):
        study.write(on=stale)
    assert not Memo.objects.exists()


@pytest.mark.parametrize("kind", ["transcript", "coding"])
def test_a_memo_on_what_went_with_an_interview_meanwhile_is_refused(study: Study, kind: str) -> None:
    stale = {"transcript": study.transcript, "coding": study.coding}[kind]
    withdrawal.delete(Transcript.objects.get(pk=study.transcript.pk), study.olga)
    with pytest.raises(Refused, match="withdrawn or deleted meanwhile"):
        study.write(on=stale)
    assert not Memo.objects.exists()


def test_a_memo_on_a_code_that_was_unmade_meanwhile_is_refused(study: Study) -> None:
    stale = codebook.add(study.project, study.ana, name="Fear")
    undo(study.project, study.ana)
    with pytest.raises(Refused, match="withdrawn or deleted meanwhile"):
        study.write(on=stale)


def test_a_memo_on_a_coding_whose_work_was_closed_meanwhile_is_refused(study: Study) -> None:
    stale = Coding.objects.select_related("layer").get(pk=study.coding.pk)
    Layer.objects.update(closed=timezone.now())
    with pytest.raises(Refused, match="closed"):
        study.write(on=stale)
