import csv
import io
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoCaptureOnCommitCallbacks

from coding.analysis.query import All, Coded, Near, Nearness, Not, Saying, Tree
from coding.analysis.query_json import dump
from coding.codebook.retiring import Children, retire
from coding.excerpts.asked import save_words
from coding.models import SavedQuery
from interviews import withdrawal
from interviews.models import Attribute
from projects import undo
from projects.models import Job, Role, User
from tests import make
from tests.asking import Asking, html

pytestmark = pytest.mark.django_db

TALK = "Interviewer: Why not?\nP07: Because of the chief, she said.\nP07: I stopped. I hoped."


class Study(Asking):
    """P07's talk, in which “the chief” is Fear, “stopped” is Fear and Hope, “hoped” is Hope."""

    def __init__(self) -> None:
        super().__init__("cara")
        self.fear, self.hope = make.code("Fear", self.project), make.code("Hope", self.project)
        self.person = make.participant(self.project, "P07")
        self.talk = make.transcript(TALK, self.project, self.person, title="First talk")
        for words, code in (("the chief", self.fear), ("stopped", self.fear), ("stopped", self.hope)):
            make.coding(words, code, self.coder, self.talk)
        make.coding("hoped", self.hope, self.coder, self.talk)

    def address(self, name: str = "excerpts", query: str = "", **named: object) -> str:
        path = reverse(name, kwargs={"slug": self.project.slug, **named})
        return path + (f"?{query}" if query else "")

    def keep(self, tree: Tree, name: str = "", by: User | None = None, *, shared: bool = False) -> SavedQuery:
        wishes = {"query": dump(tree)}
        return SavedQuery.objects.create(
            project=self.project, by=by or self.coder, wishes=wishes, name=name, shared=shared
        )

    @property
    def both(self) -> Tree:
        return All((Coded(self.fear.pk), Coded(self.hope.pk)))


@pytest.fixture
def study() -> Study:
    return Study()


@pytest.fixture
def page(client: Client, study: Study) -> Client:
    client.force_login(study.coder)
    return client


def asked(location: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(location).query)


def rows(*kinds: str, **more: object) -> dict[str, object]:
    """What the builder posts: a whole with a row of each kind, and what is chosen in them."""
    posted: dict[str, object] = {"q-is": "group", "q-how": "all", "q-new": ""}
    posted |= {f"q.{place}-is": kind for place, kind in enumerate(kinds)}
    return posted | {key.replace("_", ".", 1).replace("_", "-"): value for key, value in more.items()}


@pytest.mark.parametrize(
    ("who", "status"), [("stranger", 404), ("reader", 302), ("coder", 302), ("owner", 302)]
)
def test_all_members_build_queries(client: Client, study: Study, who: str, status: int) -> None:
    client.force_login(getattr(study, who))
    assert client.post(study.address("query_build"), rows()).status_code == status


@pytest.mark.parametrize(
    ("who", "status"), [("stranger", 404), ("reader", 403), ("coder", 302), ("owner", 302)]
)
def test_coders_and_owners_save_them(client: Client, study: Study, who: str, status: int) -> None:
    client.force_login(getattr(study, who))
    address = study.address("query_save", f"query={study.keep(study.both).guid}")
    assert client.post(address, {"name": "Both"}).status_code == status
    assert SavedQuery.objects.filter(name="Both").exists() == (status == 302)


def test_the_builder_opens_empty_and_says_how_to_begin(page: Client, study: Study) -> None:
    content = html(page, study.address(query="build=on"))
    assert "Add conditions" in content
    assert '<option value="coded">a code</option>' in content
    assert "4 passages" not in content
    assert "3 passages from 1 of 1 participant." in content


def test_a_condition_is_added_filled_and_read_as_a_sentence(page: Client, study: Study) -> None:
    first = page.post(study.address("query_build"), rows() | {"q-new": "coded"})["Location"]
    assert asked(first)["build"] == ["on"]
    content = html(page, first)
    assert 'name="q.0-code"' in content
    assert "Add conditions" in content  # nothing is chosen yet
    second = page.post(study.address("query_build"), rows("coded", q_0_code=study.fear.pk))["Location"]
    content = html(page, second)
    assert "Passages coded “Fear”." in content
    assert "<dt>passages</dt><dd>2</dd>" in content
    assert "the chief" in content
    assert "hoped</blockquote>" not in content


