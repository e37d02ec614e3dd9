from io import BytesIO

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from coding.analysis.agreement.values import Reason, Value
from coding.comparing.asked import Judge, Wish
from coding.comparing.compared import Compared, compare_coders
from coding.comparing.ground import open_work
from coding.comparing.passages import Which, places, quoted_places
from coding.exports.agreement_tables import codes_table, passages_table
from coding.exports.comparison import KIND, make_pdf
from coding.forms.comparison import ComparisonForm
from coding.models import Layer, Round
from coding.reports.columns import heads, in_order
from coding.reports.comparison import Agreement
from coding.reports.intervals import figure, reason
from coding.reports.lines import Line
from coding.reports.passages import Passage
from interviews.models import Participant
from interviews.models.participants import Consent
from projects import jobs
from projects.models import User
from projects.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db

TALK = "\n".join(
    (
        "Interviewer: Who?",
        "{0}: The chief.",
        "{0}: Training.",
        "Interviewer: So?",
        "{0}: I left.",
        "{0}: Yes.",
    )
)


class Study:
    """Three coders; a transcript of four participant's turns that Ana and Ben completed."""

    def __init__(self) -> None:
        self.ana, self.ben, self.cem = make.user("ana"), make.user("ben"), make.user("cem")
        self.project = make.project(self.ana, self.ben, self.cem)
        self.org = make.code("Organisation", self.project)
        self.chiefs = make.code("Chiefs", self.project, self.org)
        self.training = make.code("Training", self.project, self.org, position=1)
        self.fear = make.code("Fear", self.project, position=1)
        self.person = make.participant(self.project, "P07")
        self.talk = make.transcript(TALK.format("P07"), self.project, self.person, title="First")
        make.complete(self.talk, self.ana, self.ben)

    def compared(self, *coders: User) -> Compared:
        known = open_work(self.project, self.ana)
        chosen = self.judges(*(coders or (self.ana, self.ben)))
        return compare_coders(self.project, self.ana, Wish(chosen, frozenset(known.titles)), known)

    def judges(self, *coders: User) -> tuple[Judge, ...]:
        layer = Layer.objects.open_work(self.project)
        return tuple(Judge.of(coder, layer.pk) for coder in coders)

    def passages(self) -> list[Passage]:
        compared = self.compared()
        return quoted_places(compared, places(compared, Which()))

    def agreement(self, *coders: User) -> Agreement:
        return self.compared(*coders).agreement

    def line(self, name: str, *coders: User) -> Line:
        return next(line for line in self.agreement(*coders).lines if line.name == name)


@pytest.fixture
def study() -> Study:
    return Study()


def test_the_four_counts_and_every_coefficient_by_hand(study: Study) -> None:
    for words in ("The chief", "Training", "I left"):
        make.coding(words, study.fear, study.ana, study.talk)
    for words in ("Training", "I left", "Yes"):
        make.coding(words, study.fear, study.ben, study.talk)
    line = study.line("Fear")
    assert line.counts == (2, 1, 1, 0)
    assert line.percent == "50.0"
    # By chance 3/4 * 3/4 + 1/4 * 1/4 = 10/16: (8/16 - 10/16) / (6/16) = -1/3.
    assert line.kappa == "−0.33"
    # 6 yes, 2 no of 8: 1 - (4 / 8) / (2 * 6 * 2 / (8 * 7)) = 1 - 28/24.
    assert line.alpha == "−0.17"
    assert line.presence == "0.67"
    assert study.agreement().comparison.total == 4


def test_the_interviewers_turns_are_left_out(study: Study) -> None:
    make.coding("Who?", study.fear, study.ana, study.talk)
    assert study.line("Fear").counts == (0, 0, 0, 4)
    assert "4 turns; the interviewer’s turns are left out" in study.agreement().basis


def test_only_what_two_of_them_completed_is_compared_and_the_rest_named(study: Study) -> None:
    second = make.transcript(TALK.format("P07"), study.project, study.person, title="Second")
    third = make.transcript(TALK.format("P07"), study.project, study.person, title="Third")
    make.transcript(TALK.format("P07"), study.project, study.person, title="Fourth")
    make.complete(second, study.ana)
    make.coding("The chief", study.fear, study.ben, second)
    agreement = study.agreement()
    assert [source.title for source in agreement.compared] == ["First"]
    assert (
        agreement.left_out == "Left out, completed by none of them: Fourth; Third. "
        "Left out, completed by Ana alone: Second."
    )
    assert agreement.differences == ()
    assert third.pk in {source.pk for source in agreement.excluded}


