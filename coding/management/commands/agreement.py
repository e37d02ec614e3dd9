"""Agreement by command: of cases, of codings or of judgements that a file holds (docs/agreement.md)."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError

from coding.analysis.agreement.cases.answers import answers
from coding.analysis.agreement.cases.on_ratings import told_of
from coding.analysis.agreement.comparison import Comparison, compare, compare_characters
from coding.analysis.agreement.files.codings import (
    Comparable,
    comparable,
    read_codings,
    read_completed,
    read_lengths,
    read_units,
)
from coding.analysis.agreement.files.matrices import read_judgements
from coding.analysis.agreement.telling import as_json, as_table
from interviews.parsing import Unreadable

T = TypeVar("T")
CHARACTERS, UNITS = "characters", "units of the file"


class Command(BaseCommand):
    help = (
        "Answer the cases of a JSON file with agreement coefficients; or compare the coders of a CSV of "
        "codings from any program, or of judgements on units. See docs/agreement.md."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="a list of cases, or - to read standard input")
        parser.add_argument("--csv", type=Path, help="codings: document, start, end, code, coder")
        parser.add_argument("--judgements", type=Path, help="a row for each unit, a column for each coder")
        parser.add_argument("--lengths", type=Path, help="of the codings’ documents: document, length")
        parser.add_argument("--completed", type=Path, help="who completed what: document, coder")
        parser.add_argument("--units", type=Path, help="instead of characters: document, start, end")
        parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
        parser.add_argument("--out", type=Path, help="write it to this file instead of printing it")

    def handle(self, *_args: object, **options: Any) -> None:
        asked = [options["file"], options["csv"], options["judgements"]]
        if sum(each is not None for each in asked) != 1:
            raise CommandError("Name a file of cases, or one of codings (--csv), or one of --judgements.")
        if options["csv"]:
            self._tell(_told(self._compared(options), options), options["out"])
        elif options["judgements"]:
            judgements = _read(options["judgements"], read_judgements)
            self._tell(_listed(told_of(judgements), as_json=options["json"]), options["out"])
        else:
            self._answer(options["file"], options["out"])

    def _answer(self, file: Path, out: Path | None) -> None:
        found, problems = answers(_cases(file))
        self._tell(json.dumps(found, ensure_ascii=False, indent=1), out)
        if problems:
            self.stderr.write("\n".join(problems))
            raise CommandError(f"{len(problems)} of the cases could not be answered; the others were.")

    def _compared(self, options: dict[str, Any]) -> Comparison:
        given = _comparable(options)
        self.stderr.writelines(f"{sentence}\n" for sentence in given.assumed)
        if options["units"]:
            return compare(given.sources, given.readings, given.codes)
        return compare_characters(given.sources, given.readings, given.codes)

    def _tell(self, text: str, out: Path | None) -> None:
        if out is None:
            self.stdout.write(text)
            return
        try:
            out.write_text(f"{text}\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{out} can't be written: {error.strerror}.") from error


def _comparable(options: dict[str, Any]) -> Comparable:
    return comparable(
        _read(options["csv"], read_codings),
        _read(options["lengths"], read_lengths) if options["lengths"] else None,
        _read(options["completed"], read_completed) if options["completed"] else None,
        _read(options["units"], read_units) if options["units"] else None,
    )


def _told(comparison: Comparison, options: dict[str, Any]) -> str:
    unit = UNITS if options["units"] else CHARACTERS
    if options["json"]:
        return json.dumps(as_json(comparison, unit), ensure_ascii=False, indent=1)
    return as_table(comparison, unit)


def _listed(told: dict[str, Any], *, as_json: bool) -> str:
    if as_json:
        return json.dumps(told, ensure_ascii=False, indent=1)
    width = max(map(len, told))
    return "\n".join(
        f"{name.ljust(width)}  {found['undefined'] if isinstance(found, dict) else f'{found:.4f}'}"
        for name, found in told.items()
    )


def _read(path: Path, reading: Callable[[str], T]) -> T:
    try:
        return reading(_text(path))
    except Unreadable as error:
        raise CommandError(f"{path}: {error}") from error


def _text(path: Path) -> str:
    try:
        return sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CommandError(f"{path} can't be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} is not UTF-8; save it as that.") from error


def _cases(path: Path) -> list[Any]:
    try:
        cases = json.loads(_text(path))
    except ValueError as error:
        raise CommandError(f"{path} is no JSON: {error}.") from error
    if not isinstance(cases, list):
        raise CommandError(f"{path} holds no list of cases.")
    return cases
