"""Makes deleted rows unreadable in the database's own files."""

from django.db import connection


def scrub() -> None:
    """Fold SQLite's journal into its file, where deleted content was overwritten (``secure_delete``).

    Without it deleted words could be read from the journal until it is folded by itself. PostgreSQL
    overwrites dead rows when it vacuums; see docs/deploy.md.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
