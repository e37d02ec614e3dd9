"""What every test starts from."""

import pytest
from django.core.cache import cache

from coding.excerpts.excerpts import qualifiers_since
from coding.excerpts.filters import cast_since
from coding.excerpts.listing import tree_since
from coding.excerpts.retrieval import past_since


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Rows that were rolled back leave their ids to the next test's."""
    tree_since.cache_clear()
    cast_since.cache_clear()
    past_since.cache_clear()
    qualifiers_since.cache_clear()
    cache.clear()
