"""The smallest study of which several modules tell: one coder, one code."""

import pytest

from coding.codebook import changes as codebook
from coding.models import Code
from projects.models import Project, User
from tests import make


@pytest.fixture
def ana() -> User:
    return make.user("ana")


@pytest.fixture
def study(ana: User) -> Project:
    return make.project(ana)


@pytest.fixture
def fear(study: Project, ana: User) -> Code:
    """Made in edition 2."""
    return codebook.add(study, ana, name="Fear", definition="Fear of error.")
