import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from coding.codebook import changes as codebook
from coding.codebook.csv_format import (
    COLUMNS,
    MOST_ROWS,
    Row,
    cut,
    harmless,
    join,
    read,
    restored,
    write,
)
from coding.codebook.importing import Fate, plan, take_over
from coding.codebook.starting import Start, start_project
from coding.codebook.tree import CodeTree, tree_of
from coding.formulas import is_formula
from interviews.parsing import Unreadable
from projects.models import Project
from tests import make

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
tidy_names = texts.map(lambda text: " ".join(text.split())).filter(bool)
tidy_texts = texts.map(lambda text: text.replace("\r\n", "\n").replace("\r", "\n").strip())


def as_csv(project: Project) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(write(tree_of(project)))
    return out.getvalue()


def essence(tree: CodeTree) -> list[tuple[object, ...]]:
    fields = list(COLUMNS.values())[2:]
    return [
        (tuple(code.name for code in node.path), *(getattr(node.code, name) for name in fields))
        for node in tree
    ]


@given(st.lists(tidy_names, min_size=1, max_size=5))
def test_a_path_survives_being_written(names: list[str]) -> None:
    assert cut(join(names)) == tuple(names)


@given(texts)
def test_a_cell_survives_being_made_harmless(cell: str) -> None:
    assert restored(harmless(cell)) == cell
    assert not is_formula(harmless(cell))


codes = st.fixed_dictionaries(
    {
        "name": tidy_names,
        "definition": tidy_texts,
        "apply_when": tidy_texts,
        "do_not_apply_when": tidy_texts,
        "example_type": tidy_texts,
        "source": tidy_names,
        "is_first_choice": st.booleans(),
        "under": st.integers(0, 20),
    }
)


class RoundTrip(TestCase):
    @settings(max_examples=30)
    @given(st.lists(codes, max_size=8, unique_by=lambda code: code["name"]))
    def test_a_codebook_is_the_same_after_csv(self, entries: list[dict[str, object]]) -> None:
        ana = make.user()
        project, copy = make.project(ana), make.project(ana)
        made = [None]
        for entry in entries:
            parent = made[int(str(entry.pop("under"))) % len(made)]
            made.append(codebook.add(project, ana, parent, **entry))  # type: ignore[arg-type]
        sheet = read(as_csv(project))
        take_over(copy, ana, sheet.rows)
        assert (sheet.problems, sheet.ignored, sheet.separators) == ([], [], [])
        assert essence(tree_of(copy)) == essence(tree_of(project))


@pytest.mark.django_db
def test_the_default_codebook_is_the_same_after_csv() -> None:
    ana = make.user()
    project, copy = start_project(ana, "One", Start.DEFAULT), start_project(ana, "Two", Start.EMPTY)
    take_over(copy, ana, read(as_csv(project)).rows)
    assert essence(tree_of(copy)) == essence(tree_of(project))
    assert copy.editions.count() == 2


@pytest.mark.django_db
def test_reading_a_codebook_into_itself_changes_nothing() -> None:
    ana = make.user()
    project = start_project(ana, "One", Start.DEFAULT)
    planned = take_over(project, ana, read(as_csv(project)).rows)
    assert {each.fate for each in planned} == {Fate.SAME}
    assert (project.editions.count(), project.events.count()) == (1, 1)


@pytest.mark.django_db
def test_codes_are_matched_by_path_and_an_empty_cell_changes_nothing() -> None:
    ana = make.user()
    project = make.project(ana)
    theme = codebook.add(project, ana, name="Practice", definition="What is done.")
    kept = codebook.add(project, ana, theme, name="Kept")
    sheet = read("parent,name,definition,apply when\n,Practice,,Told.\nPractice,New,Both speak.,\n")
    take_over(project, ana, sheet.rows)
    theme.refresh_from_db()
    assert (theme.definition, theme.apply_when) == ("What is done.", "Told.")
    assert [str(node) for node in tree_of(project)] == ["Practice", "Practice › Kept", "Practice › New"]
    assert kept.revisions.count() == 1
    facts = project.events.latest("number").facts
    assert facts == {"added": [project.codes.get(name="New").pk], "changed": [theme.pk]}


