"""Signs that no font can print are named, and those of many scripts are none of them."""

import pytest

from coding.exports import glyphs


def known(monkeypatch: pytest.MonkeyPatch, *stretches: tuple[int, int]) -> None:
    ranges = ([first for first, _last in stretches], [last for _first, last in stretches])
    monkeypatch.setattr(glyphs, "covered", lambda: ranges)


def test_what_some_font_has_is_not_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    known(monkeypatch, (0x20, 0x7E), (0xC0, 0xFF))
    assert glyphs.missing("<p>Ça va</p>") == []


def test_each_missing_sign_is_named_once_wherever_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    known(monkeypatch, (0x20, 0x7E))
    assert glyphs.missing("<p title='é'>漢字漢 &#x3042;</p>") == ["あ", "字", "漢"]


def test_what_is_not_drawn_needs_no_font(monkeypatch: pytest.MonkeyPatch) -> None:
    known(monkeypatch, (0x20, 0x7E))
    assert glyphs.missing("a\N{ZERO WIDTH JOINER}b\N{NO-BREAK SPACE}c\u2028") == []


def test_the_warning_names_scripts_examples_and_what_to_do() -> None:
    said = glyphs.warning(sorted("あ一二三四五六"))
    assert "CJK, 6 signs: U+4E00, U+4E09, U+4E8C" in said
    assert "…" in said
    assert "Hiragana, 1 sign: U+3042" in said
    assert "Install a font" in said
    assert glyphs.warning([]) == ""


def test_without_fontconfig_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "covered", lambda: None)
    assert glyphs.missing("漢") == []


@pytest.mark.parametrize(
    "words", ["ŵ Welsh", "שלום", "مرحبا", "हिन्दी", "Ελλάδα", "привет", "👮🏽‍♀️", "α ≥ .667 ● ↩"]
)
def test_the_fonts_that_setup_demands_print_these(words: str) -> None:
    assert glyphs.missing(words) == []