def test_a_closed_round_is_chosen_read_saved_and_in_every_file(
    page: Client, study: Study, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    shown = make.finished_round(study.project, (study.coder,), (study.talk,), "Pilot")
    make.coding("she said", study.hope, study.coder, study.talk, make.round_layer(shown, study.coder))
    chosen = rows("round", q_0_round=shown.pk, q_0_code=study.hope.pk)
    location = page.post(study.address("query_build"), chosen)["Location"]
    content = html(page, location)
    said = "Passages coded “Hope” in the round “Pilot”. What was coded in the round is listed too"
    assert said in content
    assert "she said" in content
    assert "<dt>passages</dt><dd>1</dd>" in content
    guid = asked(location)["query"][0]
    page.post(study.address("query_save", f"query={guid}"), {"name": "Frozen", "shared": "on"})
    saved = SavedQuery.objects.get(name="Frozen")
    page.force_login(study.reader)
    assert said in html(page, study.address(query=f"query={saved.guid}"))
    table = b"".join(page.get(study.address("excerpts_csv", f"query={saved.guid}"))).decode()
    assert "she said" in table
    with django_capture_on_commit_callbacks(execute=True):
        page.post(study.address("excerpts_docx", f"query={saved.guid}"))
    assert Job.objects.get().state == Job.State.DONE


def test_a_round_that_still_runs_is_not_offered(page: Client, study: Study) -> None:
    running = make.running_round(study.project, (study.coder,), (study.talk,), "Secret")
    assert "a round that is closed" not in html(page, study.address(query="build=on"))
    make.finished_round(study.project, (study.coder,), (study.talk,), "Pilot")
    chosen = rows("round", q_0_round=running.pk)
    content = html(page, page.post(study.address("query_build"), chosen)["Location"])
    assert ">Pilot</option>" in content
    assert "Secret" not in content


def test_a_condition_in_which_nothing_is_chosen_is_marked_and_said_not_to_count(
    page: Client, study: Study
) -> None:
    near = Near(Nearness.OVERLAPPING, Coded())
    kept = study.keep(All((Coded(study.fear.pk), Coded(), near)))
    built = html(page, study.address(query=f"build=on&query={kept.guid}"))
    assert built.count("not used yet") == 2
    assert "2 conditions do not count, since nothing is chosen in them yet." in built
    whole = study.keep(study.both)
    assert "not used yet" not in html(page, study.address(query=f"build=on&query={whole.guid}"))


def test_all_kinds_of_conditions_can_be_added(page: Client, study: Study) -> None:
    rank = Attribute.objects.create(project=study.project, name="Rank", kind=Attribute.Kind.ONE_OF)
    rank.choices.create(value="sergeant")
    others = [
        Attribute.objects.create(project=study.project, name=kind, kind=kind)
        for kind in ("text", "number", "yes/no", "date", "many of")
    ]
    Attribute.objects.create(project=study.project, name="Illness", kind="text", never_print=True)
    make.finished_round(study.project, (study.coder,), (study.talk,))
    kinds = ["coded", "near", "participant", "spoken", "transcript", "saying", "memo", "tagged", "coder"]
    kinds += ["round", "coded on", *(f"having-{each.pk}" for each in (rank, *others))]
    location = page.post(study.address("query_build"), rows(*kinds) | {"q-new": "group"})["Location"]
    content = html(page, location)
    assert content.count('class="query-row"') == len(kinds)
    assert content.count('class="query-group"') == 2
    assert "from participants whose Rank is" in content
    assert "Illness" not in content


def test_conditions_are_negated_grouped_and_removed(page: Client, study: Study) -> None:
    posted = rows("coded", "group", "saying", q_0_code=study.fear.pk) | {
        "q.1-how": "none",
        "q.1.0-is": "coded",
        "q.1.0-code": str(study.hope.pk),
        "q.2-words": "chief",
        "q.2-how": "not",
        "remove": "q.2",
    }
    location = page.post(study.address("query_build"), posted)["Location"]
    assert "Passages coded “Fear” and not coded “Hope”." in html(page, location)


def test_words_that_are_looked_for_stand_in_no_address(page: Client, study: Study) -> None:
    location = page.post(study.address("query_build"), rows("saying", q_0_words="the  chief "))["Location"]
    assert "chief" not in location
    assert "with the words “the chief”" in html(page, location)


def test_what_is_shown_beside_stays_as_it_was(page: Client, study: Study) -> None:
    where = study.address("query_build", f"participant={study.person.pk}&whose=consensus")
    beside = {"whose": "all", "context": "turn", "group": "participant", "sort": ""}
    query = asked(page.post(where, rows("coded", q_0_code=study.fear.pk) | beside)["Location"])
    assert query.keys() == {"participant", "whose", "context", "group", "build", "query"}
    assert (query["whose"], query["context"], query["group"]) == (["all"], ["turn"], ["participant"])


def test_the_same_query_is_kept_once(page: Client, study: Study) -> None:
    posted = rows("coded", q_0_code=study.fear.pk)
    one, other = (page.post(study.address("query_build"), posted)["Location"] for _ in range(2))
    assert one == other
    assert SavedQuery.objects.count() == 1


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"q-is": "group", "q-new": "having-99"},
        {"q-new": "\0"},
        rows("coded", q_0_code="x"),
        rows("near", q_0_turns="-7", q_0_kind="beside"),
        rows("coded on", q_0_since="never"),
        rows("having-99"),
        rows("coded") | {"q.0-with_children": "maybe"},
        {"q-is": "coded", "q-code": "5"},
        rows("group", "group") | {f"q{'.0' * depth}-is": "group" for depth in range(1, 12)},
    ],
)
def test_nonsense_makes_a_query_of_what_makes_sense(
    page: Client, study: Study, posted: dict[str, object]
) -> None:
    response = page.post(study.address("query_build"), posted)
    assert response.status_code == 302
    assert page.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("low", ["1" * 600, "1e9999999", "-1e-999", "NaN", "1" * 31])
