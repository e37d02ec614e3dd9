"""Whatever a coder of a blind round sends to whatever route, the answer does not tell of another's work.

Every route of the resolver that is about a study is written to, in open work and in the round, without the
other's work and with it; what a new route answers is compared without anybody naming it here.
"""

import json
import re
import secrets
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client

from coding.memos import writing
from coding.progress import marks
from coding.rounds.seats import seat_of
from coding.workspace import codings
from coding.workspace.codings import Wish
from interviews.spans import Span
from projects.models import Role, User
from tests import make
from tests.remembered import forget
from tests.test_safety_routes import BODIES, PATHS, Study, address, api_body, content, objects_of, study

pytestmark = pytest.mark.django_db

CHANCE = re.compile(
    rb"\b[A-Za-z0-9]{64}\b|[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f-]{17}|/join/[\w-]+/|[\w-]{6,}-[0-9a-f]{32}"
)
"""What is random: tokens against forgery, guids that the server makes, links of invitations and resets."""
NUMBERS = re.compile(rb"[0-9]+")
# PostgreSQL gives the first tag of all the id 1, and after what was rolled back none.
WRITTEN = tuple(body | {"remove": "0"} if "remove" in body else body for body in BODIES)
WAYS = ("POST", "PUT", "PATCH", "DELETE")
Answer = tuple[str, int, bytes, str]


def answers(one: Study, user: User, path: str, seat: str) -> list[Answer]:
    """What is answered to each way of writing, and what the next page then says of it, if anything."""
    forget()
    client = make.browser(user)
    url = address(path, one.project.slug, objects_of(one, path)) + seat
    found: list[Answer] = []
    for method in WAYS:
        bodies = WRITTEN if not url.startswith("/api/") else ({},)
        for body in bodies if method == "POST" else bodies[:1]:
            if url.startswith("/api/"):
                wish = json.dumps({**json.loads(api_body(one)), "guid": str(UUID(int=7))})
                response = client.generic(method, url, wish, content_type="application/json")
            elif method == "POST":
                chosen = {"transcript": str(one.transcript.pk), "file": str(one.sheet)}
                response = client.post(url, body | (chosen if body else {}))
            else:
                response = client.generic(method, url)
            found += [told(method, each) for each in (response, *said_next(client, one))]
    return found


def said_next(client: Client, one: Study) -> Iterator[HttpResponseBase]:
    """The next page, where the answer left a word for it."""
    if "messages" in client.cookies and client.cookies["messages"].value:
        yield client.get(f"/{one.project.slug}/participants/")


def told(method: str, answer: HttpResponseBase) -> Answer:
    return method, answer.status_code, plain(content(answer)), place(answer.get("Location", ""))


def plain(body: bytes) -> bytes:
    masked = CHANCE.sub(b"", body)
    # PostgreSQL gives no number twice, not even one that was rolled back.
    return masked if connection.vendor == "sqlite" else NUMBERS.sub(b"", masked)


def place(location: str) -> str:
    return plain(location.encode()).decode()


def another_works(one: Study) -> None:
    """All that a coder leaves behind in a blind round."""
    ben = one.round.coders.exclude(coder=one.owner).get().coder
    seat = seat_of(one.transcript, ben, one.round.pk)
    for number, words in enumerate(("Nobody", "did", "honestly")):
        start = one.transcript.current.text.index(words)  # type: ignore[union-attr]
        wish = Wish(UUID(int=100 + number), one.code.pk, Span(start, start + len(words)), 1)
        coding = codings.apply(one.transcript, wish, ben, seat)
        writing.write(one.project, ben, "Hidden words", coding, UUID(int=200 + number))
    marks.mark(one.transcript, 2, ben, True, seat)
    client = make.browser(ben)
    client.get(f"/{one.project.slug}/transcripts/{one.transcript.pk}/code/?round={one.round.pk}")
    client.post(f"/api/{one.project.slug}/transcripts/{one.transcript.pk}/here?round={one.round.pk}")


TELLS = "<slug:slug>/rounds/<int:pk>/cancel/"
"""A round is not cancelled once somebody has coded in it, which the refusal tells; asking ends the round."""
IN_A_ROUND = re.compile("^api/|/code/|/reading/|/turns/|/undo/|/redo/")
WALKED = [(path, "") for path in PATHS if path != TELLS]
WALKED += [(path, "?round=") for path in PATHS if IN_A_ROUND.search(path)]


@pytest.mark.parametrize(("path", "seat"), WALKED)
def test_no_answer_tells_of_anothers_work_in_a_blind_round(
    path: str, seat: str, time_machine: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    time_machine.move_to("2026-03-02 10:00:00+00:00", tick=False)  # type: ignore[attr-defined]
    monkeypatch.setattr(secrets, "randbelow", lambda _limit: 41)  # versions, which chance makes
    one = study("token")
    seat = seat and f"{seat}{one.round.pk}"
    coder = make.member(one.project, Role.CODER, "cleo")
    people = (one.owner, coder)
    before = [unwritten(one, user, path, seat) for user in people]
    with transaction.atomic():
        another_works(one)
        after = [unwritten(one, user, path, seat) for user in people]
        transaction.set_rollback(True)
    assert before == after
    assert b"Hidden words" not in b"".join(answer[2] for found in after for answer in found)


def unwritten(one: Study, user: User, path: str, seat: str) -> list[Answer]:
    """The answers, of which nothing stays."""
    with transaction.atomic():
        found = answers(one, user, path, seat)
        transaction.set_rollback(True)
    return found
