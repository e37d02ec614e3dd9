"""What is read from a finished round, against counts made by hand."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coding.comparing.asked import Kind, Rule, Wish
from coding.comparing.compared import Compared, compare_coders
from coding.comparing.ground import of_round
from coding.comparing.passages import Pair, Which, places, quoted_places
from coding.comparing.times import before_and_after, planned, stability, training
from coding.comparing.which import which_of
from coding.models import Code, CodeRevision, Edition, Reading, Round, RoundTranscript
from coding.reports.agreement import confusion_table, lines_shown, pooled_pair
from coding.reports.lines import Line
from interviews.models import Revision, Turn
from projects.models import Role, User
from tests import make

pytestmark = pytest.mark.django_db

TALK = "\n".join(
    (
        "Interviewer: Who?",
        "P07: The chief.",
        "P07: Training.",
        "Interviewer: So?",
        "P07: I left.",
        "P07: Yes.",
    )
)


class Study:
    """Ana and Ben in a round on one transcript of four participant's turns."""

    def __init__(self, *more: str) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.others = [make.user(name) for name in more]
        self.coders = (self.ana, self.ben, *self.others)
        self.project = make.project(self.ana, self.ben, *self.others)
        self.org = make.code("Organisation", self.project)
        self.chiefs = make.code("Chiefs", self.project, self.org)
        self.fear = make.code("Fear", self.project, position=1)
        edition = self.project.editions.get()
        for code in (self.org, self.chiefs, self.fear):
            keep(code, edition)
        self.person = make.participant(self.project, "P07")
        self.talk = make.transcript(TALK, self.project, self.person, title="First")
        self.round = make.finished_round(self.project, self.coders, (self.talk,))

    def code(self, words: str, code: Code, by: User, round_: Round | None = None) -> None:
        layer = make.round_layer(round_ or self.round, by)
        make.coding(words, code, by, self.talk, layer)

    def compared(self, rule: Rule | None = None) -> Compared:
        ground = of_round(self.round, self.ana)
        wish = Wish(ground.judges, frozenset(ground.titles), rule or Rule.of(self.round))
        return compare_coders(self.project, self.ana, wish, ground)

    def line(self, name: str, rule: Rule | None = None) -> Line:
        return next(line for line in self.compared(rule).agreement.lines if line.name == name)


def keep(code: Code, edition: Edition, **fields: object) -> None:
    """The code as it stood in the edition."""
    given = {"name": code.name, "parent": code.parent} | fields
    CodeRevision.objects.create(code=code, edition=edition, **given)


@pytest.fixture
def study() -> Study:
    return Study()


def cited(compared: Compared, which: Which) -> list[str]:
    return [passage.citation for passage in quoted_places(compared, places(compared, which))]


def test_a_round_is_compared_in_its_own_layers_and_not_in_open_work(study: Study) -> None:
    study.code("The chief", study.fear, study.ana)
    study.code("Training", study.fear, study.ben)
    make.coding("I left", study.fear, study.ana, study.talk)
    assert study.line("Fear").counts == (0, 1, 1, 2)
    assert study.compared().agreement.kind == Kind.ROUND


def test_interviewers_turns_count_where_the_plan_says_so(study: Study) -> None:
    study.code("Who?", study.fear, study.ana)
    assert study.line("Fear").counts == (0, 0, 0, 4)
    assert study.line("Fear", Rule(with_interviewer=True)).counts == (0, 1, 0, 5)


def test_characters_are_counted_inside_the_turns(study: Study) -> None:
    study.code("chief", study.fear, study.ana)
    study.code("The chief", study.fear, study.ben)
    # The turns hold 10 + 9 + 7 + 4 characters; both marked 5 of them and Ben 4 more.
    assert study.line("Fear", Rule(unit=Round.Unit.CHARACTER)).counts == (5, 0, 4, 21)


def test_every_count_opens_as_many_passages(study: Study) -> None:
    for words in ("The chief", "Training"):
        study.code(words, study.chiefs, study.ana)
    for words in ("Training", "I left"):
        study.code(words, study.chiefs, study.ben)
    study.code("Yes", study.org, study.ben)
    compared = study.compared()
    shown = lines_shown(compared.agreement, compared.agreement.lines)
    by_hand = {"Organisation": [1, 1, 2, 0], "Chiefs": [1, 1, 1, 1], "Fear": [0, 0, 0, 4]}
    for line, cells, _differ, _planned in shown:
        found = [len(places(compared, which_of(QueryDict(cell.query)))) for cell in cells]
        assert found == [cell.number for cell in cells]
        if line.name in by_hand:
            assert found == by_hand[line.name]


