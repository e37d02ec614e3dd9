"""Fills the demo study's framework matrix: summaries, quotes, types and what was not asked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from coding.framework import writing
from coding.framework.cells import Cell, Ground, Part
from coding.framework.writing import Words
from coding.models import Code
from interviews.models import Participant, Turn
from projects.models import Project, User

FILE = Path(__file__).parent / "summaries.json"


@dataclass(frozen=True)
class Framework:
    project: Project
    people: Mapping[str, User]
    codes: Mapping[str, Code]

    @cached_property
    def participants(self) -> dict[str, Participant]:
        return {person.code: person for person in self.project.participants.all()}

    def fill(self) -> None:
        notes: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
        for entry in notes["cells"]:
            cell = Cell(self.project, Part.CELL, self.participants[entry["of"]], self.codes[entry["under"]])
            self._write(cell, entry)
            self._quote(cell, entry)
        for entry in notes["cases"]:
            self._write(Cell(self.project, Part.CASE, self.participants[entry["of"]]), entry)
        for code, name in notes["types"].items():
            self._write(Cell(self.project, Part.TYPE, self.participants[code]), {"by": "mara", "body": name})
        for entry in notes["themes"]:
            self._write(Cell(self.project, Part.THEME, None, self.codes[entry["under"]]), entry)

    def _write(self, cell: Cell, entry: Mapping[str, Any]) -> None:
        words = Words(entry["body"], entry.get("answer", ""))
        writing.write(cell, self.people[entry["by"]], words, None)

    def _quote(self, cell: Cell, entry: Mapping[str, Any]) -> None:
        """The longest passage under the cell in each of these turns."""
        if not entry.get("quoted"):
            return
        by = self.people[entry["by"]]
        under = list(writing.codings_under(cell, by).values())
        for number in entry["quoted"]:
            turn = Turn.objects.get(revision__transcript__in=cell.transcripts, number=number)
            within = [each for each in under if turn.start <= each.passage.start < turn.end]
            writing.quote(cell, by, max(within, key=_length).passage, True)


def _length(each: Ground) -> int:
    return each.length