def test_a_theme_joins_its_codes_and_stands_apart(study: Study) -> None:
    make.coding("The chief", study.chiefs, study.ana, study.talk)
    make.coding("The chief", study.training, study.ben, study.talk)
    agreement = study.agreement()
    assert [(line.name, line.is_theme) for line in agreement.lines] == [
        *(("Organisation", True), ("Chiefs", False), ("Training", False), ("Fear", False)),
    ]
    assert study.line("Organisation").counts == (1, 0, 0, 3)
    assert study.line("Chiefs").counts == (0, 1, 0, 3)
    assert [len(agreement.codes), len(agreement.used), agreement.places] == [3, 2, 1]
    # The codes alone, so that the theme's agreement does not flatter: both disagree wholly.
    assert agreement.comparison.pooled.number == pytest.approx(1 - 1 / (2 * 1 * 7 / (8 * 7) / (2 / 8)))


def test_a_theme_applied_itself_has_a_row_of_its_own(study: Study) -> None:
    make.coding("The chief", study.org, study.ana, study.talk)
    assert study.line("Organisation, applied itself").counts == (0, 1, 0, 3)


def test_what_cannot_be_calculated_is_said_in_words(study: Study) -> None:
    line = study.line("Fear")
    assert (line.alpha, line.kappa, line.presence) == ("–", "–", "–")
    assert line.problem == "not calculable: nobody used it"
    for words in ("The chief.", "Training.", "I left.", "Yes."):
        make.coding(words, study.fear, study.ana, study.talk)
        make.coding(words, study.fear, study.ben, study.talk)
    assert study.line("Fear").problem == "not calculable: everybody used it everywhere"
    assert study.agreement().pooled_problem == "nobody, or everybody everywhere, used it"


def test_a_number_has_two_decimals_and_a_true_minus() -> None:
    assert [figure(Value(number)) for number in (0.006, -0.001, -0.129, 1)] == [
        "0.01",
        "0.00",
        "−0.13",
        "1.00",
    ]
    assert figure(Value(None, Reason.ONE_CODER)) == "–"
    assert [reason(Value(None, why)) for why in Reason] == [
        "only one coder",
        "no transcript was completed by two of them",
        "too few units",
        "nobody, or everybody everywhere, used it",
        "used in too few places",
    ]


def test_three_coders_have_counts_by_how_many_and_pairs(study: Study) -> None:
    make.complete(study.talk, study.cem)
    for coder, words in ((study.ana, "The chief"), (study.ben, "The chief"), (study.cem, "Training")):
        make.coding(words, study.fear, coder, study.talk)
    agreement = study.agreement(study.ana, study.ben, study.cem)
    line = study.line("Fear", study.ana, study.ben, study.cem)
    assert agreement.count_names == ("by all 3", "by 2", "by 1", "by none")
    assert line.counts == (0, 1, 1, 2)
    assert line.pairs == (("1.00", 1), ("−0.33", 0), ("−0.33", 0))
    assert line.kappa == "0.11"
    assert agreement.title == "Agreement of Ana, Ben and Cem"


def two_codes(study: Study) -> None:
    """Fear: both once; Chiefs: Ana alone once; of four turns."""
    for coder in (study.ana, study.ben):
        make.coding("The chief", study.fear, coder, study.talk)
    make.coding("Training", study.chiefs, study.ana, study.talk)


def test_all_codes_together_are_pooled_over_those_in_use(study: Study) -> None:
    two_codes(study)
    total = study.agreement().total
    assert total is not None
    assert total.counts == (1, 1, 0, 6)
    # Seven of eight judgements; F1 is 2 / 3.
    assert (total.percent, total.presence) == ("87.5", "0.67")
    # Observed 1 and .75; Cohen expects 10 / 16 and .75. Alpha: 1 - .25 / (24 / 56 + 14 / 56).
    assert total.figures[0] == "0.60"
    assert total.alpha == "0.63"
    assert total.shares == ["25.0", "12.5"]
    assert total.planned("cohen_kappa") == "0.60"


