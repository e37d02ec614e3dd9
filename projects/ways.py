"""Where the result of a job may go on to; floors above name it from ``AppConfig.ready``."""

from collections.abc import Callable

from projects.models import Job

Way = Callable[[Job], str]
"""The address of a page that takes the result on, or nothing where it can't."""
_WAYS: list[Way] = []


def register(way: Way) -> None:
    if way not in _WAYS:
        _WAYS.append(way)


def way_out(job: Job) -> str:
    return next((address for way in _WAYS if (address := way(job))), "")
