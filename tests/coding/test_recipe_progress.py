"""What a person sees while a composed report is made, from the first moment to the last."""

import io
from collections.abc import Mapping
from typing import NamedTuple

import pytest
from django.utils import timezone
from pypdf import PdfReader

from coding.exports import engine
from coding.exports import recipes as exports
from coding.leaving import making
from projects import jobs
from projects.models import Job
from projects.progress import parts_of
from projects.templatetags.jobs import at, left, roundly
from tests import make
from tests.coding.test_recipe_report import Study

pytestmark = pytest.mark.django_db


class Seen(NamedTuple):
    """What the page says at one moment."""

    percent: int
    at: str
    left: str
    step: str
    total: int
    is_foretold: bool
    """Whether the page knows a time, which it says where it is more than some seconds."""


class Watched(jobs.Progress):
    """Keeps what the page would say after each word of progress."""

    def __call__(self, part: str, done: int = 0, total: int = 0, *, size: int = 0) -> None:
        super().__call__(part, done, total, size=size)
        job = Job.objects.get(pk=self.job.pk)
        is_foretold = job.expected is not None
        self.seen.append(Seen(job.percent, at(job), left(job), job.step, job.total, is_foretold))

    @property
    def seen(self) -> list[Seen]:
        known: list[Seen] = self.__dict__.setdefault("_seen", [])
        return known


@pytest.fixture
def study(monkeypatch: pytest.MonkeyPatch) -> Study:
    """Of which much is coded; engines are asked all the time how far they are."""
    monkeypatch.setattr(engine, "BEAT_SECONDS", 0.0)
    monkeypatch.setattr(engine, "POLL_SECONDS", 0.01)
    study = Study()
    words = [f"What I saw on night {number} was {'quite ' * (number * 7 % 60)}odd." for number in range(120)]
    talk = make.transcript(" ".join(words), study.project, study.person)
    for each in words:
        make.coding(each, study.code, study.ana, talk)
    return study


def made(study: Study, wishes: Mapping[str, object], kind: str = exports.KIND) -> tuple[list[Seen], bytes]:
    """All that is seen of the job, and its file; later jobs know how long it took."""
    job = make.job(study.project, study.ana, kind, wishes=dict(wishes), state="running")
    progress = Watched(job)
    result = jobs.made(job, progress)
    job.state, job.measured, job.ended = Job.State.DONE, progress.measured, timezone.now()
    job.save()
    return progress.seen, result.content


def of(study: Study, *parts: str, form: str = "pdf") -> dict[str, object]:
    recipe = study.recipe(*parts, name=f"{form} of {parts}")
    return {"recipe": str(recipe.guid), "format": form, "address": "http://x"}


def assert_calm(seen: list[Seen], steps: list[str]) -> None:
    assert [each.percent for each in seen] == sorted(each.percent for each in seen)
    assert list(dict.fromkeys(each.step for each in seen)) == steps
    assert not [each for each in seen if each.left == "nearly done" and each.percent < 80]
    assert seen[-1].percent >= 80


SET = ["parts", "preparing", "setting", "writing"]


def test_neither_bar_nor_pages_nor_the_time_that_is_left_jump(study: Study) -> None:
    made(study, of(study, "memos"))  # a short report foretells nothing wrong of a long one
    made(study, of(study, "memos", form="xlsx"))
    wishes = of(study)
    seen, content = made(study, wishes)
    assert_calm(seen, SET)
    pages = len(PdfReader(io.BytesIO(content)).pages)
    foretold = {roundly(each.total) for each in seen if each.step == "setting"}
    assert len(foretold) == 1
    assert foretold.pop() == pytest.approx(pages, rel=0.2)
    again, _content = made(study, wishes)
    assert_calm(again, SET)
    assert {each.total for each in again if each.step == "setting"} == {pages}
    assert [seen[0].is_foretold, again[0].is_foretold] == [False, True]


def test_what_leaves_the_house_is_looked_through_within_its_own_share(study: Study) -> None:
    wishes: dict[str, object] = {
        "publication": None,
        "left_out": [],
        "of": {"kind": exports.KIND, "wishes": of(study)},
    }
    seen, _content = made(study, wishes, making.KIND)
    assert_calm(seen, [*SET, "checking"])
    assert max(each.percent for each in seen if each.step == "setting") < 75
    checking = [each.percent for each in seen if each.step == "checking"]
    assert checking[0] < 95
    assert checking[-1] > checking[0]


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_parts_of_what_leaves_are_those_of_what_is_made_and_the_check(study: Study, form: str) -> None:
    wishes = {"of": {"kind": exports.KIND, "wishes": of(study, form=form)}}
    job = make.job(study.project, study.ana, making.KIND, wishes=wishes)
    parts = parts_of(job)
    assert [part.key for part in parts] == [*(SET if form == "pdf" else ["parts", "writing"]), "checking"]
    assert sum(part.share for part in parts) == pytest.approx(1)
