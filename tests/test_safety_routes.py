"""Every route of the resolver, asked by those who must not come in, and written to by readers."""

import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from coding.models import (
    AllowedWord,
    Code,
    Coding,
    Edition,
    Exemplar,
    Memo,
    PickedQuote,
    Publication,
    Recipe,
    Round,
    SavedQuery,
)
from interviews.models import Attribute, Participant, RealName, Transcript, Turn
from projects import files
from projects.models import Invitation, Job, Project, Role, User
from tests import make
from tests.rows import rows

pytestmark = pytest.mark.django_db

OPEN = {"health", "invitation"}
"""Routes that ask nobody to sign in."""
OWN = {"home", "account", "new_project"}
"""Routes about oneself, which name no project."""
READERS_MAY = {
    "search",
    "excerpts",
    "query_build",
    "transcripts",
    "memos",
    "excerpts_pdf",
    "excerpts_docx",
    "excerpts_xlsx",
    "matrix_pdf",
    "matrix_docx",
    "matrix_xlsx",
    "cooccurrence_pdf",
    "cooccurrence_docx",
    "cooccurrence_xlsx",
    "picture_pdf",
    "picture_docx",
    "picture_xlsx",
    "comparison_pdf",
    "comparison_docx",
    "framework_pdf",
    "framework_docx",
    "framework_xlsx",
    "contrast_pdf",
    "contrast_docx",
    "contrast_xlsx",
    "comparison_file",
    "comparison_reckon",
    "round_report",
    "round_reckon",
    "memos_pdf",
    "memos_docx",
    "memos_xlsx",
    "report_make",
    "print_transcripts",
    "checklist_pdf",
    "checklist_docx",
    "job_cancel",
    "job_delete",
    "api:find",
    "api:arrive",
    "api:leave",
}
"""What a reader posts: filters and exports, what becomes of one's own job, and being here."""
WRITTEN_BY_READING = {
    "sessions.session",
    "projects.access",
    "coding.savedquery",
    "coding.presence",
    "projects.job",
}
TEXT = "Interviewer: Who taught you?\nP07: Nobody did, honestly."
API = "api:"
PAGES_OF_THE_API = {f"{API}openapi-json", f"{API}api-root"}


@dataclass(frozen=True)
class Study:
    """A project with one of everything that an address can name."""

    project: Project
    owner: User
    transcript: Transcript
    person: Participant
    attribute: Attribute
    code: Code
    coding: Coding
    edition: Edition
    exemplar: Exemplar
    picked: PickedQuote
    query: SavedQuery
    memo: Memo
    job: Job
    sheet: int
    invitation: Invitation
    check: Job
    publication: Publication
    word: AllowedWord
    round: Round
    """Which the owner codes, and somebody else."""
    revealed: Round
    recipe: Recipe
    """Of two parts, numbered 1 and 2."""


def study(token: str) -> Study:
    owner = make.user("olga")
    project = make.project(owner)
    person = make.participant(project, "P07")
    RealName.objects.create(participant=person, name="Hidden Realname")
    transcript = make.transcript(TEXT, project, person)
    transcript.original = files.store(project, owner, "P07.txt", "text/plain", TEXT.encode())
    transcript.save()
    code = make.code("Training", project)
    coding = make.coding("Nobody did", code, owner, transcript)
    table = b"ID,Age\nP07,40\n"
    both = (owner, make.member(project, Role.CODER, "ben"))
    revealed = make.finished_round(project, both, (transcript,), "Round 2")
    make.coding("Nobody did", code, owner, transcript, make.round_layer(revealed, owner))
    return Study(
        project=project,
        owner=owner,
        transcript=transcript,
        person=person,
        attribute=Attribute.objects.create(project=project, name="Age", kind="number", position=1),
        code=code,
        coding=coding,
        edition=project.editions.get(),
        exemplar=make.exemplar(coding),
        picked=make.picked(coding),
        query=SavedQuery.objects.create(
            project=project, by=owner, name="Mine", wishes={"query": {"is": "coded", "code": code.pk}}
        ),
        memo=Memo.objects.create(project=project, author=owner, coding=coding, body="Says it twice."),
        job=make.job(project, owner, state="done", result=files.store(project, owner, "a", "text/csv", b"a")),
        sheet=files.stage(project, owner, "a.csv", "application/x-verbatim-sheet", table).pk,
        invitation=make.invitation(project, token),
        check=make.looked_through(project, owner),
        publication=make.publication(project),
        word=AllowedWord.objects.create(project=project, word="Leeds", key="leeds"),
        round=make.running_round(project, both, (transcript,)),
        revealed=revealed,
        recipe=make.recipe(project, owner, "sample", "matrix?shows=quotes"),
    )


