import csv
import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pytest_django.fixtures import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from coding.codebook import changes as codebook
from coding.models import Coding, SavedQuery
from coding.reports import excerpts_page
from interviews.models import Attribute, AttributeChoice, AttributeValue, Participant
from interviews.models.participants import Consent
from projects import files
from projects.models import Access, Job, Membership
from tests import make
from tests.asking import Asking, html

pytestmark = pytest.mark.django_db

TALK = (
    "Interviewer: Why not?\n"
    "P: Because of the chief. =SUM(A1) she said.\nInterviewer: And then?\nP: I stopped."
)


class Study(Asking):
    """One transcript of P07, a theme with a code, three people of each role and a stranger."""

    def __init__(self) -> None:
        super().__init__()
        self.theme = make.code("Organisation", self.project, definition="How it is led.")
        self.code = make.code("Chief officers", self.project, self.theme, apply_when="A chief is spoken of.")
        self.person = make.participant(self.project, "P07")
        self.talk = make.transcript(TALK, self.project, self.person)
        make.coding("the chief", self.code, self.coder, self.talk)
        make.coding("=SUM(A1)", self.code, self.coder, self.talk)

    def address(self, name: str = "excerpts", query: str = "") -> str:
        return reverse(name, args=[self.project.slug]) + (f"?{query}" if query else "")

    def attribute(self, name: str, value: str, **fields: object) -> Attribute:
        attribute = Attribute.objects.create(project=self.project, name=name, **fields)
        AttributeValue.objects.create(participant=self.person, attribute=attribute, text=value)
        return attribute


@pytest.fixture
def study() -> Study:
    return Study()


@pytest.fixture
def page(client: Client, study: Study) -> Client:
    client.force_login(study.reader)
    return client


def rows(client: Client, address: str) -> list[list[str]]:
    response = client.get(address)
    content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize(
    ("who", "status"), [("stranger", 404), ("reader", 200), ("coder", 200), ("owner", 200)]
)
@pytest.mark.parametrize("name", ["excerpts", "excerpts_csv"])
def test_members_see_excerpts_and_strangers_do_not(
    client: Client, study: Study, name: str, who: str, status: int
) -> None:
    client.force_login(getattr(study, who))
    assert client.get(study.address(name)).status_code == status


@pytest.mark.parametrize(
    ("who", "status"), [("stranger", 404), ("reader", 302), ("coder", 302), ("owner", 302)]
)
def test_members_ask_for_the_pdf_and_strangers_can_not(
    client: Client, study: Study, who: str, status: int
) -> None:
    client.force_login(getattr(study, who))
    assert client.post(study.address("excerpts_pdf")).status_code == status


@pytest.mark.parametrize("name", ["excerpts", "excerpts_csv", "excerpts_pdf"])
def test_who_is_not_signed_in_is_asked_to(client: Client, study: Study, name: str) -> None:
    response = client.post(study.address(name)) if name == "excerpts_pdf" else client.get(study.address(name))
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")


def test_a_pdf_is_only_made_when_posted(page: Client, study: Study) -> None:
    assert page.get(study.address("excerpts_pdf")).status_code == 405


def test_the_page_cites_counts_and_says_whose(page: Client, study: Study) -> None:
    content = html(page, study.address())
    workspace = reverse("workspace", args=[study.project.slug, study.talk.pk])
    start = TALK.index("the chief")
    assert f'<a class="cite" href="{workspace}?at={start}-{start + 9}">P07:T2</a>' in content
    assert "2 passages from 1 of 1 participant." in content
    assert "consensus where a transcript has one" in content
    assert "Chief officers" in content


def test_a_renamed_code_has_its_new_name_at_once(page: Client, study: Study) -> None:
    assert "Chief officers" in html(page, study.address())
    codebook.change(study.code, study.coder, name="Those at the top")
    assert "Those at the top" in html(page, study.address())


def test_the_codes_of_the_list_stand_beside_it_with_those_above(page: Client, study: Study) -> None:
    assert 'id="contents"' not in html(page, study.address())
    under = codebook.add(study.project, study.coder, study.code, name="Example set")
    make.coding("stopped", under, study.coder, study.talk)
    content = html(page, study.address()).partition('id="contents"')[2]
    assert [name for name in ("Organisation", "Chief officers", "Example set") if name in content] == [
        "Organisation",
        "Chief officers",
        "Example set",
    ]
    assert f'href="?code={under.pk}"' in content


def test_the_question_context_and_initials_come_only_if_asked(page: Client, study: Study) -> None:
    plain = html(page, study.address())
    full = html(page, study.address(query="question=on&context=150&coders=on"))
    for words in ("Why not?", "Because of ", 'title="Coder"'):
        assert words not in plain
        assert words in full


