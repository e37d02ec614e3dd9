"""Finding in one transcript what a page can't find itself: a regular expression, with a time limit."""

from django.http import HttpRequest
from ninja import Field, Router, Schema

from coding.analysis.finding import LONGEST, Meaningless, Query, TookTooLong, Way
from coding.api.asking import PROBLEMS, door, transcript_in
from coding.excerpts.filters import Filters
from coding.search.asked import Asked, Who, problem, stopped
from coding.search.hits import search
from projects.refusals import Refused

router = Router()


class Wanted(Schema):
    words: str = Field(max_length=LONGEST)
    way: Way = Way.PATTERN


class Places(Schema):
    hits: list[list[int]]
    """Start and end of each in code points of the current text."""


@router.post("/{slug}/transcripts/{int:pk}/find", response={200: Places, **PROBLEMS})
def find(request: HttpRequest, slug: str, pk: int, wish: Wanted) -> Places:
    """Find a phrase, words or a regular expression; posted, so that no words stand in an address."""
    project, _user = door(request, slug)
    only = Filters(transcript=transcript_in(project, pk))
    try:
        found = search(Asked(project, Query(wish.words, wish.way), Who.ANYBODY, only))
    except Meaningless as error:
        raise Refused(problem(error)) from error
    except TookTooLong as error:
        raise Refused(stopped()) from error
    return Places(hits=[list(hit.span) for hit in found.hits])
