"""A report that several processes set is the one that one sets: words, links, outline, numbers and tags."""

import io
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from pikepdf import Pdf
from pypdf import PdfReader

from coding.exports import pdf, sheets
from coding.exports.desk import desk
from coding.exports.engine import Engine
from coding.exports.recipes import page_of as page_of_recipe
from coding.exports.setting import Setting
from coding.exports.sheets import parts_of
from coding.recipes.composed import compose
from coding.reports import excerpts
from projects import jobs
from projects.models import Project, User
from tests import make
from tests.coding.test_round_report import Study as Compared

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
    job = make.job(*of, kind, wishes={"query": query, "address": "http://x"})
    jobs.made(job, jobs.Progress(job))
    return pages[0]


@pytest.fixture(autouse=True)
def _cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports of some pages are cut as long ones are: engines start at once, and hold little."""
    for name, size in (("START", 0), ("JOIN", 0), ("GRAIN", 1_000)):
        monkeypatch.setattr(sheets, name, size)


def both(html: str, parts: int = 2) -> tuple[PdfReader, PdfReader]:
    """Set in one process, and in at least so many of which two work at a time."""
    cut = parts_of(html, 2)
    assert len(cut) >= parts
    until = time.monotonic() + 120
    with desk() as made:
        whole = Setting(made, quiet, until, 0).whole(html).read_bytes()
    with desk() as made:
        joined = Setting(made, quiet, until, 0).in_parts(cut, 2)
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
    html = page_of("excerpts_pdf", "whose=all", study(40, 30, 30), monkeypatch)
    monkeypatch.setattr(sheets, "MOST", len(html) // 2)
    one, two = both(html, parts=3)
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


def test_a_comparison_is_cut_before_its_tables_and_before_the_passages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pages: list[str] = []

    def keep(html: str, _progress: object) -> bytes:
        pages.append(html)
        return b""

    monkeypatch.setattr(pdf, "render", keep)
    Compared().made("pdf")
    monkeypatch.setattr(sheets, "GRAIN", 1)
    monkeypatch.setattr(sheets, "MOST", 1)
    one, two = both(pages[0], parts=3)
    assert_same(one, two)


def started(monkeypatch: pytest.MonkeyPatch) -> list[Engine]:
    """The engines that are started from now on, joiners left out."""
    engines: list[Engine] = []
    begin = Engine.__init__

    def start(engine: Engine, *words: str) -> None:
        engines.extend(() if words else [engine])
        begin(engine, *words)

    monkeypatch.setattr(Engine, "__init__", start)
    return engines


@pytest.mark.parametrize(("processors", "held", "number"), [(1, 1, 1), (2, 1, 2), (1, 0.45, 3)])
def test_there_are_as_many_engines_as_processors_and_as_the_memory_of_each_asks_for(
    monkeypatch: pytest.MonkeyPatch, processors: int, held: float, number: int
) -> None:
    html = page_of("excerpts_pdf", "whose=all", study(30, 30, 30), monkeypatch)
    monkeypatch.undo()
    for name, size in (("START", 1_000), ("JOIN", 1_000), ("GRAIN", 1_000), ("MOST", held * len(html))):
        monkeypatch.setattr(sheets, name, size)
    monkeypatch.setattr(pdf, "_processors", lambda: processors)
    engines = started(monkeypatch)
    assert pdf.render(html, quiet).startswith(b"%PDF")
    assert len(engines) == number


def test_no_more_engines_work_at_a_time_than_are_allowed_and_all_end_when_the_work_is_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parts = [f"<html lang=en><body>{'<p>words words</p>' * 400}</body></html>"] * 3
    engines = started(monkeypatch)
    at_work: set[Engine] = set()
    most = 0

    def stop_when_one_writes(part: str, *_told: object, **_size: object) -> None:
        if part == "writing":
            raise jobs.Cancelled

    def note(setting: Setting, engine: Engine, message: dict[str, object]) -> None:
        nonlocal most
        at_work.add(engine)
        most = max(most, len(at_work))
        if {"anchors", "bookmarks", "done"} & message.keys():
            at_work.discard(engine)
        noted(setting, engine, message)

    noted = Setting._note
    monkeypatch.setattr(Setting, "_note", note)
    monkeypatch.setattr("coding.exports.engine.BEAT_SECONDS", 0)
    with pytest.raises(jobs.Cancelled), desk() as made:
        Setting(made, stop_when_one_writes, time.monotonic() + 60, 0).in_parts(parts, 1)
    assert most == 1
    assert len(engines) == 3
    assert all(engine.process.returncode is not None for engine in engines)


COMPOSED = """<html lang="en"><head><title>x</title><style>
@page {{ @top-right {{ content: string(part, start) string(chapter, start) }}
  @bottom-right {{ content: counter(page) " / " counter(pages) }} }}
