import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coding.codebook import changes as codebook
from coding.codebook import retiring
from coding.codebook.retiring import Children
from coding.codebook.tree import tree_of
from coding.models import Code
from projects.models import Access, Project, Role, StoredFile, User
from tests import make

pytestmark = pytest.mark.django_db


def names(project: Project) -> list[str]:
    return [str(node) for node in tree_of(project)]


@pytest.fixture
def owner() -> User:
    return make.user("olga")


@pytest.fixture
def study(owner: User) -> Project:
    """``Practice`` with ``Broadcast`` and ``Dialogue`` under it."""
    project = make.project(owner)
    theme = codebook.add(project, owner, name="Practice", definition="What is done.")
    codebook.add(project, owner, theme, name="Broadcast")
    codebook.add(project, owner, theme, name="Dialogue")
    return project


@pytest.fixture
def broadcast(study: Project) -> Code:
    return study.codes.get(name="Broadcast")


@pytest.fixture
def browser(client: Client, owner: User) -> Client:
    client.force_login(owner)
    return client


def address(view: str, study: Project, *pks: int) -> str:
    return reverse(view, args=[study.slug, *pks])


def fields(**changed: str) -> dict[str, str]:
    texts = ("definition", "apply_when", "do_not_apply_when", "example_type", "source")
    return {f"code-{name}": value for name, value in (dict.fromkeys(texts, "") | changed).items()}


READ = {Role.READER: 200, Role.CODER: 200, Role.OWNER: 200, None: 404}
EDIT = {Role.READER: 403, Role.CODER: 200, Role.OWNER: 200, None: 404}


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize(
    ("view", "takes_code", "answers"),
    [
        ("codebook", False, READ),
        ("code", True, READ),
        ("code_colours", False, READ),
        ("codebook_csv", False, READ),
        ("code_add", False, EDIT),
        ("code_delete", True, EDIT),
        ("codebook_import", False, EDIT),
    ],
)
def test_who_may_open_a_page_of_the_codebook(
    client: Client,
    study: Project,
    broadcast: Code,
    role: Role | None,
    view: str,
    takes_code: bool,
    answers: dict[Role | None, int],
) -> None:
    client.force_login(make.member(study, role) if role else make.user("stranger"))
    response = client.get(address(view, study, *([broadcast.pk] if takes_code else [])))
    assert response.status_code == answers[role]


@pytest.mark.parametrize(("role", "status"), [(None, 404), (Role.READER, 403), (Role.CODER, 302)])
@pytest.mark.parametrize(
    ("view", "posted"),
    [
        ("code", fields(name="Broadcast")),
        ("code_add", {"new-name": "New"}),
        ("code_move", {"step": "down"}),
        ("code_delete", {}),
    ],
)
def test_who_may_change_the_codebook(
    client: Client,
    study: Project,
    broadcast: Code,
    role: Role | None,
    status: int,
    view: str,
    posted: dict[str, str],
) -> None:
    client.force_login(make.member(study, role) if role else make.user("stranger"))
    pks = [] if view == "code_add" else [broadcast.pk]
    assert client.post(address(view, study, *pks), posted).status_code == status


def test_pages_of_the_codebook_ask_for_a_login(client: Client, study: Project) -> None:
    assert client.get(address("codebook", study)).status_code == 302


@pytest.mark.parametrize("view", ["code", "code_delete"])
def test_a_code_of_another_study_is_not_found(browser: Client, study: Project, view: str) -> None:
    elsewhere = make.code("Elsewhere", make.project())
    assert browser.get(address(view, study, elsewhere.pk)).status_code == 404


def test_the_tree_counts_codings_of_a_code_and_of_those_under_it(
    browser: Client, study: Project, broadcast: Code, owner: User
) -> None:
    talk = make.transcript("Ana: I was afraid.", study)
    make.coding("afraid", broadcast, by=owner, in_=talk)
    make.coding("I was", study.codes.get(name="Practice"), by=owner, in_=talk)
    page = browser.get(address("codebook", study))
    (theme,) = page.context["branches"]
    assert theme.tally == (1, 2)
    assert [branch.tally for branch in theme.branches] == [(1, 1), (0, 0)]
    assert "1 theme," in (text := " ".join(page.content.decode().split()))
    assert "2 codes in edition 4" in text


