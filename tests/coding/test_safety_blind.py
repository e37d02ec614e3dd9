"""Blind means that nothing shows of another's work: the same bytes come back with it and without it."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.db import transaction
from django.urls import resolve

from coding.analysis.query import Any, Coded, InRound, Near, Nearness, Not, WithMemo
from coding.analysis.query_json import dump
from coding.codebook import changes
from coding.exports import codings_file
from coding.exports.pdf import ALONE, Composed
from coding.memos import writing
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
    SavedQuery,
)
from coding.models.codings import TaggedCoding
from coding.rounds.numbering import Numbering
from coding.rounds.seats import seat_of
from coding.workspace import codings
from coding.workspace.codings import Wish
from coding.workspace.news import events_since
from interviews.models import Attribute, Transcript, Turn
from interviews.spans import Span
from projects import jobs
from projects.acts import act
from projects.models import Project, ProjectTag, Role, User
from projects.refusals import Refused
from tests import make
from tests.remembered import forget
from tests.test_safety_routes import ROUTES, objects_of
from tests.test_safety_routes import address as filled
from tests.test_safety_routes import study as study_of_routes

pytestmark = pytest.mark.django_db

TEXT = (
    "Interviewer: Who taught you?\nP07: Nobody did, honestly. We learned it from each other.\n"
    "P07: And then it stopped."
)
MASKED = re.compile(rb"\b[A-Za-z0-9]{64}\b")
"""Tokens against forgery, which differ each time."""
PAGES = (
    "/",
    "/new/",
    "/account/",
    "/{slug}/rounds/",
    "/{slug}/rounds/new/",
    "/{slug}/rounds/{round}/",
    "/{slug}/rounds/{round}/close/",
    "/{slug}/rounds/{round}/cancel/",
    "/{slug}/transcripts/{transcript}/code/?round={round}",
    "/{slug}/transcripts/{transcript}/code/?round={round}&coders=all",
    "/{slug}/transcripts/{transcript}/code/?round={round}&coders={ben}",
    "/{slug}/transcripts/{transcript}/code/list/?round={round}&coders=all",
    "/{slug}/codebook/add/",
    "/{slug}/codebook/import/",
    "/{slug}/memos/{memo}/",
    "/{slug}/memos/{memo}/change/",
    "/{slug}/memos/{memo}/delete/",
    "/{slug}/transcripts/upload/",
    "/{slug}/transcripts/{transcript}/delete/",
    "/{slug}/participants/import/",
    "/{slug}/participants/{person}/name/",
    "/{slug}/participants/{person}/withdraw/",
    "/{slug}/attributes/{attribute}/",
    "/{slug}/attributes/{attribute}/delete/",
    "/{slug}/jobs/{job}/",
    "/{slug}/jobs/{job}/status/",
    "/{slug}/rounds/{round}/agreement/passages/?beside=taught",
    "/{slug}/rounds/{round}/agreement/passages/?beside=again",
    "/{slug}/rounds/{round}/side-by-side/{transcript}/?beside=taught",
    "/{slug}/leaving/",
    "/{slug}/leaving/new/?of=/{slug}/excerpts.csv",
    "/{slug}/leaving/checks/{check}/",
    "/{slug}/leaving/checks/{check}/file/",
    "/{slug}/leaving/publications/{paper}/",
    "/{slug}/jobs/{job}/result/",
    "/{slug}/transcripts/upload/who/",
    "/{slug}/transcripts/{transcript}/original/",
    "/{slug}/participants/import/1/",
    "/{slug}/participants/{person}/cell/{attribute}/",
    "/api/",
    "/{slug}/log/?act={act}",
    "/{slug}/log/?kind=rounds",
    "/{slug}/log/?before={act}",
    "/{slug}/log/?after={act}",
    "/{slug}/search/?q={words}&done={act}",
    "/api/openapi.json",
    "/api/{slug}/codes",
    "/api/{slug}/codes/counts",
    "/api/{slug}/codes/counts?round={round}",
    "/api/{slug}/qualifiers",
    "/api/{slug}/codings/{coding}/history",
    "/api/{slug}/transcripts/{transcript}/codings?round={round}",
    "/api/{slug}/transcripts/{transcript}/memos?round={round}",
    "/api/{slug}/transcripts/{transcript}/reading?round={round}",
    "/api/{slug}/transcripts/{transcript}/news?round={round}&here=1",
    "/api/{slug}/transcripts/{transcript}/news?round={round}&here=1&since={act}",
    "/api/{slug}/transcripts/{transcript}/news?here=1&since={act}",
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
    "/{slug}/codebook/qualifiers/",
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
    "/{slug}/transcripts/print/?transcript={transcript}",
    "/{slug}/checklist/",
    "/{slug}/checklist/item/?item=24",
    "/{slug}/checklist/item/?item=31",
    "/{slug}/checklist.csv",
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
    "/{slug}/excerpts/?build=on&query={query}",
    "/{slug}/excerpts/?whose=all&query={query}&group=participant&context=turns-3",
    "/{slug}/excerpts.csv?whose=all&query={query}",
    "/{slug}/quotes/",
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
    "/{slug}/framework/?quotes=on",
    "/{slug}/framework/{person}/{theme}/",
    "/{slug}/framework/participant/{person}/",
    "/{slug}/framework/theme/{theme}/",
    "/{slug}/framework/theme/{theme}/across/",
    "/{slug}/framework/participant/{person}/case/",
    "/{slug}/framework/participant/{person}/type/",
    "/api/{slug}/framework/cells/p{person}-t{theme}",
    "/api/{slug}/framework/news?since=0",
    "/{slug}/framework.csv?quotes=on",
    "/{slug}/contrast/?whose=coder-{ben}&quotes=on",
    "/{slug}/contrast/?whose=all&quotes=on",
    "/{slug}/contrast.csv?whose=all&quotes=on",
    "/{slug}/matrix.csv?whose=all&rows=coders&shows=counts",
    "/{slug}/matrix.csv?whose=all&rows=transcripts&shows=words&cross={qualifier}",
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
    "/{slug}/reports/",
    "/{slug}/reports/new/",
    "/{slug}/reports/{recipe}/",
    "/{slug}/reports/{recipe}/3/",
    "/{slug}/reports/{recipe}/9/",
    "/{slug}/reports/use/matrix/?whose=coder-{ben}&open={theme}",
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
    "/{slug}/comparison/file/",
    "/{slug}/comparison/?coders={ana}&coders={ben}&transcripts={transcript}",
    "/{slug}/comparison/?coders={ben}&coders={olga}&transcripts={transcript}",
    "/{slug}/comparison/passages/?coders={ana}&coders={ben}&code={code}&times=2",
    "/{slug}/comparison/side-by-side/{transcript}/?coders={ana}&coders={ben}",
    "/{slug}/comparison.csv?coders={ana}&coders={ben}&transcripts={transcript}",
    "/{slug}/rounds/{round}/agreement/",
    "/{slug}/rounds/{round}/agreement/?coders={ana}&coders={ben}&unit=sentence",
    "/{slug}/rounds/{round}/agreement/passages/",
    "/{slug}/rounds/{round}/agreement.csv",
    "/{slug}/rounds/{round}/further/",
    "/{slug}/rounds/{round}/further/?show=characters",
    "/{slug}/comparison/further/?coders={ana}&coders={ben}&transcripts={transcript}",
    "/{slug}/comparison.csv?list=further&coders={ana}&coders={ben}&transcripts={transcript}",
    "/{slug}/rounds/{round}/over-time/",
    "/{slug}/rounds/{round}/differences/",
    "/{slug}/rounds/{round}/differences/1-0-9/",
    "/{slug}/rounds/{round}/differences/1-0-9/other/",
    "/{slug}/rounds/{round}/differences/1-0-9/discussion/",
    "/{slug}/rounds/{round}/mine/",
    "/{slug}/rounds/{round}/side-by-side/{transcript}/",
    "/{slug}/comparison.csv?list=passages&coders={ana}&coders={ben}&transcripts={transcript}",
)
EVERY_PART = (
    *("sample", "codebook", "excerpts?whose=all&coders=on&question=on", "framework?quotes=on", "contrast"),
    *("matrix?whose=all&shows=quotes", "cooccurrence?whose=all&near=10", "agreement", "memos", "trail"),
    *("picture-heatmap?whose=all&level=codes", "picture-portraits?whose=all", "picture-new-codes"),
    *("transcripts?whose=all&way=notes&memos=on", "checklist"),
)
ABOUT_NO_STUDY = {"health", "invitation"}
REPORTS = {
    "excerpts_pdf": "whose=all&coders=on&question=on&query={query}",
    "matrix_pdf": "whose=all&shows=quotes",
    "comparison_pdf": "coders={ana}&coders={ben}&transcripts={transcript}",
    "cooccurrence_pdf": "whose=all&near=10",
    "picture_pdf": "whose=all&level=codes",
    "framework_pdf": "quotes=on",
    "contrast_pdf": "whose=all&quotes=on",
    "memos_pdf": "",
    "coded_transcripts": "transcript={transcript}&whose=all&way=notes&memos=on",
    "checklist_pdf": "",
    "leaving": "whose=all&coders=on&question=on",
    "round_report": "",
    "recipe_report": "",
    "agreement_numbers": "coders={ana}&coders={ben}&transcripts={transcript}",
    "agreement_list": "coders={ana}&coders={ben}&transcripts={transcript}",
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
        self.tag = ProjectTag.objects.create(project=self.project, name="striking", slug="striking")
        wishes = {"words": "learned"}
        self.words = SavedQuery.objects.create(project=self.project, by=self.ana, wishes=wishes).guid
        self.query = SavedQuery.objects.create(
            project=self.project,
            by=self.ana,
            name="Near",
            shared=True,
        ).guid
        qualifier = Qualifier.objects.create(project=self.project, name="Direction", position=1)
        self.value = QualifierValue.objects.create(qualifier=qualifier, value="mutes", position=1)
        make.coding("Nobody did", self.code, self.ana, self.transcript)
        make.coding("honestly", self.code, self.ben, self.transcript)
        make.complete(self.transcript, self.ana, self.ben)
        make.exemplar(make.coding("And then", self.code, self.olga, self.transcript))
        make.picked(make.coding("We learned", self.code, self.olga, self.transcript))
        changes.change(self.code, self.olga, definition="What is taught.")
        coders = (self.ana, self.ben, self.olga)
        self.round = make.running_round(
            self.project, coders, (self.transcript,), name="First", is_blind=self.blind
        )
        frozen = InRound(self.round.pk)
        near = Near(Nearness.WITHIN, Coded(self.theme.pk), 9)
        tree = Any((near, WithMemo("learned"), frozen, Not(InRound(self.round.pk, self.theme.pk))))
        SavedQuery.objects.filter(guid=self.query).update(wishes={"query": dump(tree)})
        self.layers = {user: self.round.layers.get(coder=user) for user in coders}
        self.own = make.coding("stopped", self.code, self.ana, self.transcript, self.layers[self.ana])
        self.memo = writing.write(self.project, self.ana, "As before.", self.code)
        self.attribute = Attribute.objects.create(project=self.project, name="Age", kind="number", position=1)
        self.job = make.job(self.project, self.ana)
        self.recipe = make.recipe(self.project, self.olga, *EVERY_PART)
        self.check = make.looked_through(self.project, self.ana)
        self.paper = make.publication(self.project)

    def acts(self, user: User) -> None:
        """What somebody does in open work and in the round, so that numbers of events would count others."""
        member = self.project.memberships.filter(user=user).first()
        if member is None or member.role == Role.READER:
            return
        guids = itertools.count(1)
        for seat in (None, seat_of(self.transcript, user, self.round.pk)):
            for start in (35, 44):
                wish = Wish(UUID(int=next(guids)), self.theme.pk, Span(start, start + 3), 1)
                codings.apply(self.transcript, wish, user, seat)
        guid = UUID(int=next(guids))
        memo = writing.write(self.project, user, "A thought.", self.transcript, guid)
        writing.change(memo, user, "A second thought.", 1)

    def ben_works(self, state: str = "in progress") -> None:
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
        Reading.objects.create(layer=layer, transcript=self.transcript, coder=self.ben, state=state)
        turn = Turn.objects.get(revision=self.transcript.current_id, number=3)
        ReadTurn.objects.create(layer=layer, turn=turn, coder=self.ben)
        Assignment.objects.create(layer=layer, transcript=self.transcript, coder=self.ben)
        with act(self.project, self.ben) as doing:
            doing.record_all(
                "applied", Coding.objects.filter(layer=layer), lambda coding: {"layer": coding.layer}
            )
        make.browser(self.ben).get(self.address("/{slug}/transcripts/{transcript}/code/?round={round}"))
        make.browser(self.ben).post(self.address("/api/{slug}/transcripts/{transcript}/here?round={round}"))

    def known(self, user: User) -> int:
        """The number of the last act, as the person may know it."""
        project = Project.objects.get(pk=self.project.pk)
        acts = events_since(0, project, user).order_by("number").values_list("act", flat=True)
        return Numbering(project, user).known(acts.last() or 0)

    def address(self, page: str, user: User | None = None) -> str:
        return page.format(
            act=self.known(user or self.ana),
            round=self.round.pk,
            memo=self.memo.guid,
            coding=self.own.guid,
            attribute=self.attribute.pk,
            job=self.job.pk,
            recipe=self.recipe.guid,
            check=self.check.pk,
            paper=self.paper.pk,
            slug=self.project.slug,
            code=self.code.pk,
            edition=self.project.editions.latest("number").pk,
            theme=self.theme.pk,
            transcript=self.transcript.pk,
            person=self.person.pk,
            tag=self.tag.pk,
            words=self.words,
            query=self.query,
            qualifier=self.value.qualifier_id,
            **{name: getattr(self, name).pk for name in ("ana", "ben", "olga")},
        )

    def pages(self, user: User) -> Iterator[tuple[str, int, bytes, dict[str, str]]]:
        """The address, status, content and headers of every page, after the person did something."""
        forget()
        self.acts(user)
        client = make.browser(user)
        for page in PAGES:
            address = self.address(page, user)
            response = client.get(address)
            assert response.status_code in {200, 302, 403, 404}, page
            body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
            headers = {name: value for name, value in response.headers.items() if name != "Set-Cookie"}
            yield address, response.status_code, MASKED.sub(b"", body), headers


def turned_back(study: Study, user: User) -> list[tuple[str, int, bytes, dict[str, str]]]:
    """The pages without Ben's work, and everything as it was before."""
    with transaction.atomic():
        found = list(study.pages(user))
        transaction.set_rollback(True)
    forget()
    return found


