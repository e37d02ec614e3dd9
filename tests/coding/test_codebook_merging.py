from collections.abc import Callable
from typing import NamedTuple

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coding.codebook import changes, merging, moving, retiring
from coding.codebook.tree import tree_of
from coding.models import (
    Code,
    Coding,
    CodingQualifier,
    Exemplar,
    Layer,
    Memo,
    Qualifier,
    QualifierValue,
    Round,
    Summary,
)
from coding.models.codings import TaggedCoding
from interviews.models import Transcript
from projects import undo
from projects.models import Project, ProjectTag, User
from projects.refusals import Refused
from tests import make
from tests.rows import rows

pytestmark = pytest.mark.django_db
TEXT = "Ana: I was afraid, so I asked my sergeant."


class Study(NamedTuple):
    """``Fear`` (with ``Worry`` under it) and ``Nervousness`` under ``Culture``."""

    project: Project
    ana: User
    ben: User
    talk: Transcript
    fear: Code
    nervous: Code
    worry: Code


@pytest.fixture
def study() -> Study:
    ana, ben = make.user("ana"), make.user("ben")
    project = make.project(ana, ben)
    theme = changes.add(project, ana, name="Culture")
    fear = changes.add(project, ana, theme, name="Fear")
    nervous = changes.add(project, ana, theme, name="Nervousness", definition="Worry is voiced.")
    worry = changes.add(project, ana, fear, name="Worry")
    return Study(project, ana, ben, make.transcript(TEXT, project), fear, nervous, worry)


def names(project: Project) -> list[str]:
    return [str(node) for node in tree_of(project)]


def said(code: Code) -> list[tuple[str, str]]:
    """Who coded which words with it."""
    found = Coding.objects.filter(code=code).select_related("coder").order_by("start", "coder__name")
    return [(one.coder.name, TEXT[one.start : one.end]) for one in found]


def value(project: Project, name: str, value: str) -> QualifierValue:
    qualifier, _made = Qualifier.objects.get_or_create(project=project, name=name)
    return QualifierValue.objects.create(qualifier=qualifier, value=value)


def test_codings_and_codes_under_it_become_the_others_and_it_is_retired(study: Study) -> None:
    make.coding("afraid", study.fear, study.ana, study.talk)
    make.coding("afraid", study.fear, study.ben, study.talk)
    make.coding("asked", study.nervous, study.ana, study.talk)
    merging.merge(study.fear, study.nervous, study.ana, "One idea in two words")
    assert names(study.project) == [
        "Culture",
        "Culture › Nervousness",
        "Culture › Nervousness › Worry",
    ]
    assert said(study.nervous) == [("Ana", "afraid"), ("Ben", "afraid"), ("Ana", "asked")]
    study.fear.refresh_from_db()
    assert (study.fear.retired is not None, study.fear.merged_into) == (True, study.nervous)
    edition = study.project.editions.latest("number")
    assert (edition.number, edition.reason) == (6, "One idea in two words")
    kept = {
        (each.code.name, each.is_retired, each.merged_into_id)
        for each in edition.code_revisions.select_related("code")
    }
    assert kept == {
        ("Fear", True, study.nervous.pk),
        ("Nervousness", False, None),
        ("Worry", False, None),
    }


def test_the_log_tells_of_the_merge_and_of_each_coding(study: Study) -> None:
    coding = make.coding("afraid", study.fear, study.ben, study.talk)
    merging.merge(study.fear, study.nervous, study.ana)
    head, each = study.project.events.order_by("number")[4:]
    assert (head.verb, head.kind, head.object_id) == ("merged", "code", str(study.fear.guid))
    assert head.facts == {"into": study.nervous.pk, "children": [study.worry.pk], "edition": 6}
    assert (each.verb, each.object_id, each.act) == ("recoded", str(coding.guid), head.number)
    assert each.layer_id == coding.layer_id
    assert each.facts == {
        "transcript": study.talk.pk,
        "code": study.nervous.pk,
        "coder": study.ben.pk,
        "start": 11,
        "end": 17,
        "before": study.fear.pk,
    }


def test_a_coding_keeps_the_edition_that_it_was_made_in(study: Study) -> None:
    coding = make.coding("afraid", study.fear, study.ben, study.talk)
    merging.merge(study.fear, study.nervous, study.ana)
    coding.refresh_from_db()
    assert (coding.code, coding.edition.number) == (study.nervous, 5)


