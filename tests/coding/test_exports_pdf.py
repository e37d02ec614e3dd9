import io
import signal
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as program
from pikepdf import Dictionary, Pdf
from pypdf import PdfReader
from pytest_django import Settings
from weasyprint import HTML

from coding.exports import pdf
from coding.exports.desk import desk, printing
from coding.exports.engine import Engine
from coding.exports.setting import Setting
from coding.exports.sheets import parts_of
from coding.exports.typesetting import Forbidden, OwnFiles
from projects import jobs
from projects.models import Job
from projects.refusals import Refused

PAGE = "<html lang='en'><title>A report</title><h1>Chief officers</h1><p>שלום ŵ 👮</p></html>"
LONG = PAGE + "<p>Some words that fill a line of a page or two.</p>" * 4000
STATIC = Path(program.BASE_DIR) / "static"


def quiet(_part: str, _done: int = 0, _total: int = 0, *, size: int = 0) -> None:
    """Progress that nobody watches."""


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "http://127.0.0.1/",
        "https://example.org/",
        "ftp://127.0.0.1/",
        "static:../pyproject.toml",
        "static:../../../etc/passwd",
        "static:/etc/passwd",
        "static:css/../../config/settings.py",
        "Static:js/menu.js",
    ],
)
def test_the_engine_reads_no_file_of_the_machine_and_no_address(url: str) -> None:
    with pytest.raises(ValueError, match=r"disallowed protocol|own files"):
        OwnFiles(STATIC).fetch(url)


def test_the_engine_reads_data_and_the_programs_own_files() -> None:
    fetcher = OwnFiles(STATIC)
    assert fetcher.fetch("data:text/plain,hello").read() == b"hello"
    assert b"{" in fetcher.fetch("static:css/report.css").read()


def test_a_file_outside_is_refused_by_name() -> None:
    with pytest.raises(Forbidden, match="own files"):
        OwnFiles(STATIC).fetch("static:../manage.py")