def test_posted_words_stand_in_no_address(page: Client, study: Study) -> None:
    response = page.post(study.address(), {"words": "the  Chief", "code": study.code.pk, "tag": ""})
    query = parse_qs(urlsplit(response["Location"]).query)
    saved = SavedQuery.objects.get()
    assert query == {"code": [str(study.code.pk)], "q": [str(saved.guid)]}
    assert (saved.wishes, saved.by) == ({"words": "the Chief"}, study.reader)
    content = html(page, response["Location"])
    assert "1 passage from 1 of 1 participant." in content
    assert "Chief" not in response["Location"]
    links = re.findall('(?:href|action)="([^"]*)"', content)
    assert any("q=" in link for link in links)
    assert not [link for link in links if "hief" in link]


def test_the_same_words_are_kept_once(page: Client, study: Study) -> None:
    first = page.post(study.address(), {"words": "chief"})["Location"]
    assert page.post(study.address(), {"words": "chief"})["Location"] == first


def test_a_saved_query_opens_in_its_project_alone(client: Client, study: Study) -> None:
    client.force_login(study.owner)
    address = client.post(study.address(), {"words": "chief"})["Location"]
    other = make.project(study.owner)
    query = urlsplit(address).query
    assert client.get(f"{reverse('excerpts', args=[other.slug])}?{query}").status_code == 404
    assert client.get(study.address(query="q=nonsense")).status_code == 404
    client.force_login(study.stranger)
    assert client.get(address).status_code == 404
    client.force_login(study.coder)
    assert client.get(address).status_code == 200


def test_a_chip_takes_a_filter_away(page: Client, study: Study) -> None:
    rank = study.attribute("rank", "sergeant")
    value = rank.values.get().pk
    content = html(page, study.address(query=f"code={study.code.pk}&a{rank.pk}={value}&page=1"))
    assert "from participants whose rank is sergeant" in content
    assert f'href="?a{rank.pk}={value}"' in content
    assert f'href="?code={study.code.pk}"' in content


@pytest.mark.parametrize(
    ("kind", "value", "query", "found"),
    [
        (Attribute.Kind.NUMBER, {"number": 12}, "a{pk}_from=10&a{pk}_to=20", True),
        (Attribute.Kind.NUMBER, {"number": 12}, "a{pk}_from=13", False),
        (Attribute.Kind.NUMBER, {"number": 12}, "a{pk}_from=12&a{pk}_to=12", True),
        (Attribute.Kind.DATE, {"date": "2026-01-02"}, "a{pk}_to=2026-01-02", True),
        (Attribute.Kind.DATE, {"date": "2026-01-02"}, "a{pk}_to=2026-01-01", False),
        (Attribute.Kind.YES_NO, {"flag": True}, "a{pk}=yes", True),
        (Attribute.Kind.YES_NO, {"flag": True}, "a{pk}=no", False),
    ],
)
def test_every_kind_of_attribute_narrows(
    page: Client, study: Study, kind: str, value: dict[str, object], query: str, found: bool
) -> None:
    attribute = Attribute.objects.create(project=study.project, name="x", kind=kind)
    AttributeValue.objects.create(participant=study.person, attribute=attribute, **value)
    content = html(page, study.address(query=query.format(pk=attribute.pk)))
    assert ("P07:T2" in content) is found
    assert ("No excerpt fits" in content) is not found


def test_one_or_several_choices_narrow(page: Client, study: Study) -> None:
    langs = Attribute.objects.create(project=study.project, name="language", kind=Attribute.Kind.MANY_OF)
    welsh, polish = (AttributeChoice.objects.create(attribute=langs, value=v) for v in ("Welsh", "Polish"))
    AttributeValue.objects.create(participant=study.person, attribute=langs, choice=welsh)
    both = html(page, study.address(query=f"a{langs.pk}={welsh.pk}&a{langs.pk}={polish.pk}"))
    assert "whose language is Welsh or Polish" in both
    assert "P07:T2" in both
    assert "P07:T2" not in html(page, study.address(query=f"a{langs.pk}={polish.pk}"))


def test_only_attributes_and_choices_that_somebody_has_are_offered(page: Client, study: Study) -> None:
    rank = Attribute.objects.create(project=study.project, name="rank", kind=Attribute.Kind.ONE_OF)
    empty = Attribute.objects.create(project=study.project, name="force", kind=Attribute.Kind.ONE_OF)
    held, free = (AttributeChoice.objects.create(attribute=rank, value=v) for v in ("constable", "chief"))
    AttributeValue.objects.create(participant=study.person, attribute=rank, choice=held)
    content = html(page, study.address(query="more=on"))
    assert f'name="a{rank.pk}" value="{held.pk}"' in content
    assert f'value="{free.pk}"' not in content.partition(f'name="a{rank.pk}"')[2].partition("</fieldset>")[0]
    assert f'name="a{empty.pk}"' not in content


