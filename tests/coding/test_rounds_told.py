"""What is said of a round that did not go as planned, or was not as blind as it sounds."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from coding.comparing.compared import compare_coders
from coding.comparing.ground import of_round
from coding.comparing.resolved import resolved_in
from coding.forms.comparison import ComparisonForm
from coding.models import Coding, Layer, Reading
from coding.reports.methods import Methods, Plan
from coding.rounds.departures import departures_of
from coding.rounds.readable import names_of, readable_in
from interviews.models import Transcript
from interviews.withdrawal import delete, withdraw
from projects.models import Job, Membership, Role, User
from tests import make

pytestmark = pytest.mark.django_db

TALK = "Interviewer: Why?\n{0}: Because of the chief.\n{0}: I stopped.\n{0}: Then I left."


class Study:
    """Ana, Ben and Cleo coded three interviews of six in a round; Olga owns the study."""

    def __init__(self) -> None:
        self.olga = make.user("olga")
        self.ana, self.ben, self.cleo = (make.user(name) for name in ("ana", "ben", "cleo"))
        self.coders = self.ana, self.ben, self.cleo
        self.project = make.project(self.olga, *self.coders)
        self.fear = make.code("Fear", self.project)
        self.fear.revisions.create(edition=self.project.editions.get(), name="Fear")
        self.people = [make.participant(self.project, code) for code in ("P01", "P02", "P03")]
        self.talks = [
            make.transcript(TALK.format(person), self.project, person, title=f"Talk {person}")
            for person in self.people
        ]
        self.round = make.finished_round(
            self.project,
            self.coders,
            tuple(self.talks),
            sampling={"way": "random", "of": 6, "study": 12, "drawn": 3},
            seed=7,
        )

    def unfinished(self, coder: User, *talks: Transcript) -> None:
        readings = Reading.objects.filter(coder=coder, layer__round=self.round)
        (readings.filter(transcript__in=talks) if talks else readings).delete()

    def gone(self, coder: User) -> None:
        Membership.objects.filter(user=coder).delete()

    def methods(self) -> Methods:
        self.round.refresh_from_db()
        ground = of_round(self.round, self.olga)
        wish = ComparisonForm(QueryDict(), ground, self.round).wish
        compared = compare_coders(self.project, self.olga, wish, ground)
        return Methods(Plan(self.round, ground), compared.agreement, resolved_in(self.round))


@pytest.fixture
def study() -> Study:
    return Study()


def test_of_a_round_that_went_as_planned_nothing_is_said(study: Study) -> None:
    assert departures_of(study.round).sentence == ""
    told = study.methods()
    assert "coded 3 of the study’s 12 transcripts, drawn at random, 3 of 6, number 7," in told.paragraph
    assert dict(told.terms)["Standing"] == "as planned"
    assert "Planned and actual" not in dict(told.terms)


def test_who_left_and_what_was_withdrawn_is_in_paragraph_and_terms(study: Study) -> None:
    study.unfinished(study.cleo)
    study.gone(study.cleo)
    withdraw(study.people[2], study.olga)
    said = (
        "Planned were 3 coders on 3 transcripts; used are the readings of 2 coders on 2 transcripts: "
        "Cleo (no longer a coder in this study) completed 0 of 2; "
        "1 transcript was withdrawn with its participant."
    )
    told = study.methods()
    assert told.plan.departures == said
    assert said in told.paragraph
    assert (
        "2 coders (Ana, Ben) coded 2 transcripts (planned were 3 of the study’s 12 transcripts, drawn at "
        "random, 3 of 6, number 7), in a round"
    ) in told.paragraph
    assert dict(told.terms)["Planned and actual"] == said
    assert dict(told.terms)["Standing"] == "as planned in rule and measure, on less than was planned"


def test_what_was_deleted_and_what_one_alone_completed_is_told_apart(study: Study) -> None:
    delete(study.talks[0], study.olga)
    study.unfinished(study.ben, study.talks[1])
    study.unfinished(study.cleo, study.talks[1])
    study.round.refresh_from_db()
    assert departures_of(study.round).sentence == (
        "Planned were 3 coders on 3 transcripts; used are the readings of 3 coders on 1 transcript: "
        "Ben completed 1 of 2; Cleo completed 1 of 2; 1 transcript was deleted; "
        "1 transcript was completed by fewer than two coders."
    )


def test_where_nobody_counted_why_both_reasons_are_named(study: Study) -> None:
    study.round.transcripts.filter(revision__transcript=study.talks[0]).delete()
    assert departures_of(study.round).gone_told == "1 transcript was withdrawn or deleted"


def test_one_coder_is_enough_where_a_coder_is_compared_with_themselves(study: Study) -> None:
    study.round.purpose = "stability"
    study.unfinished(study.ben)
    study.unfinished(study.cleo)
    study.unfinished(study.ana, study.talks[0])
    assert departures_of(study.round).sentence.endswith("1 transcript was completed by nobody.")


def test_open_codings_of_others_are_readable_in_a_blind_round(study: Study) -> None:
    study.round.closed = study.round.revealed = timezone.now() + timedelta(hours=1)
    study.round.save()
    assert readable_in(study.round).sentence == ""
    make.coding("the chief", study.fear, study.ana, study.talks[0])
    make.coding("I stopped", study.fear, study.olga, study.talks[0])
    assert names_of(readable_in(study.round)) == {study.talks[0].pk: ["Ana", "Olga"]}
    said = (
        "1 of the transcripts had been coded in open work by others before it closed, "
        "which its coders could read"
    )
    told = study.methods()
    assert f"(blind: nobody could see another’s codings in the round before it was closed; {said})" in (
        told.paragraph
    )
    assert said in told.plan.sentence
    assert said in dict(told.terms)["Coders"]


def test_what_was_coded_after_the_close_could_not_be_read(study: Study) -> None:
    make.coding("the chief", study.fear, study.ana, study.talks[0])
    assert readable_in(study.round).sentence == ""


def test_ones_own_open_work_is_nobody_else_s(study: Study) -> None:
    study.round.coders.exclude(coder=study.ana).delete()
    study.round.closed = None
    make.coding("the chief", study.fear, study.ana, study.talks[0])
    assert readable_in(study.round).sentence == ""
    make.coding("the chief", study.fear, study.ben, study.talks[0])
    assert readable_in(study.round).sentence == (
        "1 of the transcripts has been coded in open work by others, which its coders can read"
    )


def test_a_round_that_is_shown_and_the_consensus_count_and_a_blind_one_does_not(study: Study) -> None:
    other = make.running_round(study.project, study.coders, (study.talks[1],), "Other")
    study.round.closed = None
    make.coding("the chief", study.fear, study.ben, study.talks[1], make.round_layer(other, study.ben))
    assert readable_in(study.round).sentence == ""
    other.closed = other.revealed = timezone.now()
    other.save()
    consensus = Layer.objects.create(project=study.project, kind=Layer.Kind.CONSENSUS)
    make.coding("the chief", study.fear, study.olga, study.talks[2], consensus)
    assert readable_in(study.round).sentence == (
        "2 of the transcripts have been coded in another round or the consensus by others, which its coders "
        "can read"
    )


def page(study: Study, who: User) -> str:
    html = make.browser(who).get(f"/{study.project.slug}/rounds/{study.round.pk}/").content.decode()
    return " ".join(html.split())


def running(study: Study) -> None:
    study.round.closed = study.round.revealed = None
    study.round.save()
    study.round.layers.update(closed=None)


def test_the_page_of_a_closed_round_tells_planned_and_actual_and_how_blind_it_was(study: Study) -> None:
    assert "Planned were" not in page(study, study.ana)
    study.unfinished(study.cleo)
    make.coding("the chief", study.fear, study.ana, study.talks[0])
    Coding.objects.update(made=timezone.now() - timedelta(hours=1))
    html = page(study, study.ana)
    assert "used are the readings of 2 coders on 3 transcripts: Cleo completed 0 of 3." in html
    assert "in the round before it was closed; 1 of the transcripts had been coded in open work" in html


def test_a_coder_who_left_is_named_where_the_round_waits_and_an_owner_is_led_to_its_end(study: Study) -> None:
    running(study)
    study.unfinished(study.cleo)
    study.gone(study.cleo)
    said = "Cleo is no longer a coder in this study and has not completed this round"
    owner, coder = page(study, study.olga), page(study, study.ana)
    assert said in owner
    assert said in coder
    assert "Once the others are done, close it" in owner
    assert "An owner of the study can close it once the others are done" in coder
    assert "closes by itself when" not in coder
    assert owner.count("/close/") == coder.count("/close/") + 2


def test_a_coder_who_became_a_reader_is_none_any_more(study: Study) -> None:
    running(study)
    study.unfinished(study.cleo)
    Membership.objects.filter(user=study.cleo).update(role=Role.READER)
    assert "Cleo is no longer a coder" in page(study, study.ana)


def test_who_left_after_completing_keeps_nobody_waiting(study: Study) -> None:
    running(study)
    study.unfinished(study.ben)
    study.gone(study.cleo)
    assert "no longer a coder" not in page(study, study.ana)


def test_of_a_running_round_without_transcripts_it_is_said_that_nothing_is_left(study: Study) -> None:
    running(study)
    for talk in study.talks:
        delete(talk, study.olga)
    assert "nothing is left to code in it. Close it, so that the codebook can change" in page(
        study, study.olga
    )
    assert "An owner of the study can close it." in page(study, study.ana)
    assert "All that is left of the round is complete" not in page(study, study.ana)


def test_the_running_page_and_the_workspace_say_what_can_be_read_of_others(study: Study) -> None:
    running(study)
    study.unfinished(study.ana)
    line = f"/{study.project.slug}/transcripts/{study.talks[0].pk}/code/?round={study.round.pk}"
    said = "Others have coded this transcript elsewhere"
    make.coding("the chief", study.fear, study.ana, study.talks[0])
    assert said not in make.browser(study.ana).get(line).content.decode()
    assert said in make.browser(study.ben).get(line).content.decode()
    html = page(study, study.ana)
    assert "But 1 of the transcripts has been coded in open work by others, which its coders can read" in html


def test_a_round_without_a_comparison_starts_no_report_and_says_why(study: Study) -> None:
    study.unfinished(study.ben)
    study.unfinished(study.cleo)
    url = f"/{study.project.slug}/rounds/{study.round.pk}/"
    answer = make.browser(study.olga).post(f"{url}report/", {"format": "pdf"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{url}agreement/"
    assert "no transcript of this round was completed by two coders" in answer.content.decode()
    assert not Job.objects.exists()


@pytest.mark.parametrize("way", ["delete", "withdraw"])
def test_before_an_interview_goes_its_rounds_are_named_with_what_is_left(study: Study, way: str) -> None:
    make.running_round(study.project, study.coders, (study.talks[0],), "Again")
    make.running_round(study.project, study.coders, (study.talks[1],), "Elsewhere")
    of = {
        "delete": f"transcripts/{study.talks[0].pk}/delete/",
        "withdraw": f"participants/{study.people[0].pk}/withdraw/",
    }
    html = make.browser(study.olga).get(f"/{study.project.slug}/{of[way]}").content.decode()
    html = " ".join(html.split())
    assert "Round 1</a>, closed" in html
    assert "2 transcripts are left in it." in html
    assert "Again</a>, still running: no transcript is left in it." in html
    assert "Elsewhere" not in html


def test_where_no_round_has_the_interview_nothing_is_said_of_rounds(study: Study) -> None:
    study.round.transcripts.all().delete()
    html = make.browser(study.olga).get(f"/{study.project.slug}/transcripts/{study.talks[0].pk}/delete/")
    assert "Rounds lose" not in html.content.decode()


def test_the_paragraph_names_the_floor_that_the_verdicts_have(study: Study) -> None:
    talks = tuple(
        make.transcript(TALK.format("P01"), study.project, study.people[0], title=f"More {number}")
        for number in range(5)
    )
    study.round = make.finished_round(study.project, study.coders, talks, "Round 2")
    for talk in talks[:4]:
        make.coding("the chief", study.fear, study.ana, talk, make.round_layer(study.round, study.ana))
        make.coding("the chief", study.fear, study.ben, talk, make.round_layer(study.round, study.ben))
    told = study.methods().paragraph
    assert (
        "a code used in fewer than 5 units was not judged, one in fewer than 8 at most tentatively." in told
    )
    assert "1 had too few uses to judge (in fewer than 5 units)" in told
