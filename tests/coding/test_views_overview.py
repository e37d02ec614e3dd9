import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coding.memos import writing as memos
from coding.models import Coding, Layer, Memo, Reading
from coding.progress import marks
from coding.progress.assignments import assign
from interviews.models import Transcript
from interviews.models.participants import Consent
from interviews.words import words_of
from projects.models import Project, Role, User
from tests import make

pytestmark = pytest.mark.django_db

TALK = "Interviewer: How was it?\nP01: I was afraid at first.\nP01: 👮 Then I was not."


@pytest.fixture(autouse=True)
def _no_counts_of_an_earlier_test() -> None:
    cache.clear()


@pytest.fixture
def owner() -> User:
    return make.user("olga")


@pytest.fixture
def study(owner: User) -> Project:
    return make.project(owner)


@pytest.fixture
def talk(study: Project) -> Transcript:
    return make.transcript(TALK, study, make.participant(study, "P01"), title="Sergeant")


@pytest.fixture
def browser(client: Client, owner: User) -> Client:
    client.force_login(owner)
    return client


def address(study: Project) -> str:
    return reverse("project", args=[study.slug])


@pytest.mark.parametrize(
    ("role", "status"), [(None, 404), (Role.READER, 200), (Role.CODER, 200), (Role.OWNER, 200)]
)
@pytest.mark.usefixtures("talk")
def test_who_may_open_the_overview(client: Client, study: Project, role: Role | None, status: int) -> None:
    client.force_login(make.member(study, role) if role else make.user("stranger"))
    assert client.get(address(study)).status_code == status


def test_the_figures_count_what_the_page_says(
    browser: Client, study: Project, talk: Transcript, owner: User
) -> None:
    fear = make.code("Fear", study)
    make.coding("afraid", fear, by=owner, in_=talk)
    make.participant(study, "P02", consent=Consent.WITHDRAWN)
    figures = browser.get(address(study)).context["overview"].figures
    # 3 words asked, 5 and 5 (the emoji is one) answered
    assert figures == (1, 1, 13, 1, 1)


def test_codings_of_deleted_codes_are_not_counted(
    browser: Client, study: Project, talk: Transcript, owner: User
) -> None:
    fear = make.code("Fear", study)
    make.coding("afraid", fear, by=owner, in_=talk)
    study.codes.update(retired=talk.made)
    assert browser.get(address(study)).context["overview"].figures.codings == 0
    assert Coding.objects.count() == 1


def test_each_coders_reading_is_shown_one_s_own_apart(
    browser: Client, study: Project, talk: Transcript
) -> None:
    ben = make.member(study, Role.CODER, "ben")
    make.member(study, Role.READER, "rita")
    make.complete(talk, ben)
    (line,) = browser.get(address(study)).context["overview"].lines
    assert (line.own.label, line.own.look) == ("not started", "")
    assert [(state.coder, state.label, state.look) for state in line.others] == [(ben, "complete", "good")]


def test_an_empty_study_says_how_to_begin(browser: Client, study: Project) -> None:
    page = browser.get(address(study))
    assert "No transcripts yet" in page.content.decode()
    assert [step.view for step in page.context["overview"].steps] == ["upload", "codebook", "team"]


def test_a_reader_is_asked_to_do_nothing_in_an_empty_study(client: Client, study: Project) -> None:
    client.force_login(make.member(study, Role.READER))
    page = client.get(address(study))
    assert page.context["overview"].steps == []
    assert "A coder or owner of this study uploads them" in page.content.decode()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (None, ["You have not begun Sergeant."]),
        (Reading.State.IN_PROGRESS, ["You are in the middle of Sergeant, with 2 turns to go."]),
        (Reading.State.COMPLETE, []),
    ],
)
def test_a_coder_is_shown_the_next_transcript_to_read(
    browser: Client, study: Project, talk: Transcript, owner: User, state: str | None, words: list[str]
) -> None:
    if state:
        layer = Layer.objects.open_work(study)
        Reading.objects.create(layer=layer, transcript=talk, coder=owner, state=state)
    steps = browser.get(address(study)).context["overview"].steps
    assert [step.words for step in steps if step.view == "workspace"] == words


def steps_of(browser: Client, study: Project) -> list[tuple[str, str]]:
    """What is to be done and the address at which it is."""
    page = browser.get(address(study))
    links = re.findall(r'<a class="button(?: primary)?" href="([^"]+)">', page.content.decode())
    return [(step.words, link) for step, link in zip(page.context["overview"].steps, links, strict=False)]


def test_who_is_in_the_middle_goes_on_at_the_first_turn_that_is_unread(
    browser: Client, study: Project, talk: Transcript, owner: User
) -> None:
    make.coding("afraid", make.code("Fear", study), by=owner, in_=talk)
    Reading.objects.create(
        layer=Layer.objects.open_work(study), transcript=talk, coder=owner, state=Reading.State.IN_PROGRESS
    )
    workspace = reverse("workspace", args=[study.slug, talk.pk])
    words, link = steps_of(browser, study)[0]
    assert (words, link) == ("You are in the middle of Sergeant, with 1 turn to go.", f"{workspace}#T3")
    marks.mark(talk, 3, owner, is_read=True)
    words, link = steps_of(browser, study)[0]
    assert (words, link) == ("Every turn of Sergeant is coded or marked as read: is it complete?", workspace)


