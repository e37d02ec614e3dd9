"""What outlives an interview says no code in words of it: titles of jobs, and the access log."""

import uuid

import pytest
from django.urls import reverse

from coding.workspace.codings import Wish
from coding.workspace.in_vivo import Named, code_anew
from interviews.spans import Span
from interviews.withdrawal import withdraw
from projects.access import note
from projects.models import Access, Job
from tests import make

pytestmark = pytest.mark.django_db

WORDS = "Sarah feared the chief"


def test_no_job_is_called_by_words_of_an_interview_and_the_withdrawal_takes_older_ones() -> None:
    ana = make.user("ana")
    project = make.project(ana)
    person = make.participant(project, "P07")
    talk = make.transcript(f"Interviewer: Who?\nP07: {WORDS}.", project, person)
    assert talk.current
    start = talk.current.text.index(WORDS)
    wish = Wish(uuid.uuid4(), 0, Span(start, start + len(WORDS)), talk.current.number)
    code, _coding = code_anew(talk, wish, Named(WORDS), ana)
    plain = make.code("Fear", project)
    for each in (code, plain):
        page = reverse("excerpts_pdf", args=[project.slug])
        make.browser(ana).post(f"{page}?code={each.pk}")
    titles = list(Job.objects.order_by("pk").values_list("title", flat=True))
    assert titles == [f"Excerpts under In vivo {code.pk}, as PDF", "Excerpts under Fear, as PDF"]

    old = Job(project=project, owner=ana, kind="excerpts_pdf", title=f"Excerpts under {WORDS}, as PDF")
    old.save()
    note(project, ana, Access.Verb.DOWNLOADED, ("excerpts_pdf", old.pk, old.title))
    withdraw(person, ana)
    kept = [*Job.objects.values_list("title", flat=True), *Access.objects.values_list("what", flat=True)]
    assert not [each for each in kept if WORDS in each]
    assert Access.objects.filter(what__contains="words erased").exists()
