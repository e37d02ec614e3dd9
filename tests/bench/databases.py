"""Databases with a study in them: built once for a seed and a schema, copied for each measurement."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2  # type: ignore[import-untyped]

from tests.bench.facts import Facts
from tests.bench.figures import say
from tests.bench.workload import SEED, SIZES

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "verbatim_bench_"
CACHE = Path(tempfile.gettempdir()) / f"verbatim-bench-{os.getuid()}"
POSTGRES = os.environ.get("DATABASE_URL", "") if "postgres" in os.environ.get("DATABASE_URL", "") else ""
KINDS = ("sqlite", "postgresql") if POSTGRES else ("sqlite",)


@dataclass(frozen=True)
class Database:
    kind: str
    url: str
    folder: Path
    """Where the program that works on it keeps its files."""
    facts: Facts

    @property
    def environment(self) -> dict[str, str]:
        return environment(self.url, self.folder)

    def inside(self, module: str, *words: str) -> str:
        """What a part of the bench prints that runs inside Django on this database, told its facts."""
        command = ["-m", "tests.bench.inside", module, *words]
        return run(command, self.environment, json.dumps(self.facts))


def environment(url: str, folder: Path) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("VERBATIM_")}
    return inherited | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "VERBATIM_DEMO": "1",
        "VERBATIM_DATA_DIR": str(folder),
        "PYTHONPATH": str(ROOT),
    }


def run(words: list[str], env: dict[str, str], told: str = "") -> str:
    """What our Python prints for these words."""
    command = [sys.executable, *words]
    done = subprocess.run(  # noqa: S603  our own interpreter and modules
        command, cwd=ROOT, env=env, check=True, input=told, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def fingerprint() -> str:
    """Changes whenever the rows or their tables do."""
    sources = sorted(ROOT.glob("*/migrations/*.py"))
    sources += [ROOT / "tests/bench/workload.py", ROOT / "tests/bench/filling.py"]
    content = b"\0".join(path.read_bytes() for path in sources)
    return hashlib.sha256(content + str(SEED).encode()).hexdigest()[:10]


@contextmanager
def copy(size: str, kind: str) -> Iterator[Database]:
    """A copy of the study, which may be changed and is gone afterwards."""
    url, folder = _built(size, kind)
    facts: Facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(prefix="verbatim-bench-run-") as name:
        if kind == "sqlite":
            file = Path(name) / "verbatim.sqlite3"
            shutil.copyfile(folder / "verbatim.sqlite3", file)
            yield Database(kind, f"sqlite:///{file}", Path(name), facts)
            return
        made = f"{PREFIX}run_{os.getpid()}_{size.lower()}"
        _administer(f'DROP DATABASE IF EXISTS "{made}"', f'CREATE DATABASE "{made}" TEMPLATE "{_name(url)}"')
        try:
            yield Database(kind, _sibling(made), Path(name), facts)
        finally:
            _administer(f'DROP DATABASE "{made}" WITH (FORCE)')


def _built(size: str, kind: str) -> tuple[str, Path]:
    """Where the study of that size is, made if it is not there yet."""
    key = fingerprint()
    folder = CACHE / key / f"{kind}-{size}"
    name = f"{PREFIX}{key}_{size.lower()}"
    url = f"sqlite:///{folder}/verbatim.sqlite3" if kind == "sqlite" else _sibling(name)
    if (folder / "facts.json").exists() and (kind == "sqlite" or _exists(name)):
        return url, folder
    say(f"building {size} ({SIZES[size].interviews * SIZES[size].codings:,} codings) for {kind}")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if kind == "postgresql":
        _administer(f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}"')
    env = environment(url, folder)
    run(["manage.py", "migrate", "--verbosity=0"], env)
    run(["manage.py", "createcachetable"], env)
    unfinished = folder / "facts.part"
    run(["-m", "tests.bench.inside", "filling", size, str(unfinished)], env)
    unfinished.rename(folder / "facts.json")
    return url, folder


def _name(url: str) -> str:
    return urlsplit(url).path.lstrip("/")


def _sibling(name: str) -> str:
    """The address of another database of the same PostgreSQL."""
    return urlsplit(POSTGRES)._replace(path=f"/{name}").geturl()


def _exists(name: str) -> bool:
    with closing(psycopg2.connect(POSTGRES)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def _administer(*statements: str) -> None:
    with closing(psycopg2.connect(POSTGRES)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        for statement in statements:
            cursor.execute(statement)
