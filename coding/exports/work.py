"""What the worker can make: each kind of report, and by what."""

from coding.exports import (
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
from coding.leaving import making
from projects import jobs, ways


def register() -> None:
    jobs.register(round_report.KIND, round_report.make_report)
    jobs.register(large.KIND, large.compare, page=large.page_of)
    jobs.register(making.KIND, making.make, page=making.page_of)
    ways.register(making.way_out)
    for report in (excerpts, comparison, matrix, framework, contrast, cooccurrence, pictures, memos):
        jobs.register(report.KIND, report.make_pdf)
