"""Blind means that nothing shows of another's work: the same bytes come back with it and without it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from coding.codebook import changes
from coding.models import (
    Assignment,
    Code,
    Coding,
    CodingQualifier,
    Layer,
    Memo,
    Qualifier,
    QualifierValue,
    Reading,
    ReadTurn,
    Round,
    SavedQuery,
)
from coding.models.codings import TaggedCoding
from interviews.models import Transcript, Turn
from projects import jobs
from projects.acts import act
from projects.models import Project, ProjectTag, Role, User
from tests import make

pytestmark = pytest.mark.django_db

TEXT = (
    "Interviewer: Who taught you?\nP07: Nobody did, honestly. We learned it from each other.\n"
    "P07: And then it stopped."
)
MASKED = re.compile(rb"\b[A-Za-z0-9]{64}\b")
"""Tokens against forgery, which differ each time."""
PAGES = (
    "/",
    "/{slug}/",
    "/{slug}/codes.css",
    "/{slug}/codebook/",
    "/{slug}/codebook/{code}/",
    "/{slug}/codebook/{code}/delete/",
    "/{slug}/codebook/{code}/onto/?target={theme}",
    "/{slug}/codebook/{code}/split/",
    "/{slug}/codebook/{code}/recode/",
    "/{slug}/codebook/{code}/promote/",
    "/{slug}/codebook/retired/",
    "/{slug}/codebook.csv",
    "/{slug}/codebook/versions/",
    "/{slug}/codebook/versions/{edition}/",
    "/{slug}/codebook/versions/{edition}.csv",
    "/{slug}/codebook/versions/compare/?first=1&second=2",
    "/{slug}/codebook/versions/compare.csv?first=1&second=2",
    "/{slug}/codebook/rereading/?coder=all",
    "/{slug}/codebook/rereading/?coder={ben}",
    "/{slug}/codebook/{code}/exemplars/",
    "/api/{slug}/codes/{code}/exemplars",
    "/{slug}/team/",
    "/{slug}/team/access/",
    "/{slug}/jobs/",
    "/{slug}/transcripts/",
    "/{slug}/transcripts/{transcript}/",
    "/{slug}/transcripts/{transcript}/code/",
    "/{slug}/transcripts/{transcript}/code/?coders=all",
    "/{slug}/transcripts/{transcript}/code/?coders={ben}",
    "/{slug}/transcripts/{transcript}/code/list/",
    "/{slug}/transcripts/{transcript}/code/list/?coders=all",
    "/{slug}/transcripts/{transcript}/code/list/?coders={ben}",
    "/api/{slug}/transcripts/{transcript}/codings",
    "/api/{slug}/transcripts/{transcript}/codings?coders={ben}",
    "/api/{slug}/transcripts/{transcript}/memos",
    "/{slug}/memos/",
    "/{slug}/memos/?author={ben}",
    "/{slug}/memos/?kind=coding&transcript={transcript}",
    "/{slug}/memos/?q={words}",
    "/{slug}/memos.csv",
    "/{slug}/memos.md",
    "/{slug}/memos/on/",
    "/{slug}/memos/on/?code={code}",
    "/{slug}/participants/",
    "/{slug}/participants/{person}/",
    "/{slug}/attributes/",
    "/{slug}/excerpts/?more=1&coders=on",
    "/{slug}/excerpts/?whose=all&coders=on&context=500&question=on",
    "/{slug}/excerpts/?whose=coder-{ben}",
    "/{slug}/excerpts/?whose=all&tick=on",
    "/{slug}/excerpts/?whose=consensus",
    "/{slug}/excerpts/?tag={tag}",
    "/{slug}/excerpts/?q={words}",
    "/{slug}/search/?q={words}",
    "/{slug}/excerpts.csv?whose=all&coders=on",
    "/{slug}/excerpts.csv?whose=coder-{ben}&coders=on",
    "/{slug}/matrix/",
    "/{slug}/matrix/?whose=all&shows=quotes",
    "/{slug}/matrix/?whose=coder-{ben}&shows=quotes",
    "/{slug}/matrix/?whose=all&rows=coders&shows=words",
    "/{slug}/matrix/?whose=all&rows=speakers&shows=counts&cross={qualifier}",
    "/{slug}/matrix/cell/?whose=all&row=p{person}&column={theme}",
    "/{slug}/matrix/cell/?whose=all&rows=coders&row=c{ben}&column={theme}",
    "/{slug}/matrix.csv?whose=all&shows=quotes",
    "/{slug}/matrix.csv?whose=all&rows=coders&shows=counts",
    "/{slug}/matrix.xlsx?whose=all&rows=transcripts&shows=words&cross={qualifier}",
    "/{slug}/cooccurrence/?whose=all&open={theme}",
    "/{slug}/cooccurrence/?whose=coder-{ben}&near=2&shows=jaccard",
    "/{slug}/cooccurrence/cell/?whose=all&near=10&row={theme}&column={code}",
    "/{slug}/cooccurrence.csv?whose=all&near=10&open={theme}",
    "/{slug}/pictures/?whose=all&level=codes",
    "/{slug}/pictures/portraits/?whose=all&transcript={transcript}",
    "/{slug}/pictures/cooccurrence/?whose=all&level=codes&near=10",
    "/{slug}/pictures/groups/?whose=all",
    "/{slug}/pictures/new-codes/?whose=all&order=added",
    "/{slug}/pictures/sample/",
    "/{slug}/pictures/portraits.svg?whose=all&level=codes",
    "/{slug}/pictures/new-codes.csv?whose=all",
    "/{slug}/matrix.csv?whose=coder-{ben}&shows=citations",
    "/{slug}/progress/",
    "/{slug}/progress/?assigned=nobody",
    "/{slug}/log/",
    "/{slug}/log/?person={ben}",
    "/{slug}/log/?transcript={transcript}",
    "/{slug}/log/?code={code}",
    "/{slug}/log.csv",
    "/{slug}/log.csv?person={ben}",
    "/api/{slug}/transcripts/{transcript}/reading",
    "/api/{slug}/transcripts/{transcript}/news",
    "/api/{slug}/transcripts/{transcript}/news?since=1",
    "/{slug}/comparison/",
    "/{slug}/comparison/?coders={ana}&coders={ben}&transcripts={transcript}",
    "/{slug}/comparison/?coders={ben}&coders={olga}&transcripts={transcript}",
    "/{slug}/comparison.csv?coders={ana}&coders={ben}&transcripts={transcript}",
    "/{slug}/comparison.csv?list=passages&coders={ana}&coders={ben}&transcripts={transcript}",
)
REPORTS = {
    "excerpts_pdf": "whose=all&coders=on&question=on",
    "matrix_pdf": "whose=all&shows=quotes",
    "comparison_pdf": "coders={ana}&coders={ben}&transcripts={transcript}",
    "cooccurrence_pdf": "whose=all&near=10",
    "picture_pdf": "whose=all&level=codes",
}


@dataclass
class Study:
    """Ana, Ben and the owner Olga code the same interview in a round; some of the work is open."""

    olga: User = field(default_factory=lambda: make.user("olga"))
    ana: User = field(default_factory=lambda: make.user("ana"))
    ben: User = field(default_factory=lambda: make.user("ben"))
    blind: bool = True
    project: Project = field(init=False)
    transcript: Transcript = field(init=False)

    def __post_init__(self) -> None:
        self.project = make.project(self.olga, self.ana, self.ben)
        self.person = make.participant(self.project, "P07")
        self.transcript = make.transcript(TEXT, self.project, self.person)
        self.theme = make.code("Practice", self.project)
        self.code: Code = make.code("Training", self.project, self.theme)
        self.round = Round.objects.create(
            project=self.project, name="First", edition=self.project.editions.get(), is_blind=self.blind
        )
        self.layers = {
            user: Layer.objects.create(project=self.project, kind="round", round=self.round, coder=user)
            for user in (self.ana, self.ben, self.olga)
        }
        self.tag = ProjectTag.objects.create(project=self.project, name="striking", slug="striking")
        wishes = {"words": "learned"}
        self.words = SavedQuery.objects.create(project=self.project, by=self.ana, wishes=wishes).guid
        qualifier = Qualifier.objects.create(project=self.project, name="Direction", position=1)
        self.value = QualifierValue.objects.create(qualifier=qualifier, value="mutes", position=1)
        make.coding("Nobody did", self.code, self.ana, self.transcript)
        make.coding("honestly", self.code, self.ben, self.transcript)
        make.complete(self.transcript, self.ana, self.ben)
        make.coding("stopped", self.code, self.ana, self.transcript, self.layers[self.ana])
        make.exemplar(make.coding("And then", self.code, self.olga, self.transcript))
        changes.change(self.code, self.olga, definition="What is taught.")

    def ben_works(self) -> None:
        """All that a coder can leave behind in a blind round."""
        layer = self.layers[self.ben]
        first = self.project.editions.get(number=1)
        coding = make.coding("We learned it", self.code, self.ben, self.transcript, layer)
        make.coding("each other", self.theme, self.ben, self.transcript, layer)
        make.coding("Nobody did", self.theme, self.ben, self.transcript, layer)
        Coding.objects.filter(layer=layer).update(edition=first)
        CodingQualifier.objects.create(coding=coding, value=self.value)
        TaggedCoding.objects.create(tag=self.tag, content_object=coding)
        on = {"project": self.project, "author": self.ben, "layer": layer, "coding": coding}
        memo = Memo.objects.create(body="Ben has learned", **on)
        Memo.objects.create(body="Ben thinks", reply_to=memo, **on)
        Reading.objects.create(layer=layer, transcript=self.transcript, coder=self.ben, state="complete")
        turn = Turn.objects.get(revision=self.transcript.current_id, number=3)
        ReadTurn.objects.create(layer=layer, turn=turn, coder=self.ben)
        Assignment.objects.create(layer=layer, transcript=self.transcript, coder=self.ben)
        with act(self.project, self.ben) as doing:
            doing.record_all(
                "applied", Coding.objects.filter(layer=layer), lambda coding: {"layer": coding.layer}
            )

    def address(self, page: str) -> str:
        return page.format(
            slug=self.project.slug,
            code=self.code.pk,
            edition=self.project.editions.latest("number").pk,
            theme=self.theme.pk,
            transcript=self.transcript.pk,
            person=self.person.pk,
            tag=self.tag.pk,
            words=self.words,
            qualifier=self.value.qualifier_id,
            **{name: getattr(self, name).pk for name in ("ana", "ben", "olga")},
        )

    def pages(self, user: User) -> Iterator[tuple[str, bytes, dict[str, str]]]:
        client = make.browser(user)
        for page in PAGES:
            response = client.get(self.address(page))
            assert response.status_code in {200, 302, 403}, page
            body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
            headers = {name: value for name, value in response.headers.items() if name != "Set-Cookie"}
            yield page, MASKED.sub(b"", body), headers


def printed(study: Study, user: User, kind: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The report of that kind as it goes to the engine."""
    pages: list[str] = []

    def keep(html: str, _progress: object) -> bytes:
        pages.append(html)
        return b""

    monkeypatch.setattr("coding.exports.pdf.render", keep)
    wishes = {"query": study.address(REPORTS[kind]), "address": "http://x", "picture": "heatmap"}
    job = make.job(study.project, user, wishes=wishes)
    jobs.WORK[kind](job, jobs.Progress(job))
    return pages[0]