def test_where_a_coder_applied_both_one_remains_with_the_others_memo_and_the_marks_it_lacks(
    study: Study,
) -> None:
    goes = make.coding("afraid", study.fear, study.ana, study.talk)
    stays = make.coding("afraid", study.nervous, study.ana, study.talk)
    memo = Memo.objects.create(project=study.project, author=study.ben, coding=goes, body="Really?")
    mutes, both = value(study.project, "direction", "mutes"), value(study.project, "direction", "both")
    unsure = value(study.project, "unsure", "yes")
    CodingQualifier.objects.create(coding=goes, value=both)
    CodingQualifier.objects.create(coding=goes, value=unsure)
    CodingQualifier.objects.create(coding=stays, value=mutes)
    striking, vivid = (
        ProjectTag.objects.create(project=study.project, name=name, slug=name)
        for name in ("striking", "vivid")
    )
    for coding, tag in ((goes, striking), (goes, vivid), (stays, vivid)):
        TaggedCoding.objects.create(content_object=coding, tag=tag)
    before = rows()
    merging.merge(study.fear, study.nervous, study.ana)
    assert said(study.nervous) == [("Ana", "afraid")]
    memo.refresh_from_db()
    assert memo.coding == stays
    assert {mark.value for mark in stays.marks.all()} == {mutes, unsure}
    assert {str(each.tag) for each in stays.tagged.all()} == {"striking", "vivid"}
    joined = study.project.events.get(verb="joined")
    assert (joined.object_id, joined.facts["into"]) == (str(goes.guid), stays.pk)
    undo.undo(study.project, study.ana)
    assert rows() == before


def test_closed_work_and_rounds_stay_as_they_are(study: Study) -> None:
    project, edition = study.project, study.project.editions.latest("number")
    closed = Round.objects.create(project=project, name="First", edition=edition, closed=timezone.now())
    mine = Layer.objects.create(project=project, kind="round", round=closed, coder=study.ben)
    agreed = Layer.objects.create(project=project, kind="consensus", closed=timezone.now())
    still = [make.coding("afraid", study.fear, study.ben, study.talk, layer) for layer in (mine, agreed)]
    merging.merge(study.fear, study.nervous, study.ana)
    for coding in still:
        coding.refresh_from_db()
        assert coding.code == study.fear
    assert not project.events.filter(kind="coding").exists()


def test_memos_exemplars_and_summaries_of_the_code_move_along(study: Study) -> None:
    project, ana = study.project, study.ana
    memo = Memo.objects.create(project=project, author=ana, code=study.fear, body="Too narrow?")
    place = {"transcript": study.talk, "revision": study.talk.current, "by": ana, "kind": "typical"}
    for code, start in ((study.fear, 5), (study.fear, 11), (study.nervous, 11)):
        Exemplar.objects.create(code=code, start=start, end=17, **place)
    first, second = make.participant(project), make.participant(project)
    for person, code in ((first, study.fear), (second, study.fear), (second, study.nervous)):
        Summary.objects.create(project=project, participant=person, theme=code, body=code.name, by=ana)
    before = rows()
    merging.merge(study.fear, study.nervous, ana)
    memo.refresh_from_db()
    assert memo.code == study.nervous
    assert sorted(study.nervous.exemplars.values_list("start", flat=True)) == [5, 11]
    assert not study.fear.exemplars.exists()
    assert {(each.participant, each.body) for each in study.nervous.summaries.all()} == {
        (first, "Fear"),
        (second, "Nervousness"),
    }
    assert study.fear.summaries.get().participant == second
    undo.undo(project, ana)
    assert rows() == before


def test_a_code_merges_into_the_one_above_it(study: Study) -> None:
    make.coding("afraid", study.worry, study.ana, study.talk)
    merging.merge(study.worry, study.fear, study.ana)
    assert said(study.fear) == [("Ana", "afraid")]
    assert names(study.project) == ["Culture", "Culture › Fear", "Culture › Nervousness"]


def test_a_code_does_not_merge_into_itself_or_one_under_it(study: Study) -> None:
    for into in (study.fear, study.worry):
        with pytest.raises(Refused, match="stands under"):
            merging.merge(study.fear, into, study.ana)