def test_where_nobody_used_any_code_there_is_nothing_to_pool(study: Study) -> None:
    assert study.agreement().total is None


def test_the_table_of_a_file_ends_with_all_codes_and_has_the_chances_of_failure(study: Study) -> None:
    two_codes(study)
    header, rows = codes_table(study.agreement())
    *_codes, last = (dict(zip(header, row, strict=True)) for row in rows)
    assert (last["Code"], last["Level"]) == ("all codes together", "pooled over codes in use")
    assert (last["Cohen’s kappa"], last["Percent agreement"]) == (0.6, 87.5)
    assert (last["Marked by 0"], last["Marked by 1"], last["Marked by 2"]) == (6, 1, 1)
    assert (last["Ana / Ben: both"], last["Ana / Ben: kappa"]) == (1, 0.6)
    assert last["Brennan–Prediger"] == 0.75
    assert last["Chance of alpha below .667, %"] == ""


def test_the_chances_of_failure_stand_in_the_file_where_there_is_an_interval(study: Study) -> None:
    for number in range(5):
        talk = make.transcript(TALK.format("P07"), study.project, study.person, title=f"Talk {number}")
        make.complete(talk, study.ana, study.ben)
        make.coding("The chief", study.fear, study.ana, talk)
        make.coding("The chief" if number else "Training", study.fear, study.ben, talk)
    header, rows = codes_table(study.agreement())
    (fear,) = [row for each in rows if (row := dict(zip(header, each, strict=True)))["Code"] == "Fear"]
    interval = study.line("Fear").row.alpha_interval
    assert fear["Chance of alpha below .667, %"] == pytest.approx(100 * (interval.below_tentative or 0))
    chances = [float(str(fear[f"Chance of alpha below {limit}, %"])) for limit in (".667", ".800")]
    assert 0 < chances[0] < chances[1] < 100


def test_counts_of_all_codes_open_the_places_that_they_count(study: Study) -> None:
    two_codes(study)
    compared = study.compared()
    (both,) = places(compared, Which(times=2))
    (alone,) = places(compared, Which(by=frozenset({compared.agreement.coders[0].pk})))
    assert [each.code for each in both.codes] == [study.fear.pk]
    assert [each.code for each in alone.codes] == [study.chiefs.pk]


def test_coders_with_the_same_initials_are_named_in_full(study: Study) -> None:
    study.ben.name = "Amy"
    study.ben.save()
    agreement = study.agreement(study.ana, User.objects.get(pk=study.ben.pk))
    assert agreement.count_names == ("both", "Ana only", "Amy only", "neither")


def test_rare_codes_are_marked(study: Study) -> None:
    make.coding("The chief", study.fear, study.ana, study.talk)
    make.coding("The chief", study.fear, study.ben, study.talk)
    assert not study.line("Fear").is_rare
    long = "\n".join(f"P07: Turn {number}." for number in range(20))
    make.complete(make.transcript(long, study.project, study.person, title="Long"), study.ana, study.ben)
    assert study.line("Fear").prevalence == pytest.approx(2 / 48)
    assert study.line("Fear").is_rare


def test_the_same_code_on_other_words_is_counted(study: Study) -> None:
    make.coding("The", study.fear, study.ana, study.talk)
    make.coding("chief", study.fear, study.ben, study.talk)
    make.coding("Training", study.fear, study.ana, study.talk)
    make.coding("Training", study.fear, study.ben, study.talk)
    agreement = study.agreement()
    assert (agreement.without_word, agreement.both) == (1, 2)


def test_a_differing_turn_says_who_marked_what(study: Study) -> None:
    make.coding("The chief", study.chiefs, study.ana, study.talk)
    make.coding("chief", study.fear, study.ben, study.talk)
    (turn,) = study.passages()
    ana, ben = study.judges(study.ana, study.ben)
    text = study.talk.current.text if study.talk.current else ""
    assert turn.citation == "P07:T2"
    assert text[turn.span.start : turn.span.end].strip() == "The chief."
    assert turn.at == f"{turn.span.start}-{turn.span.end}"
    assert [(each.node.code.name, each.used_by, each.not_used_by) for each in turn.codes] == [
        ("Chiefs", (ana,), (ben,)),
        ("Fear", (ben,), (ana,)),
    ]
    assert [each.marked[0].words for each in turn.codes] == ["The chief", "chief"]
    compared = study.compared()
    assert len(places(compared, Which(study.fear.pk))) == 1
    assert places(compared, Which(study.org.pk)) == []


