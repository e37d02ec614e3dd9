"""The append-only record of who did what; undo, live updates and the audit trail are readings of it."""

from collections.abc import Sequence

from django.db import connection, models, transaction

from projects.models import Event, Project, User

READ = "SELECT * FROM projects_project WHERE id = %s"


def lock(project: Project) -> Project:
    """Hold the project's row until the transaction ends, so that writers of one project take turns.

    Raises ``TransactionManagementError`` outside a transaction, and ``Project.DoesNotExist`` if it is gone.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a lock ends with its transaction")
    # To build this statement would take Django longer than the database to answer it, and all writers wait.
    sql = f"{READ} FOR UPDATE" if connection.features.has_select_for_update else READ
    for held in Project.objects.raw(sql, [project.pk]):
        return held
    raise Project.DoesNotExist


def record(project: Project, by: User | None, verb: str, thing: models.Model, **facts: object) -> Event:
    """Append what ``by`` did to ``thing``, in the caller's transaction; undo leaves it alone.

    ``facts`` hold ids and offsets; ``layer`` among them is the layer whose members may see the event.
    """
    event = told(project, by, verb, thing, facts)
    append(project, [event])
    return event


def told(
    project: Project, by: User | None, verb: str, thing: models.Model, facts: dict[str, object]
) -> Event:
    """The event that ``record`` would append, without a number as yet."""
    layer = facts.pop("layer", None)
    return Event(
        project=project,
        by=by,
        verb=verb,
        kind=thing._meta.model_name or "",
        object_id=str(getattr(thing, "guid", thing.pk)),
        layer_id=layer.pk if isinstance(layer, models.Model) else None,
        facts=facts,
    )


def append(project: Project, events: Sequence[Event], joined: int | None = None) -> None:
    """Number the events of one act, or those that go on with the act ``joined``, and keep them.

    Numbers come from the project's locked row, because a sequence commits out of order and a page that
    asks "since 41" would miss 40.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("the log is written in the transaction of the change it tells of")
    last = _count_up(project, len(events))
    first = last - len(events) + 1
    for number, event in enumerate(events, start=first):
        event.number, event.act = number, joined or first
    Event.objects.bulk_create(events)


def _count_up(project: Project, more: int) -> int:
    """Count the project's events up and hold its row; one statement, which Django's own words can't say."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE projects_project SET last_event = last_event + %s WHERE id = %s RETURNING last_event",
            [more, project.pk],
        )
        (number,) = cursor.fetchone()
    return int(number)
