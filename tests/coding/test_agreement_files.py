import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from coding.analysis.agreement.comparison import compare_characters
from coding.analysis.agreement.files.codings import (
    comparable,
    read_codings,
    read_completed,
    read_lengths,
    read_units,
)
from coding.analysis.agreement.files.matrices import read_judgements
from coding.analysis.agreement.tables import Table
from interviews.parsing import Unreadable
from interviews.spans import Span

CODINGS = """document,start,end,code,coder
P01,0,150,fear,ana
P01,100,200,fear,ben
P01,300,310,"hope, too",ben
"""


def test_codings_of_any_program_are_compared_on_characters() -> None:
    given = comparable(read_codings(CODINGS), {"P01": 1000})
    fear, hope = compare_characters(given.sources, given.readings, given.codes).rows
    assert (fear.code, hope.code) == ("fear", "hope, too")
    assert fear.table == Table(both=50, only_a=100, only_b=50, neither=800)
    assert hope.table == Table(both=0, only_a=0, only_b=10, neither=990)
    assert given.assumed == ["Taken for completed: each document by the coders who appear in it."]


def test_columns_may_be_called_otherwise_and_stand_in_another_order() -> None:
    other = "Annotator;label;Begin;Stop;quote\nana;fear;0;5;x\nben;fear;3;8;x\n"
    found = read_codings(other)
    assert found.documents == ["document"]
    assert found.quotations["document", "ben"] == {"fear": [Span(3, 8)]}


def test_lengths_may_stand_beside_the_codings() -> None:
    found = read_codings("document,start,end,code,coder,length\nP01,0,5,x,ana,90\nP01,0,5,x,ben,\n")
    assert found.lengths == {"P01": 90}
    assert comparable(found).sources[0].units == [Span(0, 90)]
    assert read_lengths("document\tlength\nP01\t90\n") == {"P01": 90}


def test_a_length_that_nobody_told_is_the_last_span_s_end_and_said() -> None:
    given = comparable(read_codings(CODINGS))
    assert given.sources[0].units == [Span(0, 310)]
    assert "Taken to end with the last span: P01." in given.assumed


def test_a_line_without_a_span_says_that_the_coder_completed_the_document() -> None:
    given = comparable(read_codings(f"{CODINGS}P01,,,,cem\n"), {"P01": 1000})
    assert [reading.coder for reading in given.readings] == ["ana", "ben", "cem"]
    assert compare_characters(given.sources, given.readings, ["fear"]).rows[0].marked_by == [800, 150, 50, 0]


def test_who_completed_what_may_be_told_and_the_rest_is_left_out() -> None:
    completed = read_completed("document,coder\nP01,ana\nP01,dan\nP02,dan\n")
    given = comparable(read_codings(CODINGS), {"P01": 1000, "P02": 50}, completed)
    assert {(r.transcript, r.coder) for r in given.readings} == completed
    assert given.assumed == ["Left out, not completed: ben in P01."]


def test_units_may_be_told() -> None:
    units = read_units("document,start,end\nP01,100,200\nP01,0,100\nP01,50,50\n")
    assert units == {"P01": [Span(0, 100), Span(100, 200)]}
    with pytest.raises(Unreadable, match="The units of “P01” overlap"):
        read_units("document,start,end\nP01,0,100\nP01,99,200\n")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The file is empty."),
        ("document,start,end,coder\n", "The first line names no column “code”."),
        ("start,end,code,coder\n1,x,fear,ana\n", "Line 2: “x” under “end” is no whole number from 0."),
        ("start,end,code,coder\n-1,5,fear,ana\n", "Line 2: “-1” under “start” is no whole number from 0."),
        ("start,end,code,coder\n5,1,fear,ana\n", "Line 2: the span ends before it starts."),
        ("start,end,code,coder\n\n1,5,fear\n", "Line 3 names no coder."),
        ("start,end,code,coder\n1,5,,ana\n", "Line 2 names no code."),
        ("document,start,end,code,coder\n,1,5,fear,ana\n", "Line 2 names no document."),
        ('start,end,code,coder\n1,5,"fear,ana\n', "Line 2 can't be read as CSV: "),
        (
            "start,end,code,coder,length\n1,5,x,ana,9\n1,5,x,ben,8\n",
            "Line 3 gives “document” another length than an earlier one.",
        ),
    ],
)
def test_a_file_that_can_not_be_read_says_where(text: str, sentence: str) -> None:
    with pytest.raises(Unreadable) as error:
        read_codings(text)
    assert str(error.value).startswith(sentence)