def test_a_number_without_end_is_left_blank_and_the_other_rows_stay(
    page: Client, study: Study, low: str
) -> None:
    age = Attribute.objects.create(project=study.project, name="Age", kind=Attribute.Kind.NUMBER)
    posted = rows(f"having-{age.pk}", "coded", q_0_low=low, q_1_code=study.fear.pk)
    location = page.post(study.address("query_build"), posted)["Location"]
    assert "Passages coded “Fear”." in html(page, location)


@pytest.mark.parametrize(
    ("added", "said"),
    [
        ({"q-new": "coded"}, "nothing was added"),
        ({"q.0-new": "coded", "q.0-is": "group"}, "nothing was added"),
        ({"q.58-how": "not"}, "the last rows were left out"),
    ],
)
def test_a_condition_too_many_is_refused_and_the_rows_stay(
    page: Client, study: Study, added: dict[str, object], said: str
) -> None:
    posted = rows(*["coded"] * 59, q_1_code=study.fear.pk)
    content = html(page, page.post(study.address("query_build"), posted | added)["Location"])
    assert said in content
    assert "Passages coded “Fear”." in content
    assert content.count('value="coded"') + content.count('value="group"') >= 59


def test_what_is_refused_while_one_builds_is_said_in_the_part_that_the_page_takes_over(
    page: Client, study: Study
) -> None:
    posted = rows(*["coded"] * 59) | {"q-new": "coded"}
    response = page.post(study.address("query_build"), posted, follow=True, headers={"HX-Request": "true"})
    taken = response.content.decode().partition("<query-builder>")[2]
    assert "nothing was added" in taken


def test_no_more_rows_are_read_than_a_query_holds(page: Client, study: Study) -> None:
    posted = rows(*["coded"] * 3000, q_1_code=study.fear.pk, q_2999_code=study.hope.pk)
    began = time.monotonic()
    content = html(page, page.post(study.address("query_build"), posted)["Location"])
    assert time.monotonic() - began < 3
    assert "Passages coded “Fear”." in content
    assert "the last rows were left out" in content


def test_a_condition_on_what_is_gone_stays_one_while_others_change(page: Client, study: Study) -> None:
    retire(study.hope, study.owner, Children.UP)
    posted = rows("coded", "spoken", q_0_code=study.hope.pk, q_1_who="participant")
    content = html(page, page.post(study.address("query_build"), posted)["Location"])
    assert "Passages coded “something that is gone” and spoken by participants." in content
    assert f'<option value="{study.hope.pk}" selected>something that is gone</option>' in content
    assert "<dt>passages</dt><dd>0</dd>" in content


def test_a_query_of_another_study_is_not_found(page: Client, study: Study) -> None:
    other = SavedQuery.objects.create(
        project=make.project(study.coder), by=study.coder, wishes={"query": dump(Coded(1))}
    )
    assert page.get(study.address(query=f"query={other.guid}")).status_code == 404
    assert page.get(study.address(query="query=x")).status_code == 404
    words = SavedQuery.objects.create(project=study.project, by=study.coder, wishes={"words": "a"})
    assert page.get(study.address(query=f"query={words.guid}")).status_code == 404


