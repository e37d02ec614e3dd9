"""What the database refuses."""

import pytest
from django.db import IntegrityError

from tests import make

pytestmark = pytest.mark.django_db


def test_the_same_code_twice_on_the_same_words_by_one_coder_is_refused() -> None:
    ana = make.user()
    project = make.project(ana)
    fear = make.code("fear", project)
    talk = make.transcript("P01: I was afraid.", project)
    make.coding("afraid", fear, by=ana, in_=talk)
    with pytest.raises(IntegrityError, match=r"coded_once_in_a_layer|UNIQUE"):
        make.coding("afraid", fear, by=ana, in_=talk)


def test_an_empty_coding_is_refused() -> None:
    ana = make.user()
    project = make.project(ana)
    talk = make.transcript("P01: I was afraid.", project)
    with pytest.raises(IntegrityError, match="coding_is_not_empty"):
        make.coding("", make.code("fear", project), by=ana, in_=talk)