@pytest.mark.parametrize("role", ["coder", "owner", "reader"])
def test_no_page_tells_of_anothers_work_in_a_blind_round(role: str, time_machine: object) -> None:
    time_machine.move_to("2026-03-02 10:00:00+00:00", tick=False)  # type: ignore[attr-defined]
    study = Study()
    user = {"coder": study.ana, "owner": study.olga, "reader": make.member(study.project, Role.READER)}[role]
    list(study.pages(user))
    study.project.accesses.update(times=1)
    before = list(study.pages(user))
    study.ben_works()
    study.project.accesses.update(times=1)
    after = list(study.pages(user))
    for (page, body, headers), (_page, later, heads) in zip(before, after, strict=True):
        assert body == later, page
        assert headers == heads, page


@pytest.mark.parametrize("kind", list(REPORTS))
@pytest.mark.parametrize("role", ["coder", "owner"])
def test_no_report_tells_of_anothers_work_in_a_blind_round(
    kind: str, role: str, monkeypatch: pytest.MonkeyPatch, time_machine: object
) -> None:
    time_machine.move_to("2026-03-02 10:00:00+00:00", tick=False)  # type: ignore[attr-defined]
    study = Study()
    user = {"coder": study.ana, "owner": study.olga}[role]
    before = printed(study, user, kind, monkeypatch)
    study.ben_works()
    assert printed(study, user, kind, monkeypatch) == before


