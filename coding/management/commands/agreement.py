"""Answers cases of agreement from a file: coefficients by name, of ratings, spans or parts."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from coding.analysis.agreement.cases.answers import answers


class Command(BaseCommand):
    help = "Answer the cases of a JSON file with agreement coefficients (docs/agreement.md)."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a list of cases, or - to read it from standard input")
        parser.add_argument("--out", type=Path, help="write the answers here instead of printing them")

    def handle(self, *_args: object, **options: Any) -> None:
        found, problems = answers(_cases(options["file"]))
        text = json.dumps(found, ensure_ascii=False, indent=1)
        if options["out"]:
            _write(options["out"], text)
        else:
            self.stdout.write(text)
        if problems:
            self.stderr.write("\n".join(problems))
            raise CommandError(f"{len(problems)} of the cases could not be answered; the others were.")


def _cases(path: Path) -> list[Any]:
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8-sig")
        cases = json.loads(text)
    except OSError as error:
        raise CommandError(f"{path} can't be read: {error.strerror}.") from error
    except ValueError as error:
        raise CommandError(f"{path} is no JSON in UTF-8: {error}.") from error
    if not isinstance(cases, list):
        raise CommandError(f"{path} holds no list of cases.")
    return cases


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{path} can't be written: {error.strerror}.") from error
