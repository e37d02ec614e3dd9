"""A report that two processes set is the one that one sets: words, links, outline, numbers and tags."""

import io
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from coding.exports import pdf, sheets
from coding.exports.desk import desk
from coding.exports.engine import Engine
from coding.exports.setting import Setting
from coding.exports.sheets import halves
from coding.reports import excerpts
from projects import jobs
from projects.models import Project, User
from tests import make

pytestmark = pytest.mark.django_db


def quiet(_part: str, _done: int = 0, _total: int = 0, *, size: int = 0) -> None:
    """Progress that nobody watches."""


def study(*excerpts: int) -> tuple[Project, User]:
    """Two participants' talks, and a theme with a code below it for each number of excerpts."""
    ana = make.user()
    project = make.project(ana)
    for number, count in enumerate(excerpts):
        theme = make.code(f"Theme {number}", project)
        code = make.code(f"Code {number}", project, theme)
        words = [
            f"What {number} I saw on night {each} was {'quite ' * (each * 7 % 60)}odd."
            for each in range(count)
        ]
        talk = make.transcript(" ".join(words), project, make.participant(project))
        for each in words:
            make.coding(each, code, ana, talk)
    return project, ana


def page_of(kind: str, query: str, of: tuple[Project, User], monkeypatch: pytest.MonkeyPatch) -> str:
    """The report of that kind as it goes to the engine."""
    pages: list[str] = []

    def keep(html: str, _progress: object) -> bytes:
        pages.append(html)
        return b""

    monkeypatch.setattr(pdf, "render", keep)
    monkeypatch.setattr(sheets, "LEAST", 10_000)
    job = make.job(*of, kind, wishes={"query": query, "address": "http://x"})
    jobs.made(job, jobs.Progress(job))
    return pages[0]


def both(html: str) -> tuple[PdfReader, PdfReader]:
    """Set in one process, and in two."""
    parts = halves(html)
    assert parts is not None
    until = time.monotonic() + 120
    with desk() as made:
        whole = Setting(made, quiet, until, 0).whole(html).read_bytes()
    with desk() as made:
        joined = Setting(made, quiet, until, 0).in_two(parts)
        return PdfReader(io.BytesIO(whole)), PdfReader(io.BytesIO(joined.read_bytes()))


def outline(reader: PdfReader, entries: Any = None, depth: int = 0) -> Iterator[tuple[int, str, int | None]]:
    for entry in reader.outline if entries is None else entries:
        if isinstance(entry, list):
            yield from outline(reader, entry, depth + 1)
        else:
            yield depth, str(entry.title), reader.get_destination_page_number(entry)


def links(reader: PdfReader) -> list[tuple[int, str]]:
    """Page by page: addresses, and the page and height that a link within the report leads to."""
    named = {
        name: f"{reader.get_destination_page_number(place)} {round(float(place.top or 0))}"
        for name, place in reader.named_destinations.items()
    }
    return [
        (number, str(link["/A"]["/URI"]) if "/A" in link else named[str(link["/Dest"])])
        for number, page in enumerate(reader.pages)
        for link in (each.get_object() for each in page.get("/Annots", ()))
    ]