def test_a_query_is_saved_listed_and_found_again_with_what_went_beside(page: Client, study: Study) -> None:
    unsaved = study.keep(study.both)
    where = study.address("query_save", f"query={unsaved.guid}&whose=all&build=on")
    location = page.post(where, {"name": "  Fear with  hope "})["Location"]
    saved = SavedQuery.objects.get(name="Fear with hope")
    assert asked(location)["query"] == [str(saved.guid)]
    content = html(page, study.address())
    assert f"?query={saved.guid}&amp;whose=all" in content
    assert "yours alone" in content
    assert "<h1>Fear with hope</h1>" in html(page, location)


def test_a_query_is_listed_for_others_once_it_is_shared(client: Client, study: Study) -> None:
    saved = study.keep(study.both, "Both")
    client.force_login(study.reader)
    assert "Both" not in html(client, study.address())
    browser = make.browser(study.coder)
    browser.post(study.address("query_share", guid=saved.guid), {"shared": "on"})
    content = html(client, study.address())
    assert "shared by Cara" in content
    assert "Delete" not in content
    browser.post(study.address("query_share", guid=saved.guid))
    assert "Both" not in html(client, study.address())


@pytest.mark.parametrize("view", ["query_share", "query_delete"])
@pytest.mark.parametrize(
    ("who", "shared", "status"),
    [
        ("stranger", True, 404),
        ("reader", True, 403),
        ("coder", False, 302),
        ("owner", False, 404),
        ("owner", True, 302),
    ],
)
def test_who_saved_a_query_changes_it_and_the_owner_where_it_is_shared(
    client: Client, study: Study, view: str, who: str, shared: bool, status: int
) -> None:
    saved = study.keep(study.both, "Both", shared=shared)
    client.force_login(getattr(study, who))
    assert client.post(study.address(view, guid=saved.guid)).status_code == status
    assert SavedQuery.objects.filter(pk=saved.pk).exists() == (view == "query_share" or status != 302)


def test_another_coder_does_not_delete_a_shared_query(client: Client, study: Study) -> None:
    saved = study.keep(study.both, "Both", shared=True)
    client.force_login(make.member(study.project, Role.CODER))
    assert client.post(study.address("query_delete", guid=saved.guid)).status_code == 403


def test_a_deleted_query_comes_back_by_undo(page: Client, study: Study) -> None:
    saved = study.keep(study.both, "Both")
    page.post(study.address("query_delete", guid=saved.guid))
    undo.undo(study.project, study.coder)
    assert SavedQuery.objects.get(guid=saved.guid).name == "Both"


@pytest.mark.parametrize(
    ("name", "said"), [("", "1 to 80 characters"), ("x" * 81, "1 to 80"), ("Both", "choose another name")]
)
def test_a_name_that_can_not_be_is_refused_in_words(page: Client, study: Study, name: str, said: str) -> None:
    study.keep(study.both, "Both")
    unsaved = study.keep(study.both)
    where = study.address("query_save", f"query={unsaved.guid}")
    assert said in page.post(where, {"name": name}, follow=True).content.decode()
    assert SavedQuery.objects.exclude(name="").count() == 1


def test_a_query_in_which_nothing_is_chosen_is_not_saved(page: Client, study: Study) -> None:
    empty = study.keep(All((Coded(),)))
    where = study.address("query_save", f"query={empty.guid}")
    assert "Nothing is chosen" in page.post(where, {"name": "Empty"}, follow=True).content.decode()
    where = study.address("query_save")
    assert "build one first" in page.post(where, {"name": "None"}, follow=True).content.decode()


