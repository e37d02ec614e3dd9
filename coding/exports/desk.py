"""Where a report is set: a private folder, and the engines that work in it."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from functools import wraps
from pathlib import Path

from django.conf import settings

from coding.exports.engine import Engine
from projects.jobs import Progress, Result
from projects.models import Job

_ready: ContextVar["Desk | None"] = ContextVar("desk", default=None)


class Desk:
    """Engines, and the files that they read and write; those not needed are ended with the others."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._engines: list[Engine] = []
        self._free: list[Engine] = []

    def prepare(self, number: int) -> None:
        """Start engines ahead: loading their libraries takes as long as some pages."""
        while len(self._free) < number:
            self._free.append(self.start())

    def start(self, *words: str) -> Engine:
        engine = Engine(self.folder, f"complaint-{len(self._engines)}", *words)
        self._engines.append(engine)
        return engine

    def take(self) -> Engine:
        return self._free.pop(0) if self._free else self.start()

    def close(self) -> None:
        """End all engines."""
        for engine in self._engines:
            engine.stop()
        self._free.clear()


@contextmanager
def desk() -> Iterator[Desk]:
    """The one that was prepared, or a new one; gone with all processes and files when it is left."""
    prepared = _ready.get()
    if prepared:
        yield prepared
        return
    with ExitStack() as leaving:
        folder = leaving.enter_context(tempfile.TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR))
        made = Desk(Path(folder))
        leaving.callback(made.close)
        yield made


def printing(work: Callable[[Job, Progress], Result]) -> Callable[[Job, Progress], Result]:
    """The work of a job that makes a PDF, with the engine starting while it reads."""

    @wraps(work)
    def prepared(job: Job, progress: Progress) -> Result:
        with desk() as made:
            made.prepare(1)
            token = _ready.set(made)
            try:
                return work(job, progress)
            finally:
                _ready.reset(token)

    return prepared
