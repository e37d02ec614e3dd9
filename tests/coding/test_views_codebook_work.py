from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coding.codebook import changes, retiring
from coding.codebook.tree import tree_of
from coding.models import Code, Coding
from interviews.models import Transcript
from interviews.models.participants import Consent
from projects import undo
from projects.models import Project, Role, User
from tests import make

pytestmark = pytest.mark.django_db
TEXT = "P07: I was afraid, so I asked my sergeant."
AFRAID, ASKED = (11, 17), (24, 29)


@pytest.fixture
def owner() -> User:
    return make.user("olga")


@pytest.fixture
def study(owner: User) -> Project:
    """``Culture`` with ``Fear`` (over ``Worry``) and ``Nerves``; the owner and Ben coded with them."""
    project = make.project(owner)
    ben = make.member(project, Role.CODER, "ben")
    culture = changes.add(project, owner, name="Culture")
    fear = changes.add(project, owner, culture, name="Fear")
    nerves = changes.add(project, owner, culture, name="Nerves", definition="Worry is voiced.")
    changes.add(project, owner, fear, name="Worry")
    talk = make.transcript(TEXT, project, make.participant(project, "P07"), title="Talk seven")
    make.coding("afraid", fear, owner, talk)
    make.coding("afraid", fear, ben, talk)
    make.coding("asked", fear, owner, talk)
    make.coding("afraid", nerves, owner, talk)
    return project


@pytest.fixture
def talk(study: Project) -> Transcript:
    return study.transcripts.get()


@pytest.fixture
def browser(client: Client, owner: User) -> Client:
    client.force_login(owner)
    return client


def named(study: Project, name: str) -> Code:
    return study.codes.get(name=name)


def address(view: str, study: Project, name: str = "") -> str:
    return reverse(view, args=[study.slug, *([named(study, name).pk] if name else [])])


def names(study: Project) -> list[str]:
    return [str(node) for node in tree_of(study)]


