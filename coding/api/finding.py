"""Finding in one transcript what a page can't find itself: a regular expression, with a time limit."""

from django.http import HttpRequest
from ninja import Field, Router, Schema

from coding.analysis.finding import LONGEST, Meaningless, Query, TookTooLong, Way
from coding.api.asking import IN_ROUND, PROBLEMS, door, seat_at, transcript_in
from coding.excerpts.filters import Filters
from coding.search.asked import Asked, Who, problem, stopped
from coding.search.hits import search, spans_in
from projects.refusals import Refused

router = Router()


class Wanted(Schema):
    words: str = Field(max_length=LONGEST)
    way: Way = Way.PATTERN


class Places(Schema):
    hits: list[list[int]]
    """Start and end of each in code points of the current text."""


@router.post("/{slug}/transcripts/{int:pk}/find", response={200: Places, **PROBLEMS}, openapi_extra=IN_ROUND)
def find(request: HttpRequest, slug: str, pk: int, wish: Wanted) -> Places:
    """Find a phrase, words or a regular expression; posted, so that no words stand in an address."""
    project, user = door(request, slug)
    transcript = transcript_in(project, pk)
    seat = seat_at(request, transcript, user)
    only = Filters(transcript=transcript)
    try:
        if seat:
            return Places(hits=[list(span) for span in spans_in(seat.revision, Query(wish.words, wish.way))])
        found = search(Asked(project, Query(wish.words, wish.way), Who.ANYBODY, only))
    except Meaningless as error:
        raise Refused(problem(error)) from error
    except TookTooLong as error:
        raise Refused(stopped()) from error
    return Places(hits=[list(hit.span) for hit in found.hits])
