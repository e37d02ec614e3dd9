"""The styles of a Word document and how it numbers: calm, as the printed reports are."""

from collections.abc import Iterable
from typing import NamedTuple

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

SANS, SERIF = "Calibri", "Cambria"
"""What every Word has; other programs have fonts as wide (Carlito, Caladea)."""
INK, SOFT, RULE, PANEL, ACCENT = "22252A", "565A61", "CFCABD", "F4F2EC", "2457A6"
HEADINGS, BULLETS, FIRST_LIST = 1, 2, 3
"""The numbers of lists; numbered ones follow."""
INWARDS = 340
"""How far a step stands in, in twentieths of a point: 6 mm."""
LEVELS = 9


class Style(NamedTuple):
    """``paragraph`` and ``run`` are what stands in ``w:pPr`` and ``w:rPr``."""

    name: str
    paragraph: str = ""
    run: str = ""
    based: str = "Normal"
    kind: str = "paragraph"

    @property
    def key(self) -> str:
        return KEYS.get(self.name) or key_of(self.name)


def key_of(name: str) -> str:
    """What a style is called within the file."""
    return "".join(part[:1].upper() + part[1:] for part in name.split())


def spacing(before: float, after: float, line: int = 264) -> str:
    """In points, and in 240ths of a line."""
    around = f'w:before="{before * 20:.0f}" w:after="{after * 20:.0f}"'
    return f'<w:spacing {around} w:line="{line}" w:lineRule="auto"/>'


def letters(points: float, colour: str = INK, *, serif: bool = False, more: str = "") -> str:
    """``more`` is what comes before the colour, such as ``<w:b/>``."""
    size = f'<w:sz w:val="{points * 2:.0f}"/><w:szCs w:val="{points * 2:.0f}"/>'
    return f'{fonts(serif)}{more}<w:color w:val="{colour}"/>{size}'


def fonts(serif: bool) -> str:
    name, complex_name = (SERIF, "Times New Roman") if serif else (SANS, "Arial")
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{complex_name}"/>'


BOLD = "<w:b/><w:bCs/>"
LIGHT = '<w:b w:val="0"/><w:bCs w:val="0"/>'
ITALIC = "<w:i/><w:iCs/>"
KEEP = "<w:keepNext/>"
QUOTED = '<w:ind w:left="284"/>'


def heading(level: int, points: float, before: float, after: float) -> Style:
    numbered = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{HEADINGS}"/></w:numPr>'
    outline = f'<w:outlineLvl w:val="{level - 1}"/>'
    paragraph = f"{KEEP}<w:keepLines/>{numbered}{spacing(before, after, 252)}{outline}"
    return Style(f"heading {level}", paragraph, letters(points, more=BOLD))


def entry(level: int, before: float) -> Style:
    """Of the contents."""
    inwards = (level - 1) * INWARDS
    # Up to the edge: LibreOffice draws no page number that stands behind where lines end.
    indent = f'<w:ind w:left="{inwards}"/>'
    look = letters(10, more=BOLD) if level == 1 else letters(9.5)
    return Style(f"toc {level}", f"{spacing(before, 1)}{indent}", look)


TITLE_RULE = f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="14" w:color="{INK}"/></w:pBdr>'
STYLES = (
    Style("Normal", f"<w:widowControl/>{spacing(0, 5)}", letters(10), based=""),
    Style("Title", f"{KEEP}{TITLE_RULE}{spacing(10, 18, 252)}", letters(26, more=BOLD)),
    Style("Study", spacing(130, 0), letters(12, SOFT)),
    Style("Subtitle", spacing(0, 6), letters(14)),
    Style("Authors", spacing(0, 14), letters(11, SOFT)),
    Style("Demo note", spacing(2, 0), letters(9, "7A5200")),
    Style("Summary", spacing(0, 6, 288), letters(11, serif=True)),
    heading(1, 17, 22, 4),
    heading(2, 12.5, 15, 2),
    heading(3, 11, 12, 2),
    heading(4, 10, 10, 2),
    Style("Contents title", f"{KEEP}{spacing(0, 8)}", letters(17, more=BOLD)),
    entry(1, 5),
    entry(2, 1),
    entry(3, 0),
    Style("Beside", f"{KEEP}{spacing(0, 4)}", letters(9, SOFT)),
    Style("Lead", f"{KEEP}{spacing(0, 7)}", letters(10, SOFT)),
    Style("Rule", f"<w:keepLines/>{spacing(0, 4)}", letters(9, SOFT)),
    Style("Note", f"<w:keepLines/>{spacing(0, 5)}", letters(9, SOFT)),
    Style("By", f"{KEEP}{spacing(9, 1)}", letters(9, SOFT)),
    Style("Question", f"{KEEP}{spacing(8, 2)}{QUOTED}", letters(9, SOFT, more=ITALIC)),
    Style("Quote", f"{KEEP}{spacing(0, 2, 276)}{QUOTED}", letters(10.5, serif=True)),
    Style("Citation", f"{spacing(0, 9)}{QUOTED}", letters(8.5, SOFT)),
    Style("Said", f"{spacing(0, 5)}{QUOTED}", letters(10, SOFT, serif=True)),
    Style(
        "Code block",
        f"<w:keepLines/>{spacing(0, 5, 240)}",
        '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/><w:sz w:val="18"/>',
    ),
    Style("Turn", spacing(0, 7, 288), letters(10.5, serif=True)),
    Style("Asked", spacing(0, 7, 288), letters(10, SOFT, serif=True)),
    Style("annotation text", spacing(0, 2), letters(9)),
    Style("List bullet", f'<w:numPr><w:numId w:val="{BULLETS}"/></w:numPr>{spacing(0, 2)}'),
    Style("List number", spacing(0, 2)),
    Style("Table text", spacing(0, 2, 252), letters(8)),
    Style("Table number", f'{spacing(0, 2, 252)}<w:jc w:val="right"/>', letters(8)),
    Style("Table head", f"{KEEP}{spacing(0, 0, 240)}", letters(8, more=BOLD)),
    Style("Table head number", '<w:jc w:val="right"/>', based="Table head"),
    Style("Table name", spacing(0, 2, 252), letters(8, more=BOLD)),
    Style("Gap", '<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>', letters(4)),
    Style("Section end", '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>', letters(1)),
    Style("header", spacing(0, 0), letters(8, SOFT)),
    Style("footer", spacing(0, 0), letters(8, SOFT)),
    Style("Soft", run=f'{LIGHT}<w:color w:val="{SOFT}"/>', kind="character", based=""),
    Style(
        "Code",
        run='<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>',
        kind="character",
        based="",
    ),
    Style("annotation reference", run='<w:sz w:val="16"/>', kind="character", based=""),
    Style("Way", run=f'<w:color w:val="{ACCENT}"/>', kind="character", based=""),
    Style("Hyperlink", run=f'<w:color w:val="{ACCENT}"/>', kind="character", based=""),
)
HAIRLINE = f'w:val="single" w:sz="3" w:space="0" w:color="{RULE}"'
TABLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="Report">
  <w:name w:val="Report"/>
  <w:tblPr>
    <w:tblBorders><w:bottom {HAIRLINE}/><w:insideH {HAIRLINE}/></w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="45" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>
      <w:bottom w:w="34" w:type="dxa"/><w:right w:w="142" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