def test_passages_are_those_that_one_marked_alone_that_both_and_that_nobody_did(study: Study) -> None:
    study.code("The chief", study.fear, study.ana)
    study.code("Training", study.fear, study.ana)
    study.code("Training", study.fear, study.ben)
    compared = study.compared()
    code = study.fear.pk
    assert cited(compared, Which(code, times=2)) == ["P07:T3"]
    assert cited(compared, Which(code, by=frozenset({study.ana.pk}))) == ["P07:T2"]
    assert cited(compared, Which(code, by=frozenset({study.ben.pk}))) == []
    assert cited(compared, Which(code, times=0)) == ["P07:T5", "P07:T6"]
    nobody = quoted_places(compared, places(compared, Which(code, times=0)))
    assert [passage.words for passage in nobody] == ["I left.", "Yes."]


def test_what_one_called_this_the_other_called_that(study: Study) -> None:
    study.code("The chief", study.chiefs, study.ana)
    study.code("The chief", study.fear, study.ben)
    study.code("Training", study.fear, study.ana)
    compared = study.compared()
    a, b = compared.agreement.coders
    table = confusion_table(compared.agreement, a, b)
    told = {
        (row.node and row.node.code.name, column and column.code.name): cell.number
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
        if cell
    }
    assert told == {("Chiefs", "Fear"): 1, ("Fear", None): 1}
    assert cited(compared, Which(pair=Pair(study.chiefs.pk, study.fear.pk))) == ["P07:T2"]
    assert cited(compared, Which(pair=Pair(study.fear.pk, None))) == ["P07:T3"]
    assert cited(compared, Which(pair=Pair(None, study.fear.pk))) == []


def test_the_same_code_on_no_common_word_opens_too(study: Study) -> None:
    study.code("The", study.fear, study.ana)
    study.code("chief", study.fear, study.ben)
    compared = study.compared()
    assert (compared.agreement.without_word, compared.agreement.both) == (1, 1)
    assert cited(compared, Which(is_apart=True)) == ["P07:T2"]


def test_a_pair_of_many_has_the_alpha_that_the_two_alone_have() -> None:
    study = Study("cem")
    study.code("The chief", study.fear, study.ana)
    study.code("The chief", study.fear, study.ben)
    study.code("Training", study.fear, study.others[0])
    row = study.line("Fear").row
    # Both 1, neither 3 of 4 units: agreement is whole; one each, apart: 1 - 7 * 2/8 * 8 / (2 * 2 * 6).
    assert [pooled_pair([pair.table]) for pair in row.pairs] == [
        *(pytest.approx(1), pytest.approx(1 - 7 * 4 / (2 * 2 * 6)), pytest.approx(1 - 7 * 4 / (2 * 2 * 6))),
    ]


def test_the_text_of_the_round_is_compared_though_another_is_current(study: Study) -> None:
    study.code("The chief", study.fear, study.ana)
    revision = Revision.objects.create(transcript=study.talk, number=2, text="P07: Gone.", length=10)
    Turn.objects.create(revision=revision, number=1, start=4, end=10, speaker=None)
    study.talk.current = revision
    study.talk.save()
    compared = study.compared()
    assert compared.agreement.comparison.total == 4
    (passage,) = quoted_places(compared, places(compared, Which()))
    assert passage.codes[0].marked[0].words == "The chief"


def test_codes_are_told_as_they_stood_when_the_round_was_coded(study: Study) -> None:
    study.code("The chief", study.fear, study.ana)
    study.fear.name, study.fear.retired = "Worry", timezone.now()
    study.fear.save()
    assert study.line("Fear").counts == (0, 1, 0, 3)


def second_round(study: Study, **changed: object) -> Round:
    edition = Edition.objects.create(project=study.project, number=2)
    if changed:
        keep(study.fear, edition, **changed)
    return make.finished_round(
        study.project, study.coders, (study.talk,), "Round 2", earlier=study.round, edition=edition
    )


def test_before_and_after_code_by_code_and_which_were_redefined(study: Study) -> None:
    later = second_round(study, definition="Afraid of blame.")
    study.code("The chief", study.fear, study.ana)
    study.code("Training", study.fear, study.ben)
    for coder in study.coders:
        study.code("The chief", study.fear, coder, later)
        study.code("Training", study.chiefs, coder, later)
    told = before_and_after(study.project, study.ana, later, study.round)
    assert told is not None
    codes = {each.name: each for each in told.codes}
    fear, chiefs = codes["Fear"], codes["Chiefs"]
    assert fear.before is not None
    assert fear.after is not None
    # One yes each, apart, of 8: 1 - 7 * 4 / (2 * 2 * 6) = -1/6; then both and neither alone: 1.
    assert (fear.before.alpha, fear.after.alpha, fear.change) == ("−0.17", "1.00", "+1.17")
    assert (fear.is_redefined, chiefs.is_redefined) == (True, False)
    assert (chiefs.before, chiefs.change) == (None, "")