def test_what_is_never_printed_is_neither_shown_nor_asked(page: Client, study: Study) -> None:
    home = study.attribute("home", "Bala", never_print=True)
    content = html(page, study.address())
    assert "Bala" not in content
    assert f'name="a{home.pk}"' not in content
    assert "not in this study" in html(page, study.address(query=f"show={home.pk}"))
    assert all("Bala" not in cell for row in rows(page, study.address("excerpts_csv")) for cell in row)


def test_who_allows_no_quotes_is_withheld_from_page_and_csv(page: Client, study: Study) -> None:
    Participant.objects.update(consent=Consent.NO_QUOTES)
    content = html(page, study.address())
    assert "the chief" not in content
    assert "2 more passages are withheld: their participants (P07) allow no quotes." in content
    assert len(rows(page, study.address("excerpts_csv"))) == 1


def test_what_is_not_in_the_study_is_said_so(page: Client, study: Study) -> None:
    other = make.code("Elsewhere", make.project())
    content = html(page, study.address(query=f"code={other.pk}&context=none&question=on"))
    assert f"not in this study, or no longer: Words around it (none), Code ({other.pk})." in content
    assert "P07:T2" in content
    assert "Why not?" in content
    assert page.get(study.address("excerpts_csv", f"code={other.pk}")).status_code == 302
    assert page.post(study.address("excerpts_pdf", f"code={other.pk}")).status_code == 302
    assert not Job.objects.exists()


def test_an_empty_study_says_how_to_begin(client: Client) -> None:
    owner = make.user()
    project = make.project(owner)
    client.force_login(owner)
    assert "No excerpts yet" in html(client, reverse("excerpts", args=[project.slug]))