@pytest.mark.django_db
def test_a_recolouring_by_file_makes_no_edition() -> None:
    ana = make.user()
    project = make.project(ana)
    theme = codebook.add(project, ana, name="Practice")
    take_over(project, ana, read("name,colour\nPractice,#123456\n").rows)
    theme.refresh_from_db()
    assert (theme.colour, project.editions.count()) == ("#123456", 2)


@pytest.mark.django_db
def test_a_parent_that_is_only_mentioned_or_comes_later_is_made_first() -> None:
    ana = make.user()
    project = make.project(ana)
    rows = read("path,definition\nA > B > C,\nD > E,\nD,Later\n").rows
    planned = plan(tree_of(project), rows)
    assert [(each.row.path, each.row.line) for each in planned] == [
        (("A",), 2),
        (("A", "B"), 2),
        (("A", "B", "C"), 2),
        (("D",), 4),
        (("D", "E"), 3),
    ]
    take_over(project, ana, rows)
    assert project.codes.get(name="D").definition == "Later"


def test_a_file_says_line_by_line_what_cannot_be_read() -> None:
    long = "x" * 121
    deep = " > ".join("abcdefghi")
    sheet = read(
        'parent,name,definition,colour,offered first\n,Fine,"two\nlines",,yes\n,,nameless,,\n,Red,,red,\n'
        f",Maybe,,,perhaps\n,Fine,,,\n,{long},,,\n{deep},Deep,,,\n,Last,,,\n"
    )
    assert [row.path for row in sheet.rows] == [("Fine",), ("Last",)]
    assert sheet.rows[0].fields == {"definition": "two\nlines", "is_first_choice": True}
    assert sheet.problems == [
        "Line 4: a code without a name.",
        "Line 5: “red” is no colour such as #2f6fb0.",
        "Line 6: “perhaps” under “offered first” is neither yes nor no.",
        "Line 7: the same code as in line 2.",
        "Line 8: a name longer than 120 characters.",
        "Line 9: more than 8 levels.",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("\n \n", "empty"),
        ("one,two\n1,2\n", "names no column"),
        ('name\n"open', "Line 2 can't be read as CSV"),
        ("name\n" + "x\n" * MOST_ROWS, "more than 5,000 lines"),
    ],
)
def test_what_is_no_codebook_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read(text)


def test_nul_which_postgresql_refuses_is_left_out() -> None:
    assert read("name\nA\0B\n").rows[0].path == ("AB",)


def test_a_long_source_is_refused() -> None:
    assert read(f"name,source\nA,{'x' * 201}\n").problems == ["Line 2: a source longer than 200 characters."]


def test_a_taguette_codebook_is_read_and_its_levels_are_offered() -> None:
    text = "tag,description,number of highlights\nfear,Worry,3\nfear/of media,,1\nms. x,,2\nv1.2,,0\n"
    sheet = read(text)
    assert [row.path for row in sheet.rows] == [("fear",), ("fear/of media",), ("ms. x",), ("v1.2",)]
    assert (sheet.ignored, sheet.separators) == (["number of highlights"], ["/", "."])
    assert read(text, "/").rows[1] == Row(3, ("fear", "of media"), {})


def test_semicolons_and_tabs_are_read_too() -> None:
    assert read("name;definition\nA;B, C\n").rows == read("name\tdefinition\nA\tB, C\n").rows
    assert read("name;definition\nA;B, C\n").rows[0].fields == {"definition": "B, C"}


def test_formulas_are_written_as_text() -> None:
    assert [harmless(cell) for cell in ("=1+1", " =1", "-a", "@x", "'=1", "'tis")] == [
        "'=1+1",
        "' =1",
        "'-a",
        "'@x",
        "''=1",
        "'tis",
    ]
