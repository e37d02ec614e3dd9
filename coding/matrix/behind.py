"""The passages behind one cell of the theme matrix, counted as the matrix counts them."""

from dataclasses import replace

from django.http import Http404
from django.utils.translation import ngettext

from coding.excerpts.retrieval import Passage
from coding.matrix.cells import filled, key_of
from coding.matrix.wish import Shows, Wish
from coding.reports.passage_list import PassageList, passage_list
from projects.models import Project, User


def behind_cell(
    project: Project, user: User, wish: Wish, place: tuple[str, str], number: str | None
) -> PassageList:
    """What stands in the row and column of these keys; 404 where the matrix has no such cell."""
    # Words are read for the page that is shown, not for all.
    filling = filled(project, user, replace(wish, shows=Shows.COUNTS))
    rows = {row.key: place for place, row in enumerate(filling.around.rows)}
    columns = {column.key: column for column in filling.columns}
    if place[0] not in rows or place[1] not in columns:
        raise Http404
    row, column = rows[place[0]], columns[place[1]]
    found = [Passage(*passage) for passage in filling.counted.cell(row, key_of(column))]
    said = ngettext("%(n)s distinct passage.", "%(n)s distinct passages.", len(found))
    passages, page = passage_list(project, [(passage, ()) for passage in found], number)
    return PassageList(
        title=f"{column.long_name}: {filling.around.rows[row].label}",
        sentences=[said % {"n": f"{len(found):,}"}],
        whose=wish.whose,
        passages=passages,
        page=page,
    )
