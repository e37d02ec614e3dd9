"""The house's own limits (CONTRIBUTING.md), which no linter on PyPI keeps."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ("config", "projects", "interviews", "coding")
FILE_LINES, FUNCTION_LINES, FUNCTION_P90 = 300, 30, 20
TEMPLATE_LINES, SCRIPT_LINES = 120, 200
BANNED_NAMES = re.compile(r"^(utils?|helpers?|managers?|handlers?|services?|selectors|signals|data|info)$")


def lines_of(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def product_files() -> Iterator[Path]:
    for package in PRODUCT:
        yield from (path for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts)


def too_long(pattern: str, folder: str, limit: int) -> Iterator[str]:
    for path in (ROOT / folder).rglob(pattern):
        if lines_of(path) > limit:
            yield f"{path.relative_to(ROOT)}: {lines_of(path)} lines, {limit} allowed"


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (
                f"{path.relative_to(ROOT)}:{node.lineno} {node.name}",
                (node.end_lineno or 0) - node.lineno + 1,
            )


def long_code() -> Iterator[str]:
    lengths = []
    for path in product_files():
        if lines_of(path) > FILE_LINES:
            yield f"{path.relative_to(ROOT)}: {lines_of(path)} lines, {FILE_LINES} allowed"
        for name, length in functions(path):
            lengths.append(length)
            if length > FUNCTION_LINES:
                yield f"{name}: {length} lines, {FUNCTION_LINES} allowed"
    p90 = sorted(lengths)[int(len(lengths) * 0.9)]
    if p90 > FUNCTION_P90:
        yield f"nine of ten functions have up to {p90} lines, {FUNCTION_P90} allowed"


def wrong_words() -> Iterator[str]:
    for path in product_files():
        if BANNED_NAMES.match(path.stem):
            yield f"{path.relative_to(ROOT)}: name the module for its subject"
        text = path.read_text(encoding="utf-8")
        if re.search(r"\.tags\.(add|set)\((?![^)]*tag_kwargs)", text):
            yield f"{path.relative_to(ROOT)}: without tag_kwargs this takes another project's tag"
        if re.search(r"\b(TODO|FIXME|XXX)\b", text):
            yield f"{path.relative_to(ROOT)}: unfinished work belongs in an issue"


def inline_code_in_templates() -> Iterator[str]:
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        if re.search(r"\sstyle=|\son[a-z]+=\"|<style|<script(?![^>]*(src=|application/json))", text):
            yield f"{path.relative_to(ROOT)}: inline style or script, which the security policy blocks"


def main() -> int:
    complaints = [
        *long_code(),
        *too_long("*.html", "templates", TEMPLATE_LINES),
        *too_long("*.js", "static", SCRIPT_LINES),
        *wrong_words(),
        *inline_code_in_templates(),
    ]
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
