"""What the worker can make: each kind of report, and by what."""

from coding.exports import comparison, cooccurrence, excerpts, matrix, memos, pictures, round_report
from projects import jobs


def register() -> None:
    jobs.register(excerpts.KIND, excerpts.make_pdf)
    jobs.register(comparison.KIND, comparison.make_pdf)
    jobs.register(round_report.KIND, round_report.make_report)
    jobs.register(matrix.KIND, matrix.make_pdf)
    jobs.register(cooccurrence.KIND, cooccurrence.make_pdf)
    jobs.register(pictures.KIND, pictures.make_pdf)
    jobs.register(memos.KIND, memos.make_pdf)
