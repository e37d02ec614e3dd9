"""Stores transcripts from the command line, without asking."""

import hashlib
import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from interviews import uploads
from interviews.kinds import media_type
from interviews.parsing import ENCODINGS, Draft, Unreadable, parse
from projects import files
from projects.models import Project
from projects.refusals import Refused

Report = dict[str, Any]


class Command(BaseCommand):
    help = "Store transcripts (.txt .md .docx .vtt .srt) in a project, with the speakers that are found."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("project", help="its short name, as in its address")
        parser.add_argument("file", nargs="+", type=Path)
        parser.add_argument("--json", action="store_true", help="print a list of reports and nothing else")
        parser.add_argument("--dry-run", action="store_true", help="read and report, but store nothing")
        parser.add_argument("--encoding", choices=ENCODINGS, help="of text that is not UTF-8")

    def handle(self, *_args: object, **options: Any) -> None:
        project = Project.objects.filter(slug=options["project"]).first()
        if project is None:
            raise CommandError(f"There is no project “{options['project']}”.")
        into = None if options["dry_run"] else project
        reports = [_report(path, options["encoding"], into) for path in options["file"]]
        if options["json"]:
            self.stdout.write(json.dumps(reports, ensure_ascii=False, indent=1))
        else:
            self.stdout.writelines(f"{_sentence(report)}\n" for report in reports)
        failed = sum(report["error"] is not None for report in reports)
        if failed:
            raise CommandError(f"{failed} of {len(reports)} files could not be stored.")


def _report(path: Path, encoding: str | None, project: Project | None) -> Report:
    report: Report = {"file": path.name, "characters": 0, "turns": {}, "warnings": [], "error": None}
    try:
        content = path.read_bytes()
        draft = parse(path.name, content, encoding)
        report["characters"] = len(draft.text)
        report["turns"] = dict(Counter(turn.speaker for turn in draft.turns))
        report["warnings"] = list(draft.warnings)
        if project:
            report["warnings"] += _store(project, path, content, draft)
    except OSError as error:
        report["error"] = f"{path} cannot be opened: {error.strerror}."
    except (Unreadable, Refused) as error:
        report["error"] = str(error)
    return report


def _store(project: Project, path: Path, content: bytes, draft: Draft) -> list[str]:
    """Keeps the transcript, unless the same file was stored before; returns what to say of it."""
    twin = uploads.already_stored(project, hashlib.sha256(content).hexdigest())
    if twin:
        return [f"The same file is stored already as “{twin}”, so it was not stored again."]
    file = files.store(project, None, path.name, media_type(path.name), content)
    uploads.store(project, draft, None, path.stem, uploads.Source(file))
    return []


def _sentence(report: Report) -> str:
    if report["error"]:
        return f"{report['file']}: {report['error']}"
    turns = ", ".join(f"{speaker or 'nobody'} {count}" for speaker, count in report["turns"].items())
    lines = [f"{report['file']}: {report['characters']} characters; turns: {turns}"]
    return "\n  ".join([*lines, *report["warnings"]])