def test_a_hostile_page_embeds_nothing_and_calls_nobody(tmp_path: Path) -> None:
    asked: list[str] = []

    class Ear(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

    server = HTTPServer(("127.0.0.1", 0), Ear)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    here = f"http://127.0.0.1:{server.server_port}"
    html = f"""<html lang="en"><head><title>x</title>
      <link rel="attachment" href="file://{secret}"><link rel="stylesheet" href="{here}/a.css">
      <style>@import url("{here}/b.css"); p {{ background: url("{here}/c.png") }}</style></head>
      <body><img src="file://{secret}" alt=""><img src="{here}/d.png" alt="">
      <object data="file://{secret}"></object><iframe src="{here}/e"></iframe><p>x</p></body></html>"""
    content = HTML(string=html, url_fetcher=OwnFiles(STATIC)).write_pdf(uncompressed_pdf=True)
    server.shutdown()
    server.server_close()
    assert asked == []
    assert b"the secret" not in content
    assert not PdfReader(io.BytesIO(content)).attachments


def test_a_page_becomes_a_tagged_pdf_with_its_title_and_language() -> None:
    reader = PdfReader(io.BytesIO(pdf.render(PAGE, quiet)))
    assert reader.metadata is not None
    assert reader.metadata.title == "A report"
    assert "Chief officers" in reader.pages[0].extract_text()
    assert str(reader.root_object["/Lang"]) == "en"
    assert "/StructTreeRoot" in reader.root_object


def test_a_drawing_is_a_figure_where_words_say_what_it_shows() -> None:
    drawing = '<svg viewBox="0 0 9 9" width="9" height="9">{}<circle cx="4" cy="4" r="4"/></svg>'
    page = f"<title>x</title><p>{drawing.format('<title>Hopes by role</title>')} 0.74 {drawing.format('')}"
    with Pdf.open(io.BytesIO(pdf.render(page, quiet))) as made:
        things = [thing for thing in made.objects if isinstance(thing, Dictionary)]
    figures = [str(thing.Alt) for thing in things if thing.get("/S") == "/Figure"]
    assert figures == ["Hopes by role"]


def test_stopping_ends_the_child_at_once_and_leaves_no_file(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    engines: list[Engine] = []

    def stop(part: str, done: int = 0, _total: int = 0, *, size: int = 0) -> None:
        if done and (size or part):
            raise jobs.Cancelled

    def start(engine: Engine, *words: Any) -> None:
        engines.append(engine)
        begin(engine, *words)

    begin = Engine.__init__
    monkeypatch.setattr(Engine, "__init__", start)
    with pytest.raises(jobs.Cancelled):
        pdf.render(LONG, stop)
    assert not list(tmp_path.iterdir())
    assert [engine.process.returncode for engine in engines] == [-signal.SIGKILL]


def test_a_report_that_takes_too_long_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="took too long"):
        pdf.render(PAGE, quiet, limit=0)


def test_the_log_keeps_no_word_of_a_report_that_failed(caplog: pytest.LogCaptureFixture) -> None:
    with desk() as made:
        (made.folder / "report.pdf").mkdir()
        with pytest.raises(RuntimeError, match="engine failed"):
            Setting(made, quiet, time.monotonic() + 60, 0).whole("the confidential words")
    assert "IsADirectoryError" in caplog.text
    assert "confidential" not in caplog.text


def test_the_engine_tells_how_far_it_is_page_by_page() -> None:
    told: list[tuple[str, int, int]] = []

    def watch(part: str, done: int = 0, total: int = 0, *, size: int = 0) -> None:
        told.append((part, done, total))
        assert part == "writing" or size == len(LONG)

    pdf.render(LONG, watch)
    pages = [done for part, done, _total in told if part == "setting"]
    assert pages == sorted(pages)
    assert max(pages) > 1
    assert told[0][0] == "preparing"
    steps = list(dict.fromkeys(part for part, _done, _total in told))
    assert steps == ["preparing", "setting", "writing"]


def failing_over_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    """All engines that are started."""
    begin = Engine.__init__
    monkeypatch.setattr(
        Engine,
        "__init__",
        lambda engine, *words: begin(engine, *(words or ["tests.coding.untaggable"])),
    )


def test_a_page_that_can_not_be_tagged_is_set_without_tags_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    failing_over_tags(monkeypatch)
    rows = pdf.Attached("01-rows.csv", "Rows of part 1", "a,b")
    made = pdf.result("report.pdf", PAGE, quiet, pdf.Composed([rows]))
    reader = PdfReader(io.BytesIO(made.content))
    assert "Chief officers" in reader.pages[0].extract_text()
    assert "/StructTreeRoot" not in reader.root_object
    assert reader.attachments["01-rows.csv"] == [b"a,b"]
    assert "could not tag this PDF for screen readers" in made.words


def test_a_page_that_is_tagged_says_nothing_of_tags() -> None:
    made = pdf.result("report.pdf", PAGE, quiet)
    assert "/StructTreeRoot" in PdfReader(io.BytesIO(made.content)).root_object
    assert "tag" not in made.words


def test_a_long_report_that_several_engines_can_not_tag_is_set_by_one_without_tags(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    failing_over_tags(monkeypatch)
    monkeypatch.setattr("coding.exports.sheets.MOST", 2_000)
    monkeypatch.setattr("coding.exports.sheets.GRAIN", 1_000)
    chapters = "".join(f"<!--page--><p>Chapter {n}. {'Words. ' * 200}</p>" for n in range(4))
    html = f"<html lang=en><title>x</title><body>{chapters}</body></html>"
    assert len(parts_of(html, 1)) > 2
    made = pdf.result("report.pdf", html, quiet)
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made.content)).pages)
    assert all(f"Chapter {n}." in text for n in range(4))
    assert "could not tag this PDF" in made.words


def test_an_engine_whose_worker_is_gone_ends_itself() -> None:
    with desk() as made:
        engine = made.take()
        assert engine.process.stdin
        engine.process.stdin.close()
        assert engine.process.wait(10) == 1


def test_an_engine_waits_for_the_next_report_and_sets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting: list[Engine] = []
    monkeypatch.setattr("coding.exports.desk._spare", waiting)
    used: list[Engine] = []

    def work(_job: Job, _progress: jobs.Progress) -> jobs.Result:
        with desk() as made:
            used.append(made.take())
        return jobs.Result("report.pdf", "application/pdf", b"")

    job = Job()
    printing(work)(job, jobs.Progress(job))
    (ready,) = waiting
    assert ready.is_there
    printing(work)(job, jobs.Progress(job))
    assert used[1] is ready
    assert not any(engine.is_there for engine in used)
    waiting.pop().stop()


def test_a_second_engine_starts_while_a_long_report_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting: list[Engine] = []
    monkeypatch.setattr("coding.exports.desk._spare", waiting)
    monkeypatch.setattr(pdf, "_processors", lambda: 2)
    used: list[Engine] = []

    def work(_job: Job, _progress: jobs.Progress) -> jobs.Result:
        pdf.expect_several()
        with desk() as made:
            used.append(made.take())
            assert len(made._engines) == 2
        return jobs.Result("report.pdf", "application/pdf", b"")

    job = Job()
    printing(work)(job, jobs.Progress(job))
    assert len(used) == len(waiting) == 1
    assert waiting[0].is_there
    waiting.pop().stop()
