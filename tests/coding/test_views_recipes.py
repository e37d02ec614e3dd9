"""The pages of composed reports, as those who may and may not compose them see them."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from coding.models import Recipe, SavedQuery
from coding.recipes.writing import chosen_in
from projects.models import Job
from tests import make
from tests.asking import Asking

pytestmark = pytest.mark.django_db

TALK = "Interviewer: Why not?\nP07: Because of the chief."


class Study(Asking):
    def __init__(self) -> None:
        super().__init__()
        self.code = make.code("Chiefs", self.project)
        talk = make.transcript(TALK, self.project, make.participant(self.project, "P07"))
        make.coding("the chief", self.code, self.coder, talk)
        self.recipe = make.recipe(self.project, self.owner, "sample", "matrix?shows=quotes", "memos")

    def url(self, name: str, *args: object) -> str:
        return reverse(name, args=[self.project.slug, *args])

    def opened(self, number: int) -> dict[str, str]:
        """What the form of a part carries, so that nobody's change is overwritten."""
        self.recipe.refresh_from_db()
        part = next(each for each in chosen_in(self.recipe) if each.number == number)
        return {"part-opened": part.mark}

    def kinds(self) -> list[str]:
        self.recipe.refresh_from_db()
        return [part["kind"] for part in self.recipe.parts]


@pytest.fixture
def study() -> Study:
    return Study()


@pytest.fixture
def page(client: Client, study: Study) -> Client:
    client.force_login(study.coder)
    return client


@pytest.mark.parametrize(
    ("who", "seen", "composes"),
    [("stranger", 404, 404), ("reader", 200, 403), ("coder", 200, 200), ("owner", 200, 200)],
)
def test_members_see_reports_and_coders_compose_them(
    client: Client, study: Study, who: str, seen: int, composes: int
) -> None:
    client.force_login(getattr(study, who))
    guid = study.recipe.guid
    assert client.get(study.url("reports")).status_code == seen
    assert client.get(study.url("report", guid)).status_code == seen
    assert client.get(study.url("report_new")).status_code == composes
    assert client.get(study.url("report_part", guid, 2)).status_code == composes
    assert client.get(study.url("report_use", "matrix")).status_code == composes
    made = client.post(study.url("report_make", guid), {"format": "pdf"})
    assert made.status_code == (404 if who == "stranger" else 302)
    moved = client.post(study.url("part_move", guid, 1), {"way": "down"})
    assert moved.status_code == (302 if composes == 200 else composes)


def test_without_reports_the_page_says_how_to_begin(page: Client, study: Study) -> None:
    Recipe.objects.all().delete()
    shown = page.get(study.url("reports")).content.decode()
    assert "No reports yet" in shown
    assert study.url("report_new") in shown


def test_a_new_report_begins_with_what_was_chosen(page: Client, study: Study) -> None:
    made = page.post(study.url("report_new"), {"name": "Thesis", "start": "appendix"})
    recipe = Recipe.objects.get(name="Thesis")
    assert made["Location"] == study.url("report", recipe.guid)
    assert [part["kind"] for part in recipe.parts][:2] == ["sample", "codebook"]


def test_a_name_that_is_taken_is_said_beside_the_field(page: Client, study: Study) -> None:
    shown = page.post(study.url("report_new"), {"name": "Our report", "start": "empty"}).content.decode()
    assert "There is a report of that name already." in shown


def test_the_page_lists_the_parts_with_what_they_ask_for(page: Client, study: Study) -> None:
    shown = page.get(study.url("report", study.recipe.guid)).content.decode()
    assert "3 parts, in this order." in shown
    assert "Cells show: passages and quotes" in shown
    shown = shown.partition("recipe-parts")[2]
    assert shown.index("Sample table</a>") < shown.index("Theme matrix</a>") < shown.index("Memos</a>")


def test_a_part_on_paper_of_its_own_says_so_in_the_list(page: Client, study: Study) -> None:
    study.recipe.parts[1] |= {"paper": "A3", "turned": "across"}
    study.recipe.save()
    shown = page.get(study.url("report", study.recipe.guid)).content.decode()
    assert shown.count("A3 across") == 1


def test_a_reader_may_make_files_and_change_nothing(client: Client, study: Study) -> None:
    client.force_login(study.reader)
    shown = client.get(study.url("report", study.recipe.guid)).content.decode()
    assert "Make PDF" in shown
    assert "Add a part" not in shown


def test_parts_are_added_changed_moved_and_taken_out(page: Client, study: Study) -> None:
    guid = study.recipe.guid
    added = page.post(study.url("report_add", guid), {"kind": "excerpts"})
    assert study.kinds() == ["sample", "matrix", "memos", "excerpts"]
    asked = {"code": str(study.code.pk), "question": "on", "part-title": "In their words"}
    number = Recipe.objects.get().parts[-1]["number"]
    page.post(added["Location"], asked | study.opened(number))
    study.recipe.refresh_from_db()
    part = study.recipe.parts[-1]
    assert (part["title"], part["query"]) == ("In their words", f"question=on&code={study.code.pk}")
    page.post(study.url("part_move", guid, 1), {"way": "down"})
    page.post(study.url("part_remove", guid, 3))
    assert study.kinds() == ["matrix", "sample", "excerpts"]


def test_what_is_no_kind_of_part_is_not_added(page: Client, study: Study) -> None:
    page.post(study.url("report_add", study.recipe.guid), {"kind": "nonsense"})
    assert study.kinds() == ["sample", "matrix", "memos"]
    assert page.get(study.url("report_use", "nonsense")).status_code == 404


def test_what_a_part_is_asked_wrongly_is_not_saved(page: Client, study: Study) -> None:
    refused = page.post(study.url("report_part", study.recipe.guid, 2), {"shows": "nonsense"})
    assert refused.status_code == 422
    study.recipe.refresh_from_db()
    assert study.recipe.parts[1]["query"] == "shows=quotes"


