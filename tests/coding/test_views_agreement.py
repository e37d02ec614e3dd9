import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks as OnCommit

from coding.comparing import ground
from coding.models import Reading, Round
from interviews.models.participants import Consent
from projects.models import Access, Job, Project, Role
from tests import make

pytestmark = pytest.mark.django_db

TALK = "Interviewer: Why not?\nP07: Because of the chief.\nP07: I stopped.\nP07: Then I left."
PAGES = [
    "round_agreement",
    "round_passages",
    "round_agreement_csv",
    "round_further",
    "round_over_time",
    "round_side_by_side",
]


class Study:
    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project: Project = make.project(self.ana, self.ben)
        self.theme = make.code("Organisation", self.project)
        self.code = make.code("Chiefs", self.project, self.theme)
        self.fear = make.code("Fear", self.project, position=1)
        for code in (self.theme, self.code, self.fear):
            code.revisions.create(edition=self.project.editions.get(), name=code.name, parent=code.parent)
        self.person = make.participant(self.project, "P07")
        self.talk = make.transcript(TALK, self.project, self.person)
        self.round = make.finished_round(
            self.project,
            (self.ana, self.ben),
            (self.talk,),
            sampling={"way": "random", "of": 4, "study": 4, "drawn": 1},
            seed=7,
        )
        self.mark("the chief", self.code, self.ana)
        self.client = make.browser(self.ana)

    def mark(self, words: str, code: object, by: object) -> None:
        make.coding(words, code, by, self.talk, make.round_layer(self.round, by))  # type: ignore[arg-type]

    def url(self, name: str = "round_agreement", query: str = "") -> str:
        more = [self.talk.pk] if name == "round_side_by_side" else []
        return f"{reverse(name, args=[self.project.slug, self.round.pk, *more])}?{query}"

    def page(self, name: str = "round_agreement", query: str = "") -> str:
        response = self.client.get(self.url(name, query))
        assert response.status_code == 200
        body = b"".join(response) if response.streaming else response.content
        return body.decode("utf-8-sig")


@pytest.fixture
def study() -> Study:
    return Study()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", Role.values)
