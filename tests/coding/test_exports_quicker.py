"""What the engine sets in fewer steps is what it would set by itself."""

import io
import re
import time

import pytest
from pikepdf import Page, Pdf
from pypdf import PdfReader

from coding.exports.desk import desk
from coding.exports.engine import Engine
from coding.exports.setting import Setting
from tests.coding.test_exports_parts import quiet

MOVED_BY_NOTHING = re.compile(rb"(?<=>)0(?=\])|>0<")
STYLE = """
@page { size: A5; margin: 20mm 15mm; @bottom-right { content: counter(page) " / " counter(pages) }
  @top-left { content: string(head) } @top-right { content: "A study of words" } }
@page wide { size: A5 landscape }
h1 { string-set: head content(text); letter-spacing: -0.01em }
.wide { page: wide } .pre { white-space: pre-wrap } .line { white-space: pre-line; overflow-wrap: break-word }
.justified { text-align: justify } .spaced { word-spacing: 2pt } .under { text-decoration: underline }
.share { width: 60%; padding-left: 5%; box-sizing: border-box }
.numbers { font-variant-numeric: tabular-nums }
.first::first-letter { font-size: 2em } .first::first-line { font-weight: bold } .tight { width: 12mm }
table { border-collapse: collapse; width: 100%; table-layout: fixed } td { border: 1pt solid; padding: 2% }
.quote { border-left: 2pt solid #875; padding-left: 4mm; margin: 4mm 0; break-inside: avoid; orphans: 3 }
"""
WORDS = "“Well,” she said, “officers – of Tyne & Wear – offered 1,234 affidavits; AVA told us.” "
LINES = f"""<h1>Words of all kinds</h1>
<p class="line" dir="ltr">Emoji 👮 😀 in a line, 👮 again.\nA second line. {"Long" * 40}</p>
<p dir="rtl">שלום עולם, and back</p><p class="pre">Tabs\tand   spaces\n\tare kept</p>
<p class="justified">{WORDS * 5}</p><p class="spaced">{WORDS}</p><p class="under">{WORDS}</p>
<p class="share">{WORDS}</p><p class="numbers">{WORDS}</p><p class="first">{WORDS * 3}</p>
<p class="tight">Soft\u00adly bro\u00adken, nonethe\u00adless 𝒳 e\u0301 ŵ ﬁ\u0000</p>
<p lang="de">Straße <i>kursiv</i> <b>fett</b></p>
<table><tr><td>{WORDS}</td><td>1</td></tr><tr><td>2</td><td>{WORDS}</td></tr></table>"""
QUOTES = "".join(
    f'<div class="quote"><blockquote>{WORDS * (n % 4 + 1)}</blockquote>'
    f'<p><span>{n}</span> <a href="http://x/{n}">P0{n}</a> · <i>{WORDS}</i></p></div>'
    for n in range(40)
)
PAGE = f"""<html lang="en"><head><title>x</title><style>{STYLE}{{more}}</style></head>
<body>{LINES}{QUOTES}<div class="wide">{LINES}</div></body></html>"""


def drawn(page: Page) -> bytes:
    """What is painted on it; that a letter is moved by nothing need not be said."""
    return MOVED_BY_NOTHING.sub(b"", page.Contents.read_bytes())


def whole(html: str) -> bytes:
    with desk() as made:
        return Setting(made, quiet, time.monotonic() + 120, 0).whole(html).read_bytes()


def links(page: Page) -> list[tuple[str, str]]:
    return [(str(each.A.URI), str(list(each.Rect))) for each in page.get("/Annots", ())]


@pytest.mark.parametrize("more", ["", "@page :nth(2) { @bottom-left { content: 'second' } }"])
def test_every_page_is_painted_as_the_engine_paints_it_by_itself(
    monkeypatch: pytest.MonkeyPatch, more: str
) -> None:
    html = PAGE.replace("{more}", more)
    quick = whole(html)
    begin = Engine.__init__
    monkeypatch.setattr(Engine, "__init__", lambda engine: begin(engine, "tests.coding.unhurried"))
    slow = whole(html)
    with Pdf.open(io.BytesIO(quick)) as one, Pdf.open(io.BytesIO(slow)) as other:
        assert [drawn(page) for page in one.pages] == [drawn(page) for page in other.pages]
        assert [links(page) for page in one.pages] == [links(page) for page in other.pages]
        assert len(one.objects) == len(other.objects)
    pages = PdfReader(io.BytesIO(quick)).pages
    assert [page.extract_text() for page in pages] == [
        page.extract_text() for page in PdfReader(io.BytesIO(slow)).pages
    ]
    assert len(pages) > 6