@pytest.mark.parametrize("view", ["report_part", "part_move", "part_remove"])
def test_who_has_a_part_open_that_somebody_took_out_is_led_to_the_others(
    page: Client, study: Study, view: str
) -> None:
    told = page.post(study.url(view, study.recipe.guid, 99), {"way": "up"}, follow=True)
    assert "That part is no longer in the report." in told.content.decode()
    assert "3 parts, in this order." in told.content.decode()
    assert study.kinds() == ["sample", "matrix", "memos"]


def test_words_that_are_looked_for_are_kept_behind_an_id(page: Client, study: Study) -> None:
    guid = study.recipe.guid
    page.post(study.url("report_part", guid, 3), {"words": " the  chief "} | study.opened(3))
    saved = SavedQuery.objects.get()
    study.recipe.refresh_from_db()
    assert study.recipe.parts[2]["query"] == f"q={saved.guid}"
    assert saved.wishes == {"words": "the chief"}
    assert 'value="the chief"' in page.get(study.url("report_part", guid, 3)).content.decode()


def test_who_saves_a_part_that_somebody_changed_meanwhile_is_told_so(page: Client, study: Study) -> None:
    url, opened = study.url("report_part", study.recipe.guid, 1), study.opened(1)
    assert f'value="{opened["part-opened"]}"' in page.get(url).content.decode()
    page.post(url, opened | {"part-title": "First"})
    told = page.post(url, opened | {"part-title": "Second"}, follow=True).content.decode()
    assert "Somebody changed this report since you opened it" in told
    study.recipe.refresh_from_db()
    assert study.recipe.parts[0]["title"] == "First"


def test_a_part_without_the_mark_of_what_was_opened_is_not_saved(page: Client, study: Study) -> None:
    assert page.post(study.url("report_part", study.recipe.guid, 1), {"part-title": "x"}).status_code == 422


@pytest.mark.parametrize(("kind", "key"), [("excerpts", "query"), ("memos", "q")])
def test_a_part_whose_query_is_gone_says_so_and_is_saved_without(
    page: Client, study: Study, kind: str, key: str
) -> None:
    gone = "11111111-1111-1111-1111-111111111111"
    recipe = make.recipe(study.project, study.owner, f"{kind}?{key}={gone}", name="Old")
    url = study.url("report_part", recipe.guid, 1)
    assert "Saved, the part goes without" in page.get(url).content.decode()
    page.post(url, {"part-opened": chosen_in(recipe)[0].mark})
    recipe.refresh_from_db()
    assert recipe.parts[0]["query"] == ""
    assert "Saved, the part goes without" not in page.get(url).content.decode()


def test_what_a_page_shows_becomes_a_part(page: Client, study: Study) -> None:
    shown = page.get(study.url("matrix") + f"?shows=counts&open={study.code.pk}&nonsense=1").content.decode()
    link = study.url("report_use", "matrix") + f"?shows=counts&amp;open={study.code.pk}&amp;nonsense=1"
    assert link in shown
    address = link.replace("&amp;", "&")
    assert "Our report" in page.get(address).content.decode()
    page.post(address, {"recipe": str(study.recipe.guid)})
    study.recipe.refresh_from_db()
    assert study.recipe.parts[-1]["query"] == f"shows=counts&open={study.code.pk}"


def test_a_page_becomes_the_first_part_of_a_new_report(page: Client, study: Study) -> None:
    page.post(study.url("report_use", "memos"), {"recipe": "", "name": "Notes"})
    assert [part["kind"] for part in Recipe.objects.get(name="Notes").parts] == ["memos"]


def test_the_title_page_is_saved_and_a_stale_one_is_not(page: Client, study: Study) -> None:
    url, recipe = study.url("report", study.recipe.guid), study.recipe
    said = {
        "name": "Our report",
        "title": "Muted",
        "language": "cy",
        "paper": "A4",
        "version": recipe.version,
    }
    page.post(url, said)
    recipe.refresh_from_db()
    assert (recipe.title, recipe.language) == ("Muted", "cy")
    refused = page.post(url, said | {"title": "Other"}, follow=True).content.decode()
    assert "Somebody changed this report" in refused
    recipe.refresh_from_db()
    assert recipe.title == "Muted"


def test_a_title_page_with_an_error_keeps_the_page_and_its_name(page: Client, study: Study) -> None:
    said = {"name": "", "language": "cy", "paper": "A4", "version": study.recipe.version}
    shown = page.post(study.url("report", study.recipe.guid), said)
    assert shown.status_code == 422
    assert "<h1>Our report</h1>" in shown.content.decode()


def test_a_report_is_deleted_and_its_job_is_asked_for_once_there_are_parts(
    page: Client, study: Study
) -> None:
    empty = make.recipe(study.project, study.owner, name="Empty")
    refused = page.post(study.url("report_make", empty.guid), {"format": "pdf"}, follow=True)
    assert "add a part first" in refused.content.decode()
    page.post(study.url("report_make", study.recipe.guid), {"format": "xlsx"})
    job = Job.objects.get()
    assert (job.title, job.wishes["format"]) == ("Our report, as Excel", "xlsx")
    page.post(study.url("report_delete", study.recipe.guid))
    assert list(Recipe.objects.all()) == [empty]


def test_the_list_asks_as_much_however_many_reports_there_are(
    page: Client, study: Study, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page.get(study.url("reports"))
    with django_assert_num_queries(4):
        page.get(study.url("reports"))
    for number in range(5):
        make.recipe(study.project, study.owner, "memos", name=f"Report {number}")
    with django_assert_num_queries(4):
        page.get(study.url("reports"))