def routes(patterns: Any = None, before: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """Name and address pattern of each route but those of the accounts library."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            if path != "account/":
                inside = f"{one.namespace}:" if one.namespace else space
                yield from routes(one.url_patterns, path, inside)
        elif isinstance(one, URLPattern):
            yield f"{space}{one.name}", path


ROUTES = sorted(set(routes()))
ABOUT_PROJECTS = [
    pytest.param(name, path, id=f"{name} {path}")
    for name, path in ROUTES
    if "slug>" in path or "{slug}" in path
]
PATHS = sorted({str(route.values[1]) for route in ABOUT_PROJECTS})


def objects_of(study: Study, path: str) -> dict[str, object]:
    """What stands in the address for each of its places but the project."""
    after_the_reveal = ("/agreement", "/over-time/", "/side-by-side/", "/report/", "/differences/", "/mine/")
    named = dict.fromkeys(after_the_reveal, study.revealed.pk) | {
        "/leaving/checks/": study.check.pk,
        "/leaving/publications/": study.publication.pk,
        "/leaving/words/": study.word.pk,
        "/team/invitations/": study.invitation.pk,
        "/team/": study.project.memberships.get(user=study.owner).pk,
        "/transcripts/": study.transcript.pk,
        "/participants/import/": study.sheet,
        "/framework/participant/": study.person.pk,
        "/participants/": study.person.pk,
        "/attributes/": study.attribute.pk,
        "/codebook/versions/": study.edition.pk,
        "/framework/": study.code.pk,
        "/codebook/": study.code.pk,
        "/codes/": study.code.pk,
        "/jobs/": study.job.pk,
        "/rounds/": study.round.pk,
    }
    pk = next((pk for part, pk in named.items() if part in path), None)
    guids = {
        "/exemplars/": study.exemplar.guid,
        "/memos/": study.memo.guid,
        "/reports/": study.recipe.guid,
    }
    guids |= {"/quotes/": study.picked.guid, "/queries/": study.query.guid}
    guid = next((guid for part, guid in guids.items() if part in path), study.coding.guid)
    turn = Turn.objects.filter(revision__transcript=study.transcript).latest("number")
    place, transcript = f"{turn.revision_id}-{turn.start}-{turn.end}", study.transcript.pk
    named_so = {"attribute_pk": study.attribute.pk, "number": 2, "transcript": transcript, "place": place}
    named_so |= {"person_pk": study.person.pk, "key": f"p{study.person.pk}-t{study.code.pk}"}
    return {"pk": pk, "guid": guid, **named_so}


PLACES = (
    ("int", "pk"),
    ("int", "attribute_pk"),
    ("int", "person_pk"),
    ("str", "key"),
    ("int", "number"),
    ("int", "transcript"),
    ("uuid", "guid"),
    ("uuidstr", "guid"),
    ("place", "place"),
)


def address(path: str, slug: str, objects: Mapping[str, object]) -> str:
    filled = path
    for place, value in {
        "slug:slug": slug,
        "slug": slug,
        "slug:kind": "portraits",
        "str:token": "token",
    }.items():
        filled = filled.replace(f"<{place}>", str(value))
    for kind, name in PLACES:
        filled = filled.replace(f"<{kind}:{name}>", str(objects.get(name)))
    assert "<" not in filled, f"nothing fills {filled}"
    assert "None" not in filled, f"no object is known for {filled}"
    return "/" + filled


def names_an_object(path: str) -> bool:
    return any(place in path for place in ("<int:", "<uuid", "<str:key"))


BODIES: tuple[dict[str, str], ...] = (
    {},
    {
        **dict.fromkeys(("name", "title", "tag", "text", "new-name", "code-name"), "Changed"),
        **{"code": "P99", "consent": "no quotes", "publication_code": "X", "kind": "text", "role": "owner"},
        **{"body": "Changed", "version": "1"},
        **{"action": "apply", "step": "down", "way": "down", "state": "complete", "children": "with"},
    },
    {"remove": "1", "action": "store", "typed": "P07", "move-parent": "theme", "email": ""},
)


def api_body(study: Study) -> str:
    return json.dumps(
        {
            "guid": str(uuid.uuid4()),
            "code": study.code.pk,
            "start": 42,
            "end": 46,
            "revision": 1,
            "qualifiers": [],
            "state": "complete",
            "name": "Changed",
            "transcript": study.transcript.pk,
            "kind": "typical",
            "body": "Changed",
            "version": 1,
            "resolved": True,
            "words": "a",
        }
    )


def ask(client: Client, method: str, url: str, study: Study) -> Iterator[HttpResponseBase]:
    if url.startswith("/api/"):
        yield client.generic(method, url, api_body(study), content_type="application/json")
    elif method == "POST":
        for body in BODIES:
            chosen = {"transcript": str(study.transcript.pk), "file": str(study.sheet)}
            yield client.post(url, body | (chosen if body else {}))
    else:
        yield client.generic(method, url)


METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def known(of: HttpResponseBase) -> str:
    return f"{of.status_code} {of.get('Location', '')}"


def content(response: HttpResponseBase) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]


def contents() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the database, but those that reading may write."""
    return rows(besides=WRITTEN_BY_READING)


def test_every_route_is_about_a_project_or_known_to_be_about_none() -> None:
    others = {name for name, path in ROUTES if "slug" not in path}
    assert others == OPEN | OWN | PAGES_OF_THE_API


@pytest.mark.parametrize(("name", "path"), ABOUT_PROJECTS)
def test_nobody_comes_in_without_signing_in(name: str, path: str) -> None:
    one = study("token")
    url = address(path, one.project.slug, objects_of(one, path))
    for method in METHODS:
        for response in ask(Client(), method, url, one):
            if name.startswith(API):
                assert response.status_code in {401, 405}
            elif response.status_code != 405:
                assert response.status_code == 302
                assert response["Location"].startswith("/account/login/")


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_finds_no_page_of_a_study(path: str) -> None:
    one, other = study("token"), study("other")
    url = address(path, one.project.slug, objects_of(one, path))
    missing = address(path, "no-such-study", objects_of(one, path))
    client = make.browser(other.owner)
    before = contents()
    for method in METHODS:
        answers = [known(each) for each in ask(client, method, url, one)]
        assert set(answers) <= {"404 ", "405 "}, method
        assert answers == [known(each) for each in ask(client, method, missing, one)]
    assert contents() == before


@pytest.mark.parametrize("path", [path for path in PATHS if names_an_object(path)])
def test_an_object_of_another_study_is_not_found_in_ones_own(path: str) -> None:
    one, other = study("token"), study("other")
    url = address(path, other.project.slug, objects_of(one, path))
    client = make.browser(other.owner)
    before = contents()
    for method in METHODS:
        for response in ask(client, method, url, one):
            assert response.status_code in {404, 405}, f"{method} {url}: {known(response)}"
    assert contents() == before


@pytest.mark.parametrize(("name", "path"), ABOUT_PROJECTS)
def test_a_reader_changes_nothing_and_sees_no_name(name: str, path: str) -> None:
    one = study("token")
    reader = make.member(one.project, Role.READER)
    url = address(path, one.project.slug, objects_of(one, path))
    client = make.browser(reader)
    before = contents()
    for method in METHODS:
        for response in ask(client, method, url, one):
            assert b"Hidden Realname" not in content(response)
            assert response.status_code < 500
            if method in {"POST", "PUT", "PATCH", "DELETE"} and name not in READERS_MAY:
                assert response.status_code in {403, 404, 405}, f"{method} {url}: {known(response)}"
    assert contents() == before


@pytest.mark.parametrize("path", PATHS)
def test_a_look_changes_nothing_even_for_the_owner(path: str) -> None:
    one = study("token")
    url = address(path, one.project.slug, objects_of(one, path))
    client = make.browser(one.owner)
    before = contents()
    for method in ("GET", "HEAD", "OPTIONS"):
        for response in ask(client, method, url, one):
            assert response.status_code < 500
            content(response)
    assert contents() == before


@pytest.mark.parametrize(("name", "path"), ABOUT_PROJECTS)
def test_only_the_page_of_the_name_says_the_name(name: str, path: str) -> None:
    one = study("token")
    url = address(path, one.project.slug, objects_of(one, path))
    for response in ask(make.browser(one.owner), "GET", url, one):
        assert (b"Hidden Realname" in content(response)) == (name == "participant_name")