</w:style>"""
KEYS = {"annotation text": "CommentText", "annotation reference": "CommentReference"}
"""Of styles that Word calls otherwise than within a file."""
BUILT_IN = {"Normal", "Title", "Subtitle", "Quote", "Hyperlink", "header", "footer", *KEYS}


def dress(document: Document, language: str, lists: int) -> None:
    """Give the document these styles alone, its language, and so many numbered lists."""
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        styles.remove(style)
    for each in STYLES:
        styles.append(parse_xml(_style(each)))
    styles.append(parse_xml(TABLE))
    for lang in styles.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)
    _number(document, lists)


def _style(style: Style) -> str:
    is_own = style.name not in BUILT_IN and not style.name.startswith(("heading", "toc"))
    return "".join(
        (
            f'<w:style {nsdecls("w")} w:type="{style.kind}" w:styleId="{style.key}"',
            ' w:default="1"' if style.name == "Normal" else "",
            ' w:customStyle="1">' if is_own else ">",
            f'<w:name w:val="{style.name}"/>',
            f'<w:basedOn w:val="{key_of(style.based)}"/>' if style.based else "",
            '<w:next w:val="Normal"/>' if style.name.startswith("heading") else "",
            "<w:qFormat/>" if style.kind == "paragraph" else "",
            f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else "",
            f"<w:rPr>{style.run}</w:rPr>" if style.run else "",
            "</w:style>",
        )
    )


def _number(document: Document, lists: int) -> None:
    """Headings count 1, 1.1, 1.1.1; each numbered list begins at 1."""
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    ordered = (_level(place, "decimal", f"%{place + 1}.", place + 1) for place in range(LEVELS))
    dotted = (_level(place, "bullet", "–" if place % 2 else "•", place + 1) for place in range(LEVELS))
    for key, levels in ((HEADINGS, _headings()), (BULLETS, dotted), (FIRST_LIST, ordered)):
        numbering.append(_abstract(key, levels))
    for key in (HEADINGS, BULLETS):
        numbering.append(_list(key, key, ""))
    starts = "".join(
        f'<w:lvlOverride w:ilvl="{place}"><w:startOverride w:val="1"/></w:lvlOverride>'
        for place in range(LEVELS)
    )
    for place in range(lists):
        numbering.append(_list(FIRST_LIST + place, FIRST_LIST, starts))


def _headings() -> Iterable[str]:
    for place in range(4):
        said = ".".join(f"%{above + 1}" for above in range(place + 1))
        linked = f'<w:pStyle w:val="Heading{place + 1}"/>'
        yield (
            f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>{linked}'
            f'<w:suff w:val="space"/><w:lvlText w:val="{said} "/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr>'
            f'<w:rPr>{LIGHT}<w:color w:val="{SOFT}"/></w:rPr></w:lvl>'
        )


def _level(place: int, form: str, said: str, steps: int) -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{said}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{steps * INWARDS}" w:hanging="{INWARDS}"/></w:pPr>'
        f'<w:rPr><w:color w:val="{SOFT}"/></w:rPr></w:lvl>'
    )


def _abstract(key: int, levels: Iterable[str]) -> object:
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{key}">{kind}{"".join(levels)}</w:abstractNum>'
    )


def _list(key: int, abstract: int, more: str) -> object:
    return parse_xml(
        f'<w:num {nsdecls("w")} w:numId="{key}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'
    )
