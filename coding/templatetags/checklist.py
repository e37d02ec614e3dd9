"""What the page of the checklist asks of its values."""

from collections.abc import Iterable, Mapping

from django import template

from coding.forms.checklist import AnswerForm

register = template.Library()


@register.filter
def of_item(forms: Mapping[int, AnswerForm], number: int) -> AnswerForm:
    return forms[number]


@register.filter
def how_many(things: Iterable[object]) -> int:
    return sum(1 for _thing in things)
