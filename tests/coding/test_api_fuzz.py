"""The API, asked everything its description allows and much that it does not, by somebody who may do all."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase
from hypothesis import settings as given
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from coding.api.api import api
from coding.memos import writing
from coding.models import Code, Coding, Exemplar
from config.wsgi import application
from interviews.models import Transcript
from projects.models import Role, User
from tests import make

pytestmark = pytest.mark.django_db

TEXT = "Interviewer: Who taught you?\nP07: Nobody did 👮🏽‍♀️, honestly."
TOKEN = "a" * 32
HELD = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
schema = schemathesis.openapi.from_dict(api.get_openapi_schema(path_prefix="/api/"))


class Study:
    """One of everything that an address of the API can name, and the owner's session."""

    def __init__(self) -> None:
        project = make.project()
        owner = project.memberships.get(role=Role.OWNER).user
        transcript = make.transcript(TEXT, project, make.participant(project, "P07"))
        code = make.code("Training", project)
        self.what: tuple[Code, User, Transcript] = (code, owner, transcript)
        self.places: dict[str, dict[str, object]] = {
            "transcripts": {"pk": transcript.pk, "number": 2},
            "codes": {"pk": code.pk},
        }
        self.slug = project.slug
        client = Client()
        client.force_login(owner)
        self.cookies = {settings.SESSION_COOKIE_NAME: client.session.session_key, "csrftoken": TOKEN}

    def one(self, subject: str) -> str:
        """A coding's GUID, or that of a memo or exemplar on it: anew, for a request may have deleted it."""
        Coding.objects.all().delete()
        coding = make.coding("Nobody did", *self.what)
        if subject == "memos":
            return str(writing.write(coding.transcript.project, coding.coder, "Says it twice.", coding).guid)
        if subject == "exemplars":
            Exemplar.objects.all().delete()
            return str(make.exemplar(coding).guid)
        return str(coding.guid)

    def aim(self, case: Case[Any]) -> None:
        """Let the address name what there is, so that more than the door is asked."""
        _empty, _api, _slug, subject, *_rest = f"{case.path}///".split("/")
        known = {"slug": self.slug} | self.places.get(subject, {})
        if subject in {"codings", "memos", "exemplars"}:
            known["guid"] = self.one(subject)
        for name in case.path_parameters or {}:
            case.path_parameters[name] = known.get(name, case.path_parameters[name])


@pytest.fixture
def study() -> Iterator[Study]:
    """Requests leave the test's connection open, as those of Django's own client do."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield Study()
    for signal in signals:
        signal.connect(close_old_connections)


@schema.parametrize()
@given(
    max_examples=15,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_request_is_answered_by_a_failure_of_the_server(case: Case[Any], study: Study) -> None:
    study.aim(case)
    headers = {"X-CSRFToken": TOKEN}
    answer = case.call(app=application, base_url="http://localhost", headers=headers, cookies=study.cookies)
    assert answer.status_code != 401
    case.validate_response(answer, checks=HELD)
