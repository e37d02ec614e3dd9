"""Cells of the framework matrix are written once, overwritten by nobody unseen, and lead where they led."""

import pytest

from coding.excerpts.retrieval import Passage
from coding.framework.cells import Cell, Part, cell_named
from coding.framework.erasing import erase_from_summaries
from coding.framework.supports import supports_of
from coding.framework.writing import LONGEST_TYPE, Words, confirm, quote, write
from coding.models import Coding, Summary, Support
from coding.row_versions import Outdated
from interviews import withdrawal
from interviews.models import Revision
from interviews.models.participants import Consent
from projects import undo
from projects.models import Event
from projects.refusals import Refused
from tests import make
from tests.coding.framework_study import Study

pytestmark = pytest.mark.django_db


@pytest.fixture
def study() -> Study:
    return Study()


def passage_of(coding: Coding) -> Passage:
    return Passage(coding.transcript_id, coding.start, coding.end)


def test_the_first_words_have_a_version_that_counts_nothing_and_tell_no_word_in_the_log(study: Study) -> None:
    summary = study.write("Because of the chief alone.")
    event = study.project.events.latest("number")
    assert (event.verb, event.kind) == ("wrote", "summary")
    again = study.write("Two.", summary.version)
    assert again.version not in {summary.version, summary.version + 1, event.number + 1}
    assert event.facts == {"part": "cell", "participant": study.p2.pk, "code": study.org.pk}


def test_nobody_overwrites_what_they_have_not_seen(study: Study) -> None:
    first = study.write("One.")
    second = study.write("Two.", first.version, by=study.ben)
    with pytest.raises(Outdated) as refusal:
        study.write("Three.", first.version)
    assert refusal.value.stands == second
    assert Summary.objects.get().body == "Two."
    assert study.write("Three.", second.version).body == "Three."


def test_the_same_words_twice_are_one_change_whatever_version(study: Study) -> None:
    summary = study.write("One.")
    assert study.write("One.", None, by=study.ben).version == summary.version
    assert study.project.events.filter(kind="summary").count() == 1


def test_words_for_a_cell_that_somebody_emptied_overwrite_nothing(study: Study) -> None:
    first = study.write("One.")
    study.write("", first.version)
    assert study.write("Two.", first.version, by=study.ben).body == "Two."


def test_an_empty_cell_that_stays_empty_writes_no_row(study: Study) -> None:
    assert write(study.cell(), study.ana, Words("  \n"), None) is None
    assert not Summary.objects.exists()
    assert not Event.objects.exists()


def test_what_is_written_in_one_go_is_undone_in_one_go(study: Study) -> None:
    first = study.write("One.")
    write(study.cell(), study.ana, Words("One. Two.", goes_on=True), first.version)
    undo.undo(study.project, study.ana)
    assert not Summary.objects.exists()
    undo.redo(study.project, study.ana)
    assert Summary.objects.get().body == "One. Two."


def test_undo_gives_back_words_version_and_links(study: Study) -> None:
    make.coding("the chief", study.chiefs, study.ana, study.talk2)
    first = study.write("[He](P2:T2) said so.")
    study.write("Nothing.", first.version)
    assert not Support.objects.exists()
    undo.undo(study.project, study.ana)
    summary = Summary.objects.get()
    assert (summary.body, summary.version) == ("[He](P2:T2) said so.", first.version)
    assert Support.objects.get().mark == "P2:T2"


def test_not_found_needs_an_interview_read_to_the_end_and_nothing_under_the_theme(study: Study) -> None:
    with pytest.raises(Refused, match="marked complete"):
        study.write(answer="not found")
    make.complete(study.talk2, study.ben)
    assert study.write(answer="not found").answer == "not found"
    coding = make.coding("the chief", study.chiefs, study.ana, study.talk2)
    with pytest.raises(Refused, match="something was found"):
        study.write("Words.", Summary.objects.get().version, answer="not found")
    coding.delete()
    assert study.write("Words.", Summary.objects.get().version, answer="not found").body == "Words."