def printed(study: Study, user: User, kind: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The report of that kind as it goes to the engine, or as it is kept."""
    pages: list[str] = []

    def keep(html: str, _progress: object, of: Composed = ALONE) -> bytes:
        pages.append("".join([html, *(each.content for each in of.attached)]))
        return b""

    monkeypatch.setattr("coding.exports.pdf.render", keep)
    wishes: dict[str, object] = {"query": study.address(REPORTS[kind]), "address": "http://x"}
    wishes |= {"picture": "heatmap", "format": "pdf", "recipe": str(study.recipe.guid)}
    wishes |= {"round": int(study.address("{round}")) if kind == "round_report" else None}
    again = {"kind": "excerpts_pdf", "wishes": {"query": wishes["query"], "address": "http://x"}}
    wishes |= {"publication": None, "left_out": [], "of": again, "list": "passages"}
    job = make.job(study.project, user, kind, wishes=wishes)
    try:
        result = jobs.made(job, jobs.Progress(job))
    except Refused as refusal:  # as the report of a round that still runs
        return str(refusal)
    return pages[0] if pages else result.content.decode()


@pytest.mark.parametrize("state", ["in progress", "complete"])
@pytest.mark.parametrize("role", ["coder", "owner", "reader"])
def test_no_page_tells_of_anothers_work_in_a_blind_round(role: str, state: str, time_machine: object) -> None:
    """But who is complete, which the round's own pages tell, and they alone."""
    time_machine.move_to("2026-03-02 10:00:00+00:00", tick=False)  # type: ignore[attr-defined]
    study = Study()
    user = {"coder": study.ana, "owner": study.olga, "reader": make.member(study.project, Role.READER)}[role]
    before = turned_back(study, user)
    study.ben_works(state)
    for one, other in zip(before, study.pages(user), strict=True):
        if state == "complete" and "/rounds/" in one[0]:
            continue
        assert one == other, one[0]


def test_a_round_s_page_tells_who_is_complete_and_nothing_more() -> None:
    study = Study()
    client, page = make.browser(study.ana), study.address("/{slug}/rounds/{round}/")
    before = client.get(page).content.decode()
    study.ben_works("complete")
    after = client.get(page).content.decode()
    said = '<span class="state good">complete</span>'
    assert after.count(said) == before.count(said) + 1
    assert after.replace(said, "").count("state") == before.count("state") - 1
    assert "1 of 3 readings are complete" in after


def test_every_route_that_can_be_looked_at_is_walked() -> None:
    """A new one fails until it stands among the pages; ``test_safety_blind_writing`` walks the others.

    Nothing is looked at where an address is for forms, or leads on to one of the pages.
    """
    one = study_of_routes("token")
    study, client = Study(), make.browser(one.owner)
    walked = {resolve(study.address(page).partition("?")[0]).view_name for page in PAGES}
    for name, path in ROUTES:
        if name in walked | ABOUT_NO_STUDY:
            continue
        url = filled(path, one.project.slug, objects_of(one, path))
        answer = client.get(url)
        leads_to = resolve(urlsplit(answer["Location"]).path).view_name if answer.status_code == 302 else None
        is_one = resolve(url).view_name in walked
        assert is_one or answer.status_code == 405 or leads_to in walked, name


def test_every_report_that_a_job_makes_is_made() -> None:
    assert set(REPORTS) == set(jobs.WORK) - {codings_file.KIND}  # which reads a file and no study


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
