"""Those who write to one SQLite database wait in a line.

SQLite lets who finds the database locked try again after pauses that grow to a tenth of a second, so that of
twenty who write without pause the unlucky wait for seconds. A file's lock goes to whoever waits for it.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection


@contextmanager
def in_line() -> Iterator[None]:
    """Wait for one's turn to begin a transaction that writes; within one, and on PostgreSQL, go on."""
    path = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor != "sqlite" or connection.in_atomic_block or not path.is_file():
        yield
        return
    # Opened anew each time: the lock belongs to the opening, so that threads wait for each other too.
    with path.with_name(f"{path.name}-line").open("ab") as line:
        fcntl.flock(line, fcntl.LOCK_EX)
        yield
