"""Finds labels that are probably a typing error of another."""

import re
from collections.abc import Mapping
from itertools import combinations

_NUMBER = re.compile(r"\d+")
_OFFICE = re.compile(r"(?<=\S)\s*\([^()]*\)$")
_SAME = re.compile(r"[\W_]+")


def likenesses(counts: Mapping[str, int]) -> dict[str, str]:
    """For each label that looks like a more frequent one, that one. Only offered, never merged."""
    ranked = sorted(counts, key=lambda name: -counts[name])[:200]  # pairs: keep a strange file quick
    found: dict[str, str] = {}
    for frequent, rare in combinations(ranked, 2):
        if rare not in found and frequent not in found and _alike(frequent, rare, counts):
            found[rare] = frequent
    return found


def _alike(frequent: str, rare: str, counts: Mapping[str, int]) -> bool:
    if _plain(frequent) == _plain(rare):
        return True
    numbers = (_NUMBER.findall(frequent), _NUMBER.findall(rare))
    if all(numbers) and numbers[0] != numbers[1]:  # P1 is not P10
        return False
    if counts[rare] > 2 or counts[frequent] < 3 * counts[rare]:
        return False
    if min(len(frequent), len(rare)) <= 2:  # "P" beside "P1", but not "P" beside "I"
        return _NUMBER.sub("", _plain(frequent)) == _NUMBER.sub("", _plain(rare))
    return _edits(_plain(frequent), _plain(rare)) <= (2 if len(rare) >= 10 else 1)


def _plain(name: str) -> str:
    """The letters and numbers of the name, without a party or office in parentheses."""
    return _SAME.sub("", _OFFICE.sub("", name)).casefold()


def _edits(one: str, other: str) -> int:
    """How many letters to add, drop, change or swap with a neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, mate in enumerate(other, 1):
            steps = [before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != mate)]
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == mate:
                steps.append(last[j - 2] + 1)
            row.append(min(steps))
    return row[-1]
