"""The bare limit: the same rows over the same server with nothing else around them.

A WSGI program without framework, people, permissions or looks; it speaks SQL to the same database.
"""

import csv
import html
import json
import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

import psycopg2  # type: ignore[import-untyped]

URL = os.environ["DATABASE_URL"]
IS_SQLITE = URL.startswith("sqlite")
PAGE = 50
CODING = ("guid", "layer_id", "coder_id", "transcript_id", "revision_id", "code_id", "edition_id")
CURRENT = "interviews_revision r JOIN interviews_transcript t ON t.current_id = r.id"
PLACES = ("start", "end", "made", "is_auto")
Start = Callable[[str, list[tuple[str, str]]], object]
local = threading.local()


class Echo:
    """What the csv module writes to: it hands each line back."""

    def write(self, line: str) -> str:
        return line


def connection() -> Any:
    """One connection for each thread, tuned as the product's."""
    if not hasattr(local, "connection"):
        if IS_SQLITE:
            local.connection = sqlite3.connect(urlsplit(URL).path[1:], timeout=20, isolation_level=None)
            local.connection.execute("PRAGMA journal_mode=WAL")
            local.connection.execute("PRAGMA synchronous=NORMAL")
        else:
            local.connection = psycopg2.connect(URL)
            local.connection.autocommit = True
    return local.connection


def rows(sql: str, *values: object) -> list[Any]:
    cursor = connection().cursor()
    cursor.execute(sql if IS_SQLITE else sql.replace("?", "%s"), values)
    found: list[Any] = cursor.fetchall()
    cursor.close()
    return found


def codings(transcript: str) -> str:
    """As the workspace gets them, without those of others being looked at."""
    found = rows(
        'SELECT guid, code_id, coder_id, start, "end" FROM coding_coding '
        "WHERE transcript_id = ? ORDER BY start",
        transcript,
    )
    return json.dumps([[str(row[0]), *row[1:]] for row in found], separators=(",", ":"))


def page(transcript: str) -> Iterator[str]:
    """The turns in paragraphs and the codings as JSON."""
    ((revision, text),) = rows(
        f"SELECT r.id, r.text FROM {CURRENT} WHERE t.id = ?",  # noqa: S608  a constant
        transcript,
    )
    yield '<!doctype html><meta charset="utf-8"><title>floor</title>'
    for number, start, end in rows(
        'SELECT number, start, "end" FROM interviews_turn WHERE revision_id = ? ORDER BY start', revision
    ):
        yield f'<p id="T{number}">{html.escape(text[start:end])}</p>'
    yield f'<script type="application/json">{codings(transcript)}</script>'


def excerpts(code: str, page_number: str) -> Iterator[str]:
    """Fifty passages of a code, each once."""
    found = rows(
        'SELECT DISTINCT transcript_id, start, "end" FROM coding_coding WHERE code_id = ? '
        'ORDER BY transcript_id, start, "end" LIMIT ? OFFSET ?',
        code,
        PAGE,
        (int(page_number) - 1) * PAGE,
    )
    texts = texts_of({row[0] for row in found})
    yield '<!doctype html><meta charset="utf-8"><title>floor</title>'
    for transcript, start, end in found:
        yield f"<blockquote>{html.escape(texts[transcript][start:end])}</blockquote>"


def texts_of(transcripts: set[int]) -> dict[int, str]:
    marks = ", ".join("?" * len(transcripts)) or "NULL"
    sql = f"SELECT t.id, r.text FROM {CURRENT} WHERE t.id IN ({marks})"  # noqa: S608  marks alone
    return dict(rows(sql, *transcripts))


def table() -> Iterator[str]:
    """All passages of all codes as CSV."""
    writer = csv.writer(Echo())
    yield writer.writerow(["code", "transcript", "start", "end", "excerpt"])
    found = rows(
        'SELECT DISTINCT code_id, transcript_id, start, "end" FROM coding_coding '
        'ORDER BY code_id, transcript_id, start, "end"'
    )
    texts = texts_of({row[1] for row in found})
    for first in range(0, len(found), 200):
        yield "".join(
            writer.writerow([code, transcript, start, end, texts[transcript][start:end]])
            for code, transcript, start, end in found[first : first + 200]
        )


def add(body: bytes) -> str:
    """One row in a transaction of its own."""
    coding = json.loads(body)
    names = ", ".join(f'"{name}"' for name in (*CODING, *PLACES))
    marks = ", ".join("?" * len((*CODING, *PLACES)))
    sql = f"INSERT INTO coding_coding ({names}) VALUES ({marks})"  # noqa: S608
    cursor = connection().cursor()
    values = [coding[name] for name in (*CODING, *PLACES)]
    cursor.execute(sql if IS_SQLITE else sql.replace("?", "%s"), values)
    cursor.close()
    return "{}"


def answer(words: Sequence[str], body: bytes) -> Iterable[str]:
    match words:
        case ["page", transcript]:
            return ["".join(page(transcript))]
        case ["codings"]:
            return [add(body)]
        case ["codings", transcript]:
            return [codings(transcript)]
        case ["excerpts", code, number]:
            return ["".join(excerpts(code, number))]
        case _:
            return table()


def application(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    words = environ["PATH_INFO"].strip("/").split("/")
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    parts = (part.encode() for part in answer(words, body))
    kind = "text/html; charset=utf-8" if words[0] in {"page", "excerpts"} else "text/plain; charset=utf-8"
    headers = [("Content-Type", kind)]
    if words[0] != "csv":
        whole = list(parts)
        headers.append(("Content-Length", str(sum(map(len, whole)))))
        start_response("200 OK", headers)
        return whole
    start_response("200 OK", headers)
    return parts
