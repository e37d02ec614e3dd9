"""Writes the rows of the workspace, hundreds of them; a template takes five times as long for each."""

from collections.abc import Mapping
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString

from coding.workspace.neighbours import Beside
from coding.workspace.page import Said

register = template.Library()


@register.simple_tag
def said(turn: Said) -> SafeString:
    """``<div class="turn">``: number, who speaks and when, and the words."""
    about = f"{escape(turn['speaker'])} <span>{turn['time']}</span>"
    head = f'<p class="turn-head">{about}</p>' if turn["speaker"] or turn["time"] else ""
    number = turn["number"]
    return SafeString(
        f'<div class="turn {turn["manner"]}" id="T{number}" data-start="{turn["start"]}"'
        f' data-end="{turn["end"]}"><span class="turn-number">{number}</span>{head}'
        f'<p class="turn-words" dir="auto" tabindex="-1">{escape(turn["words"])}</p></div>'
    )


@register.simple_tag
def neighbour(each: Beside) -> SafeString:
    """``<a>`` to another transcript, with how far it is read."""
    good = ' class="good"' if each["look"] == "good" else ""
    bar = each["bar"] and f'<progress max="100" value="{each["bar"]}" aria-hidden="true"></progress>'
    return SafeString(
        f'<a href="{escape(each["href"])}"{good}><span class="neighbour-who">{escape(each["who"])}</span>'
        f'<span class="neighbour-what">{escape(each["title"])}<small><span class="state {each["look"]}">'
        f"{escape(each['state'])}</span> {escape(each['count'])}</small>{bar}</span></a>"
    )


@register.simple_tag
def code_row(code: Mapping[str, Any]) -> SafeString:
    """``<li role="treeitem">`` of a code as ``code_facts`` tells it; the script writes the count."""
    pk, depth = code["pk"], code["depth"]
    return SafeString(
        f'<li class="code-{pk} depth-{depth}" role="treeitem" aria-level="{depth + 1}" tabindex="-1"'
        f' data-code="{pk}"><span class="swatch"></span>'
        f'<span class="tree-name">{escape(code["name"])}</span><span class="tree-count"></span></li>'
    )
