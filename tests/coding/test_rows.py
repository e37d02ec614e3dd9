"""Whose codings the workspace shows, and how often codes are used in the study."""

from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from coding.models import Code, Layer, Round
from coding.workspace.rows import Shown, rows_of
from projects.models import Project, Role
from tests import make

pytestmark = pytest.mark.django_db

TEXT = "Interviewer: Who taught you?\nP07: Nobody did, honestly."


class Study:
    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project: Project = make.project(None, self.ana, self.ben)
        self.project.role = Role.CODER
        self.transcript = make.transcript(TEXT, self.project)
        self.code: Code = make.code("Training", self.project)
        self.consensus = Layer.objects.create(project=self.project, kind=Layer.Kind.CONSENSUS)
        self.agreed = make.coding("Nobody", self.code, self.ben, self.transcript, self.consensus)
        self.own = make.coding("honestly", self.code, self.ana, self.transcript)

    def shown(self, wish: str) -> list[str]:
        shown = Shown.asked(wish, self.ana, self.project)
        assert Shown.asked(shown.key, self.ana, self.project) == shown
        return [row[0] for row in rows_of(self.transcript, self.ana, shown)]


@pytest.fixture
def study() -> Study:
    return Study()


@pytest.mark.parametrize("wish", ["", "all"])
def test_the_open_work_shows_nothing_of_the_consensus(study: Study, wish: str) -> None:
    assert study.shown(wish) == [str(study.own.guid)]


def test_the_consensus_shows_nothing_of_the_open_work(study: Study) -> None:
    assert study.shown("consensus") == [str(study.agreed.guid)]


def test_the_page_offers_the_consensus_where_there_is_one_and_codes_nothing_in_it(study: Study) -> None:
    address = reverse("workspace", args=[study.project.slug, study.transcript.pk])
    client = make.browser(study.ana)
    page = client.get(address, {"coders": "consensus"})
    assert page.context["facts"]["may"] is False
    assert 'href="?coders=consensus" aria-current="true"' in page.content.decode()
    assert '"several": false' in page.content.decode()
    assert client.get(address).context["facts"]["may"] is True
    study.agreed.delete()
    study.consensus.delete()
    assert "coders=consensus" not in client.get(address).content.decode()


def counts(study: Study, who: Any) -> Any:
    return make.browser(who).get(f"/api/{study.project.slug}/codes/counts")


def test_codes_are_counted_in_the_whole_study_each_alone(study: Study) -> None:
    Layer.objects.filter(pk=study.consensus.pk).delete()
    child = make.code("Courses", study.project, study.code)
    elsewhere = make.transcript("Hello there.", study.project)
    make.coding("Hello", child, study.ben, elsewhere)
    assert counts(study, study.ana).json() == [[study.code.pk, 1], [child.pk, 1]]


def test_of_a_blind_round_another_coder_s_codings_are_not_counted(study: Study) -> None:
    Layer.objects.filter(pk=study.consensus.pk).delete()
    blind = Round.objects.create(project=study.project, name="First", edition=study.project.editions.get())
    layer = Layer.objects.create(project=study.project, kind=Layer.Kind.ROUND, round=blind, coder=study.ben)
    make.coding("did", study.code, study.ben, study.transcript, layer)
    assert counts(study, study.ana).json() == [[study.code.pk, 1]]


def test_counts_are_for_members_and_cost_the_same_for_many_codings(
    study: Study, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert counts(study, make.user("eve")).status_code == 404
    assert counts(study, make.member(study.project, Role.READER)).status_code == 200
    client, url = make.browser(study.ana), f"/api/{study.project.slug}/codes/counts"
    with django_assert_num_queries(8):
        client.get(url)
    for words in ("did", "Who", "you"):
        make.coding(words, study.code, study.ana, study.transcript)
    with django_assert_num_queries(8):
        client.get(url)