def test_the_codebook_asks_the_database_as_often_for_many_codes(
    browser: Client, study: Project, owner: User
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address("codebook", study)).status_code == 200
        return len(captured)

    queries()  # reads what is remembered until the next event
    few = queries()
    theme = study.codes.get(name="Practice")
    talk = make.transcript("Ana: I was afraid.", study, make.participant(study))
    for number in range(12):
        code = make.code(f"Code {number}", study, theme)
        make.coding("afraid", code, by=owner, in_=talk)
        make.code("Below", study, code)
    assert queries() == few
    # session, person; membership; codes; layers, consent, counts; edition; out of use; meanings;
    # a round that runs
    assert few == 11


def test_a_reader_sees_no_form_that_changes_a_code(client: Client, study: Project, broadcast: Code) -> None:
    client.force_login(make.member(study, Role.READER))
    page = client.get(address("code", study, broadcast.pk)).content.decode()
    assert 'name="code-name"' not in page
    assert address("code_delete", study, broadcast.pk) not in page


def test_a_code_is_renamed_and_defined(browser: Client, study: Project, broadcast: Code) -> None:
    where = address("code", study, broadcast.pk)
    response = browser.post(where, fields(name="One-way broadcasting", definition="Sending only."))
    broadcast.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, where)
    assert (broadcast.name, broadcast.definition, broadcast.colour) == (
        "One-way broadcasting",
        "Sending only.",
        "",
    )
    page = " ".join(browser.get(where).content.decode().split())
    assert "Changed: name, definition." in page


def test_a_saved_code_can_be_taken_back_beside_the_message_where_something_changed(
    browser: Client, study: Project, broadcast: Code
) -> None:
    where, undo = address("code", study, broadcast.pk), f'action="{address("undo", study)}"'
    frame = browser.get(where).content.decode().count(undo)
    page = browser.post(where, fields(name="One-way"), follow=True).content.decode()
    assert "“One-way” is saved." in page
    assert page.count(undo) == frame + 1
    browser.post(address("undo", study), {"next": where})
    broadcast.refresh_from_db()
    assert broadcast.name == "Broadcast"
    same = browser.post(where, fields(name="Broadcast"), follow=True).content.decode()
    assert "“Broadcast” is saved." in same
    assert same.count(undo) == frame


def test_a_code_gets_a_colour_of_its_own_only_when_asked(
    browser: Client, study: Project, broadcast: Code
) -> None:
    where = address("code", study, broadcast.pk)
    browser.post(where, fields(name="Broadcast", colour="#123456"))
    broadcast.refresh_from_db()
    assert broadcast.colour == ""
    browser.post(where, fields(name="Broadcast", colour="#123456", own_colour="on"))
    broadcast.refresh_from_db()
    assert broadcast.colour == "#123456"


def test_a_name_that_is_taken_is_said_in_the_form(browser: Client, study: Project, broadcast: Code) -> None:
    response = browser.post(address("code", study, broadcast.pk), fields(name="Dialogue"))
    assert response.context["form"].errors["name"] == [
        "There is already a code “Dialogue” there; give it another name."
    ]
    assert names(study) == ["Practice", "Practice › Broadcast", "Practice › Dialogue"]


def test_a_code_is_added_under_another(browser: Client, study: Project, broadcast: Code) -> None:
    where = address("code_add", study)
    assert "A code under “Broadcast”" in browser.get(f"{where}?under={broadcast.pk}").content.decode()
    response = browser.post(where, {"under": broadcast.pk, "new-name": "Press releases"})
    made = study.codes.get(name="Press releases")
    assert (response["Location"], made.parent) == (address("code", study, made.pk), broadcast)


def test_a_theme_that_exists_is_refused_in_the_form(browser: Client, study: Project) -> None:
    response = browser.post(address("code_add", study), {"new-name": "Practice"})
    assert "name" in response.context["form"].errors


@pytest.mark.parametrize(
    ("posted", "after"),
    [
        ({"step": "down"}, ["Practice", "Practice › Dialogue", "Practice › Broadcast"]),
        ({"step": "up"}, ["Practice", "Practice › Broadcast", "Practice › Dialogue"]),
        ({"move-parent": "theme"}, ["Practice", "Practice › Dialogue", "Broadcast"]),
    ],
)
def test_a_code_is_moved(
    browser: Client, study: Project, broadcast: Code, posted: dict[str, str], after: list[str]
) -> None:
    browser.post(address("code_move", study, broadcast.pk), posted)
    assert names(study) == after


def test_a_code_is_moved_under_another(browser: Client, study: Project, broadcast: Code) -> None:
    under = study.codes.get(name="Dialogue")
    browser.post(address("code_move", study, broadcast.pk), {"move-parent": under.pk})
    assert names(study) == ["Practice", "Practice › Dialogue", "Practice › Dialogue › Broadcast"]