def test_judgements_stand_with_units_in_rows_or_in_columns() -> None:
    rows = "Unit,Rater1,Rater2\n1,a,b\n2,NA,b\n"
    columns = '"u1","u2"\n"a",NA\n"b","b"\n'
    assert read_judgements(rows) == read_judgements(columns) == [["a", "b"], [None, "b"]]
    with pytest.raises(Unreadable, match="Line 3 has 1 cells, and the first 2"):
        read_judgements("a,b\n1,2\n1\n")
    with pytest.raises(Unreadable, match="no judgements below its first line"):
        read_judgements("unit\n1\n")


def written(folder: Path, **files: str) -> dict[str, Path]:
    paths = {name: folder / f"{name}.csv" for name in files}
    for name, text in files.items():
        paths[name].write_text(text, encoding="utf-8")
    return paths


def test_the_command_prints_a_table_and_says_what_it_assumed(tmp_path: Path) -> None:
    out, errors = StringIO(), StringIO()
    paths = written(tmp_path, csv=CODINGS, lengths="document,length\nP01,1000\n")
    call_command("agreement", stdout=out, stderr=errors, **paths)
    header, fear, *_others = out.getvalue().splitlines()
    counts = ["by", "2", "by", "1", "by", "0"]
    assert header.split() == ["code", *counts, "percent", "kappa", "alpha", "low", "high", "F1"]
    # (.85 - .78) / .22, as in NVivo; 250 yes and 1750 no of 2000 for alpha.
    assert fear.split()[:7] == ["fear", "50", "150", "800", "0.850", "0.318", "0.315"]
    assert "Coders: ana, ben. Unit: characters." in out.getvalue()
    assert errors.getvalue() == "Taken for completed: each document by the coders who appear in it.\n"


def test_the_command_prints_json(tmp_path: Path) -> None:
    out = StringIO()
    paths = written(tmp_path, csv=CODINGS, units="document,start,end\nP01,0,100\nP01,100,200\nP01,200,400\n")
    call_command("agreement", stdout=out, stderr=StringIO(), json=True, **paths)
    told = json.loads(out.getvalue())
    fear = told["codes"][0]
    # Ana in the first and half of the second unit, Ben in the second.
    assert fear["pairs"] == [
        {"coders": ["ana", "ben"], "both": 1, "only_a": 1, "only_b": 0, "neither": 1, "kappa": 0.4}
    ]
    assert fear["alpha_interval"] == {
        "kind": "none",
        "documents": 1,
        "reason": "too_few_units",
        "verdict": None,
    }
    assert told["documents"] == {"P01": 3}


def test_the_command_tells_every_coefficient_of_judgements(tmp_path: Path) -> None:
    out = StringIO()
    paths = written(tmp_path, judgements="A,B\ny,y\ny,n\nn,n\nn,n\n")
    call_command("agreement", stdout=out, **paths)
    told = dict(line.split() for line in out.getvalue().splitlines())
    assert told["percent_agreement"] == "0.7500"
    assert told["cohen_kappa"] == "0.5000"


def test_the_command_needs_one_file_that_it_can_read(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Name a file of cases"):
        call_command("agreement")
    with pytest.raises(CommandError, match="no column “start”"):
        call_command("agreement", **written(tmp_path, csv="tea\n1\n"))
    with pytest.raises(CommandError, match="can't be written"):
        call_command("agreement", out=tmp_path / "no" / "where", **written(tmp_path, judgements="A,B\n1,1\n"))
