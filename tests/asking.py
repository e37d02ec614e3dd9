"""Those who ask for a page: a study's members by their roles, and a stranger to it."""

from django.test import Client

from projects.models import Role
from tests import make


class Asking:
    """What each study of a test begins with, by the names that the tests of roles ask for."""

    def __init__(self, coder: str = "") -> None:
        self.owner = make.user("olga")
        self.project = make.project(self.owner)
        self.coder = make.member(self.project, Role.CODER, coder)
        self.reader = make.member(self.project, Role.READER)
        self.stranger = make.user("sam")


def html(client: Client, address: str) -> str:
    """The page at the address, which there is."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()
