"""What a cell of a matrix says, where a template stands before it."""

from html import escape

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coding.reports.matrix import PRESENT_MARK, Cell, Column, Line, ThemeMatrix

register = template.Library()


@register.simple_tag
def shown(matrix: ThemeMatrix, line: Line, cell: Cell) -> SafeString:
    """The number, or a mark that says by its name that it is there."""
    said = matrix.shown(line, cell)
    if said != PRESENT_MARK:
        return SafeString(escape(said))
    name = escape(_("present"))
    return SafeString(f'<span aria-hidden="true">{said}</span><span class="visually-hidden">{name}</span>')


@register.simple_tag
def printed(matrix: ThemeMatrix, line: Line, cell: Cell) -> str:
    """The same on paper, where the legend says what the mark is."""
    return matrix.shown(line, cell)


@register.simple_tag
def people_of(matrix: ThemeMatrix, column: Column) -> str:
    """``12 of 14`` of all participants."""
    return matrix.share(column.participants, matrix.out_of)