def test_a_code_is_not_offered_a_place_under_itself(browser: Client, study: Project) -> None:
    theme = study.codes.get(name="Practice")
    page = browser.get(address("code_onto", study, theme.pk))
    assert [key for key, _label in page.context["form"].fields["target"].choices] == ["theme"]
    response = browser.post(address("code_move", study, theme.pk), {"move-parent": theme.pk}, follow=True)
    assert "“Practice” can&#x27;t be moved there." in response.content.decode()


def test_a_move_beside_a_namesake_is_refused_in_words(
    browser: Client, study: Project, broadcast: Code, owner: User
) -> None:
    codebook.add(study, owner, name="Broadcast")
    moved = browser.post(address("code_move", study, broadcast.pk), {"move-parent": "theme"}, follow=True)
    assert "There is already a code “Broadcast” there" in moved.content.decode()


def test_deleting_says_how_many_codings_and_asks(
    browser: Client, study: Project, broadcast: Code, owner: User
) -> None:
    talk = make.transcript("Ana: I was afraid.", study)
    make.coding("afraid", broadcast, by=owner, in_=talk)
    make.coding("was", study.codes.get(name="Practice"), by=owner, in_=talk)
    theme = study.codes.get(name="Practice")
    page = " ".join(browser.get(address("code_delete", study, theme.pk)).content.decode().split())
    assert "1 coding was made with it." in page
    assert "2 codes stand under it. With them, 2 codings would leave the pages." in page
    assert theme.retired is None


def test_the_question_before_a_deletion_says_which_codings_the_codebook_does_not_count(
    browser: Client, study: Project, broadcast: Code, owner: User
) -> None:
    talk = make.transcript("Ana: I was afraid.", study)
    first = make.finished_round(study, (owner,), (talk,))
    make.coding("afraid", broadcast, owner, talk, make.round_layer(first, owner))

    def asked(code: Code) -> str:
        return " ".join(browser.get(address("code_delete", study, code.pk)).content.decode().split())

    assert "1 coding was made with it. The codebook counts none of them" in asked(broadcast)
    make.coding("was", broadcast, owner, talk)
    page = asked(broadcast)
    assert "2 codings were made with it. The codebook counts 1 of them; the others stand beside" in page
    theme = asked(study.codes.get(name="Practice"))
    assert "With them, 2 codings would leave the pages. The codebook counts 1 of these." in theme
    shown = " ".join(browser.get(address("code", study, broadcast.pk)).content.decode().split())
    assert "by 1 coder. 1 more stands beside a consensus, in a round or on an earlier text." in shown


@pytest.mark.parametrize(
    ("children", "left"), [(Children.UP, ["Broadcast", "Dialogue"]), (Children.WITH, [])]
)
def test_deleting_a_theme_moves_or_deletes_the_codes_under_it(
    browser: Client, study: Project, children: Children, left: list[str]
) -> None:
    theme = study.codes.get(name="Practice")
    browser.post(address("code_delete", study, theme.pk), {"children": children})
    assert names(study) == left


def test_deleting_a_theme_without_saying_what_becomes_of_its_codes_does_nothing(
    browser: Client, study: Project
) -> None:
    response = browser.post(address("code_delete", study, study.codes.get(name="Practice").pk), {})
    assert "children" in response.context["form"].errors
    assert len(names(study)) == 3


def test_deleting_says_why_codes_cannot_move_up(browser: Client, study: Project, owner: User) -> None:
    codebook.add(study, owner, name="Dialogue")
    theme = study.codes.get(name="Practice")
    response = browser.post(address("code_delete", study, theme.pk), {"children": Children.UP})
    assert "“Dialogue” can&#x27;t move up" in response.content.decode()


def test_who_saves_a_code_that_went_out_of_use_meanwhile_is_told_so(
    browser: Client, study: Project, broadcast: Code
) -> None:
    browser.post(address("code_delete", study, broadcast.pk), {})
    page = browser.post(address("code", study, broadcast.pk), fields(name="Sending"))
    assert "The code went out of use meanwhile; nothing was saved." in page.content.decode()
    assert not study.codes.filter(name="Sending").exists()


def test_a_deleted_code_still_tells_its_history(
    browser: Client, study: Project, broadcast: Code, owner: User
) -> None:
    retiring.retire(broadcast, owner, Children.WITH)
    page = browser.get(address("code", study, broadcast.pk)).content.decode()
    assert "No longer in use" in page
    assert "Edition 5" in page


