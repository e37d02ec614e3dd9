"""Two sets of codes side by side: who has both, one, neither, and what is not known yet."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from coding.exports.contrast import KIND, make_pdf, table_of
from coding.framework.contrast import contrast_of, verdict_of
from coding.matrix.grouping import Arrangement
from coding.reports.contrast import Contrast, Verdict, Wish
from coding.reports.contrast_lines import ContrastReport
from interviews.models import Attribute, AttributeValue
from interviews.models.participants import Consent
from projects import jobs
from projects.models import Access, Job, Role
from projects.refusals import Refused
from tests import make
from tests.coding.framework_study import TALK, Study
from tests.coding.fronts import front_of

pytestmark = pytest.mark.django_db
PAGES = [("contrast", "get", 200), ("contrast_csv", "get", 200), ("contrast_pdf", "post", 302)]


@pytest.fixture
def study() -> Study:
    return Study()


def contrast(study: Study, **wish: object) -> Contrast:
    sides = {"first": (study.org.pk,), "second": (study.fear.pk,)}
    return contrast_of(study.project, study.ana, Wish(**(sides | wish)))  # type: ignore[arg-type]


def verdicts(found: Contrast) -> dict[str, str | None]:
    return {line.participant.code: line.verdict for line in found.lines}


@pytest.mark.parametrize(
    ("first", "second", "is_read", "expected"),
    [
        (True, True, False, Verdict.BOTH),
        (True, False, False, Verdict.FIRST),
        (False, True, True, Verdict.SECOND),
        (False, False, True, Verdict.NEITHER),
        (False, False, False, Verdict.UNREAD),
    ],
)
def test_neither_is_only_said_of_what_was_read_to_the_end(
    first: bool, second: bool, is_read: bool, expected: Verdict
) -> None:
    assert verdict_of(first, second, is_read) == expected


def test_a_theme_is_found_by_the_codes_under_it(study: Study) -> None:
    make.coding("the chief", study.chiefs, study.ana, study.talk2)
    make.coding("at night", study.fear, study.ben, study.talk2)
    make.coding("at night", study.fear, study.ben, study.talk10)
    make.participant(study.project, "P11")
    found = contrast(study)
    assert verdicts(found) == {"P2": "both", "P10": "second", "P11": None}
    assert found.whole.counts == {Verdict.BOTH: 1, Verdict.SECOND: 1}
    assert found.whole.out_of == 2
    assert "Of 2 participants 1 has passages under both, 0 under the first only, 1 under the second" in str(
        found.sentences[0]
    )
    assert "1 participant without a transcript is in no count." in found.sentences


def test_the_interviewers_words_and_others_codes_are_nobodys(study: Study) -> None:
    make.coding("And then?", study.org, study.ana, study.talk2)
    make.complete(study.talk2, study.ana)
    assert verdicts(contrast(study)) == {"P2": "neither", "P10": "unread"}


def test_groups_are_counted_each_and_everybody_once_in_all(study: Study) -> None:
    force = Attribute.objects.create(project=study.project, name="Force", kind=Attribute.Kind.MANY_OF)
    a, b = (force.choices.create(value=value, position=place) for place, value in enumerate("AB"))
    for person, choice in ((study.p2, a), (study.p2, b), (study.p10, b)):
        AttributeValue.objects.create(participant=person, attribute=force, choice=choice)
    make.coding("the chief", study.chiefs, study.ana, study.talk2)
    found = contrast(study, arrangement=Arrangement(attribute=force, is_grouped=True))
    counts = {
        group.label: (group.counts[Verdict.FIRST], group.out_of) for group in (*found.groups, found.whole)
    }
    assert counts == {"A": (1, 1), "B": (1, 2), "All": (1, 2)}
    assert "stands in several groups" in " ".join(found.sentences)


def test_one_participant_is_no_plural(study: Study) -> None:
    study.talk10.delete()
    study.p10.delete()
    make.coding("the chief", study.chiefs, study.ana, study.talk2)
    assert contrast(study).sentences[0] == (
        "Of 1 participant 0 have passages under both, 1 under the first only, 0 under the second only, "
        "0 under neither."
    )


def test_excerpts_of_one_participant_or_of_all_are_shown_on_request(study: Study) -> None:
    for talk in (study.talk2, study.talk10):
        make.coding("Because of the chief", study.chiefs, study.ana, talk)
        make.coding("the chief", study.chiefs, study.ben, talk)
    closed = {line.participant.code: len(line.first.cited) for line in contrast(study).lines}
    assert closed == {"P2": 0, "P10": 0}
    first, second = contrast(study, opened=frozenset({study.p2.pk})).lines
    assert [each.words for each in first.first.cited] == ["Because of the chief"]
    assert (first.first.count, second.first.cited) == (2, ())
    assert all(line.first.cited for line in contrast(study, quotes=True).lines)


def test_words_of_who_may_not_be_quoted_are_withheld(study: Study) -> None:
    make.coding("the chief", study.chiefs, study.ana, study.talk2)
    study.p2.consent = Consent.NO_QUOTES
    study.p2.save()
    found = contrast(study, quotes=True)
    assert next(found.lines).first.cited[0].words is None
    assert found.withheld == 1
    assert "the chief" not in study.page("contrast", query="quotes=on")
    assert "[not to be quoted]" in str(list(table_of(found).rows))


def test_without_choice_the_first_two_themes_stand_against_each_other(study: Study) -> None:
    found = contrast_of(study.project, study.ana, Wish())
    assert found.names == ("Organisation", "Fear")


@pytest.mark.parametrize(("name", "method", "status"), PAGES)
@pytest.mark.parametrize("role", Role.values)
def test_every_member_may_look_and_export(
    study: Study, name: str, method: str, status: int, role: str
) -> None:
    client = make.browser(make.member(study.project, Role(role)))
    assert getattr(client, method)(study.url(name)).status_code == status


@pytest.mark.parametrize(("name", "method"), [page[:2] for page in PAGES])
def test_a_stranger_finds_nothing(study: Study, name: str, method: str) -> None:
    assert getattr(make.browser(make.user("zoe")), method)(study.url(name)).status_code == 404


def test_the_page_leads_to_passages_and_back(study: Study) -> None:
    coding = make.coding("the chief", study.chiefs, study.ana, study.talk2)
    page = study.page("contrast")
    assert f"?open={study.p2.pk}#p{study.p2.pk}" in page
    assert "the chief" not in page
    opened = study.page("contrast", query=f"open={study.p2.pk}")
    workspace = reverse("workspace", args=[study.project.slug, study.talk2.pk])
    assert f'{workspace}?at={coding.start}-{coding.end}"' in opened
    assert "Hide excerpts" in opened


@pytest.mark.parametrize(("name", "asked"), [("contrast", "first"), ("framework", "theme")])
def test_a_code_that_is_asked_for_and_gone_is_not_passed_over_in_silence(
    study: Study, name: str, asked: str
) -> None:
    said = "What was chosen here is not in this study, or no longer."
    assert said in study.page(name, query=f"{asked}=9999")
    assert said not in study.page(name, query=f"{asked}={study.org.pk}")


def test_the_csv_says_presence_in_words_and_is_noted(study: Study) -> None:
    make.coding("the chief", study.chiefs, study.ana, study.talk2)
    query = f"first={study.org.pk}&second={study.fear.pk}&quotes=on"
    response = study.client.get(study.url("contrast_csv", query=query))
    lines = b"".join(response).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Participant,")  # nothing is noted of anybody
    assert lines[1] == "P2,1,0,first only,no,P2:T2 the chief,"
    assert Access.objects.get().kind == "contrast"


def test_the_pdf_holds_the_counts_and_the_excerpts(study: Study) -> None:
    make.coding("the chief", study.chiefs, study.ana, study.talk2)
    job = make.job(study.project, study.ana, KIND, wishes={"query": "quotes=on"})
    pdf = PdfReader(BytesIO(make_pdf(job, jobs.Progress(job)).content))
    text = " ".join("\n".join(page.extract_text() for page in pdf.pages).split())
    for words in ("Organisation against Fear", "1 of 2", "first only", "the chief (P2:T2)"):
        assert words in text


def test_rows_are_low_where_they_count_and_quote_nothing(study: Study) -> None:
    assert ContrastReport(front_of(), contrast(study)).is_counted
    assert not ContrastReport(front_of(), contrast(study, quotes=True)).is_counted


def test_what_is_never_printed_stays_on_the_screen(study: Study) -> None:
    age = Attribute.objects.create(
        project=study.project, name="Age", kind=Attribute.Kind.YES_NO, never_print=True
    )
    query = f"rows=groups-{age.pk}"
    assert "stays on the screen" in study.page("contrast", query=query)
    assert study.client.get(study.url("contrast_csv", query=query)).status_code == 302
    assert study.client.post(study.url("contrast_pdf", query=query)).status_code == 302
    assert not Job.objects.exists()
    job = make.job(study.project, study.ana, KIND, wishes={"query": query})
    with pytest.raises(Refused, match="never print"):
        make_pdf(job, jobs.Progress(job))


def test_an_empty_study_says_how_to_begin() -> None:
    ana = make.user("ana")
    project = make.project(ana)
    client = make.browser(ana)
    assert "No codes yet" in client.get(reverse("contrast", args=[project.slug])).content.decode()
    make.code("Fear", project)
    assert "No participants yet" in client.get(reverse("contrast", args=[project.slug])).content.decode()


def test_the_page_asks_no_more_of_the_database_when_the_study_grows(study: Study) -> None:
    study.page("contrast", query="quotes=on")
    with CaptureQueriesContext(connection) as few:
        study.page("contrast", query="quotes=on")
    for number in range(11, 16):
        person = make.participant(study.project, f"P{number}")
        talk = make.transcript(TALK.format(person), study.project, person)
        make.coding("the chief", study.chiefs, study.ana, talk)
    study.page("contrast", query="quotes=on")
    with CaptureQueriesContext(connection) as many:
        study.page("contrast", query="quotes=on")
    assert len(many) == len(few)
