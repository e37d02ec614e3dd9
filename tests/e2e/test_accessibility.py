"""axe finds nothing serious or critical on any page, in both themes, with everything that folds opened."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from coding.codebook import changes as codebook
from coding.memos import writing as memos
from coding.models import Qualifier
from coding.pictures.kinds import Kind
from projects import files
from projects.models import Access, Job
from tests import make
from tests.e2e.conftest import Login, barriers

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

OPEN_ALL = """() => {
  for (const fold of document.querySelectorAll('details')) fold.open = true;
  for (const dialog of document.querySelectorAll('dialog:not([open])')) dialog.show();
}"""
TALK = "Interviewer: Who taught you?\nP01: Nobody sat us down. They wanted to see everything first."


class Study:
    """A study of two coders with something on every page."""

    def __init__(self) -> None:
        self.olga, self.ben = make.user("olga"), make.user("ben")
        self.project = make.project(self.olga, self.ben)
        self.participant = make.participant(self.project, "P01")
        self.transcript = make.transcript(TALK, self.project, self.participant)
        self.theme = theme = make.code("Organisational dynamics", self.project)
        self.code = codebook.add(
            self.project, self.olga, theme, name="Training", definition="What was taught."
        )
        coding = make.coding("Nobody sat us down.", self.code, by=self.olga, in_=self.transcript)
        make.exemplar(coding, note="said outright")
        codebook.change(self.code, self.olga, definition="What was taught by whom.")
        self.edition = self.project.editions.latest("number")
        self.other = make.code("Guidance", self.project, theme, is_in_vivo=True)
        make.code("Old", self.project, theme, retired="2026-01-05T10:00Z")
        self.memo = memos.write(
            self.project, self.olga, "# Fear\n\n**Nobody**, [twice](https://a.test).", coding
        )
        memos.resolve(memos.reply(self.memo, self.ben, "Does he?"), self.ben, True)
        for thing in (self.transcript, self.code, self.participant, None):
            memos.write(self.project, self.ben, "- One\n- Two", thing)
        make.coding("They wanted to see everything", self.code, by=self.ben, in_=self.transcript)
        make.complete(self.transcript, self.olga, self.ben)
        make.invitation(self.project, "token")
        file = files.store(self.project, self.olga, "report.pdf", "application/pdf", b"%PDF")
        direction = Qualifier.objects.create(project=self.project, name="Direction", use="Which way.")
        direction.values.create(value="mutes")
        make.job(self.project, self.olga, state=Job.State.DONE, result=file)
        self.job = make.job(self.project, self.olga, state=Job.State.RUNNING, done=3, total=9)
        self.project.accesses.create(
            user=self.ben,
            day="2026-01-05",
            verb=Access.Verb.OPENED,
            kind="transcript",
            object_id="1",
            what="P01",
        )

    def addresses(self) -> list[str]:
        """Every page that an owner opens by a link."""
        plain = [
            *(
                "project",
                "qualifiers",
                "transcripts",
                "upload",
                "staged",
                "participants",
                "import_participants",
                "attributes",
            ),
            *("codebook", "codebook_retired", "code_add", "codebook_import", "versions", "versions_compare"),
            *("rereading", "search", "excerpts", "matrix", "comparison", "framework", "contrast"),
            *("cooccurrence", "pictures"),
            *("team", "access_log", "jobs", "progress", "log"),
            *("memos", "memos_on", "print_transcripts", "checklist", "reports", "report_new", "leaving"),
        ]
        one = {
            "transcript": self.transcript.pk,
            "workspace": self.transcript.pk,
            "codings_list": self.transcript.pk,
            "participant": self.participant.pk,
            "withdraw": self.participant.pk,
            "code": self.code.pk,
            "exemplar_add": self.code.pk,
            "version": self.edition.pk,
            "code_delete": self.code.pk,
            "code_onto": self.code.pk,
            "code_split": self.code.pk,
            "code_recode": self.code.pk,
            "code_promote": self.code.pk,
            "job": self.job.pk,
            **dict.fromkeys(
                ("framework_participant", "framework_case", "framework_type"), self.participant.pk
            ),
            **dict.fromkeys(("framework_theme", "framework_across"), self.code.pk),
            **dict.fromkeys(("memo", "memo_change", "memo_delete"), self.memo.guid),
        }
        alone = ("home", "new_project", "account", "account_email", "account_change_password", "mfa_index")
        return [
            *(reverse(name, args=[self.project.slug]) for name in plain),
            *(reverse(name, args=[self.project.slug, pk]) for name, pk in one.items()),
            *(reverse(name) for name in (*alone, "mfa_activate_totp")),
            reverse("framework_cell", args=[self.project.slug, self.participant.pk, self.code.pk]),
            f"{reverse('contrast', args=[self.project.slug])}?quotes=on",
            f"{reverse('excerpts', args=[self.project.slug])}?tick=on",
            f"{reverse('excerpts', args=[self.project.slug])}?build=on",
            reverse("quotes", args=[self.project.slug]),
            f"{reverse('checklist_item', args=[self.project.slug])}?item=24",
            f"{reverse('code_onto', args=[self.project.slug, self.code.pk])}?target={self.other.pk}",
            f"{reverse('progress', args=[self.project.slug])}?assign=on",
            *self.pictured(),
        ]

    def pictured(self) -> list[str]:
        """Matrices, the passages behind a cell, and each picture."""
        code, theme, person = self.code.pk, self.theme.pk, self.participant.pk
        here = {name: reverse(name, args=[self.project.slug]) for name in ("matrix", "cooccurrence")}
        return [
            f"{here['matrix']}?shows=quotes&open={theme}",
            f"{here['matrix']}?rows=speakers&shows=words",
            f"{here['matrix']}cell/?row=p{person}&column={theme}",
            f"{here['cooccurrence']}?open={theme}&near=2",
            f"{here['cooccurrence']}cell/?row={theme}&column={code}",
            *(reverse("picture", args=[self.project.slug, kind]) for kind in Kind),
            f"{reverse('pictures', args=[self.project.slug])}?level=codes",
        ]


def check(page: Page, addresses: list[str]) -> list[tuple[str, str, str]]:
    complaints = []
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status in {200, 404, 410}, f"{address}: {answer.status}"
        page.evaluate(OPEN_ALL)
        complaints += barriers(page)
    return complaints


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_member_meets_no_serious_barrier(login: Login, theme: str) -> None:
    study = Study()
    assert check(login(study.olga, color_scheme=theme), study.addresses()) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_somebody_outside_meets_no_serious_barrier(login: Login, theme: str) -> None:
    Study()
    page = login(make.user("zoe"), color_scheme=theme)
    page.context.clear_cookies()
    outside = ["/account/login/", "/account/password/reset/", "/join/token/", "/no-such-page/"]
    assert check(page, outside) == []


def test_no_page_is_wider_than_a_phone(login: Login) -> None:
    study = Study()
    page = login(study.olga, viewport={"width": 400, "height": 800})
    too_wide = {}
    for address in study.addresses():
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 400:
            too_wide[address] = width
    assert too_wide == {}


def test_the_study_of_these_pages_is_complete(login: Login) -> None:
    """A page that is added to the house is looked at here too."""
    study = Study()
    page = login(study.olga)
    page.goto(reverse("project", args=[study.project.slug]))
    links = page.eval_on_selector_all("nav.sections a", "links => links.map(link => link.pathname)")
    assert set(links) <= set(study.addresses())
