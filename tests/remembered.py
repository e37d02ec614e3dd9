"""What the program remembers between events, to be forgotten where a test turns time back."""

from django.core.cache import cache

from coding.consensus.standing import settled_since
from coding.consensus.tallies import tally_since
from coding.excerpts.excerpts import qualifiers_since
from coding.excerpts.filters import cast_since
from coding.excerpts.listing import tree_since
from coding.excerpts.retrieval import past_since
from coding.retrieval.picking import marks_since
from coding.retrieval.saving import named_since
from coding.rounds.numbering import block_of, hidden_since
from interviews import turns


def forget() -> None:
    """Rows that were rolled back leave their ids and numbers to the next ones."""
    excerpts = (tree_since, cast_since, past_since, qualifiers_since, named_since, marks_since)
    for remembered in (*excerpts, settled_since, tally_since, hidden_since, block_of):
        remembered.cache_clear()
    turns.forget()
    cache.clear()
