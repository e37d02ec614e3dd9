"""Addresses of what a round's coders differ in, and what was decided."""

from django.urls import path, register_converter

from coding.consensus.places import Key
from coding.views import resolving


class PlaceConverter:
    """A place by its revision, start and end: ``12-340-398``."""

    regex = "[1-9][0-9]{0,8}-[0-9]{1,9}-[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> Key:
        revision, start, end = map(int, value.split("-"))
        return revision, start, end

    def to_url(self, value: Key | str) -> str:
        return value if isinstance(value, str) else "-".join(map(str, value))


register_converter(PlaceConverter, "place")
ROUND = "<slug:slug>/rounds/<int:pk>"
PLACE = f"{ROUND}/differences/<place:place>"

urlpatterns = [
    path(f"{ROUND}/differences/", resolving.round_differences, name="round_differences"),
    path(f"{ROUND}/differences/agreed/", resolving.round_agreed, name="round_agreed"),
    path(f"{PLACE}/", resolving.round_place, name="round_place"),
    path(f"{PLACE}/other/", resolving.round_place_other, name="round_place_other"),
    path(f"{PLACE}/discussion/", resolving.round_place_talk, name="round_place_talk"),
    path(f"{ROUND}/mine/", resolving.round_mine, name="round_mine"),
]
