"""Which places of a comparison an address asks for, and the address that asks for them."""

from django.http import QueryDict

from coding.comparing.passages import Pair, Which

KEYS = ("code", "theme", "times", "by", "apart", "called", "other")
"""All that ``which_of`` reads."""


def which_of(query: QueryDict) -> Which:
    """Whatever makes no sense is not asked for."""
    judges = [pk for text in query.get("by", "").split(",") if (pk := _number(text)) is not None]
    return Which(
        code=_number(query.get("code", "")),
        is_theme="theme" in query,
        times=_number(query.get("times", "")),
        by=frozenset(judges) if judges else None,
        is_apart="apart" in query,
        pair=_pair(query),
    )


def _pair(query: QueryDict) -> Pair | None:
    if "called" not in query or "other" not in query:
        return None
    return Pair(_number(query.get("called", "")), _number(query.get("other", "")))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def address_of(which: Which) -> str:
    """What ``which_of`` reads again."""
    asked = QueryDict(mutable=True)
    named = {"code": which.code, "times": which.times}
    asked.update({key: str(value) for key, value in named.items() if value is not None})
    if which.is_theme:
        asked["theme"] = "1"
    if which.by is not None:
        asked["by"] = ",".join(map(str, sorted(which.by)))
    if which.is_apart:
        asked["apart"] = "1"
    if which.pair:
        asked["called"], asked["other"] = (str(code or "") for code in which.pair)
    return asked.urlencode(safe=",")