def test_what_a_query_finds_goes_into_the_csv_and_the_pdf(
    page: Client, study: Study, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    query = f"query={study.keep(study.both).guid}"
    response = page.get(study.address("excerpts_csv", query))
    content = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    header, *lines = list(csv.reader(io.StringIO(content)))
    place = header.index("excerpt")
    assert [line[place] for line in lines] == ["stopped", "stopped"]
    with django_capture_on_commit_callbacks(execute=True):
        page.post(study.address("excerpts_pdf", query))
    job = Job.objects.get()
    assert job.state == "done"
    assert job.wishes["query"] == QueryDict(query).urlencode()


def test_passages_stand_once_under_participants_with_all_their_codes(page: Client, study: Study) -> None:
    content = html(page, study.address(query="group=participant"))
    assert content.count(">stopped</blockquote>") == 1
    assert "3 passages</small>" in content
    assert 'id="contents"' not in content
    assert "also <em>Hope</em>" in content


def test_passages_stand_under_values_of_an_attribute_in_the_order_asked_for(
    page: Client, study: Study
) -> None:
    rank = Attribute.objects.create(project=study.project, name="Rank", kind=Attribute.Kind.ONE_OF)
    sergeant = rank.choices.create(value="Sergeant")
    study.person.values.create(attribute=rank, choice=sergeant)
    other = make.transcript(
        "P08: We hope for all of it.", study.project, make.participant(study.project, "P08")
    )
    make.coding("hope for all of it", study.hope, study.coder, other)
    content = html(page, study.address(query=f"group=attribute-{rank.pk}&sort=longest"))
    shown = ["<span>Sergeant</span>", "the chief<", "stopped<", "hoped<", "<span>not recorded</span>"]
    assert [content.index(each) for each in shown] == sorted(content.index(each) for each in shown)
    under_codes = html(page, study.address(query="sort=shortest"))
    assert under_codes.index(">stopped<") < under_codes.index(">the chief<")


def test_turns_around_name_who_speaks(page: Client, study: Study) -> None:
    content = html(page, study.address(query=f"context=turns-1&code={study.fear.pk}"))
    assert '<span class="context">Interviewer: Why not?\nBecause of </span>the chief' in content
    assert "P07: I stopped. I hoped." in content


def test_turns_around_leave_out_what_somebody_says_who_allows_no_quotes(page: Client, study: Study) -> None:
    silent = make.participant(study.project, "P09", consent="no quotes")
    talk = make.transcript("P08: Well, yes.\nP09: A secret.", study.project,
                           make.participant(study.project, "P08"), silent)  # fmt: skip
    make.coding("Well", study.fear, study.coder, talk)
    content = html(page, study.address(query="context=turns-3"))
    assert "P09: […]" in content
    assert "secret" not in content


def test_a_withdrawal_leaves_only_named_queries_without_words(study: Study) -> None:
    kept = study.keep(study.both, "Both")
    study.keep(study.both)
    study.keep(All((Coded(study.fear.pk), Not(Saying("the chief")))), "Hers")
    withdrawal.withdraw(study.person, study.owner)
    assert list(SavedQuery.objects.all()) == [kept]
    assert not study.project.events.filter(kind="savedquery", rows__isnull=False).exists()


def test_a_named_query_outlives_the_words_that_were_looked_for_beside_it(page: Client, study: Study) -> None:
    words, unsaved = save_words(study.project, study.coder, "the chief"), study.keep(study.both)
    where = study.address("query_save", f"query={unsaved.guid}&q={words}&whose=all")
    assert "are not kept under the name" in html(page, page.post(where, {"name": "Both"})["Location"])
    saved = SavedQuery.objects.get(name="Both")
    assert saved.wishes["beside"] == "whose=all"
    withdrawal.withdraw(study.person, study.owner)
    assert page.get(study.address(query=f"query={saved.guid}&whose=all")).status_code == 200


def test_a_withdrawal_takes_words_out_of_what_was_saved_beside_a_query(study: Study) -> None:
    kept, words = study.keep(study.both, "Both"), save_words(study.project, study.coder, "the chief")
    SavedQuery.objects.filter(pk=kept.pk).update(wishes=kept.wishes | {"beside": f"q={words}&whose=all"})
    withdrawal.withdraw(study.person, study.owner)
    kept.refresh_from_db()
    assert kept.wishes == {"query": dump(study.both), "beside": "whose=all"}


def test_what_is_remembered_of_saved_queries_changes_with_the_next_event(page: Client, study: Study) -> None:
    unsaved = study.keep(study.both)
    assert "Saved queries" not in html(page, study.address())
    page.post(study.address("query_save", f"query={unsaved.guid}"), {"name": "Both", "shared": "on"})
    page.force_login(study.reader)
    assert "shared by Cara" in html(page, study.address())
    User.objects.filter(pk=study.coder.pk).update(name="Carola")
    assert "shared by Carola" in html(page, study.address())
    undo.undo(study.project, study.coder)
    assert "Saved queries" not in html(page, study.address())
