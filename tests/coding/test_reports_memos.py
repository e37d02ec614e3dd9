"""Memos on paper: what they are on, who wrote them, and no word that may not be quoted."""

import io
from typing import Any

import pytest
from django.http import QueryDict
from django.urls import reverse
from pypdf import PdfReader

from coding.exports import memos as exports
from coding.memos import writing
from coding.memos.asked import Asked
from coding.memos.threads import JOURNAL, ON
from coding.models import Memo, Resolution
from coding.reports.memos import build, titles
from interviews.models.participants import Consent
from projects import jobs
from projects.models import Project, Role
from projects.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db

TEXT = "Interviewer: Who taught you?\nP10: Nobody did.\nP10: They waited."


class Study:
    """Ana's memos on a code, two codings and P10, a journal entry that Ben answered."""

    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project: Project = make.project(self.ana, self.ben)
        self.person = make.participant(self.project, "P10")
        self.talk = talk = make.transcript(TEXT, self.project, self.person)
        code = make.code("Training", self.project)
        later = make.coding("They waited", code, self.ana, talk)
        for body, on in (
            ("A **strong** word. <script>x</script>", make.coding("Nobody did", code, self.ana, talk)),
            ("Later on.", later),
            ("Think of it.", code),
            ("Speaks fast.", self.person),
        ):
            writing.write(self.project, self.ana, body, on)
        entry = writing.write(self.project, self.ana, "Day one.")
        writing.reply(entry, self.ben, "And the second?")

    def report(self, query: str = "") -> Any:
        self.project.refresh_from_db()
        asked = Asked.of(self.project, self.ana, QueryDict(query))
        return build(asked, asked.threads, "http://x")

    def job(self, query: str = "") -> Any:
        wishes = {"query": query, "address": "http://x"}
        return make.job(self.project, self.ana, kind=exports.KIND, wishes=wishes)


@pytest.fixture
def study() -> Study:
    return Study()


def test_the_journal_comes_first_then_each_kind_by_place(study: Study) -> None:
    chapters = study.report().chapters
    told = [(each.title, [section.place.label for section in each.sections]) for each in chapters]
    assert told == [
        ("Journal of the study", ["Journal of the study"]),
        ("On participants", ["P10"]),
        ("On codes", ["Training"]),
        ("On codings", ["P10:T2 · Training", "P10:T3 · Training"]),
    ]
    assert [reply.body for reply in chapters[0].sections[0].discussions[0].replies] == [
        "<p>And the second?</p>\n"
    ]
    body = chapters[-1].sections[0].discussions[0].begun.body
    assert body == "<p>A <strong>strong</strong> word. &lt;script&gt;x&lt;/script&gt;</p>\n"


def test_the_title_page_says_what_was_asked_and_how_much_that_is(study: Study) -> None:
    front = study.report(f"kind=coding&author={study.ana.pk}&since=2020-03-02").front
    assert front.filters == (("Written by", "Ana"), ("On", "coding"), ("Written from", "2 Mar 2020"))
    assert front.sentences[0] == "2 memos with 0 replies, as their authors wrote them."
    assert "all coders" not in front.foot


def test_coded_words_that_may_not_be_quoted_are_left_out(study: Study) -> None:
    study.person.consent = Consent.NO_QUOTES
    study.person.save()
    sections = study.report().chapters[-1].sections
    assert [section.place.words for section in sections] == [None, None]


def test_the_pdf_is_tagged_and_holds_the_memos(study: Study) -> None:
    job = study.job()
    result = exports.make_pdf(job, jobs.Progress(job))
    reader = PdfReader(io.BytesIO(result.content))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert result.name.endswith("memos.pdf")
    for words in ("Day one.", "And the second?", "A strong word.", "Nobody did", "Ana"):
        assert words in text
    assert b"/MarkInfo" in result.content or "/MarkInfo" in reader.root_object


def test_too_many_for_one_file_are_refused_in_words(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "MOST_IN_PDF", 4)
    job = study.job()
    with pytest.raises(Refused, match="5 memos are too many for one PDF; 4 fit"):
        exports.make_pdf(job, jobs.Progress(job))


def test_members_may_print_and_what_is_asked_goes_along(study: Study) -> None:
    address = reverse("memos_pdf", args=[study.project.slug])
    assert make.browser(make.user("sam")).post(address).status_code == 404
    reader = make.member(study.project, Role.READER)
    for who in (reader, study.ben, study.ana):
        answer = make.browser(who).post(f"{address}?kind=code&page=2")
        assert answer.status_code == 302
    assert [job.wishes["query"] for job in study.project.jobs.all()] == ["kind=code"] * 3
    assert Memo.objects.count() == 6
    page = make.browser(reader).get(f"{reverse('memos', args=[study.project.slug])}?kind=code")
    assert f'action="{address}?kind=code"' in page.content.decode()


def test_a_discussion_of_a_difference_is_printed_as_what_it_is_on() -> None:
    study = Study()
    closed = make.finished_round(study.project, (study.ana, study.ben), (study.talk,))
    place = Resolution.objects.create(round=closed, revision=study.talk.revisions.get(), start=34, end=46)
    Memo.objects.create(project=study.project, author=study.ana, body="Fear or calm?", resolution=place)
    chapter = next(each for each in study.report().chapters if each.anchor == "on-resolution")
    assert chapter.title == "On differences of a round"
    assert [str(each.begun.body) for each in chapter.sections[0].discussions] == ["<p>Fear or calm?</p>\n"]


def test_whatever_a_memo_can_be_on_has_its_chapter() -> None:
    assert set(titles()) == {*ON, JOURNAL}