def test_what_is_assigned_comes_before_what_is_not(
    browser: Client, study: Project, talk: Transcript, owner: User
) -> None:
    other = make.transcript("P02: Yes.", study, make.participant(study, "P02"), title="Constable")
    assert "You have not begun Sergeant." in [words for words, _link in steps_of(browser, study)]
    assign(study, owner, add=[(other.pk, owner.pk)])
    words, link = steps_of(browser, study)[1]  # the codebook is empty, which comes first
    assert words == "Constable is assigned to you and not begun."
    assert link == reverse("workspace", args=[study.slug, other.pk])
    assign(study, owner, add=[(talk.pk, owner.pk)])
    words, _link = steps_of(browser, study)[1]
    assert words == "2 transcripts are assigned to you and not begun; Sergeant is the first."


def test_who_speaks_is_asked_where_nobody_has_said_it(browser: Client, study: Project) -> None:
    unsaid = make.transcript("Speaker 1: Yes.", study, title="Unsaid")
    words, link = steps_of(browser, study)[0]
    assert words == "In Unsaid it is not said yet who speaks."
    assert link == reverse("transcript", args=[study.slug, unsaid.pk])


def test_an_open_discussion_is_to_be_read_by_who_takes_part(
    browser: Client, study: Project, talk: Transcript, owner: User
) -> None:
    ben = make.member(study, Role.CODER, "ben")
    memo = memos.write(study, owner, "Is this fear?", on=talk)
    said = "1 discussion that you take part in is open."
    assert said not in [words for words, _link in steps_of(browser, study)]  # nobody has replied
    Memo.objects.create(project=study, author=ben, body="No.", transcript=talk, reply_to=memo)
    workspace = reverse("workspace", args=[study.slug, talk.pk])
    assert (said, workspace) in steps_of(browser, study)
    assert (said, workspace) in steps_of(make.browser(ben), study)
    third = make.browser(make.member(study, Role.CODER, "cleo"))
    assert said not in [words for words, _link in steps_of(third, study)]
    Memo.objects.filter(pk=memo.pk).update(resolved=talk.made)
    assert said not in [words for words, _link in steps_of(browser, study)]


@pytest.mark.usefixtures("talk")
def test_only_the_first_step_is_the_main_one(browser: Client, study: Project) -> None:
    html = browser.get(address(study)).content.decode()
    assert html.count('class="button primary"') == 1
    assert len(steps_of(browser, study)) > 2


def test_two_complete_readings_can_be_compared(
    browser: Client, study: Project, talk: Transcript, owner: User
) -> None:
    ben = make.member(study, Role.CODER, "ben")
    make.complete(talk, ben)
    views = [step.view for step in browser.get(address(study)).context["overview"].steps]
    assert "comparison" not in views
    make.complete(talk, owner)
    make.coding("afraid", make.code("Fear", study), by=ben, in_=talk)
    steps = browser.get(address(study)).context["overview"].steps
    assert [step.view for step in steps] == ["comparison", "excerpts"]


def test_words_are_counted_once_for_a_revision(study: Project, talk: Transcript) -> None:
    assert words_of(study) == {talk.current_id: 13}
    with CaptureQueriesContext(connection) as captured:
        assert words_of(study) == {talk.current_id: 13}
    assert len(captured) == 1


@pytest.mark.usefixtures("talk")
def test_words_of_a_transcript_that_went_are_forgotten(study: Project) -> None:
    words_of(study)
    study.transcripts.update(current=None)
    assert words_of(study) == {}
    assert cache.get(f"words-{study.pk}") == {}


def test_the_overview_asks_the_database_as_often_for_many_transcripts(
    browser: Client, study: Project, talk: Transcript, owner: User
) -> None:
    def queries() -> int:
        words_of(study)
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address(study)).status_code == 200
        return len(captured)

    fear = make.code("Fear", study)
    make.coding("afraid", fear, by=owner, in_=talk)
    queries()  # reads what is remembered until the next event
    few = queries()
    for number in range(5):
        more = make.transcript(TALK, study, make.participant(study), title=f"More {number}")
        make.coding("afraid", make.code(f"Fear {number}", study), by=owner, in_=more)
        make.complete(more, make.member(study, Role.CODER))
    assert queries() == few


def test_transcripts_come_fifty_to_a_page(browser: Client, study: Project) -> None:
    for number in range(51):
        make.transcript("P01: Yes.", study, title=f"Talk {number:02}")
    assert len(browser.get(address(study)).context["overview"].lines) == 50
    (line,) = browser.get(address(study), {"page": "2"}).context["overview"].lines
    assert line.transcript.title == "Talk 50"