def test_an_empty_codebook_says_how_to_begin(browser: Client, owner: User) -> None:
    empty = make.project(owner)
    assert "No codes yet" in browser.get(address("codebook", empty)).content.decode()


def test_an_empty_codebook_says_to_a_reader_who_makes_codes(client: Client) -> None:
    empty = make.project()
    client.force_login(make.member(empty, Role.READER))
    assert (
        "A coder or owner of this study makes them."
        in client.get(address("codebook", empty)).content.decode()
    )


def test_the_stylesheet_gives_each_code_its_colour(browser: Client, study: Project, broadcast: Code) -> None:
    response = browser.get(address("code_colours", study))
    css = response.content.decode()
    assert f".code-{broadcast.pk} {{ --code: light-dark(#" in css
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "private" in response["Cache-Control"]


def test_the_stylesheet_is_sent_again_only_when_a_colour_changed(
    browser: Client, study: Project, broadcast: Code, owner: User
) -> None:
    where = address("code_colours", study)
    etag = browser.get(where)["ETag"]
    assert browser.get(where, headers={"if-none-match": etag}).status_code == 304
    codebook.change(broadcast, owner, colour="#123456")
    assert browser.get(where, headers={"if-none-match": etag}).status_code == 200


def test_the_codebook_is_saved_as_csv_and_that_is_noted(browser: Client, study: Project, owner: User) -> None:
    codebook.add(study, owner, name="=1+1")
    response = browser.get(address("codebook_csv", study))
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    lines = text.splitlines()
    assert lines[0].startswith("parent,name,definition,apply when")
    assert lines[1].startswith(",Practice,What is done.,")
    assert lines[-1].startswith(",'=1+1,")
    assert "codebook-edition-5.csv" in response["Content-Disposition"]
    line = Access.objects.get(project=study)
    assert (line.verb, line.kind, line.user) == ("downloaded", "codebook", owner)


def upload(text: str, encoding: str = "utf-8") -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("book.csv", text.encode(encoding), "text/csv")}


def test_a_csv_is_looked_at_before_it_changes_anything(browser: Client, study: Project) -> None:
    text = (
        "path,definition,notes\nPractice,All that is done.,\nPractice > Appeals,,\n,no name,\n"
        "Practice > Dialogue,,\n"
    )
    response = browser.post(address("codebook_import", study), upload(text), follow=True)
    page = response.context
    assert [str(each.code) for each in page["changed"]] == ["Practice"]
    assert [each.row.path for each in page["added"]] == [("Practice", "Appeals")]
    assert (page["same"], page["sheet"].ignored) == (1, ["notes"])
    assert "Line 4: a code without a name." in response.content.decode()
    assert "changed</span>: definition" in response.content.decode()
    assert len(names(study)) == 3


def test_a_csv_is_taken_over_and_its_upload_forgotten(browser: Client, study: Project) -> None:
    where = address("codebook_import", study)
    browser.post(where, upload("tag,description\nPractice,All.\nNew/Below,\n"))
    file = StoredFile.objects.get()
    looked = browser.get(f"{where}?file={file.pk}&separator=/").content.decode()
    assert "“a/b” is b under a" in looked
    response = browser.post(where, {"file": file.pk, "separator": "/"}, follow=True)
    assert names(study)[-2:] == ["New", "New › Below"]
    assert "2 codes added, 1 changed." in response.content.decode()
    assert not StoredFile.objects.exists()


def test_a_staged_csv_is_only_its_owners(client: Client, browser: Client, study: Project) -> None:
    browser.post(address("codebook_import", study), upload("name\nNew\n"))
    file = StoredFile.objects.get()
    client.force_login(make.member(study, Role.CODER))
    assert client.get(f"{address('codebook_import', study)}?file={file.pk}").status_code == 404
    assert client.get(f"{address('codebook_import', study)}?file=x").status_code == 404


@pytest.mark.parametrize(
    ("text", "encoding", "words"),
    [
        ("one,two\n", "utf-8", "names no column"),
        ("name\nÄrger\n", "latin-1", "The file is not UTF-8 (byte 5)"),
        ("name\n" + "x" * (2 * 1024 * 1024), "utf-8", "larger than 2 MB"),
    ],
)
def test_a_file_that_is_no_codebook_is_refused_in_words(
    browser: Client, study: Project, text: str, encoding: str, words: str
) -> None:
    response = browser.post(address("codebook_import", study), upload(text, encoding))
    assert words in response.content.decode()
    assert not StoredFile.objects.exists()
