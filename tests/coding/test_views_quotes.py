import pytest
from django.test import Client
from django.urls import reverse

from coding.models import PickedQuote
from interviews.models import Attribute
from interviews.models.participants import Consent
from projects import undo
from tests import make
from tests.asking import Asking, html

pytestmark = pytest.mark.django_db

TALK = "Interviewer: Why?\nP07: I was afraid of blame. מִלָּה\nP07: Of error 👮🏽."
WRITERS = ("quote_reason", "quote_move", "quote_remove")


class Study(Asking):
    def __init__(self) -> None:
        super().__init__("cara")
        self.fear = make.code("Fear", self.project)
        self.person = make.participant(self.project, "P07")
        self.talk = make.transcript(TALK, self.project, self.person)
        codings = [
            make.coding(each, self.fear, self.coder, self.talk) for each in ("afraid", "מִלָּה", "error 👮🏽")
        ]
        self.quotes = [make.picked(each) for each in codings]

    def address(self, view: str = "quotes", quote: PickedQuote | None = None) -> str:
        named = {"slug": self.project.slug} | ({"guid": quote.guid} if quote else {})
        return reverse(view, kwargs=named)

    def words(self) -> list[str]:
        return [TALK[each.start : each.end] for each in self.project.picked_quotes.all()]


@pytest.fixture
def study() -> Study:
    return Study()


@pytest.fixture
def page(client: Client, study: Study) -> Client:
    client.force_login(study.coder)
    return client


@pytest.mark.parametrize(
    ("who", "status"), [("stranger", 404), ("reader", 200), ("coder", 200), ("owner", 200)]
)
def test_members_read_the_quotes(client: Client, study: Study, who: str, status: int) -> None:
    client.force_login(getattr(study, who))
    assert client.get(study.address()).status_code == status


@pytest.mark.parametrize("view", WRITERS)
@pytest.mark.parametrize(
    ("who", "status"), [("stranger", 404), ("reader", 403), ("coder", 302), ("owner", 302)]
)
def test_coders_and_owners_change_them(
    client: Client, study: Study, view: str, who: str, status: int
) -> None:
    client.force_login(getattr(study, who))
    posted = {"reason": "vivid", "place": "2"}
    assert client.post(study.address(view, study.quotes[0]), posted).status_code == status


def test_a_quote_of_another_study_is_not_found(page: Client, study: Study) -> None:
    other = Study()
    for view in WRITERS:
        address = reverse(view, kwargs={"slug": study.project.slug, "guid": other.quotes[0].guid})
        assert page.post(address, {"place": 1, "reason": "vivid"}).status_code == 404


def test_the_page_cites_each_with_its_reason_and_its_codes(page: Client, study: Study) -> None:
    content = html(page, study.address())
    assert '<blockquote dir="auto">error 👮🏽</blockquote>' in content
    assert ">P07:T3</a>" in content
    assert '<span class="tag">typical</span>' in content
    assert "<em>Fear</em>" in content
    assert '<p class="question" dir="auto">Why?</p>' in content
    assert "picked by Cara" in content


def test_a_reader_is_offered_to_change_nothing(client: Client, study: Study) -> None:
    client.force_login(study.reader)
    assert "Remove" not in html(client, study.address())


def test_a_quote_gets_another_place_and_another_reason(page: Client, study: Study) -> None:
    page.post(study.address("quote_move", study.quotes[2]), {"place": "1"})
    assert study.words() == ["error 👮🏽", "afraid", "מִלָּה"]
    back = page.post(study.address("quote_reason", study.quotes[2]), {"reason": "other", "note": "<laughs>"})
    assert back["Location"].endswith(f"#quote-{study.quotes[2].guid}")
    assert "&lt;laughs&gt;" in html(page, study.address())


@pytest.mark.parametrize(
    ("view", "posted", "said"),
    [
        ("quote_move", {"place": "first"}, "Type the number of the place"),
        ("quote_move", {}, "Type the number of the place"),
        ("quote_reason", {"reason": "nice"}, "Choose why it is picked"),
        ("quote_reason", {"reason": "other", "note": " "}, "Say in words"),
    ],
)
def test_what_can_not_be_is_refused_in_words(
    page: Client, study: Study, view: str, posted: dict[str, str], said: str
) -> None:
    content = page.post(study.address(view, study.quotes[0]), posted, follow=True).content.decode()
    assert said in content
    assert study.words() == ["afraid", "מִלָּה", "error 👮🏽"]


def test_a_quote_is_taken_off_and_comes_back_by_undo(page: Client, study: Study) -> None:
    page.post(study.address("quote_remove", study.quotes[1]))
    assert study.words() == ["afraid", "error 👮🏽"]
    undo.undo(study.project, study.coder)
    assert study.words() == ["afraid", "מִלָּה", "error 👮🏽"]


def test_the_balance_stands_beside_and_never_by_what_is_not_printed(page: Client, study: Study) -> None:
    rank = Attribute.objects.create(project=study.project, name="Rank", kind=Attribute.Kind.ONE_OF)
    study.person.values.create(attribute=rank, choice=rank.choices.create(value="Sergeant"))
    secret = Attribute.objects.create(project=study.project, name="Ill", kind="yes/no", never_print=True)
    other = make.participant(study.project, "P08")
    make.transcript("P08: Yes.", study.project, other)
    content = html(page, f"{study.address()}?by={rank.pk}")
    assert "Quoted: 1 of 2 participants. Never quoted: P08." in content
    assert "Sergeant" in content
    assert "not recorded" in content
    assert "Ill" not in html(page, f"{study.address()}?by={secret.pk}")


def test_quotes_that_consent_forbids_are_counted_and_not_said(page: Client, study: Study) -> None:
    study.person.consent = Consent.NO_QUOTES
    study.person.save()
    content = html(page, study.address())
    assert "3 more are withheld" in content
    assert "afraid" not in content


def test_without_quotes_the_page_says_how_to_begin(page: Client, study: Study) -> None:
    PickedQuote.objects.all().delete()
    assert "No quotes yet" in html(page, study.address())
