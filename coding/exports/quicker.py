"""Has the engine do what it does for each line, box and page in fewer steps, to the same pages.

WeasyPrint reckons anew, for every line that it lays out and again when it paints it, what depends on
the style alone, and writes glyph by glyph. It has no door for that, so these functions of it are taken
over. It is pinned, and a test holds what comes of it beside what the engine would write by itself.
"""

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import Any, ClassVar

import pydyf
from weasyprint.draw import text as drawing
from weasyprint.layout import block, inline, page
from weasyprint.text import line_break
from weasyprint.text.constants import PANGO_DIRECTION
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango
from weasyprint.text.fonts import get_font_description
from weasyprint.text.line_break import Layout

PLAIN = {
    "word_spacing": 0,
    "letter_spacing": "normal",
    "text_decoration_line": "none",
    "font_language_override": "normal",
}
"""What lines are like that all lines of a style share their settings with."""
WHOLE_LINE = 0xFFFFFFFF
"""The end of what an attribute of Pango holds for, which is that of any line."""
SIZES = ("width", "min_width", "max_width", "height", "min_height", "max_height")
SIDES = ("left", "right", "top", "bottom")
MEASURED = (*SIZES, *(f"{what}_{side}" for side in SIDES for what in ("margin", "padding")))
USED = (*MEASURED, *(f"border_{side}_width" for side in SIDES))
"""Of a box: what becomes of its style's lengths."""
FIELDS = 5
"""Numbers that Pango holds of a glyph: which, how wide, how far right and up, and whether a letter begins."""
Glyph = tuple[int, int]
"""Its number in the font, and how wide it stands."""
Run = tuple[Any, float, list[Glyph]]


class QuickPDF(pydyf.PDF):  # type: ignore[misc]
    """Keeps the references of its pages, which are made anew for each tag otherwise: the tags cost half."""

    _known: tuple[bytes, ...] = ()

    @property
    def page_references(self) -> tuple[bytes, ...]:
        if len(self._known) * 3 != len(self.pages["Kids"]):
            self._known = super().page_references
        return self._known


class Kit:
    """What Pango is told of all lines of a style."""

    def __init__(self, style: Any) -> None:
        self.context = ffi.gc(
            pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref
        )
        pango.pango_context_set_round_glyph_positions(self.context, False)
        pango.pango_context_set_base_dir(self.context, PANGO_DIRECTION[style["direction"]])
        self.language = pango.pango_language_get_default()
        if style["lang"]:
            self.language = pango.pango_language_from_string(style["lang"].encode())
            pango.pango_context_set_language(self.context, self.language)
        self.description = get_font_description(style)
        self.attributes = _attributes(style)


def _attributes(style: Any) -> Any:
    """Its font's features, and that no hyphen is drawn where a word is broken that is too long for a line."""
    like = Layout.__new__(Layout)
    _set_up(like, style)
    attributes = pango.pango_layout_get_attributes(like.layout)
    if style["overflow_wrap"] in ("anywhere", "break-word"):
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        unbroken = pango.pango_attr_insert_hyphens_new(False)
        unbroken.start_index, unbroken.end_index = 0, WHOLE_LINE
        pango.pango_attr_list_change(attributes, unbroken)
    return attributes


_set_up, _set_text = Layout.setup, Layout.set_text


def _kit(style: Any) -> Kit | None:
    """Made once for a style; nothing where its lines are not plain."""
    try:
        return style.kit  # type: ignore[no-any-return]
    except AttributeError:
        is_plain = all(style[name] == value for name, value in PLAIN.items())
        style.kit = Kit(style) if is_plain else None
        return style.kit  # type: ignore[no-any-return]