def elements(node: Any) -> Iterator[Any]:
    """The structure elements below, in the order in which they are read."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        each = kid.get_object() if not isinstance(kid, int) else kid
        if isinstance(each, dict) and each.get("/Type") == "/StructElem":
            yield each
            yield from elements(each)


def holds(element: Any) -> bool:
    """Whether anything is shown that the element tags."""
    return any(
        isinstance(kid, int) or kid.get_object().get("/Type") == "/OBJR" or holds(kid.get_object())
        for kid in element.get("/K", ())
    )


def tags(reader: PdfReader) -> Counter[tuple[str, int]]:
    """How many elements of each kind there are on each page; those of nothing that is shown are left out."""
    numbers = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}  # type: ignore[union-attr]
    root = reader.root_object["/StructTreeRoot"]
    return Counter(
        (str(each["/S"]), numbers[each.raw_get("/Pg").idnum])
        for each in elements(root)
        if "/Pg" in each and holds(each)
    )


def is_whole(reader: PdfReader) -> bool:
    """Whether what each page and link says of its tags is what these say of it."""
    root: Any = reader.root_object["/StructTreeRoot"]
    numbers = root["/ParentTree"]["/Nums"]
    known = dict(zip(numbers[::2], numbers[1::2], strict=True))
    assert list(known) == sorted(known)
    assert len(known) * 2 == len(numbers)
    reached = {id(each) for each in elements(root)}
    assert reached
    for page in reader.pages:
        for mcid, element in enumerate(known[page["/StructParents"]].get_object()):
            kids = element.get_object()["/K"]
            assert mcid in [kid for kid in kids if isinstance(kid, int)]
            assert element.get_object().raw_get("/Pg").idnum == page.indirect_reference.idnum  # type: ignore[union-attr]
        for link in page.get("/Annots", ()):
            kids = known[link.get_object()["/StructParent"]].get_object()["/K"]
            objects = [kid.get_object() for kid in kids if not isinstance(kid, int)]
            assert link.idnum in [each.raw_get("/Obj").idnum for each in objects if "/Obj" in each]
    return True


def assert_same(one: PdfReader, two: PdfReader) -> None:
    assert [page.extract_text() for page in two.pages] == [page.extract_text() for page in one.pages]
    assert list(outline(two)) == list(outline(one))
    assert links(two) == links(one)
    assert tags(two) == tags(one)
    assert is_whole(one)
    assert is_whole(two)
    assert two.metadata == one.metadata
    assert two.root_object["/Lang"] == one.root_object["/Lang"]
    last = len(one.pages)
    assert f"{last} / {last}" in two.pages[-1].extract_text()


def test_a_report_of_chapters_is_cut_between_them(monkeypatch: pytest.MonkeyPatch) -> None:
    html = page_of("excerpts_pdf", "whose=all", study(40, 30), monkeypatch)
    one, two = both(html)
    assert_same(one, two)
    assert len(one.pages) > 6


def test_a_code_with_many_excerpts_is_cut_between_stretches_of_interviews(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project, ana = study()
    code = make.code("Odd nights", project)
    for each in range(1, 7):
        person = make.participant(project, code=f"P{each:02}")
        words = [f"Night {night} was {'quite ' * (night * 7 % 60)}odd." for night in range(10)]
        talk = make.transcript(" ".join(words), project, person)
        for word in words:
            make.coding(word, code, ana, talk)
    monkeypatch.setattr(excerpts, "LONG", 50)
    monkeypatch.setattr(excerpts, "STRETCH", 25)
    one, two = both(page_of("excerpts_pdf", "whose=all", (project, ana), monkeypatch))
    assert_same(one, two)
    names = [title for _depth, title, _page in outline(two)]
    assert names[-2:] == ["P01 to P03", "P04 to P06"]
    assert "Odd nights" in two.pages[-1].extract_text()


def test_a_matrix_is_cut_between_its_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    html = page_of("matrix_pdf", "shows=quotes&level=codes", study(*[3] * 8), monkeypatch)
    one, two = both(html)
    assert_same(one, two)
    names = [str(each["/ID"]) for each in elements(two.root_object["/StructTreeRoot"]) if "/ID" in each]
    assert names
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(("processors", "engines"), [(1, 1), (2, 2)])
def test_a_long_report_is_set_by_as_many_engines_as_there_are_processors(
    monkeypatch: pytest.MonkeyPatch, processors: int, engines: int
) -> None:
    started: list[str] = []
    begin = Engine.__init__

    def start(engine: Engine, folder: Path, name: str, *words: str) -> None:
        started.extend(() if words else [name])
        begin(engine, folder, name, *words)

    html = page_of("excerpts_pdf", "whose=all", study(30, 30), monkeypatch)
    monkeypatch.undo()
    monkeypatch.setattr(sheets, "LEAST", 10_000)
    monkeypatch.setattr(Engine, "__init__", start)
    monkeypatch.setattr(pdf, "_processors", lambda: processors)
    assert pdf.render(html, quiet).startswith(b"%PDF")
    assert len(started) == engines
