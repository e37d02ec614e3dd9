"""A small study for the tests of the pages of matrices and of co-occurrence."""

from django.urls import reverse

from projects.models import Project
from tests import make

TALK = "Interviewer: Why not?\n{0}: Because of the chief.\n{0}: I stopped."


class Study:
    """Ana coded “the chief” with a code below a theme."""

    view = "matrix"

    def __init__(self) -> None:
        self.ana = make.user("ana")
        self.project: Project = make.project(self.ana)
        self.theme = make.code("Organisation", self.project)
        self.code = make.code("Chiefs", self.project, self.theme)
        self.person = make.participant(self.project, "P07")
        self.talk = make.transcript(TALK.format("P07"), self.project, self.person)
        self.coding = make.coding("the chief", self.code, self.ana, self.talk)
        self.client = make.browser(self.ana)

    def url(self, view: str = "", query: str = "") -> str:
        return f"{reverse(view or self.view, args=[self.project.slug])}?{query}"

    def page(self, query: str = "", view: str = "") -> str:
        return self.client.get(self.url(view, query)).content.decode()

    def csv(self, query: str = "") -> str:
        response = self.client.get(self.url(f"{self.view}_csv", query))
        return b"".join(response).decode("utf-8-sig")


class Together(Study):
    """She coded “chief” with another theme besides."""

    view = "cooccurrence"

    def __init__(self) -> None:
        super().__init__()
        self.fear = make.code("Fear", self.project)
        make.coding("chief", self.fear, self.ana, self.talk)

    def url(self, view: str = "", query: str = "") -> str:
        cell = f"row={self.theme.pk}&column={self.fear.pk}&" if view == "cooccurrence_cell" else ""
        return super().url(view, cell + query)