@page across {{ size: A4 landscape }}
.part-1, .part-3 {{ page: upright }} .part-2 {{ page: across }}
.part-1 {{ counter-reset: part 1 chapter }} .part-2 {{ counter-reset: part 2 chapter }}
.part-3 {{ counter-reset: part 3 chapter }}
h1 {{ string-set: part content(text), chapter "" }}
h2 {{ counter-increment: chapter; string-set: chapter " · " content(text) }}
h2::before {{ content: counter(part) "." counter(chapter) " " }}
.talk {{ break-before: page }} h1 + .talk {{ break-before: auto }}
.page::after {{ content: target-counter(attr(href), page) }}
</style></head><body>
<p>Contents {contents}</p>
<!--page--><section class="part part-1 talks-report"><h1 id="one">One</h1>{one}</section>
<!--page--><section class="part part-2 matrix-report"><h1 id="two">Two</h1>{two}</section>
<!--page--><section class="part part-3 talks-report"><h1 id="three">Three</h1>{three}</section>
</body></html>"""
"""As a composed report is made: numbered parts and chapters, heads, paper that turns, links every way."""


def link(name: str) -> str:
    return f'<a href="#{name}">{name}</a> <a class="page" href="#{name}"></a>'


def composed() -> str:
    def talks(prefix: str, to: str) -> str:
        told = (
            f'<div class="talk"><h2 id="{prefix}{n}">Talk {n}</h2><p>{link(to)} {link(prefix + "0")}</p>'
            f"{'<p>Words that fill a line or two of a page.</p>' * 90}</div>"
            for n in range(3)
        )
        return "<!--page-->".join(told)

    two = f'<p id="map">{link("map")} {link("a2")} {link("b2")}</p>' + "<p>Cells of a table.</p>" * 200
    contents = " ".join(map(link, ("one", "two", "three", "a1", "b1")))
    return COMPOSED.format(contents=contents, one=talks("a", "b1"), two=two, three=talks("b", "map"))


def test_a_composed_report_is_the_same_in_parts_wherever_its_links_and_page_numbers_lead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sheets, "MOST", 6_000)
    one, two = both(composed(), parts=6)
    assert_same(one, two)
    assert [page.mediabox.width > page.mediabox.height for page in two.pages].count(True) > 1
    text = [page.extract_text() for page in two.pages]
    assert "3.3 Talk 2" in " ".join(text)
    assert "Three · Talk 1" in text[-1] or "Three · Talk 2" in text[-1]
    assert [page for page, _lands in links(two)][-1] > 0


def test_a_page_begins_wherever_a_recipe_says_that_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    project, ana = study(12, 12)
    recipe = make.recipe(project, ana, "excerpts", "transcripts", "matrix?shows=quotes", "codebook")
    for name, size in (("GRAIN", 1), ("MOST", 1)):
        monkeypatch.setattr(sheets, name, size)
    monkeypatch.setattr(excerpts, "MANY", 5)
    html = page_of_recipe(compose(recipe, project, ana, "http://x", lambda *_told: None))
    one, two = both(html, parts=6)
    assert_same(one, two)


def test_the_files_of_a_report_in_parts_are_attached_once_as_they_are_to_a_whole_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [pdf.Attached(f"0{n}-rows.csv", f"Rows of part {n}", f"a,{n}") for n in (1, 2)]
    monkeypatch.setattr(pdf, "_processors", lambda: 2)
    engines = started(monkeypatch)
    joined = pdf.render(composed(), quiet, of=pdf.Composed(rows))
    assert len(engines) > 1
    monkeypatch.setattr(pdf, "parts_of", lambda html, _processors: [html])
    whole = pdf.render(composed(), quiet, of=pdf.Composed(rows))
    one, two = (attached(content) for content in (whole, joined))
    assert one == two
    assert [name for name, *_rest in two] == ["01-rows.csv", "02-rows.csv"]
    assert [kind for _name, _words, kind, _rows in two] == ["/Data", "/Data"]


def attached(content: bytes) -> list[tuple[str, str, str, bytes]]:
    """Of each file its name, what it is in words, how it stands to the document, and what it holds."""
    with Pdf.open(io.BytesIO(content)) as opened:
        named = opened.Root.Names.EmbeddedFiles.Names
        files = [(str(name), named[place + 1]) for place, name in enumerate(named) if not place % 2]
        assert [file.objgen for file in opened.Root.AF] == [file.objgen for _name, file in files]
        return [
            (name, str(file.Desc), str(file.AFRelationship), file.EF.F.read_bytes()) for name, file in files
        ]
