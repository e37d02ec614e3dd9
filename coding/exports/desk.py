"""Where a report is set: a private folder, and the engines that work in it."""

import atexit
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
_spare: list[Engine] = []
"""One at most, which waits for the next report; like any other it ends with this process."""


class Desk:
    """Engines, and the files that they read and write; those not needed are ended with the others."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._engines: list[Engine] = []
        self._free: list[Engine] = []

    def prepare(self) -> None:
        """Have an engine ready ahead, since loading its libraries takes as long as some pages."""
        spare = _spare.pop() if _spare else None
        self._free.append(self._keep(spare if spare and spare.is_there else Engine()))

    def leave_spare(self) -> None:
        """Keep one for the next report: the one that was not needed, or a new one."""
        engine = self._free.pop() if self._free else self.start()
        self._engines.remove(engine)
        _spare.append(engine)

    def start(self, *words: str) -> Engine:
        return self._keep(Engine(*words))

    def _keep(self, engine: Engine) -> Engine:
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
    """The work of a job that makes a PDF, with an engine that is there already, or starts while it reads."""

    @wraps(work)
    def prepared(job: Job, progress: Progress) -> Result:
        with desk() as made:
            made.prepare()
            token = _ready.set(made)
            try:
                return work(job, progress)
            finally:
                _ready.reset(token)
                made.leave_spare()

    return prepared


@atexit.register
def _end_spare() -> None:
    while _spare:
        _spare.pop().stop()
