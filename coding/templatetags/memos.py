"""Writes a memo's Markdown into a page."""

from django import template
from django.utils.safestring import SafeString

from coding.memos.facts import MemoRow, row_of
from coding.memos.markdown import html_of
from coding.memos.threads import Thread

register = template.Library()


@register.filter
def markdown(text: str) -> SafeString:
    """As HTML that can do no harm, whoever wrote it."""
    return SafeString(html_of(text))


@register.filter
def rows(thread: Thread) -> list[MemoRow]:
    """The memo and its replies as the page's script knows them."""
    return [row_of(memo) for memo in (thread.memo, *thread.replies)]