def test_words_that_may_not_be_quoted_are_withheld(study: Study) -> None:
    make.coding("The chief", study.fear, study.ana, study.talk)
    Participant.objects.filter(pk=study.person.pk).update(consent=Consent.NO_QUOTES)
    (turn,) = study.passages()
    assert (turn.is_silent, turn.codes[0].marked) == (True, ())
    (row,) = passages_table(study.compared()).rows
    assert row[-2:] == ["[not to be quoted]", ""]


def test_turns_of_who_withdrew_are_no_units(study: Study) -> None:
    other = make.participant(study.project, "P08")
    talk = make.transcript("P07: One.\nP08: Two.", study.project, study.person, other, title="Joint")
    make.complete(talk, study.ana, study.ben)
    assert study.agreement().comparison.total == 6
    Participant.objects.filter(pk=study.person.pk).update(consent=Consent.WITHDRAWN)
    assert study.agreement().comparison.total == 1


def test_readings_and_codings_of_rounds_are_not_compared(study: Study) -> None:
    round_ = Round.objects.create(project=study.project, name="one", edition=study.project.editions.get())
    layer = Layer.objects.create(project=study.project, kind=Layer.Kind.ROUND, round=round_, coder=study.ben)
    make.coding("The chief", study.fear, study.ben, study.talk, layer)
    assert study.line("Fear").counts == (0, 0, 0, 4)


def form(study: Study, query: str = "") -> ComparisonForm:
    return ComparisonForm(QueryDict(query), open_work(study.project, study.ana))


def test_at_first_the_two_who_share_most_are_chosen(study: Study) -> None:
    for title in ("Second", "Third"):
        talk = make.transcript(TALK.format("P07"), study.project, study.person, title=title)
        make.complete(talk, study.ben, study.cem)
    assert form(study).wish.judges == study.judges(study.ben, study.cem)
    assert form(study).summary == "2 of 2"
    assert form(study, f"coders={study.ana.pk}").needs_another


def test_ticks_for_other_coders_are_forgotten(study: Study) -> None:
    second = make.transcript(TALK.format("P07"), study.project, study.person, title="Second")
    make.complete(second, study.ana, study.ben, study.cem)
    pair = f"coders={study.ana.pk}&coders={study.ben.pk}&transcripts={second.pk}"
    assert form(study, f"{pair}&for={study.ana.pk},{study.ben.pk}").wish.transcripts == {second.pk}
    assert form(study, f"{pair}&for={study.ana.pk},{study.cem.pk}").wish.transcripts == {
        *(study.talk.pk, second.pk),
    }


def test_nonsense_in_the_address_is_ignored(study: Study) -> None:
    asked = form(study, "coders=x&transcripts=9&sort=name&code=x")
    assert (asked.sort, asked.code, asked.wish) == ("", None, form(study).wish)


def test_codes_sort_by_a_column_with_the_missing_last(study: Study) -> None:
    for words in ("The chief", "Training"):
        make.coding(words, study.fear, study.ana, study.talk)
    for coder in (study.ana, study.ben):
        make.coding("I left", study.chiefs, coder, study.talk)
    codes = study.agreement().codes
    assert [line.name for line in in_order(codes, "-alpha")] == ["Chiefs", "Fear", "Training"]
    assert [line.name for line in in_order(codes, "alpha")] == ["Fear", "Chiefs", "Training"]
    assert in_order(codes, "-count-0")[0].name == "Chiefs"
    assert in_order(codes, "-differ")[0].name == "Fear"


def test_a_sorted_column_says_so_and_turns_round(study: Study) -> None:
    columns = {head.label: head for head in heads(study.agreement(), "alpha")}
    assert (columns["α"].direction, columns["α"].sort) == ("ascending", "-alpha")
    assert (columns["presence (F1)"].direction, columns["presence (F1)"].sort) == ("", "presence")