def test_every_member_may_look_after_the_reveal(study: Study, name: str, role: str) -> None:
    client = make.browser(make.member(study.project, Role(role)))
    assert client.get(study.url(name)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_finds_nothing(study: Study, name: str) -> None:
    assert make.browser(make.user("zoe")).get(study.url(name)).status_code == 404
    assert Client().get(study.url(name)).status_code == 302


@pytest.mark.parametrize("name", PAGES)
def test_a_round_of_another_study_is_not_there(study: Study, name: str) -> None:
    other = make.project(study.ana)
    more = [study.talk.pk] if name == "round_side_by_side" else []
    url = reverse(name, args=[other.slug, study.round.pk, *more])
    assert study.client.get(url).status_code == 404


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("blind", [True, False])
def test_before_the_reveal_there_is_no_number_and_it_is_said_when(
    study: Study, name: str, blind: bool
) -> None:
    Round.objects.filter(pk=study.round.pk).update(revealed=None, is_blind=blind)
    page = study.client.get(study.url(name), follow=True).content.decode()
    assert "when it is closed" in page
    assert "the chief" not in page
    assert "α" not in page


def test_the_page_ends_its_tables_with_all_codes_together(study: Study) -> None:
    page = study.page()
    assert page.count("all codes together") == 2
    row = page.split("all codes together")[1].split("</tr>")[0]
    assert f'by={study.ana.pk}">1</a>' in row


@pytest.mark.parametrize(
    ("coefficient", "name", "full"),
    [("cohen_kappa", "κ", "Cohen’s kappa"), ("gwet_ac1", "AC1", "Gwet’s AC1")],
)
def test_the_coefficient_that_was_planned_is_pooled_too(
    study: Study, coefficient: str, name: str, full: str
) -> None:
    Round.objects.filter(pk=study.round.pk).update(coefficient=coefficient)
    page = study.page()
    assert f"pooled {name}, the coefficient that was planned" in page
    assert f"The coefficient that was planned, {full}, was" in page
    assert f"Fixed beforehand was {full}: any other coefficient" in page


def test_numbers_beside_the_consensus_open_their_passages_and_the_two_side_by_side(study: Study) -> None:
    consensus = make.agreed(study.talk, study.ana)
    make.coding("I stopped", study.fear, study.ana, study.talk, consensus)
    asked = f"beside=taught&coders={study.ana.pk}&coders=0"
    assert asked.replace("&", "&amp;") in study.page("round_over_time")
    page = study.page("round_passages", asked)
    assert "A coder beside the consensus on 1 transcript" in page
    assert "no reliability" in page
    assert "P07:T2" in page
    assert "P07:T3" in page
    alone = study.page("round_passages", f"{asked}&code={study.fear.pk}&by=0")
    assert "P07:T3" in alone
    assert "P07:T2" not in alone
    assert "1 difference" not in study.page("round_side_by_side", asked)
    assert "2 differences are shown" in study.page("round_side_by_side", asked)


def test_numbers_beside_an_earlier_round_open_their_passages(study: Study) -> None:
    earlier = make.finished_round(study.project, (study.ana,), (study.talk,), "Before")
    Round.objects.filter(pk=study.round.pk).update(earlier=earlier)
    asked = "beside=again&coders=1&coders=2"
    assert asked.replace("&", "&amp;") in study.page("round_over_time")
    page = study.page("round_passages", asked)
    assert "Ana, Round 1" in page
    over_time = study.page("round_over_time")
    assert "Before only" in over_time
    assert "Before and this round were coded by the same edition of the codebook, 1." in over_time
    assert "this is stability, not agreement between people" in page
    Round.objects.filter(pk=earlier.pk).update(revealed=None, is_blind=True)
    assert "Ana, Before" not in study.page("round_passages", asked)


def test_agreement_is_of_the_round_s_coders_whatever_they_could_be_set_beside(study: Study) -> None:
    make.agreed(study.talk, study.ana)
    page = study.page(query="beside=taught")
    assert "Independent coding on 1 transcript" in page
    assert f"{reverse('round_passages', args=[study.project.slug, study.round.pk])}?beside" not in page


def test_a_round_of_one_coder_leads_to_what_they_are_set_beside(study: Study) -> None:
    alone = make.finished_round(study.project, (study.ana,), (study.talk,), "Training", purpose="training")
    page = study.client.get(reverse("round_agreement", args=[study.project.slug, alone.pk])).content.decode()
    assert "no measure of agreement between people" in page
    assert reverse("round_over_time", args=[study.project.slug, alone.pk]) in page
    assert "Passages that differ" not in page
    url = reverse("round_differences", args=[study.project.slug, alone.pk])
    assert (
        "No transcript of this round was completed by two coders." in study.client.get(url).content.decode()
    )


def test_the_page_tells_plan_numbers_and_a_paragraph_to_paste(study: Study) -> None:
    page = study.page()
    for said in (
        *(
            "Planned on 1 of the study’s 4 transcripts",
            "drawn at random, 1 of 4, number 7",
            "codebook edition 1",
        ),
        *(
            "Unit: 3 turns",
            "no interval: too few units",
            "2 coders (Ana, Ben) coded 1 of the study’s 4 transcripts",
        ),
        "lind: nobody could see another’s codings in the round before it was closed",
    ):
        assert said in page
    assert "Exploratory" not in page


@pytest.mark.parametrize(
    "query",
    ["unit=sentence", "unit=turn&threshold=1", "unit=turn&threshold=0.5&interviewer=on", "unit=character"],
)
def test_what_was_not_planned_is_exploratory(study: Study, query: str) -> None:
    page = study.page(query=query)
    assert "<strong>Exploratory.</strong>" in page
    assert "[Exploratory: these values were not planned.]" in page
    assert study.page("round_agreement_csv", query).splitlines()[1].endswith(",exploratory")


def test_the_plan_asked_for_in_so_many_words_is_not_exploratory(study: Study) -> None:
    assert "Exploratory." not in study.page(query="unit=turn&threshold=0.5")


def test_the_planned_unit_is_the_headline(study: Study) -> None:
    Round.objects.filter(pk=study.round.pk).update(unit="sentence", threshold=1)
    page = study.page()
    assert "Unit: 3 sentences" in page
    assert "all (threshold 1)" in page


def test_a_planned_coefficient_has_a_column_beside_alpha(study: Study) -> None:
    assert "the coefficient that was planned" not in study.page()
    Round.objects.filter(pk=study.round.pk).update(coefficient="gwet_ac1")
    page = study.page(query="sort=gwet_ac1")
    assert "the coefficient that was planned" in page
    # One yes apart of six judgements: 2 of 3 units agree, chance is 2 * 1/6 * 5/6 = .2778: .3889 / .7222.
    assert "<b>0.54</b>" in page


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
def test_a_report_is_a_job_of_whoever_asked(
    study: Study, form: str, django_capture_on_commit_callbacks: OnCommit
) -> None:
    with pytest.MonkeyPatch.context() as patch, django_capture_on_commit_callbacks(execute=True):
        patch.setattr("coding.exports.pdf.render", lambda _html, _progress: b"%PDF")
        study.client.post(study.url("round_report"), {"format": form})
    job = Job.objects.get()
    assert (job.kind, job.owner, job.state) == ("round_report", study.ana, Job.State.DONE)
    assert job.result is not None
    assert job.result.name.endswith(f"round-1-agreement.{form}")
    said = {"pdf": "PDF", "docx": "Word document", "xlsx": "Excel workbook"}[form]
    assert job.title == f"Agreement of Round 1, as {said}"


def test_a_report_needs_a_reveal_a_known_format_and_a_member(study: Study) -> None:
    assert study.client.get(study.url("round_report")).status_code == 405
    assert make.browser(make.user("zoe")).post(study.url("round_report")).status_code == 404
    study.client.post(study.url("round_report"), {"format": "exe"})
    Round.objects.filter(pk=study.round.pk).update(revealed=None)
    study.client.post(study.url("round_report"), {"format": "pdf"})
    assert not Job.objects.exists()


def test_every_number_opens_its_passages(study: Study) -> None:
    page = study.page()
    for asked in (f"code={study.code.pk}&amp;times=0", f"code={study.code.pk}&amp;by={study.ana.pk}"):
        assert asked in page
    passages = study.page("round_passages", f"code={study.code.pk}&by={study.ana.pk}")
    assert "Chiefs: marked by Ana alone" in passages
    assert "the chief</blockquote>" in passages


@pytest.mark.parametrize("name", ["round_agreement", "round_passages"])
def test_a_transcript_is_one_click_from_being_shown_side_by_side(study: Study, name: str) -> None:
    assert f'href="{study.url("round_side_by_side")}' in study.page(name)


def test_nonsense_in_the_address_lists_nothing_or_what_differs(study: Study) -> None:
    assert "There is no such place." in study.page("round_passages", "code=999999")
    assert "Where coders differ" in study.page("round_passages", "code=x&times=y&by=&called=")
    assert "Chiefs: where coders differ" in study.page("round_passages", f"code={study.code.pk}&by=x,y")


def test_words_of_who_may_not_be_quoted_are_withheld(study: Study) -> None:
    study.person.consent = Consent.NO_QUOTES
    study.person.save()
    for name in ("round_agreement", "round_passages", "round_side_by_side", "round_agreement_csv"):
        assert "the chief" not in study.page(name, "list=passages")
    assert "may not be quoted" in study.page("round_side_by_side")


def test_who_withdrew_is_in_no_number(study: Study) -> None:
    study.person.consent = Consent.WITHDRAWN
    study.person.save()
    assert "Unit: 0 turns" in study.page()


def test_both_tables_are_downloaded_and_noted(study: Study) -> None:
    assert study.page("round_agreement_csv").startswith("Code,Level,Turns,")
    assert study.page("round_agreement_csv", "list=passages").startswith("Transcript,Citation,")
    line = Access.objects.get(project=study.project, kind="round")
    assert (line.verb, line.times) == (Access.Verb.DOWNLOADED, 2)


@pytest.mark.parametrize("name", ["round_agreement", "round_agreement_csv", "round_over_time"])
def test_a_codebook_without_codes_has_no_rows(study: Study, name: str) -> None:
    study.project.editions.get().code_revisions.all().delete()
    assert "Chiefs" not in study.page(name)


def test_a_round_that_nobody_shared_says_so(study: Study) -> None:
    Reading.objects.filter(coder=study.ben).delete()
    assert "In this round there is none" in study.page()
    for name in ("round_passages", "round_agreement_csv", "round_further"):
        assert study.client.get(study.url(name)).status_code == 302
    assert study.client.get(study.url("round_side_by_side")).status_code == 404


def test_side_by_side_marks_each_difference_by_its_kind(study: Study) -> None:
    study.mark("of the chief", study.code, study.ben)
    study.mark("I stopped", study.fear, study.ana)
    study.mark("stopped", study.theme, study.ben)
    study.mark("I left", study.fear, study.ben)
    page = study.page("round_side_by_side")
    for kind, times in (("other borders", 2), ("other code", 2), ("only one coded", 1)):
        assert page.count(f'<span class="kind">{kind}</span>') == times
    assert page.count("data-differs") == 5
    assert 'href="#d-2"' in page


def test_side_by_side_is_filtered_by_kind_and_code(study: Study) -> None:
    study.mark("I left", study.fear, study.ben)
    both = study.page("round_side_by_side")
    assert both.count("data-differs") == 2
    assert both.count("<article") == 4
    some = study.page("round_side_by_side", f"code={study.fear.pk}&how=alone")
    assert some.count("data-differs") == some.count("<article") == 1
    assert study.page("round_side_by_side", "how=other").count("<article") == 0


def test_over_time_says_what_there_is_nothing_of(study: Study) -> None:
    assert "Nothing to set beside it" in study.page("round_over_time")


def test_over_time_shows_the_earlier_round_and_each_coder_again(study: Study) -> None:
    earlier = study.round
    study.round = make.finished_round(
        study.project, (study.ana, study.ben), (study.talk,), "Round 2", earlier=earlier
    )
    study.mark("the chief", study.code, study.ana)
    page = study.page("round_over_time")
    for said in ("Before and after", "Each coder beside themselves", "stability", "the same edition"):
        assert said in page
    assert "Redefined" not in page
    assert "chance is an unlikely reason" not in page


ROUND_TABS = (
    "Agreement",
    "Passages that differ",
    "Further coefficients",
    "Over time",
    "Differences",
    "What became of mine",
)


@pytest.mark.parametrize(
    "name",
    [
        "round_agreement",
        "round_passages",
        "round_over_time",
        "round_differences",
        "round_mine",
        "round_further",
    ],
)
def test_every_page_of_a_round_has_the_same_tabs_and_the_same_way_back(study: Study, name: str) -> None:
    page = " ".join(re.sub("<[^>]*>", "|", study.page(name).split("<body", 1)[1]).split())
    tabs = re.search(re.escape(ROUND_TABS[0]) + "[| ]+" + "[| ]+".join(ROUND_TABS[1:]), page)
    assert tabs is not None
    assert re.search(r"Rounds[| ]+Round 1[| ]+\w", page)


def test_who_did_not_code_in_the_round_is_not_asked_what_became_of_theirs(study: Study) -> None:
    study.client = make.browser(make.member(study.project, Role.READER))
    assert "What became of mine" not in study.page("round_differences")


def test_an_earlier_round_that_still_runs_stays_hidden(study: Study) -> None:
    running = make.finished_round(
        study.project, (study.ana, study.ben), (study.talk,), "Running", closed=None, revealed=None
    )
    Round.objects.filter(pk=study.round.pk).update(earlier=running)
    assert "Before and after" not in study.page("round_over_time")


@pytest.mark.parametrize("name", PAGES)
def test_pages_ask_no_more_when_the_round_grows(name: str) -> None:
    def asked(study: Study) -> int:
        study.page(name)
        with CaptureQueriesContext(connection) as queries:
            study.page(name)
        return len(queries)

    small, large = Study(), Study()
    for number in range(4):
        code = make.code(f"More {number}", large.project)
        code.revisions.create(edition=large.project.editions.get(), name=code.name)
        large.mark("I left", code, large.ben)
    assert asked(large) == asked(small) <= 31


@pytest.fixture
def large(study: Study, monkeypatch: pytest.MonkeyPatch) -> Study:
    """As if what was coded, in the round and in open work, were too much to wait for."""
    make.complete(study.talk, study.ana, study.ben)
    make.coding("the chief", study.code, study.ana, study.talk)
    monkeypatch.setattr(ground, "LARGE", 0)
    return study


PAGE = {"round": "round_agreement", "comparison": "comparison"}


def place(study: Study, name: str, query: str = "") -> str:
    round_ = [study.round.pk] if name.startswith("round") else []
    return f"{reverse(name, args=[study.project.slug, *round_])}?{query}"


@pytest.mark.parametrize("name", ["round", "comparison"])
def test_a_large_comparison_is_reckoned_by_a_job_and_then_shown(
    large: Study, name: str, django_capture_on_commit_callbacks: OnCommit
) -> None:
    url = place(large, "round_agreement" if name == "round" else "comparison")
    page = large.client.get(url).content.decode()
    assert "Calculate it" in page
    assert "pooled α" not in page
    with django_capture_on_commit_callbacks(execute=True):
        response = large.client.post(place(large, f"{name}_reckon"))
    job = Job.objects.get()
    assert (job.state, response["Location"]) == (
        Job.State.DONE,
        reverse("job", args=[large.project.slug, job.pk]),
    )
    assert f'href="{url}' in large.client.get(response["Location"]).content.decode()
    page = large.client.get(url).content.decode()
    assert "were calculated in the background" in page
    assert "pooled α" in page
    assert f"code={large.code.pk}" in page


def test_a_large_comparison_shows_the_same_numbers_as_a_small_one(
    study: Study, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: OnCommit
) -> None:
    study.mark("I left", study.fear, study.ben)
    study.mark("I left", study.code, study.ana)
    numbers, codes = study.page(), study.page("round_agreement_csv")
    monkeypatch.setattr(ground, "LARGE", 0)
    with django_capture_on_commit_callbacks(execute=True):
        study.client.post(place(study, "round_reckon"))
    kept = study.page()
    begin, end = '<dl class="figures">', 'id="methods"'
    assert kept[kept.index(begin) : kept.index(end)] == numbers[numbers.index(begin) : numbers.index(end)]
    assert study.page("round_agreement_csv") == codes


def test_of_a_large_comparison_the_passages_of_one_code_are_read_alone(large: Study) -> None:
    large.mark("I left", large.fear, large.ben)
    passages = large.page("round_passages", f"code={large.code.pk}")
    assert "the chief" in passages
    assert "I left" not in passages
    for query in ("", "apart=1", f"called={large.fear.pk}&other="):
        assert large.client.get(large.url("round_passages", query)).status_code == 302
    for name in ("round_further", "round_agreement_csv"):
        assert large.client.get(large.url(name)).status_code == 302
    assert "too large" in large.page("round_over_time")


def test_numbers_that_an_older_program_kept_are_reckoned_anew(
    large: Study, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: OnCommit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        large.client.post(place(large, "round_reckon"))
    assert "pooled α" in large.page()
    monkeypatch.setattr("coding.reports.kept.FORM", 3)
    assert "Calculate it" in large.page()


@pytest.mark.parametrize("name", ["round", "comparison"])
def test_all_passages_of_a_large_comparison_are_written_by_a_job(
    large: Study, name: str, django_capture_on_commit_callbacks: OnCommit
) -> None:
    large.mark("I left", large.fear, large.ben)
    make.coding("I left", large.fear, large.ben, large.talk)
    page = large.client.get(place(large, PAGE[name])).content.decode()
    assert f'action="{place(large, f"{name}_list", "list=passages")}"' in page
    with django_capture_on_commit_callbacks(execute=True):
        large.client.post(place(large, f"{name}_list", "list=passages"))
    job = Job.objects.get()
    file = large.client.get(reverse("job_result", args=[large.project.slug, job.pk]))
    rows = b"".join(file).decode("utf-8-sig")
    assert rows.startswith("Transcript,Citation,")
    assert "the chief" in rows
    assert "I left" in rows


@pytest.mark.parametrize("name", ["round_list", "comparison_list"])
def test_a_list_that_there_is_not_is_not_begun(large: Study, name: str) -> None:
    assert large.client.post(place(large, name, "list=nonsense")).status_code == 302
    assert make.browser(make.user("zoe")).post(place(large, name, "list=passages")).status_code == 404
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("name", "query", "said"),
    [
        ("passages", "", "Choose a code to see its passages"),
        ("further", "", "Choose a code to see its passages"),
        ("csv", "list=passages", "Choose a code to see its passages"),
        ("csv", "", "calculate it first"),
    ],
)
@pytest.mark.parametrize("of", ["round", "comparison"])
def test_what_a_large_comparison_can_t_show_at_once_is_said(
    large: Study, of: str, name: str, query: str, said: str
) -> None:
    route = "round_agreement_csv" if (of, name) == ("round", "csv") else f"{of}_{name}"
    page = large.client.get(place(large, route, query + "&unit=sentence"), follow=True)
    assert said in page.content.decode()
    assert page.redirect_chain == [(place(large, PAGE[of], "unit=sentence"), 302)]


def test_numbers_of_open_work_are_not_shown_after_it_went_on(
    large: Study, django_capture_on_commit_callbacks: OnCommit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        large.client.post(place(large, "comparison_reckon"))
    Project.objects.filter(pk=large.project.pk).update(last_event=9)
    assert "Calculate it" in large.client.get(place(large, "comparison")).content.decode()


@pytest.mark.parametrize("name", ["round_reckon", "comparison_reckon"])
def test_a_stranger_starts_nothing_and_a_look_starts_nothing(large: Study, name: str) -> None:
    assert make.browser(make.user("zoe")).post(place(large, name)).status_code == 404
    assert large.client.get(place(large, name)).status_code == 405
    reader = make.browser(make.member(large.project, Role.READER))
    assert not Job.objects.exists()
    assert reader.post(place(large, name)).status_code == 302
    assert Job.objects.count() == 1


def test_the_job_of_a_round_that_is_not_revealed_finds_nothing(
    large: Study, django_capture_on_commit_callbacks: OnCommit
) -> None:
    with django_capture_on_commit_callbacks() as waiting:
        large.client.post(place(large, "round_reckon"))
    Round.objects.update(revealed=None)
    for callback in waiting:
        callback()
    job = Job.objects.get()
    assert (job.state, job.result) == (Job.State.FAILED, None)


def test_percent_presence_alpha_and_the_pooled_value_open_what_differs(study: Study) -> None:
    page = study.page()
    differs = f"code={study.code.pk}"
    for number in ("66.7", "0.00", "<b>0.00</b>"):
        assert f'{differs}">{number}</a>' in page
    assert f"code={study.theme.pk}&amp;theme=1" in page
    assert "Organisation with its codes: where coders differ" in study.page(
        "round_passages", f"code={study.theme.pk}&theme=1"
    )


def test_the_differing_places_of_a_theme_are_those_of_its_codes_together(study: Study) -> None:
    study.mark("of the chief", study.theme, study.ben)
    study.mark("I left", study.code, study.ben)
    passages = study.page("round_passages", f"code={study.theme.pk}&theme=1")
    assert passages.count('class="differing-turn"') == 1
    assert "I left" in passages


def test_the_page_marks_what_flatters_a_rare_code(study: Study) -> None:
    long = make.transcript(TALK + "\nP07: And so on." * 9, study.project, study.person, title="Long")
    study.round = make.finished_round(study.project, (study.ana, study.ben), (long,), "Round 2")
    make.coding("the chief", study.code, study.ana, long, make.round_layer(study.round, study.ana))
    page = study.page()
    further = page[page.index('id="further"') :]
    for said in ("BP ‡</abbr>", "AC1 ‡</abbr>", "CR ‡</abbr>", "Chiefs</span> †", "Those marked ‡ flatter"):
        assert said in further
    assert "κ ‡" not in further


SHOWN = ["quotations", "sets", "thresholds", "habits", "characters"]


@pytest.mark.parametrize("show", [*SHOWN, "nonsense", ""])
@pytest.mark.parametrize("unit", ["turn", "character"])
def test_every_further_way_to_ask_is_a_page(study: Study, show: str, unit: str) -> None:
    study.mark("of the chief", study.code, study.ben)
    page = study.page("round_further", f"show={show}&unit={unit}")
    assert "Further coefficients" in page
    assert ("Exploratory" in page) == (unit == "character")


def test_quotations_that_overlap_are_no_choice_and_it_is_said_whose(study: Study) -> None:
    study.mark("of the chief", study.fear, study.ana)
    page = study.page("round_further")
    assert "All codes: Ana gave “Fear” and “Chiefs” to the same words" in page
    assert "Organisation: " not in page


def test_characters_are_those_of_the_whole_file(study: Study) -> None:
    study.mark("of the chief", study.code, study.ben)
    table = study.page("round_agreement_csv", "list=characters").splitlines()
    # 9 characters by both, 3 more by Ben; the file has 82 with the labels and the question.
    row = f"Organisation › Chiefs,Ana,Ben,{study.talk.title},{len(TALK)},9,0,3,{len(TALK) - 12},"
    assert any(line.startswith(row) for line in table)


def test_who_withdrew_is_in_no_further_number_either(study: Study) -> None:
    study.person.consent = Consent.WITHDRAWN
    study.person.save()
    for show in SHOWN:
        assert study.page("round_further", f"show={show}")
    assert study.page("round_agreement_csv", "list=characters").count("Ana") == 0


def test_further_coefficients_are_downloaded(study: Study) -> None:
    study.mark("of the chief", study.code, study.ben)
    head, *rows = study.page("round_agreement_csv", "list=further").splitlines()
    assert head.startswith("Code,Level,Holsti’s CR,Binary u-alpha,u-alpha,")
    assert rows[-1].startswith("all codes,all,1.0,")
    assert "any character" in head
