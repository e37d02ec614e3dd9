"""A small study for the tests of the framework matrix and the contrast."""

from django.urls import reverse

from coding.framework.cells import Cell, Part
from coding.framework.writing import Words, write
from coding.models import Code, Summary
from interviews.models import Participant
from projects.models import User
from tests import make

TALK = "Interviewer: Why not?\n{0}: Because of the chief.\nInterviewer: And then?\n{0}: I stopped at night."


class Study:
    """Ana owns it, Ben codes; P2 and P10 say the same; a theme with a code under it, and one without."""

    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project = make.project(self.ana, self.ben)
        self.org = make.code("Organisation", self.project)
        self.chiefs = make.code("Chiefs", self.project, self.org)
        self.fear = make.code("Fear", self.project, position=1)
        self.p2, self.p10 = make.participant(self.project, "P2"), make.participant(self.project, "P10")
        self.talk2, self.talk10 = (
            make.transcript(TALK.format(person.code), self.project, person, title=f"Talk {person.code}")
            for person in (self.p2, self.p10)
        )
        self.client = make.browser(self.ana)

    def cell(self, person: Participant | None = None, theme: Code | None = None) -> Cell:
        return Cell(self.project, Part.CELL, person or self.p2, theme or self.org)

    def write(
        self, body: str = "", version: int | None = None, by: User | None = None, answer: str = ""
    ) -> Summary:
        """In the cell of P2 under Organisation."""
        summary = write(self.cell(), by or self.ana, Words(body, answer), version)
        assert summary is not None
        return summary

    def url(self, name: str, *args: object, query: str = "") -> str:
        return reverse(name, args=[self.project.slug, *args]) + (f"?{query}" if query else "")

    def page(self, name: str = "framework", *args: object, query: str = "") -> str:
        return self.client.get(self.url(name, *args, query=query)).content.decode()
