"""The stylesheet and the frame keep what `docs/looks.md` promises."""

import re
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context
from django.template.backends.django import Template
from django.template.loader import get_template

CSS = Path(settings.BASE_DIR) / "static" / "css"
TOKEN = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
TOKENS = {
    name: (light, dark)
    for name, light, dark in TOKEN.findall(
        (CSS / "tokens.css").read_text(encoding="utf-8").split("@media")[0]
    )
}
GROUNDS = [
    "paper",
    "panel",
    "raised",
    "hover",
    "selection",
    "good-ground",
    "warn-ground",
    "bad-ground",
    "note-ground",
]
TEXTS = ["ink", "soft", "faint", "accent", "accent-strong", "good", "warn", "bad"]
ERRORS = ["403.html", "403_csrf.html", "404.html", "413.html", "500.html"]


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_has_the_greatest_contrast_there_is() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_each_text_colour_can_be_read_on_each_ground(theme: int) -> None:
    pairs = {
        (text, on): contrast(TOKENS[text][theme], TOKENS[on][theme]) for text, on in product(TEXTS, GROUNDS)
    }
    assert {pair: round(ratio, 2) for pair, ratio in pairs.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_the_edge_of_a_control_stands_out_from_the_page(theme: int) -> None:
    assert all(contrast(TOKENS["edge"][theme], TOKENS[on][theme]) >= 3 for on in ("paper", "panel", "raised"))


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_a_button_filled_with_the_accent_can_be_read(theme: int) -> None:
    assert contrast(TOKENS["on-accent"][theme], TOKENS["accent"][theme]) >= 4.5


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_page_needs_neither_database_nor_context(name: str) -> None:
    template = get_template(name)
    assert isinstance(template, Template)
    page = template.template.render(Context())
    assert '<main class="entrance wide" id="main"' in page


def test_no_template_has_a_style_of_dates_of_its_own() -> None:
    own = re.compile(r"""\|(?:date|time):"(?!DATETIME_FORMAT"|c")[^"]*\"""")
    folder = Path(settings.BASE_DIR) / "templates"
    found = {path.name: own.findall(path.read_text(encoding="utf-8")) for path in folder.rglob("*.html")}
    assert {name: styles for name, styles in found.items() if styles} == {}