def test_somebody_without_a_transcript_can_not_be_looked_through_but_was_perhaps_not_asked(
    study: Study,
) -> None:
    person = make.participant(study.project, "P3")
    with pytest.raises(Refused, match="marked complete"):
        write(study.cell(person), study.ana, Words("", "not found"), None)
    summary = write(study.cell(person), study.ana, Words("", "not asked"), None)
    assert summary is not None
    assert summary.answer == "not asked"


@pytest.mark.parametrize(("part", "answer"), [(Part.CASE, "not asked"), (Part.CELL, "perhaps")])
def test_only_the_known_answers_and_only_in_cells(study: Study, part: Part, answer: str) -> None:
    cell = study.cell() if part == Part.CELL else Cell(study.project, part, study.p2)
    with pytest.raises(Refused):
        write(cell, study.ana, Words("", answer), None)


def test_a_type_is_one_short_line(study: Study) -> None:
    cell = Cell(study.project, Part.TYPE, study.p2)
    summary = write(cell, study.ana, Words("  keeps\nthe gate "), None)
    assert summary is not None
    assert summary.body == "keeps the gate"
    with pytest.raises(Refused, match="characters"):
        write(cell, study.ana, Words("x" * (LONGEST_TYPE + 1)), summary.version)


def test_who_has_withdrawn_meanwhile_is_written_of_no_more(study: Study) -> None:
    cell = study.cell()
    study.p2.consent = Consent.WITHDRAWN
    study.p2.save()
    with pytest.raises(Refused, match="gone meanwhile"):
        write(cell, study.ana, Words("One."), None)


def test_a_cell_is_named_by_its_key_within_its_study_alone(study: Study) -> None:
    other = Study()
    for cell in (
        study.cell(),
        Cell(study.project, Part.CASE, study.p2),
        Cell(study.project, Part.TYPE, study.p2),
        Cell(study.project, Part.THEME, None, study.org),
    ):
        assert cell_named(study.project, cell.key) == cell
        assert cell_named(other.project, cell.key) is None
    for key in ("", "p1", "p0-t1", "p1-t", "p1-theme", "t1-case", "p99999999999-t1"):
        assert cell_named(study.project, key) is None


def led(study: Study, mark: str = "P2:T2") -> Passage | None:
    summary = Summary.objects.get()
    return supports_of(study.project, study.ana, [summary.pk]).led[summary.pk, mark].passage


def test_a_link_leads_to_the_passage_under_the_cell_and_stays_when_more_is_coded(study: Study) -> None:
    coding = make.coding("the chief", study.chiefs, study.ana, study.talk2)
    make.coding("Because", study.fear, study.ana, study.talk2)
    first = study.write("[He](P2:T2).")
    assert led(study) == passage_of(coding)
    make.coding("Because", study.chiefs, study.ben, study.talk2)
    study.write("[He](P2:T2) said so.", first.version)
    assert led(study) == passage_of(coding)


def test_several_passages_of_a_turn_have_letters_and_each_leads_to_its_own(study: Study) -> None:
    whole = make.coding("Because of the chief", study.org, study.ana, study.talk2)
    inner = make.coding("the chief", study.chiefs, study.ana, study.talk2)
    study.write("[a](P2:T2) [b](P2:T2b)")
    assert led(study) == passage_of(whole)
    assert led(study, "P2:T2b") == passage_of(inner)


def test_a_link_to_a_turn_that_nobody_coded_leads_to_the_turn(study: Study) -> None:
    study.write("[a](P10:T4) [b](P10:T99) [c](P99:T1)")
    text = study.talk10.current.text if study.talk10.current else ""
    summary = Summary.objects.get()
    supports = supports_of(study.project, study.ana, [summary.pk])
    assert set(supports.led) == {(summary.pk, "P10:T4")}
    span = supports.led[summary.pk, "P10:T4"].span
    assert span is not None
    assert text[slice(*span)] == "I stopped at night."


def test_a_link_follows_its_coding_to_other_borders(study: Study) -> None:
    coding = make.coding("the chief", study.chiefs, study.ana, study.talk2)
    study.write("[He](P2:T2).")
    Coding.objects.update(start=coding.start - 3)
    assert led(study) == Passage(coding.transcript_id, coding.start - 3, coding.end)