def test_the_number_of_queries_does_not_grow(study: Study) -> None:
    make.coding("The chief", study.fear, study.ana, study.talk)

    def everything() -> None:
        study.passages()

    everything()  # reads what is remembered until the next event
    with CaptureQueriesContext(connection) as few:
        everything()
    for number in range(5):
        talk = make.transcript(TALK.format("P07"), study.project, study.person, title=f"More {number}")
        make.complete(talk, study.ana, study.ben)
        make.coding("Training", study.fear, study.ben, talk)
        make.code(f"More {number}", study.project, study.org)
    everything()
    with CaptureQueriesContext(connection) as many:
        everything()
    assert len(many) == len(few) <= 15


def test_the_codes_as_csv(study: Study) -> None:
    make.coding("The chief", study.fear, study.ana, study.talk)
    table = codes_table(study.agreement())
    rows = {row[0]: dict(zip(table.header, row, strict=True)) for row in table.rows}
    assert rows["Fear"]["Ana / Ben: first only"] == 1
    assert rows["Fear"]["Percent agreement"] == 75
    assert rows["Fear"]["Cohen’s kappa"] == 0
    assert rows["Organisation"]["Level"] == "theme with its codes"
    assert rows["Organisation › Chiefs"]["No alpha because"] == "not calculable: nobody used it"


def test_the_passages_as_csv(study: Study) -> None:
    make.coding("The chief", study.chiefs, study.ana, study.talk)
    table = passages_table(study.compared())
    (row,) = table.rows
    assert row[:2] == ["First", "P07:T2"]
    assert row[4:] == ["Organisation › Chiefs", "Ana", "Ben", "The chief", ""]


def pages(study: Study) -> list[str]:
    job = make.job(study.project, study.ana, KIND, wishes={"query": ""})
    result = make_pdf(job, jobs.Progress(job))
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(result.content)).pages]


def test_the_pdf_prints_method_table_gaps_and_passages(study: Study) -> None:
    make.coding("The chief", study.chiefs, study.ana, study.talk)
    make.transcript(TALK.format("P07"), study.project, study.person, title="Second")
    printed = pages(study)
    whole = " ".join(printed)
    for said in (
        *(
            "Agreement of Ana and Ben",
            "Left out, completed by none of them: Second.",
            "half (threshold 0.5)",
            "edition 1",
        ),
        *("Krippendorff, K. (2019)", "Cohen, J. (1960)", "Hripcsak", "4 turns"),
        *(
            "nobody used them: 2 codes, which",
            "P07:T2",
            "Ana used it, Ben did not",
            "1 difference in 1 turn",
        ),
    ):
        assert said in whole
    assert [f"{n} / {len(printed)}" in page for n, page in enumerate(printed, start=1)] == [True] * len(
        printed
    )


def test_the_pdf_leaves_out_what_may_not_be_quoted(study: Study) -> None:
    make.coding("The chief", study.fear, study.ana, study.talk)
    Participant.objects.filter(pk=study.person.pk).update(consent=Consent.NO_QUOTES)
    whole = " ".join(pages(study))
    assert "The words of 1 place are left out" in whole
    assert "The chief" not in whole


def test_without_two_who_completed_the_same_there_is_no_pdf(study: Study) -> None:
    study.talk.readings.filter(coder=study.ben).delete()
    with pytest.raises(Refused):
        pages(study)


def test_codings_of_a_search_are_no_reading_and_left_out_and_said(study: Study) -> None:
    make.coding("The chief", study.chiefs, study.ana, study.talk)
    make.coding("The chief", study.chiefs, study.ben, study.talk)
    before = study.line("Chiefs").row.table
    for words in ("Training", "I left"):
        coding = make.coding(words, study.chiefs, study.ben, study.talk)
        coding.is_auto = True
        coding.save()
    agreement = study.agreement()
    assert study.line("Chiefs").row.table == before
    assert before is not None
    assert tuple(before) == (1, 0, 0, 3)
    assert agreement.left_out.endswith(
        "Left out too: 2 codings that were made from a search and not by reading."
    )
    page = make.browser(study.ana).get(f"/{study.project.slug}/comparison/").content.decode()
    assert "2 codings that were made from a search" in page
