"""The board: transcripts by coders, and who is asked to code what."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coding.models import Assignment, Layer, Reading, Round
from coding.progress import marks
from coding.progress.assignments import assign
from coding.progress.board import Board, Wanted, board
from interviews import tags
from interviews.models import Transcript
from projects.models import Event, Role, User
from projects.refusals import Refused
from projects.undo import redo, undo
from tests import make

pytestmark = pytest.mark.django_db

TALK = "Interviewer: Who taught you?\nP0: Nobody did.\nP0: We learned it.\nP0: Then it stopped.\nP0: So."


class Study:
    """Three transcripts of four answers each; Olga owns the study, Ana and Ben code."""

    def __init__(self) -> None:
        self.olga, self.ana, self.ben = make.user("olga"), make.user("ana"), make.user("ben")
        self.project = make.project(self.olga, self.ana, self.ben)
        self.talks = [self.talk(number) for number in (1, 2, 3)]
        self.code = make.code("Training", self.project)

    def talk(self, number: int) -> Transcript:
        code = f"P0{number}"
        person = make.participant(self.project, code)
        return make.transcript(TALK.replace("P0", code), self.project, person, title=f"Talk {number}")

    def board(self, query: str = "") -> Board:
        cache.clear()
        return board(self.project, Wanted.asked(QueryDict(query)), "1")

    def titles(self, query: str) -> list[str]:
        return [line.transcript.title for line in self.board(query).lines]

    def url(self, name: str = "progress") -> str:
        return reverse(name, args=[self.project.slug])


@pytest.fixture
def study() -> Study:
    return Study()


def assigned() -> set[tuple[str, str]]:
    return {(each.transcript.title, each.coder.name) for each in Assignment.objects.all()}


def test_a_cell_says_state_share_and_codings_of_its_coder(study: Study) -> None:
    first = study.talks[0]
    make.coding("Nobody", study.code, study.ana, first)
    make.coding("We learned", study.code, study.ana, first)
    make.complete(first, study.ben)
    shown = study.board()
    cells = {cell.coder.name: cell for cell in shown.lines[0].cells}
    assert {name: (cell.state.label, cell.share) for name, cell in cells.items()} == {
        "Ana": ("not started", (2, 4, 2)),
        "Ben": ("complete", (0, 4, 0)),
        "Olga": ("not started", (0, 4, 0)),
    }


def test_totals_are_of_every_transcript_that_is_left(study: Study) -> None:
    for talk in study.talks[:2]:
        make.coding("Nobody", study.code, study.ana, talk)
        make.complete(talk, study.ana)
    marks.mark(study.talks[2], 2, study.ben, is_read=True)
    assign(study.project, study.olga, add=[(study.talks[2].pk, study.ben.pk)])
    shown = study.board()
    columns = {each.coder.name: (each.complete, each.assigned, each.share) for each in shown.columns}
    assert columns == {"Ana": (2, 0, (2, 12, 2)), "Ben": (0, 1, (1, 12, 0)), "Olga": (0, 0, (0, 12, 0))}
    assert [(line.complete, line.codings) for line in shown.lines] == [(1, 1), (1, 1), (0, 0)]
    assert (shown.complete, shown.codings) == (2, 2)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Talk 1", "Talk 2", "Talk 3"]),
        ("sort=-codings", ["Talk 3", "Talk 2", "Talk 1"]),
        ("sort=codings", ["Talk 1", "Talk 2", "Talk 3"]),
        ("sort=-complete", ["Talk 2", "Talk 1", "Talk 3"]),
        ("sort=-{ana}", ["Talk 3", "Talk 2", "Talk 1"]),
        ("sort=-{ben}", ["Talk 2", "Talk 1", "Talk 3"]),
        ("sort=nonsense", ["Talk 1", "Talk 2", "Talk 3"]),
        ("assigned={ana}", ["Talk 1"]),
        ("assigned=nobody", ["Talk 2", "Talk 3"]),
        ("assigned={ben}", []),
        ("assigned=nobody&tag={tag}", ["Talk 3"]),
    ],
)
def test_the_board_is_sorted_and_filtered(study: Study, query: str, titles: list[str]) -> None:
    one, two, three = study.talks
    for words in ("We learned", "Nobody"):
        make.coding(words, study.code, study.ana, three)
    make.coding("Nobody", study.code, study.ana, two)
    make.complete(two, study.ben)
    assign(study.project, study.olga, add=[(one.pk, study.ana.pk)])
    tag = tags.add(one, "rich case", study.olga)
    tags.add(three, "rich case", study.olga)
    names = {"ana": study.ana.pk, "ben": study.ben.pk, "tag": tag.pk}
    assert study.titles(query.format(**names)) == titles


def test_only_open_work_stands_on_the_board(study: Study) -> None:
    first = study.talks[0]
    one = Round.objects.create(
        project=study.project, name="First", edition=study.project.editions.get(), is_blind=True
    )
    layer = Layer.objects.create(project=study.project, kind="round", round=one, coder=study.ben)
    make.coding("Nobody", study.code, study.ben, first, layer)
    Reading.objects.create(layer=layer, transcript=first, coder=study.ben, state="complete")
    Assignment.objects.create(layer=layer, transcript=first, coder=study.ben)
    cell = next(cell for cell in study.board().lines[0].cells if cell.coder == study.ben)
    assert (cell.state.state, cell.share, cell.is_assigned) == ("", (0, 4, 0), False)


def test_who_left_keeps_the_column_that_they_worked_in(study: Study) -> None:
    make.complete(study.talks[0], study.ben)
    make.member(study.project, Role.READER, "rita")
    study.project.memberships.filter(user=study.ben).delete()
    assert [column.coder.name for column in study.board().columns] == ["Ana", "Ben", "Olga"]


def test_assignments_are_told_undone_and_done_again(study: Study) -> None:
    pairs = [(talk.pk, study.ana.pk) for talk in study.talks[:2]]
    assert assign(study.project, study.olga, add=pairs) == 2
    assert assign(study.project, study.olga, add=pairs) == 0
    assert assigned() == {("Talk 1", "Ana"), ("Talk 2", "Ana")}
    assert assign(study.project, study.olga, add=[(pairs[0][0], study.ben.pk)], remove=pairs[:1]) == 2
    assert assigned() == {("Talk 1", "Ben"), ("Talk 2", "Ana")}
    undo(study.project, study.olga)
    assert assigned() == {("Talk 1", "Ana"), ("Talk 2", "Ana")}
    redo(study.project, study.olga)
    assert assigned() == {("Talk 1", "Ben"), ("Talk 2", "Ana")}
    told = Event.objects.filter(kind="assignment", undoes=None).values_list("verb", "facts")
    assert [(verb, facts["coder"]) for verb, facts in told] == [
        ("assigned", study.ana.pk),
        ("assigned", study.ana.pk),
        ("assigned", study.ben.pk),
        ("unassigned", study.ana.pk),
    ]


def test_nobody_is_asked_who_can_not_code_nor_for_another_study(study: Study) -> None:
    reader = make.member(study.project, Role.READER)
    elsewhere = make.transcript("P: Yes.", make.project())
    for pair in ((study.talks[0].pk, reader.pk), (elsewhere.pk, study.ana.pk)):
        with pytest.raises(Refused, match="no longer in this study"):
            assign(study.project, study.olga, add=[pair])
    assert assigned() == set()


def test_an_owner_ticks_and_unticks_only_what_the_page_showed(study: Study) -> None:
    one, two, three = (talk.pk for talk in study.talks)
    ana, ben = study.ana.pk, study.ben.pk
    assign(study.project, study.olga, add=[(one, ana), (two, ana)])
    client = make.browser(study.olga)
    html = client.get(study.url(), {"assign": "on"}).content.decode()
    assert f'name="was" value="{one}-{ana} {two}-{ana}"' in html
    # Meanwhile somebody assigns the third.
    assign(study.project, study.olga, add=[(three, ben)])
    body = {"was": f"{one}-{ana} {two}-{ana}", "assigned": [f"{one}-{ana}", f"{one}-{ben}", "x", "1-"]}
    answer = client.post(study.url("progress_assign") + "?sort=codings", body)
    assert answer["Location"] == study.url() + "?sort=codings"
    assert assigned() == {("Talk 1", "Ana"), ("Talk 1", "Ben"), ("Talk 3", "Ben")}


def test_a_coder_takes_a_transcript_and_gives_it_back(study: Study) -> None:
    client, pk = make.browser(study.ana), study.talks[1].pk
    client.post(study.url("progress_take"), {"take": pk})
    assert assigned() == {("Talk 2", "Ana")}
    html = client.get(study.url()).content.decode()
    assert html.count("Give it back") == 1
    assert html.count("Take it") == 2
    client.post(study.url("progress_take"), {"give": pk})
    assert assigned() == set()


@pytest.mark.parametrize(
    ("role", "look", "take", "tick"),
    [
        (None, 404, 404, 404),
        (Role.READER, 200, 403, 403),
        (Role.CODER, 200, 302, 403),
        (Role.OWNER, 200, 302, 302),
    ],
)
def test_who_may_look_take_and_tick(study: Study, role: Role | None, look: int, take: int, tick: int) -> None:
    client = make.browser(make.member(study.project, role) if role else make.user("stranger"))
    assert client.get(study.url()).status_code == look
    assert client.post(study.url("progress_take"), {"take": study.talks[0].pk}).status_code == take
    assert client.post(study.url("progress_assign"), {"was": ""}).status_code == tick


def test_only_an_owner_is_offered_to_assign(study: Study) -> None:
    def offers(person: User) -> bool:
        return "assign=on" in make.browser(person).get(study.url()).content.decode()

    assert (offers(study.olga), offers(study.ana)) == (True, False)
    forced = make.browser(study.ana).get(study.url(), {"assign": "on"}).content.decode()
    assert 'type="checkbox"' not in forced


def test_an_empty_board_says_why(study: Study) -> None:
    client = make.browser(study.ana)
    none = client.get(study.url(), {"assigned": study.ana.pk}).content.decode()
    assert "No transcript fits" in none
    other = make.project(study.olga)
    empty = make.browser(study.olga).get(reverse("progress", args=[other.slug])).content.decode()
    assert "No transcripts yet" in empty


def test_the_board_asks_the_database_as_often_for_many_transcripts_and_coders(study: Study) -> None:
    def queries() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            assert make.browser(study.olga).get(study.url()).status_code == 200
        return len(captured)

    make.complete(study.talks[0], study.ana)
    tags.add(study.talks[0], "rich case", study.olga)
    few = queries()
    for number in range(4, 9):
        talk, coder = study.talk(number), make.member(study.project, Role.CODER, f"coder{number}")
        make.coding("Nobody", study.code, coder, talk)
        make.complete(talk, coder)
        tags.add(talk, "rich case", study.olga)
    assert queries() == few


def test_fifty_transcripts_are_a_page_and_totals_are_of_all(study: Study) -> None:
    for number in range(4, 56):
        make.transcript("P0: Yes.", study.project, title=f"Talk {number}")
    shown = study.board()
    assert (len(shown.lines), shown.page.paginator.count) == (50, 55)
    assert shown.columns[0].share.of == 3 * 4 + 52