def test_a_range_is_not_called_an_interval_nor_weighed_as_one(study: Study) -> None:
    talks = tuple(make.transcript(TALK, study.project, study.person) for _each in range(6))
    rounds = [
        make.finished_round(study.project, study.coders, among, f"On {len(among)}")
        for among in (talks[:5], talks, talks[:3])
    ]
    for round_ in rounds:
        for at, talk in enumerate(talks):
            for coder in study.coders[: 1 + at % 2]:
                make.coding("The chief", study.fear, coder, talk, make.round_layer(round_, coder))
    five, six, three = rounds
    told = before_and_after(study.project, study.ana, six, five)
    less = before_and_after(study.project, study.ana, three, five)
    assert told is not None
    assert less is not None
    assert (told.heads, told.can_overlap) == (("interval", "interval"), True)
    assert (less.heads, less.can_overlap) == (("interval", "range"), False)


def test_that_other_people_coded_the_two_rounds_is_said(study: Study) -> None:
    same = second_round(study)
    tess = make.member(study.project, Role.CODER, "tess")
    other = make.finished_round(study.project, (study.ben, tess), (study.talk,), "Round 3")
    told = before_and_after(study.project, study.ana, same, study.round)
    changed = before_and_after(study.project, study.ana, other, study.round)
    assert told is not None
    assert changed is not None
    assert told.other_coders == ""
    assert changed.other_coders.startswith("Other coders are compared: Ana, Ben before, Ben, Tess after.")


def test_each_coder_beside_themselves(study: Study) -> None:
    later = second_round(study)
    study.code("The chief", study.fear, study.ana)
    study.code("The chief", study.fear, study.ana, later)
    study.code("Training", study.fear, study.ben)
    found = {
        str(each.coder): each.agreement for each in stability(study.project, study.ana, later, study.round)
    }
    assert {name: agreement.pooled for name, agreement in found.items()} == {"Ana": "1.00", "Ben": "0.00"}
    assert all("stability" in agreement.caution for agreement in found.values())


def test_a_text_that_changed_in_between_is_no_ground_for_stability(study: Study) -> None:
    later = second_round(study)
    revision = Revision.objects.create(transcript=study.talk, number=2, text="P07: Gone.", length=10)
    RoundTranscript.objects.filter(round=later).update(revision=revision)
    assert stability(study.project, study.ana, later, study.round) == []


def test_a_coder_beside_the_consensus_is_told_what_to_look_at(study: Study) -> None:
    consensus = make.agreed(study.talk, study.ana)
    make.coding("The chief", study.fear, study.ana, study.talk, consensus)
    make.coding("Training", study.fear, study.ben, study.talk, consensus)
    study.code("The chief", study.fear, study.ben)
    ana, ben = training(study.project, study.ana, study.round)
    assert [str(each.coder) for each in (ana, ben)] == ["Ana", "Ben"]
    line = next(line for line in ben.agreement.lines if line.name == "Fear")
    assert line.counts == (1, 0, 1, 2)
    assert line.feedback == "overlooked: read when it applies"
    assert "no reliability" in ben.agreement.caution


def test_without_a_consensus_nobody_is_measured_by_it(study: Study) -> None:
    assert training(study.project, study.ana, study.round) == []


def test_a_consensus_that_is_decided_half_way_is_none_yet(study: Study) -> None:
    consensus = make.agreed(study.talk, study.ana)
    make.coding("The chief", study.fear, study.ana, study.talk, consensus)
    assert training(study.project, study.ana, study.round)
    Reading.objects.filter(layer=consensus).update(state=Reading.State.IN_PROGRESS)
    assert training(study.project, study.ana, study.round) == []


def test_a_consensus_without_any_code_is_one(study: Study) -> None:
    make.agreed(study.talk, study.ana)
    study.code("The chief", study.fear, study.ben)
    ana, ben = training(study.project, study.ana, study.round)
    assert ana.agreement.places == 0
    assert ben.agreement.places == 1


def test_a_consensus_on_another_text_than_the_round_had_measures_nobody(study: Study) -> None:
    make.agreed(study.talk, study.ana)
    study.talk.current = Revision.objects.create(
        transcript=study.talk, number=2, text="P07: Gone.", length=10
    )
    study.talk.save()
    assert training(study.project, study.ana, study.round) == []


def test_a_blind_round_gives_others_nothing_before_the_reveal(study: Study) -> None:
    Round.objects.filter(pk=study.round.pk).update(revealed=None)
    study.code("The chief", study.fear, study.ben)
    ground = of_round(study.round, study.ana)
    assert [str(judge) for judge in ground.judges] == ["Ana"]
    assert planned(study.project, study.ana, study.round) is None


def test_the_number_of_queries_does_not_grow_with_a_round() -> None:
    def asked(study: Study, *more: str) -> int:
        for name in more:
            keep(make.code(name, study.project), study.project.editions.get())
        study.compared()
        with CaptureQueriesContext(connection) as queries:
            compared = study.compared()
            quoted_places(compared, places(compared, Which()))
        return len(queries)

    assert asked(Study()) == asked(Study("cem", "dee"), "Hope", "Work") <= 15
