import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coding.codebook.retiring import Children, retire
from coding.models import Code, Coding, Layer, PickedQuote
from projects import undo
from tests import make
from tests.asking import Asking

pytestmark = pytest.mark.django_db

TALK = "P07: I was afraid of blame, of error."
VIEWS = ("excerpts_recode", "excerpts_code", "excerpts_tag", "excerpts_pick")


class Study(Asking):
    def __init__(self) -> None:
        super().__init__("cara")
        self.fear, self.hope = make.code("Fear", self.project), make.code("Hope", self.project)
        self.talk = make.transcript(TALK, self.project, make.participant(self.project, "P07"))
        self.codings = [make.coding(each, self.fear, self.coder, self.talk) for each in ("blame", "error")]
        self.others = make.coding("afraid", self.fear, self.owner, self.talk)

    def key(self, coding: Coding) -> str:
        return f"{coding.code_id}-{coding.transcript_id}-{coding.start}-{coding.end}"

    def address(self, view: str, query: str = "") -> str:
        return reverse(view, args=[self.project.slug]) + (f"?{query}" if query else "")

    @property
    def posted(self) -> dict[str, object]:
        """The two of the coder ticked, and everything chosen that any of the forms asks for."""
        chosen = {"into": self.hope.pk, "code": self.hope.pk, "tag": "odd", "reason": "vivid", "note": ""}
        return {"excerpt": [self.key(each) for each in self.codings], **chosen}

    def coded(self, code: Code) -> list[tuple[str, bool]]:
        rows = Coding.objects.filter(code=code).order_by("start")
        return [(TALK[each.start : each.end], each.is_auto) for each in rows]


@pytest.fixture
def study() -> Study:
    return Study()


@pytest.fixture
def page(client: Client, study: Study) -> Client:
    client.force_login(study.coder)
    return client


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    ("who", "status"), [("stranger", 404), ("reader", 403), ("coder", 302), ("owner", 302)]
)
def test_coders_and_owners_change_many_at_once(
    client: Client, study: Study, view: str, who: str, status: int
) -> None:
    client.force_login(getattr(study, who))
    whose = "all" if who == "owner" else "mine"
    posted = study.posted | {"whose": whose, "tag_whose": whose}
    assert client.post(study.address(view), posted).status_code == status


def test_ticked_excerpts_get_a_code_too_in_one_act(page: Client, study: Study) -> None:
    back = page.post(study.address("excerpts_code", "code=5"), study.posted)
    assert back["Location"] == study.address("excerpts", "code=5")
    assert study.coded(study.hope) == [("blame", False), ("error", False)]
    assert len(study.coded(study.fear)) == 3
    undo.undo(study.project, study.coder)
    assert study.coded(study.hope) == []


def test_what_nobody_looked_through_is_marked_as_from_a_search(page: Client, study: Study) -> None:
    posted = study.posted | {"excerpt": [], "scope": "everything"}
    page.post(study.address("excerpts_code", f"code={study.fear.pk}"), posted)
    assert study.coded(study.hope) == [("afraid", True), ("blame", True), ("error", True)]


def test_all_of_the_list_are_those_that_the_filters_leave(page: Client, study: Study) -> None:
    make.coding("error", study.hope, study.coder, study.talk)
    other = make.code("Other", study.project)
    posted = study.posted | {"excerpt": [], "scope": "everything", "code": other.pk}
    page.post(study.address("excerpts_code", f"code={study.hope.pk}&group=participant"), posted)
    assert study.coded(other) == [("error", True)]


def test_ticked_codings_are_tagged_ones_own_or_everybodys(page: Client, study: Study) -> None:
    ticks = [study.key(each) for each in (*study.codings, study.others)]
    page.post(study.address("excerpts_tag"), study.posted | {"excerpt": ticks})
    assert study.project.tags.get().tagged_codings.count() == 2
    undo.undo(study.project, study.coder)
    assert not study.project.tags.exists()
    owner = make.browser(study.owner)
    owner.post(study.address("excerpts_tag"), study.posted | {"excerpt": ticks, "tag_whose": "all"})
    assert study.project.tags.get().tagged_codings.count() == 3
    refused = owner.post(study.address("excerpts_tag"), study.posted | {"tag": "ODD", "tag_whose": "all"})
    assert "Nothing is ticked that lacks the tag" in refused.content.decode()


