"""The append-only record of who did what; undo, live updates and the audit trail are readings of it."""

from django.db import connection, models

from projects.models import Event, EventText, Project, User


def lock(project: Project) -> Project:
    """Hold the project's row until the transaction ends, so that writers of one project take turns.

    Raises ``TransactionManagementError`` outside a transaction.
    """
    return Project.objects.select_for_update().get(pk=project.pk)


def record(project: Project, by: User | None, verb: str, thing: models.Model, **facts: object) -> Event:
    """Append what ``by`` did to ``thing``, in the caller's transaction.

    ``facts`` hold ids and offsets; ``layer`` among them is the layer whose members may see the event,
    ``text`` a text that must be erasable. Numbers come from the project's locked row, because a sequence
    commits out of order and a page that asks "since 41" would miss 40.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("the log is written in the transaction of the change it tells of")
    layer, text = facts.pop("layer", None), facts.pop("text", None)
    event = Event.objects.create(
        project=project,
        number=_next_number(project),
        by=by,
        verb=verb,
        kind=thing._meta.model_name or "",
        object_id=str(getattr(thing, "guid", thing.pk)),
        layer_id=layer.pk if isinstance(layer, models.Model) else None,
        facts=facts,
    )
    if text:
        EventText.objects.create(event=event, body=str(text))
    return event


def _next_number(project: Project) -> int:
    """Count the project's events up and hold its row; one statement, which Django's own words can't say."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE projects_project SET last_event = last_event + 1 WHERE id = %s RETURNING last_event",
            [project.pk],
        )
        (number,) = cursor.fetchone()
    return int(number)
