"""Real server processes, and a client that keeps its connection."""

import http.client
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tests.bench.databases import ROOT, Database

WORKERS, THREADS = 2, 8
"""As in the Dockerfile."""
CSRF = "b" * 32
STARTS_WITHIN = 60.0


class Answer(NamedTuple):
    status: int
    body: bytes
    milliseconds: float
    first_byte: float
    """When the first byte of the body came, in milliseconds."""


class Client:
    """One person's browser, without the browser."""

    def __init__(self, port: int, session: str = "") -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._headers = {
            "Cookie": f"sessionid={session}; csrftoken={CSRF}",
            "X-CSRFToken": CSRF,
            "Content-Type": "application/json",
        }

    def ask(self, path: str, body: bytes | None = None) -> Answer:
        started = time.perf_counter()
        self._connection.request("GET" if body is None else "POST", path, body, self._headers)
        response = self._connection.getresponse()
        first = response.read(1)
        first_byte = time.perf_counter() - started
        rest = response.read()
        whole = time.perf_counter() - started
        return Answer(response.status, first + rest, whole * 1000, first_byte * 1000)

    def must(self, path: str, body: bytes | None = None) -> Answer:
        """The answer, which has to be one without error."""
        answer = self.ask(path, body)
        if answer.status != http.HTTPStatus.OK:
            raise RuntimeError(f"{path} answered {answer.status}: {answer.body[:300]!r}")
        return answer

    def asking(self, path: str) -> Callable[[], float]:
        """A measure: how many milliseconds the answer takes."""
        return lambda: self.must(path).milliseconds


@dataclass(frozen=True)
class Server:
    port: int
    process: "subprocess.Popen[bytes]"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def memory(self) -> float:
        """What the master and its workers hold, in MB, shared pages counted once."""
        return sum(_proportional(pid) for pid in [self.process.pid, *_children(self.process.pid)])

    @contextmanager
    def watched(self) -> Iterator[list[float]]:
        """The memory while something runs, a reading every 20 ms; the first is from before."""
        readings = [self.memory]
        stop = threading.Event()

        def watch() -> None:
            while not stop.wait(0.02):
                readings.append(self.memory)

        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            yield readings
        finally:
            stop.set()
            watcher.join()


def _children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _proportional(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


@contextmanager
def served(
    database: Database, program: str = "config.wsgi:application", ready: str = "/health/"
) -> Iterator[Server]:
    """The program on the database behind gunicorn, ended afterwards whatever happens."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", program, f"--bind=127.0.0.1:{port}", "--log-level=warning"]
    command += ["--worker-class=gthread", f"--workers={WORKERS}", f"--threads={THREADS}", "--keep-alive=30"]
    process = subprocess.Popen(command, cwd=ROOT, env=database.environment | {"PYTHONWARNINGS": "ignore"})  # noqa: S603  our own server
    try:
        _wait_for(f"http://127.0.0.1:{port}{ready}", process)
        yield Server(port, process)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def floor_of(database: Database) -> AbstractContextManager[Server]:
    """The bare limit on the same database, behind the same server."""
    transcript = database.facts["transcripts"][0]
    return served(database, "tests.bench.floor:application", f"/codings/{transcript}")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310  our own server
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"no answer from {address} within {STARTS_WITHIN:.0f} s")
