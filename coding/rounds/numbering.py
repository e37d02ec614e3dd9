"""Numbers of events as one person may know them: what they may not see is not counted.

An event's own number counts another's work in a blind round. Whoever codes between two of their own acts
would read from it how much others did, so a page, an address and a memo's version say the number that the
event would have if hidden ones were none. Without a blind round both are the same.
"""

from bisect import bisect_left, bisect_right
from functools import lru_cache

from coding.models import Layer
from projects.models import Event, Project, User

BLOCK = 1000
"""Numbers that are read at once and, since the log only grows, never again."""


class Numbering:
    """Turns the numbers of a project's events into those that a person may know, and back."""

    def __init__(self, project: Project, user: User) -> None:
        self._project, self._user = project, user

    def known(self, number: int) -> int:
        """The number as the person may know it."""
        last = max(number, self._project.last_event)
        return number - bisect_right(hidden_since(self._project.pk, self._user.pk, last), number)

    def real(self, known: int) -> int:
        """The event's own number, of one that the person may know."""
        hidden = hidden_since(self._project.pk, self._user.pk, self._project.last_event)
        return known + bisect_left(range(len(hidden)), known, key=lambda place: hidden[place] - place - 1)


@lru_cache(maxsize=512)
def hidden_since(project: int, user: int, event: int) -> tuple[int, ...]:
    """The numbers of the events hidden from the person; each event of the project may be another.

    What is hidden changes with an event alone: rounds begin and end by one.
    """
    seen = Layer.objects.visible_to(User(pk=user)).filter(project=project)
    hidden = Layer.objects.filter(project=project).exclude(pk__in=seen.values("pk"))
    layers = tuple(hidden.order_by("pk").values_list("pk", flat=True))
    if not layers:
        return ()
    full = event // BLOCK
    blocks = [block_of(project, layers, number * BLOCK) for number in range(full)]
    return sum([*blocks, _numbers(project, layers, full * BLOCK)], ())


@lru_cache(maxsize=4096)
def block_of(project: int, layers: tuple[int, ...], after: int) -> tuple[int, ...]:
    """Those of a block to which nothing is added any more."""
    return _numbers(project, layers, after)


def _numbers(project: int, layers: tuple[int, ...], after: int) -> tuple[int, ...]:
    rows = Event.objects.filter(project=project, number__gt=after, number__lte=after + BLOCK)
    numbers = rows.filter(layer_id__in=layers).order_by("number")
    return tuple(numbers.values_list("number", flat=True))