def test_a_merge_is_refused_where_two_codes_under_them_share_a_name(study: Study) -> None:
    changes.add(study.project, study.ana, study.nervous, name="Worry")
    with pytest.raises(Refused, match="“Worry” stands under both"):
        merging.merge(study.fear, study.nervous, study.ana)


def test_a_merge_is_refused_with_a_code_that_is_gone(study: Study) -> None:
    retiring.retire(study.nervous, study.ana, retiring.Children.WITH)
    with pytest.raises(Refused, match="no longer in the codebook"):
        merging.merge(study.fear, study.nervous, study.ana)
    with pytest.raises(Refused, match="no longer in the codebook"):
        merging.merging(study.fear, study.nervous)


def test_a_merge_never_makes_the_codebook_too_deep(study: Study) -> None:
    deepest = study.nervous
    for level in range(6):
        deepest = changes.add(study.project, study.ana, deepest, name=f"Level {level}")
    with pytest.raises(Refused, match="8 levels"):
        merging.merge(study.fear, deepest, study.ana)
    merging.merge(study.worry, deepest, study.ana)
    assert max(node.depth for node in tree_of(study.project)) == 7


def test_the_preview_counts_what_the_merge_then_does(study: Study) -> None:
    other = make.transcript(TEXT, study.project)
    make.coding("afraid", study.fear, study.ana, study.talk)
    make.coding("afraid", study.fear, study.ben, study.talk)
    make.coding("asked", study.fear, study.ben, other)
    make.coding("afraid", study.nervous, study.ben, study.talk)
    what = merging.merging(study.fear, study.nervous)
    giving = what.giving
    assert (len(giving.codings), giving.coders, giving.transcripts, len(giving.doubles)) == (3, 2, 2, 1)
    assert what.children == [study.worry]
    done = merging.merge(study.fear, study.nervous, study.ana)
    assert len(done.giving.moved) == 2
    assert Coding.objects.filter(code=study.nervous).count() == 3


def test_undo_of_a_merge_restores_every_row_and_redo_does_it_again(study: Study) -> None:
    for words, coder in (("afraid", study.ana), ("afraid", study.ben), ("asked", study.ben)):
        make.coding(words, study.fear, coder, study.talk)
    make.coding("afraid", study.nervous, study.ben, study.talk)
    before = rows()
    merging.merge(study.fear, study.nervous, study.ana)
    after = rows()
    undo.undo(study.project, study.ana)
    assert rows() == before
    undo.redo(study.project, study.ana)
    assert rows() == after


def test_any_row_of_changes_is_taken_back_change_by_change(study: Study) -> None:
    project, ana = study.project, study.ana
    for words in ("afraid", "asked"):
        make.coding(words, study.fear, ana, study.talk)
        make.coding(words, study.worry, study.ben, study.talk)
    steps: list[Callable[[], object]] = [
        lambda: merging.merge(study.worry, study.nervous, ana),
        lambda: moving.move(study.nervous, study.fear, ana),
        lambda: moving.reorder(study.fear, ana, None),
        lambda: moving.move(study.fear, None, ana, before=study.nervous.parent),
        lambda: merging.merge(study.nervous, study.fear, ana),
        lambda: retiring.retire(study.fear, ana, retiring.Children.WITH),
        lambda: retiring.bring_back(study.fear, ana),
    ]
    states = [rows()]
    for step in steps:
        step()
        states.append(rows())
    for state in reversed(states[:-1]):
        if rows() != state:
            undo.undo(project, ana)
        assert rows() == state


def test_a_merge_asks_the_database_as_often_for_many_codings(study: Study) -> None:
    def queries(number: int) -> int:
        code = make.code(f"Of {number}", study.project)
        talk = make.transcript("word " * number, study.project)
        layer, revision = Layer.objects.open_work(study.project), talk.revisions.get()
        for at in range(number):
            Coding.objects.create(
                layer=layer,
                coder=study.ana,
                transcript=talk,
                revision=revision,
                code=code,
                edition=study.project.editions.latest("number"),
                start=at * 5,
                end=at * 5 + 4,
            )
        with CaptureQueriesContext(connection) as captured:
            merging.merge(code, study.nervous, study.ana)
        return len(captured)

    assert queries(40) == queries(5)