def test_a_search_that_was_stopped_says_so(
    page: Client, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coding.excerpts.listing.SEARCH_SECONDS", -1.0)
    address = page.post(study.address(), {"words": "chief"})["Location"]
    assert "The search was stopped" in html(page, address)
    assert page.get(study.address("excerpts_csv", urlsplit(address).query)).status_code == 302


def test_the_list_goes_on_over_pages(page: Client, study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excerpts_page, "PER_PAGE", 1)
    first, second = html(page, study.address()), html(page, study.address(query="page=2"))
    assert "the chief</blockquote>" in first
    assert "=SUM(A1)</blockquote>" not in first
    assert "=SUM(A1)</blockquote>" in second


def test_the_csv_has_the_same_rows_and_is_noted(page: Client, study: Study) -> None:
    rank = study.attribute("rank", "sergeant")
    query = f"show={rank.pk}&question=on&coders=on&context=150"
    header, first, second = rows(page, study.address("excerpts_csv", query))
    found = dict(zip(header, first, strict=True))
    start = TALK.index("the chief")
    assert found == {
        "number": "1",
        "citation": "P07:T2",
        "participant": "P07",
        "speaker": "P07",
        "transcript": "Interview",
        "turns": "2",
        "time mark": "",
        "theme": "Organisation",
        "code": "Chief officers",
        "path": "Organisation › Chief officers",
        "excerpt": "the chief",
        "question": "Why not?",
        "before": "Because of ",
        "after": ". =SUM(A1) she said.",
        "qualifiers": "",
        "rank": "sergeant",
        "other codes": "",
        "coders": "C",
        "start": str(start),
        "end": str(start + 9),
        "codebook edition": "1",
    }
    assert second[header.index("excerpt")] == "'=SUM(A1)"
    line = Access.objects.get()
    assert (line.verb, line.kind, line.object_id) == (Access.Verb.DOWNLOADED, "excerpts", "csv")


def test_what_the_interviewer_says_is_marked_on_the_page_and_in_the_csv(page: Client, study: Study) -> None:
    make.coding("Why not?", study.code, study.owner, study.talk)
    assert "P07:T1, interviewer</a>" in html(page, study.address("excerpts"))
    header, first, *_others = rows(page, study.address("excerpts_csv"))
    found = dict(zip(header, first, strict=True))
    assert found["citation"] == "P07:T1, interviewer"
    assert (found["participant"], found["speaker"]) == ("P07", "interviewer")


def test_time_marks_are_printed_as_hours_minutes_seconds(page: Client, study: Study) -> None:
    assert study.talk.current is not None
    study.talk.current.turns.update(at_ms=3_723_000)
    header, first, _second = rows(page, study.address("excerpts_csv"))
    assert first[header.index("time mark")] == "1:02:03"


@pytest.mark.parametrize("transcripts", [1, 12])
def test_the_page_reads_as_often_however_many_rows_there_are(
    page: Client, study: Study, transcripts: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(transcripts):
        talk = make.transcript(TALK, study.project, make.participant(study.project))
        make.coding("the chief", study.code, study.coder, talk)
        make.coding("stopped", study.theme, study.coder, talk)
    page.get(study.address())
    with django_assert_num_queries(13):
        page.get(study.address(query="question=on&context=150&coders=on"))


def made_pdf(
    client: Client, address: str, run: DjangoCaptureOnCommitCallbacks
) -> tuple[Job, PdfReader | None]:
    with run(execute=True):
        response = client.post(address)
    job = Job.objects.latest("made")
    assert response["Location"] == reverse("job", args=[job.project.slug, job.pk])
    return job, PdfReader(io.BytesIO(files.read(job.result))) if job.result else None


def test_the_pdf_holds_what_was_asked(
    page: Client, study: Study, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    rank = study.attribute("rank", "sergeant")
    study.attribute("home", "Bala", never_print=True)
    address = study.address("excerpts_pdf", f"show={rank.pk}")
    job, reader = made_pdf(page, address, django_capture_on_commit_callbacks)
    assert job.state == Job.State.DONE
    assert reader is not None
    assert reader.metadata is not None
    text = "\n".join(one.extract_text() for one in reader.pages)
    for words in ("2 passages from 1 of 1 participant.", "the chief", "P07:T2", "sergeant", "edition 1"):
        assert words in text
    for words in ("Bala", "coded by", "Why not?"):
        assert words not in text
    assert reader.metadata.title == f"Coded excerpts · {study.project.name}"
    assert f"{len(reader.pages)} / {len(reader.pages)}" in text


def test_the_pdf_has_an_outline_and_links_that_work(
    page: Client, study: Study, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    _job, reader = made_pdf(page, study.address("excerpts_pdf"), django_capture_on_commit_callbacks)
    assert reader is not None
    flat = str(reader.outline)
    assert all(title in flat for title in ("Contents", "Organisation", "Chief officers"))
    links = [
        annotation.get_object()["/A" if "/A" in annotation.get_object() else "/Dest"]
        for one in reader.pages
        for annotation in one.get("/Annots", [])
    ]
    start = TALK.index("the chief")
    place = f"{reverse('workspace', args=[study.project.slug, study.talk.pk])}?at={start}-{start + 9}"
    assert f"http://testserver{place}" in [str(link["/URI"]) for link in links if "/URI" in link]
    inside = [str(link) for link in links if "/URI" not in link]
    assert {f"theme-{study.theme.pk}", f"code-{study.code.pk}"} <= set(reader.named_destinations)
    assert any(f"code-{study.code.pk}" in link for link in inside)


def test_a_report_with_nobody_to_quote_has_no_words_of_theirs(
    page: Client, study: Study, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    Participant.objects.update(consent=Consent.NO_QUOTES)
    _job, reader = made_pdf(page, study.address("excerpts_pdf"), django_capture_on_commit_callbacks)
    assert reader is not None
    text = "\n".join(one.extract_text() for one in reader.pages)
    assert "the chief" not in text
    assert "2 more passages are withheld" in text


def test_too_many_excerpts_for_a_pdf_are_refused_in_words(
    page: Client,
    study: Study,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    monkeypatch.setattr("coding.exports.excerpts.MOST_IN_PDF", 1)
    job, _reader = made_pdf(page, study.address("excerpts_pdf"), django_capture_on_commit_callbacks)
    assert job.state == Job.State.FAILED
    assert job.problem.startswith("2 excerpts are too many for one PDF")


def test_a_job_under_a_long_path_of_codes_has_a_title_that_fits(page: Client, study: Study) -> None:
    deep = make.code("n" * 120, study.project, make.code("m" * 120, study.project, study.code))
    page.post(study.address("excerpts_pdf", f"code={deep.pk}"))
    assert len(Job.objects.get().title) <= 200


def test_who_left_the_project_gets_no_pdf(
    page: Client, study: Study, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        page.post(study.address("excerpts_pdf"))
    Membership.objects.filter(user=study.reader).delete()
    for callback in callbacks:
        callback()
    job = Job.objects.get()
    assert job.state == Job.State.FAILED
    assert "no longer in this study" in job.problem


def test_what_was_coded_from_a_search_alone_says_so(page: Client, study: Study) -> None:
    Coding.objects.update(is_auto=True)
    make.coding("the chief", study.code, study.owner, study.talk)
    shown = page.get(study.address()).content.decode()
    assert shown.count("from a search") == 1
    assert re.search(r"=SUM\(A1\)</blockquote>.*from a search", shown)
