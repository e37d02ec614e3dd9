"""The child processes that set pages: started ahead, told what to do, listened to, ended."""

import json
import logging
import os
import selectors
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _

from projects.refusals import Refused

ENGINE = "coding.exports.typesetting"
"""Named, not imported: the engine's libraries stay out of the web and worker processes."""
POLL_SECONDS = 0.1
BEAT_SECONDS = 0.5
Message = dict[str, Any]

logger = logging.getLogger(__name__)


class EngineFailed(RuntimeError):
    """An engine ended without having done its work."""


class Engine:
    """A child process; it ends itself when this process is gone, since then nobody talks to it."""

    def __init__(self, module: str = ENGINE, *words: str) -> None:
        # Its complaints go to a file without a name: they may quote the interview, and logs must not.
        self._complaints = tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR)  # noqa: SIM115  see stop
        self.process = subprocess.Popen(  # noqa: S603  our own interpreter and module
            [sys.executable, "-m", module, *(words or [str(settings.BASE_DIR / "static")])],
            cwd=settings.BASE_DIR,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
        )
        self.said, self._told = _pipes(self.process)
        os.set_blocking(self.said.fileno(), False)
        self._heard = b""

    def tell(self, words: object) -> None:
        with suppress(BrokenPipeError):  # it ended, and is judged for that when it is listened to
            self._told.write(json.dumps(words).encode() + b"\n")
            self._told.flush()

    def hear(self) -> Iterator[Message]:
        """What it has said since; nothing is waited for. Ends with ``{}`` when it is gone."""
        part = self.said.read()
        *lines, self._heard = (self._heard + (part or b"")).split(b"\n")
        yield from (json.loads(line) for line in lines)
        if part == b"":
            yield {}

    @property
    def is_there(self) -> bool:
        return self.process.poll() is None

    def stop(self) -> None:
        """End it at once; does nothing where it has ended."""
        if self.is_there:
            self.process.kill()
        self.process.wait()
        for pipe in (self.said, self._told, self._complaints):
            with suppress(BrokenPipeError):
                pipe.close()

    def judge(self) -> None:
        """Raise if it ended without having done its work."""
        self._complaints.seek(0)
        complaint = self._complaints.read().decode("utf-8", errors="replace")
        if "cannot load library" in complaint:
            raise Refused(_("PDFs need the Pango library, which this server lacks (see the README)."))
        if self.process.wait():
            logger.error(
                "The PDF engine ended with %s: %s", self.process.returncode, _without_words(complaint)
            )
            raise EngineFailed("the PDF engine failed")


def _pipes(process: "subprocess.Popen[bytes]") -> tuple[IO[bytes], IO[bytes]]:
    """What it says, and what it is told."""
    if process.stdout is None or process.stdin is None:
        raise RuntimeError("the PDF engine was started without pipes")
    return process.stdout, process.stdin


def listen(
    engines: Sequence[Engine], until: float, beat: Callable[[], None]
) -> Iterator[tuple[Engine, Message]]:
    """What the engines say, until all are done; ``beat`` is called every half second, and may raise."""
    beaten = 0.0
    with selectors.DefaultSelector() as selector:
        for engine in engines:
            selector.register(engine.said, selectors.EVENT_READ, engine)
        while selector.get_map():
            if time.monotonic() > until:
                raise Refused(_("The report took too long. Choose fewer codes or participants."))
            if time.monotonic() - beaten >= BEAT_SECONDS:
                beat()
                beaten = time.monotonic()
            for key, _mask in selector.select(POLL_SECONDS):
                for message in key.data.hear():
                    if message:
                        yield key.data, message
                    else:
                        selector.unregister(key.fileobj)
                        key.data.judge()


def _without_words(complaint: str) -> str:
    """The kind of the last exception alone."""
    last = complaint.strip().rpartition("\n")[2]
    return last.partition(":")[0][:80]