def test_another_neither_removes_nor_qualifies_what_they_can_not_see() -> None:
    study = Study()
    study.ben_works()
    hidden = Coding.objects.filter(layer=study.layers[study.ben]).first()
    assert hidden is not None
    for user in (study.ana, study.olga):
        client = make.browser(user)
        url = f"/api/{study.project.slug}/codings/{hidden.guid}"
        assert client.delete(url).status_code == 404
        assert client.put(f"{url}/qualifiers", '{"qualifiers": []}', "application/json").status_code == 404
        page = f"/{study.project.slug}/transcripts/{study.transcript.pk}/code/{hidden.guid}/remove/"
        assert client.post(page).status_code == 404
    assert Coding.objects.filter(pk=hidden.pk).exists()


@pytest.mark.parametrize("page", ["code/", "code/list/"])
def test_who_left_the_study_is_not_named_for_work_in_a_blind_round(page: str) -> None:
    study = Study()
    study.ben_works()
    study.project.memberships.filter(user=study.ben).delete()
    Coding.objects.by(study.ben).filter(layer__kind=Layer.Kind.OPEN).delete()
    url = study.address("/{slug}/transcripts/{transcript}/" + page + "?coders=all")
    shown = make.browser(study.ana).get(url)
    assert shown.status_code == 200
    assert study.ben.name.encode() not in shown.content


def test_deleting_a_code_counts_only_what_the_person_can_see() -> None:
    study = Study()
    client = make.browser(study.olga)
    url = study.address("/{slug}/codebook/{code}/delete/")
    before = MASKED.sub(b"", client.get(url).content)
    study.ben_works()
    assert MASKED.sub(b"", client.get(url).content) == before
