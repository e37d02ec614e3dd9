"""What the worker can make: each kind of report, and by what."""

from coding.exports import (
    codings_file,
    comparison,
    contrast,
    cooccurrence,
    excerpts,
    framework,
    large,
    matrix,
    memos,
    pictures,
    round_report,
)
from projects import jobs


def register() -> None:
    jobs.register(round_report.KIND, round_report.make_report)
    jobs.register(large.KIND, large.compare, large.page_of)
    jobs.register(codings_file.KIND, codings_file.compare, codings_file.page_of)
    for report in (excerpts, comparison, matrix, framework, contrast, cooccurrence, pictures, memos):
        jobs.register(report.KIND, report.make_pdf)