def test_how_many_excerpts_were_left_out_is_said_and_a_tag_that_nothing_carries_is_not_offered(
    page: Client, study: Study
) -> None:
    ticks = [study.key(each) for each in (*study.codings, study.others)]
    done = page.post(study.address("excerpts_tag"), study.posted | {"excerpt": ticks}, follow=True)
    assert "2 codings were tagged “odd”. 1 excerpt was left out" in done.content.decode()
    filters = study.address("excerpts", "more=on")
    assert ">odd</option>" in page.get(filters).content.decode()
    study.codings[0].tags.clear()
    study.codings[1].tags.clear()
    assert study.project.tags.exists()
    assert ">odd</option>" not in page.get(filters).content.decode()


def test_ticked_excerpts_are_picked_for_the_report_with_a_reason(page: Client, study: Study) -> None:
    page.post(study.address("excerpts_pick"), study.posted | {"note": "a proverb"})
    assert [str(each.why) for each in PickedQuote.objects.all()] == ["vivid: a proverb"] * 2
    assert "picked: vivid: a proverb" in page.get(study.address("excerpts")).content.decode()
    undo.undo(study.project, study.coder)
    assert not PickedQuote.objects.exists()


@pytest.mark.parametrize(
    ("view", "change", "said"),
    [
        ("excerpts_code", {"excerpt": []}, "Tick excerpts and choose the code"),
        ("excerpts_code", {"code": ""}, "Tick excerpts and choose the code"),
        ("excerpts_recode", {"into": ""}, "Tick excerpts and choose the code"),
        ("excerpts_tag", {"tag": ""}, "type the tag"),
        ("excerpts_tag", {"tag": "a\u202eb"}, "can&#x27;t be seen"),
        ("excerpts_pick", {"reason": "nice"}, "say why they are picked"),
        ("excerpts_pick", {"reason": "other"}, "Say in words"),
    ],
)
def test_what_lacks_something_is_refused_and_the_ticks_stay(
    page: Client, study: Study, view: str, change: dict[str, object], said: str
) -> None:
    content = page.post(study.address(view), study.posted | change).content.decode()
    assert said in content
    assert ("checked" in content) == (change.get("excerpt") != [])
    assert study.project.events.count() == 0


@pytest.mark.parametrize("view", VIEWS)
def test_links_of_a_refused_list_lead_to_the_list(page: Client, study: Study, view: str) -> None:
    answer = page.get(study.address(view, "tick=on"))
    assert answer["Location"] == study.address("excerpts", "tick=on")


def test_spans_that_no_text_has_are_refused_as_a_whole(page: Client, study: Study) -> None:
    wrong = f"{study.fear.pk}-{study.talk.pk}-9-999"
    ticks = [*study.posted["excerpt"], wrong]  # type: ignore[misc]
    for view in ("excerpts_code", "excerpts_pick"):
        content = page.post(study.address(view), study.posted | {"excerpt": ticks}).content.decode()
        assert "look for the excerpts again" in content
    assert study.coded(study.hope) == []


def test_nothing_is_coded_with_a_code_that_is_no_longer_in_use(page: Client, study: Study) -> None:
    retire(study.hope, study.owner, Children.WITH)
    for view in ("excerpts_code", "excerpts_recode"):
        assert "nothing was changed" in page.post(study.address(view), study.posted).content.decode()


def test_nothing_is_changed_where_the_work_is_closed(page: Client, study: Study) -> None:
    Layer.objects.filter(project=study.project).update(closed=timezone.now())
    for view in ("excerpts_code", "excerpts_recode", "excerpts_tag"):
        assert "This work is closed" in page.post(study.address(view), study.posted).content.decode()


def test_nothing_is_picked_from_an_interview_that_is_coded_blind(page: Client, study: Study) -> None:
    make.running_round(study.project, (study.coder, study.owner), (study.talk,))
    assert "coded blind" in page.post(study.address("excerpts_pick"), study.posted).content.decode()


def test_the_page_offers_all_of_it_where_excerpts_are_ticked(page: Client, study: Study) -> None:
    content = page.get(study.address("excerpts", "tick=on")).content.decode()
    for view in VIEWS:
        assert f'formaction="{study.address(view)}?' in content