def edit(study: Study, before: str, after: str) -> None:
    """The text of P2's interview as somebody corrects it; codings stay on the text that they were made on."""
    old = study.talk2.current
    assert old is not None
    text = old.text.replace(before, after)
    new = Revision.objects.create(transcript=study.talk2, number=2, text=text, length=len(text))
    study.talk2.current = new
    study.talk2.save()


def test_a_link_follows_its_words_through_an_edit_of_the_text(study: Study) -> None:
    make.coding("the chief", study.chiefs, study.ana, study.talk2)
    study.write("[He](P2:T2).")
    edit(study, "Why not?", "Why ever not?")
    found = led(study)
    assert found is not None
    assert study.talk2.current is not None
    assert study.talk2.current.text[found.start : found.end] == "the chief"
    edit_away = study.talk2.current
    edit_away.text = edit_away.text.replace("the chief", "nobody")
    edit_away.save()
    study.talk2.refresh_from_db()
    assert led(study) is None


def test_a_link_follows_a_coding_that_was_carried_over_an_edit(study: Study) -> None:
    coding = make.coding("the chief", study.chiefs, study.ana, study.talk2)
    study.write("[He](P2:T2).")
    edit(study, "the chief", "our chief")
    Coding.objects.update(revision=study.talk2.current)
    assert led(study) == passage_of(coding)


def test_a_chosen_passage_is_quoted_once_and_taken_away_again(study: Study) -> None:
    coding = make.coding("the chief", study.chiefs, study.ana, study.talk2)
    for _twice in range(2):
        quote(study.cell(), study.ben, passage_of(coding), True)
    summary = Summary.objects.get()
    assert Support.objects.filter(mark="", summary=summary).count() == 1
    assert summary.is_empty
    quote(study.cell(), study.ana, passage_of(coding), False)
    assert not Support.objects.exists()
    undo.undo(study.project, study.ana)
    assert Support.objects.get().coding == coding.guid


def test_quotes_chosen_by_one_leave_the_words_of_another(study: Study) -> None:
    coding = make.coding("the chief", study.chiefs, study.ana, study.talk2)
    summary = study.write("One.")
    quote(study.cell(), study.ben, passage_of(coding), True)
    assert study.write("Two.", summary.version).body == "Two."
    assert Support.objects.filter(mark="").count() == 1


def test_what_is_not_coded_under_the_theme_can_not_be_quoted_there(study: Study) -> None:
    coding = make.coding("the chief", study.fear, study.ana, study.talk2)
    with pytest.raises(Refused, match="no longer coded"):
        quote(study.cell(), study.ana, passage_of(coding), True)


def test_who_reads_it_again_says_that_it_still_fits(study: Study) -> None:
    summary = study.write("One.")
    make.coding("the chief", study.chiefs, study.ana, study.talk2)
    confirm(study.cell(), study.ben)
    again = Summary.objects.get()
    assert (again.ground, again.by, again.version) == (
        [[Coding.objects.get().pk, 9]],
        study.ana,
        summary.version,
    )
    with pytest.raises(Refused, match="empty"):
        confirm(study.cell(study.p10), study.ana)


def test_a_withdrawal_takes_the_participants_summaries_and_words_of_theirs_in_others(study: Study) -> None:
    make.coding("the chief", study.chiefs, study.ana, study.talk2)
    study.write("All of P2.")
    other = study.cell(study.p10)
    body = "Unlike [him](P2:T2), who said “Because of the chief.” and “not this at all”. [Own](P10:T2)"
    write(other, study.ana, Words(body), None)
    withdrawal.withdraw(study.p2, study.ana)
    summary = Summary.objects.get()
    assert summary.body == (
        "Unlike [words withdrawn], who said “[words withdrawn]” and “not this at all”. [Own](P10:T2)"
    )
    assert [each.mark for each in Support.objects.all()] == ["P10:T2"]
    kept = str(list(Event.objects.filter(kind="summary").values_list("rows", flat=True)))
    assert "chief" not in kept
    assert "All of P2" not in kept


def test_what_nobody_withdrew_stays_for_undo(study: Study) -> None:
    write(study.cell(study.p10), study.ana, Words("Of P10."), None)
    study.write("Of P2.")
    assert erase_from_summaries({study.project}, [study.p2], [study.talk2]) == 1
    assert Event.objects.filter(kind="summary", rows__isnull=False).count() == 1
