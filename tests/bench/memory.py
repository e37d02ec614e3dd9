"""What processes have held at most, in megabytes.

Since each program began: ``ru_maxrss`` would count what the process held that started it.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WATCH_SECONDS = 0.1


def most_megabytes(process: int | str = "self") -> float:
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)


@contextmanager
def watched_children() -> Iterator[dict[int, float]]:
    """What each child process has held, found while the work goes on."""
    held: dict[int, float] = {}
    done = threading.Event()

    def watch() -> None:
        while not done.wait(WATCH_SECONDS):
            for each in _children():
                held[each] = max(held.get(each, 0.0), _most_or_none(each))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield held
    finally:
        done.set()
        watcher.join()


def _children() -> list[int]:
    found = Path("/proc/self/task").glob("*/children")
    return [int(child) for each in found for child in each.read_text(encoding="ascii").split()]


def _most_or_none(process: int) -> float:
    try:
        return most_megabytes(process)
    except OSError:  # it has ended since
        return 0.0