def set_up(line: Any, style: Any) -> None:
    """``Layout.setup``."""
    kit = None if line.justification_spacing else _kit(style)
    if kit is None:
        _set_up(line, style)
        return
    line.style, line.language = style, kit.language
    line.first_line_direction = 0
    line.layout = ffi.gc(pango.pango_layout_new(kit.context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(line.layout, False)
    pango.pango_layout_set_font_description(line.layout, kit.description)
    if kit.attributes != ffi.NULL:
        pango.pango_layout_set_attributes(line.layout, kit.attributes)


def set_text(line: Any, text: str, justify: bool = False) -> None:
    """``Layout.set_text``, which would set the attributes for each text anew."""
    if line.justification_spacing or _kit(line.style) is None or "\t" in text:
        _set_text(line, text, justify)
        return
    end = text.find("\n")
    line.text = text if end == -1 else text[: end + 2]
    written = line.text.encode().replace(b"\0", b"")
    pango.pango_layout_set_text(line.layout, written, len(written))


def strut(style: Any) -> tuple[float, float]:
    """``line_break.strut``, which would look for the style by all of its words."""
    try:
        return style.strut  # type: ignore[no-any-return]
    except AttributeError:
        style.strut = _strut(style)
        return style.strut  # type: ignore[no-any-return]


_strut = line_break.strut


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """``percent.resolve_percentages``: all boxes of a style are alike that knows no share of a size."""
    style = box.style
    used = style.__dict__.get("used")
    if "used" not in style.__dict__:
        _resolve_percentages(box, containing_block)
        style.used = {name: getattr(box, name) for name in USED} if _is_measured(style) else None
    elif used is None:
        _resolve_percentages(box, containing_block)
    else:
        box.__dict__.update(used)


_resolve_percentages = block.resolve_percentages


def _is_measured(style: Any) -> bool:
    """Whether its lengths are what they are, wherever the box stands."""
    lengths = (style[name] for name in MEASURED)
    return (
        all(length == "auto" or getattr(length, "unit", "") == "px" for length in lengths)
        and style["box_sizing"] == "content-box"
        and style["border_collapse"] != "collapse"
    )


def set_page_styles(page_type: Any, html: Any, style_for: Any) -> None:
    """``page.set_page_type_computed_styles``: pages that the same rules hold for share their styles."""
    rules = (rule for sheet, *_ in style_for._sheets for rule in sheet.page_rules)
    if any(selector[2].index is not None for _rule, selectors, _told in rules for selector in selectors):
        _set_page_styles(page_type, html, style_for)
        return
    known = style_for.__dict__.setdefault("pages", {})
    alike = page_type.side, page_type.blank, page_type.name, page_type.index == 0
    styles = style_for.get_computed_styles()
    if alike not in known:
        _set_page_styles(page_type, html, style_for)
        known[alike] = [(box, style) for (each, box), style in styles.items() if each == page_type]
    for pseudo_type, style in known[alike]:
        styles[page_type, pseudo_type] = style


_set_page_styles = page.set_page_type_computed_styles


class Glyphs(dict[Glyph, str]):
    """How each glyph is written that a font has drawn before, with what it moves the next one."""

    def __init__(self, font: Any, size: float) -> None:
        self._widths, self._size = font.widths, size

    def __missing__(self, glyph: Glyph) -> str:
        number, width = glyph
        moved = int(self._widths[number] - width * 1000 * FROM_UNITS / self._size)
        self[glyph] = f"{number:04x}" + (f">{moved}<" if moved else "")
        return self[glyph]


def draw_first_line(stream: Any, box: Any, overflow: str, ellipsis: str, matrix: Any) -> list[Any]:
    """``text.draw_first_line`` of glyphs that their font has drawn before; all others the engine draws."""
    draw: partial[list[Any]] = partial(_draw_first_line, stream, box, overflow, ellipsis, matrix)
    if (overflow, ellipsis) != ("clip", "none") or not box.text.strip() or box.style["font_size"] < 1:
        return draw()
    runs = list(_runs(stream, box.pango_layout))
    if not all(font.writes is not None and glyphs for font, _size, glyphs in runs):
        return draw()
    try:
        written = ["".join(map(_written(font, size).__getitem__, glyphs)) for font, size, glyphs in runs]
    except KeyError:
        return draw()
    stream.set_text_matrix(*matrix.values)
    for (font, size), words in groupby(zip(runs, written, strict=True), key=lambda each: each[0][:2]):
        stream.set_font_size(font.hash, size)
        stream.show_text("".join(f"<{each}>".removesuffix("<>") for _run, each in words))
    return []


_draw_first_line = drawing.draw_first_line


def _written(font: Any, size: float) -> Glyphs:
    if size not in font.writes:
        font.writes[size] = Glyphs(font, size)
    return font.writes[size]  # type: ignore[no-any-return]


def _runs(stream: Any, line: Any) -> Iterator[Run]:
    """The fonts of a line, with the glyphs of each; none where they are not just set beside each other."""
    pango.pango_layout_set_single_paragraph_mode(line.layout, True)
    run = line.get_first_line()[0].runs[0]
    while run != ffi.NULL:
        item, run = run.data, run.next
        font, size = stream.add_font(item.item.analysis.font)
        if "writes" not in font.__dict__:
            font.writes = None if font.bitmap or font.png or font.svg or font.colr else {}
        length = item.glyphs.num_glyphs * ffi.sizeof("PangoGlyphInfo")
        numbers = memoryview(ffi.buffer(item.glyphs.glyphs, length)).cast("i").tolist()
        is_plain = not (any(numbers[2::FIELDS]) or any(numbers[3::FIELDS]))
        yield font, size, list(zip(numbers[::FIELDS], numbers[1::FIELDS], strict=True)) if is_plain else []


class Emoji:
    """``text.RasterImage``, which would read and write the picture again wherever it stands."""

    _known: ClassVar[dict[str, Any]] = {}

    def __new__(cls, picture: Any, name: str, content: bytes) -> Any:
        if name not in cls._known:
            cls._known[name] = _RasterImage(picture, name, content)
        return cls._known[name]


_RasterImage = drawing.RasterImage


def take_over() -> None:
    """From now on the engine of this process works so."""
    pydyf.PDF = QuickPDF
    Layout.setup, Layout.set_text = set_up, set_text
    inline.strut = line_break.strut = strut
    block.resolve_percentages = inline.resolve_percentages = resolve_percentages
    page.set_page_type_computed_styles = set_page_styles
    drawing.draw_first_line, drawing.RasterImage = draw_first_line, Emoji
