import itertools
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.codebook.colours import (
    CONTRAST,
    DARK,
    LIGHT,
    THEMES,
    Colour,
    both_sides,
    colour_of,
    contrast,
    far_apart,
    next_theme_colour,
    oklch,
    rgb_hex,
    shades_of,
)
from coding.codebook.tree import CodeTree
from tests import make

hexes = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def readable(colour: Colour) -> bool:
    return all(contrast(colour.light, ground) >= CONTRAST for ground in LIGHT.grounds) and all(
        contrast(colour.dark, ground) >= CONTRAST for ground in DARK.grounds
    )


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_contrast_as_published_for_grey_on_white() -> None:
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@given(hexes)
def test_every_chosen_colour_becomes_readable_in_light_and_dark(colour: str) -> None:
    assert readable(both_sides(colour))


@given(hexes)
def test_a_colour_survives_oklch_and_back(colour: str) -> None:
    assert rgb_hex(oklch(colour)) == colour


@pytest.mark.parametrize("theme", THEMES)
def test_the_tokens_of_the_design_stay_as_they_are(theme: Colour) -> None:
    assert both_sides(theme.light) == theme
    assert readable(theme)


def test_64_codes_of_seven_themes_are_71_readable_colours() -> None:
    sizes = (8, 14, 4, 14, 6, 9, 9)
    colours = [
        shade
        for theme, size in zip(THEMES, sizes, strict=True)
        for shade in shades_of(theme.light)[: size + 1]
    ]
    assert len(set(colours)) == 71
    assert min(far_apart(*pair) for pair in itertools.combinations(colours, 2)) > 0.02
    assert all(readable(colour) for colour in colours)


@pytest.mark.parametrize("theme", THEMES)
def test_fourteen_codes_of_a_theme_stay_visibly_apart(theme: Colour) -> None:
    shades = shades_of(theme.light)[:15]
    assert min(far_apart(*pair) for pair in itertools.combinations(shades, 2)) > 0.02


def test_an_eighth_theme_takes_a_hue_of_its_own() -> None:
    taken = [theme.light for theme in THEMES]
    assert next_theme_colour(taken[:2]) == taken[2]
    eighth = next_theme_colour(taken)
    assert min(abs(oklch(eighth).hue - oklch(colour).hue) for colour in taken) > 0.05


@pytest.mark.django_db
def test_codes_are_shades_of_their_theme_unless_they_have_a_colour() -> None:
    project = make.project()
    theme = make.code("Practice", project, colour="#b1522a")
    broadcast = make.code("Broadcast", project, theme)
    own = make.code("Dialogue", project, theme, colour="#57771E")
    tree = CodeTree(project.codes.in_use())
    assert colour_of(tree[theme.pk]) == THEMES[1]
    assert colour_of(tree[broadcast.pk]) == shades_of("#b1522a")[1]
    assert colour_of(tree[own.pk]) == THEMES[2]


@pytest.mark.django_db
def test_a_new_code_leaves_the_colours_of_the_others_alone() -> None:
    project = make.project()
    theme = make.code("Practice", project, position=1)
    first = make.code("First", project, theme, position=5)
    before = colour_of(CodeTree(project.codes.in_use())[first.pk])
    make.code("Before it", project, theme, position=1)
    assert colour_of(CodeTree(project.codes.in_use())[first.pk]) == before


def test_colours_know_no_framework() -> None:
    alone = "import sys, coding.codebook.colours; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", alone], check=False).returncode == 0  # noqa: S603
