"""What was done is said in words, whatever it was."""

import ast
from collections.abc import Iterator
from pathlib import Path

from coding.progress.telling import DONE, WHOLE, said, told_of

ROOT = Path(__file__).resolve().parents[2]
WRITERS = {"record", "record_all"}


def recorded() -> Iterator[str]:
    """Every verb that a module of the product records."""
    for app in ("projects", "interviews", "coding"):
        for path in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in WRITERS:
                    for argument in node.args[:3]:
                        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                            yield argument.value


def test_every_verb_that_the_code_records_is_in_words() -> None:
    verbs = set(recorded())
    assert {"applied", "removed", "withdrew", "tagged"} <= verbs
    assert verbs - DONE.keys() - {verb for verb, _kind in WHOLE} == set()


def test_what_was_done_is_a_thing_and_what_became_of_it() -> None:
    assert said("applied", "coding") == "a coding applied"
    assert said("wrote", "memo") == "a memo written"
    assert said("retired", "code") == "a code retired"
    assert said("changed consent", "participant") == "a participant's consent changed"


def test_codes_that_were_merged_are_several() -> None:
    assert said("merged", "code") == "codes merged"


def test_a_verb_that_nobody_put_into_words_still_says_something() -> None:
    assert said("glazed", "coding") == "a coding glazed"
    assert said("glazed", "pot") == "pot glazed"


def test_what_was_taken_back_is_said_with_what_it_was() -> None:
    assert told_of("undid", "coding", "applied") == "undone: a coding applied"
    assert told_of("redid", "code", "merged") == "redone: codes merged"
    assert told_of("applied", "coding", "") == "a coding applied"