def text_of(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


def coded(study: Project) -> list[tuple[str, str, int]]:
    rows = Coding.objects.of(study).order_by("start", "code__name", "coder__name")
    return list(rows.values_list("code__name", "coder__name", "start"))


EDIT = {Role.READER: 403, Role.CODER: 200, Role.OWNER: 200, None: 404}


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("view", ["code_onto", "code_split", "code_promote", "code_recode"])
def test_who_may_open_a_page_of_work_on_the_codebook(
    client: Client, study: Project, role: Role | None, view: str
) -> None:
    client.force_login(make.member(study, role) if role else make.user("stranger"))
    assert client.get(address(view, study, "Fear")).status_code == EDIT[role]


@pytest.mark.parametrize(("role", "status"), [(None, 404), (Role.READER, 200), (Role.CODER, 200)])
def test_who_may_see_the_codes_out_of_use(
    client: Client, study: Project, owner: User, role: Role | None, status: int
) -> None:
    retiring.retire(named(study, "Nerves"), owner, retiring.Children.WITH)
    client.force_login(make.member(study, role) if role else make.user("stranger"))
    response = client.get(address("codebook_retired", study))
    assert response.status_code == status
    if role:
        assert ("Bring back" in response.content.decode()) == (role == Role.CODER)


@pytest.mark.parametrize(("role", "status"), [(None, 404), (Role.READER, 403), (Role.CODER, 302)])
@pytest.mark.parametrize(
    "view", ["code_merge", "code_split", "code_promote", "code_restore", "code_recode", "excerpts_recode"]
)
def test_who_may_work_on_the_codebook(
    client: Client, study: Project, role: Role | None, status: int, view: str
) -> None:
    client.force_login(make.member(study, role) if role else make.user("stranger"))
    Code.objects.filter(name="Fear").update(is_in_vivo=True)
    posted = {
        "into": str(named(study, "Nerves").pk),
        "excerpt": ticks(study, study.transcripts.get(), AFRAID),
        "name_1": "New",
        "all-1": "1",
        "place": "beside",
        "promote-name": "Fear",
        "promote-parent": "theme",
    }
    where = address(view, study, "" if view == "excerpts_recode" else "Fear")
    # A coder who has coded nothing can't recode anything, which the same page says.
    allowed = 200 if status == 302 and "recode" in view else status
    assert client.post(where, posted).status_code == allowed


def test_onto_another_says_what_a_merge_and_a_move_would_do(browser: Client, study: Project) -> None:
    page = text_of(browser.get(address("code_onto", study, "Fear"), {"target": named(study, "Nerves").pk}))
    assert "“Fear” onto “Nerves”: merge or nest?" in page
    assert "3 codings by 2 coders in 1 transcript become codings with “Nerves”." in page
    assert "1 of them stands on words that its coder gave both codes" in page
    assert "1 code under it comes to stand under “Nerves”." in page
    assert "The code under it goes along." in page
    assert "The theme stays the same." in page
    assert names(study) == ["Culture", "Culture › Fear", "Culture › Fear › Worry", "Culture › Nerves"]


def test_onto_a_code_under_it_says_why_neither_can_be(browser: Client, study: Project) -> None:
    page = text_of(browser.get(address("code_onto", study, "Fear"), {"target": "0"}))
    assert "become codings" not in page
    under = browser.get(address("code_onto", study, "Culture"), {"target": named(study, "Fear").pk})
    assert under.context["form"].errors.keys() == {"target"}


def test_a_move_to_another_theme_says_how_many_codings_count_there(
    browser: Client, study: Project, owner: User
) -> None:
    other = changes.add(study, owner, name="Practice")
    page = text_of(browser.get(address("code_onto", study, "Fear"), {"target": str(other.pk)}))
    assert "3 codings count under the theme “Practice” then." in page


@pytest.mark.parametrize(
    ("place", "title", "before"),
    [("before", "Move: a theme, before “Culture”", "Culture"), ("after", "Move: last among the themes", "")],
)
def test_between_two_codes_only_a_move_is_asked(
    browser: Client, study: Project, place: str, title: str, before: str
) -> None:
    asked = {"target": str(named(study, "Culture").pk), "place": place}
    response = browser.get(address("code_onto", study, "Fear"), asked)
    page = text_of(response)
    assert title in page
    assert "Merge:" not in page
    assert str(response.context["nesting"].before or "") == before
    assert "It becomes a theme" in page


def test_a_code_is_merged_with_a_reason_that_its_history_shows(browser: Client, study: Project) -> None:
    posted = {"into": named(study, "Nerves").pk, "reason": "One idea in two words"}
    page = text_of(browser.post(address("code_merge", study, "Fear"), posted, follow=True))
    assert "“Fear” was merged into “Nerves”. 2 codings got the code. 1 more became one" in page
    assert names(study) == ["Culture", "Culture › Nerves", "Culture › Nerves › Worry"]
    gone = text_of(browser.get(address("code", study, "Fear")))
    assert "Merged into “Nerves”." in gone
    assert "One idea in two words" in gone
    assert "One idea in two words" in text_of(browser.get(address("code", study, "Nerves")))


@pytest.mark.parametrize(("into", "words"), [("Worry", "can&#x27;t be merged"), ("Culture", "was merged")])
def test_a_merge_that_can_not_be_is_refused_in_words(
    browser: Client, study: Project, into: str, words: str
) -> None:
    posted = {"into": named(study, into).pk}
    assert words in text_of(browser.post(address("code_merge", study, "Fear"), posted, follow=True))


def test_a_code_is_split_by_choosing_its_excerpts(browser: Client, study: Project, talk: Transcript) -> None:
    page = text_of(browser.get(address("code_split", study, "Fear")))
    assert "P07:T1" in page
    assert "afraid" in page
    key = "-".join(map(str, (named(study, "Fear").pk, talk.pk, *AFRAID)))
    posted = {
        **{"name_1": "Own fear", "definition_1": "Of one's own.", "name_2": "", "definition_2": ""},
        **{"place": "beside", "retire_empty": "on", "reason": "Two ideas", f"of-{key}": "1"},
    }
    said = text_of(browser.post(address("code_split", study, "Fear"), posted, follow=True))
    assert "“Fear” was split: 2 codings went to “Own fear”, 1 stayed." in said
    assert "Two ideas" in said
    assert coded(study) == [
        ("Nerves", "Olga", 11),
        ("Own fear", "Ben", 11),
        ("Own fear", "Olga", 11),
        ("Fear", "Olga", 24),
    ]


def test_a_whole_transcript_goes_to_a_new_code(browser: Client, study: Project, talk: Transcript) -> None:
    posted = {"name_1": "A", "name_2": "B", "place": "under", f"all-{talk.pk}": "2"}
    browser.post(address("code_split", study, "Fear"), posted)
    assert [name for name, _who, _start in coded(study)] == ["B", "B", "Nerves", "B"]
    assert named(study, "B").parent == named(study, "Fear")


@pytest.mark.usefixtures("talk")
@pytest.mark.parametrize("key", ["all-" + "9" * 5000, "all-²", "all-", "of-" + "-".join(["9" * 5000] * 4)])
def test_a_choice_for_nothing_that_is_there_splits_nothing_off(
    browser: Client, study: Project, key: str
) -> None:
    posted = urlencode({"name_1": "A", "place": "beside", key: "1"})
    kind = "application/x-www-form-urlencoded"  # the other way of posting a form allows no such name
    assert browser.post(address("code_split", study, "Fear"), posted, kind).status_code == 302
    assert not Coding.objects.filter(code=named(study, "A")).exists()


def test_choices_are_kept_when_a_split_is_refused(browser: Client, study: Project, talk: Transcript) -> None:
    key = "-".join(map(str, (named(study, "Fear").pk, talk.pk, *ASKED)))
    posted = {"name_1": "A", "place": "beside", f"of-{key}": "2", f"all-{talk.pk}": "1"}
    response = browser.post(address("code_split", study, "Fear"), posted)
    assert "name_2" in response.context["form"].errors
    page = text_of(response)
    assert f'name="of-{key}" value="2" checked' in page
    assert '<option value="1" selected>' in page
    taken = browser.post(
        address("code_split", study, "Fear"), {"name_1": "Nerves", "place": "beside", f"all-{talk.pk}": "1"}
    )
    assert "There is already a code “Nerves” there" in text_of(taken)


def test_a_split_without_any_excerpt_is_refused(browser: Client, study: Project) -> None:
    page = text_of(browser.post(address("code_split", study, "Fear"), {"name_1": "A", "place": "beside"}))
    assert "Choose at least one excerpt for a new code." in page
    assert not study.codes.filter(name="A").exists()


@pytest.mark.parametrize("view", ["code_split", "code_recode"])
def test_words_that_may_not_be_quoted_are_listed_without_them(
    browser: Client, study: Project, view: str
) -> None:
    study.participants.update(consent=Consent.NO_QUOTES)
    page = text_of(browser.get(address(view, study, "Fear")))
    assert page.count("Not to be quoted") == 2
    assert "afraid" not in page


@pytest.mark.parametrize("view", ["code_split", "code_recode"])
def test_choosing_asks_the_database_as_often_for_many_excerpts(
    browser: Client, study: Project, owner: User, view: str
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address(view, study, "Fear")).status_code == 200
        return len(captured)

    queries()  # who appears where is read once between two events
    few = queries()
    for number in range(8):
        more = make.transcript(TEXT, study, make.participant(study))
        coder = make.member(study, Role.CODER, f"coder{number}")
        make.coding("afraid", named(study, "Fear"), coder, more)
        make.coding("asked", named(study, "Fear"), owner, more)
    queries()
    assert queries() == few


def test_a_code_in_somebodys_words_is_listed_and_promoted(
    browser: Client, study: Project, owner: User
) -> None:
    spoken = changes.add(study, owner, name="asked my sergeant", is_in_vivo=True)
    page = text_of(browser.get(address("codebook", study)))
    assert "1 code in somebody's own words waits for its place" in page
    assert reverse("code_promote", args=[study.slug, spoken.pk]) in page
    posted = {
        "promote-name": "Asking for advice",
        "promote-parent": named(study, "Culture").pk,
        "promote-definition": "Turning to a colleague.",
        "promote-reason": "Six said so",
    }
    browser.post(reverse("code_promote", args=[study.slug, spoken.pk]), posted)
    spoken.refresh_from_db()
    assert (spoken.name, spoken.definition, spoken.parent, spoken.is_in_vivo) == (
        "Asking for advice",
        "Turning to a colleague.",
        named(study, "Culture"),
        False,
    )
    assert study.editions.latest("number").reason == "Six said so"
    again = browser.post(reverse("code_promote", args=[study.slug, spoken.pk]), posted)
    assert "one of the codebook's already" in again.context["form"].errors["name"][0]


def test_a_deleted_code_is_brought_back_from_the_list(browser: Client, study: Project) -> None:
    before = names(study)
    posted = {"children": "with", "reason": "Never used"}
    page = text_of(browser.post(address("code_delete", study, "Fear"), posted, follow=True))
    assert "1 code no longer in use" not in page
    assert "2 codes no longer in use" in page
    assert study.editions.latest("number").reason == "Never used"
    listed = text_of(browser.get(address("codebook_retired", study)))
    assert "Fear" in listed
    back = text_of(browser.post(address("code_restore", study, "Fear"), follow=True))
    assert "“Fear” is back." in back
    assert names(study) == before
    again = text_of(browser.post(address("code_restore", study, "Fear"), follow=True))
    assert "in the codebook already" in again


def test_what_was_done_has_an_undo_button_beside_it(browser: Client, study: Project) -> None:
    page = text_of(browser.post(address("code_delete", study, "Worry"), follow=True))
    button = f'action="{address("undo", study)}"'
    # One stands in the bar of every page.
    assert page.count(button) == 2
    assert text_of(browser.get(address("codebook", study))).count(button) == 1


def test_a_code_is_put_between_two_others(browser: Client, study: Project) -> None:
    theme = named(study, "Culture").pk
    posted = {"move-parent": theme, "move-before": named(study, "Fear").pk}
    browser.post(address("code_move", study, "Nerves"), posted)
    assert names(study)[1] == "Culture › Nerves"
    browser.post(address("code_move", study, "Nerves"), {"move-parent": theme, "move-before": ""})
    assert names(study)[-1] == "Culture › Nerves"
    moved = {"move-parent": theme, "move-before": named(study, "Fear").pk, "move-reason": "A sort of it"}
    page = text_of(browser.post(address("code_move", study, "Worry"), moved, follow=True))
    assert names(study)[1] == "Culture › Worry"
    assert "A sort of it" in page


def fields(**changed: str) -> dict[str, str]:
    texts = ("definition", "apply_when", "do_not_apply_when", "example_type", "source")
    return {f"code-{name}": value for name, value in (dict.fromkeys(texts, "") | changed).items()}


def test_what_another_wrote_meanwhile_is_shown_beside_ones_own_and_not_overwritten(
    browser: Client, study: Project
) -> None:
    nerves, ben = named(study, "Nerves"), study.memberships.get(role=Role.CODER).user
    where = address("code", study, "Nerves")
    read = study.editions.latest("number").number
    assert f'name="edition" value="{read}"' in text_of(browser.get(where))
    changes.change(nerves, ben, "Sharper", definition="Worry is shown.")
    mine = fields(name="Nerves", definition="Worry is said.") | {"edition": str(read)}
    refused = browser.post(where, mine)
    nerves.refresh_from_db()
    assert (refused.status_code, nerves.definition) == (409, "Worry is shown.")
    page = text_of(refused)
    assert "As Ben left it" in page
    assert '<td dir="auto">Worry is shown.</td><td dir="auto">Worry is said.</td>' in page
    assert f'name="edition" value="{read + 1}"' in page
    chosen = fields(name="Nerves", definition="Worry is said.", reason="Both mean it")
    browser.post(where, chosen | {"edition": str(read + 1)})
    nerves.refresh_from_db()
    assert nerves.definition == "Worry is said."
    assert study.editions.latest("number").reason == "Both mean it"


def test_a_look_that_the_person_left_alone_is_not_written(browser: Client, study: Project) -> None:
    nerves, ben = named(study, "Nerves"), study.memberships.get(role=Role.CODER).user
    where = address("code", study, "Nerves")
    shown = browser.get(where).context["form"]
    untouched = {f"initial-code-{name}": "" for name in ("source",)} | {
        "initial-code-colour": shown["colour"].value(),
        "initial-code-own_colour": "False",
        "initial-code-is_first_choice": "False",
        "code-colour": shown["colour"].value(),
    }
    changes.change(nerves, ben, colour="#123456", source="Crump 2011", is_first_choice=True)
    browser.post(where, fields(name="Nerves", definition="Worry is said.") | untouched)
    nerves.refresh_from_db()
    assert (nerves.definition, nerves.colour, nerves.source, nerves.is_first_choice) == (
        "Worry is said.",
        "#123456",
        "Crump 2011",
        True,
    )


def ticks(study: Project, talk: Transcript, *spans: tuple[int, int]) -> list[str]:
    return ["-".join(map(str, (named(study, "Fear").pk, talk.pk, *span))) for span in spans]


@pytest.mark.parametrize(("whose", "left"), [("mine", [("Fear", "Ben", 11)]), ("all", [])])
def test_an_owner_recodes_their_own_or_everybodys(
    browser: Client, study: Project, talk: Transcript, whose: str, left: list[tuple[str, str, int]]
) -> None:
    posted = {
        "excerpt": ticks(study, talk, AFRAID, ASKED),
        "into": named(study, "Culture").pk,
        "whose": whose,
    }
    page = text_of(browser.post(address("code_recode", study, "Fear"), posted, follow=True))
    assert f"Recoded as “Culture”: {3 - len(left)} codings got the code." in page
    assert [each for each in coded(study) if each[0] == "Fear"] == left


def test_a_coder_recodes_only_their_own(client: Client, study: Project, talk: Transcript) -> None:
    client.force_login(study.memberships.get(role=Role.CODER).user)
    where = address("code_recode", study, "Fear")
    assert "everybody's" not in text_of(client.get(where))
    posted = {"excerpt": ticks(study, talk, AFRAID, ASKED), "into": named(study, "Worry").pk}
    client.post(where, posted | {"whose": "all"})
    assert not any(name == "Worry" for name, _who, _start in coded(study))
    page = text_of(client.post(where, posted | {"whose": "mine"}, follow=True))
    assert (
        "Recoded as “Worry”: 1 coding got the code. On 1 excerpt other coders’ codings keep their code. "
        "1 excerpt was left out: its coding stands in the consensus or is another coder’s" in page
    )
    assert [each for each in coded(study) if each[0] == "Worry"] == [("Worry", "Ben", 11)]


def test_excerpts_are_ticked_in_their_list_and_recoded(
    browser: Client, study: Project, talk: Transcript, owner: User
) -> None:
    where = address("excerpts", study)
    (key,) = ticks(study, talk, ASKED)
    assert f'value="{key}"' not in text_of(browser.get(where))
    page = text_of(browser.get(f"{where}?tick=on"))
    assert f'<input type="checkbox" name="excerpt" value="{key}" aria-label="P07:T1">' in page
    posted = {"excerpt": [key], "into": named(study, "Nerves").pk, "whose": "mine"}
    back = browser.post(f"{address('excerpts_recode', study)}?code=5", posted)
    assert back["Location"] == f"{where}?code=5"
    assert ("Nerves", "Olga", 24) in coded(study)
    undo.undo(study, owner)
    assert ("Fear", "Olga", 24) in coded(study)


@pytest.mark.parametrize("ticked", [[], ["x-1-2-3"], ["1-2-3"]])
def test_recoding_nothing_is_refused_in_words(browser: Client, study: Project, ticked: list[str]) -> None:
    posted = {"excerpt": ticked, "into": named(study, "Nerves").pk}
    page = text_of(browser.post(address("code_recode", study, "Fear"), posted, follow=True))
    assert "Tick excerpts and choose the code that they get" in page


@pytest.mark.parametrize("view", ["code_recode", "excerpts_recode"])
def test_ticks_and_choices_are_kept_when_a_recoding_is_refused(
    browser: Client, study: Project, talk: Transcript, view: str
) -> None:
    where = address(view, study, "" if view == "excerpts_recode" else "Fear")
    asked, afraid = ticks(study, talk, ASKED, AFRAID)
    without_code = text_of(browser.post(where, {"excerpt": [asked], "into": "", "whose": "all"}))
    assert f'value="{asked}" checked' in without_code
    assert f'value="{afraid}" checked' not in without_code
    assert '<option value="all" selected>' in without_code
    nerves = named(study, "Nerves").pk
    without_ticks = text_of(browser.post(where, {"into": nerves}))
    assert f'<option value="{nerves}" selected>' in without_ticks
    assert not Coding.objects.filter(code=nerves, start=ASKED[0]).exists()


def test_a_refused_recoding_stays_on_its_page_of_the_list(
    browser: Client, study: Project, owner: User
) -> None:
    words = [f"word{number}" for number in range(100, 201)]
    long_talk = make.transcript(f"P08: {' '.join(words)}", study, make.participant(study, "P08"))
    for word in words:
        make.coding(word, named(study, "Fear"), owner, long_talk)
    page = text_of(browser.get(f"{address('code_recode', study, 'Fear')}?page=2"))
    assert f'action="{address("code_recode", study, "Fear")}?page=2"' in page
    refused = browser.post(f"{address('code_recode', study, 'Fear')}?page=2", {"into": ""})
    assert refused.context["page"].number == 2


def test_a_reader_is_not_offered_to_recode(client: Client, study: Project) -> None:
    client.force_login(make.member(study, Role.READER))
    page = text_of(client.get(f"{address('excerpts', study)}?tick=on"))
    assert "Recode" not in page
    assert 'name="excerpt"' not in page
