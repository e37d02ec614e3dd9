"""What the worker can make: each kind of report, and by what."""

from coding.exports import (
    checklist,
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
    recipes,
    round_report,
    transcripts,
)
from coding.exports.desk import printing
from coding.exports.pdf import COMPARED, PARTS
from coding.leaving import making
from projects import jobs, ways


def register() -> None:
    jobs.register(large.KIND, large.compare, large.PARTS, large.page_of)
    jobs.register(large.LIST_KIND, large.write_list, large.LIST_PARTS)
    jobs.register(codings_file.KIND, codings_file.compare, codings_file.PARTS, codings_file.page_of)
    jobs.register(making.KIND, making.make, making.parts_of_job, making.page_of)
    jobs.register(recipes.KIND, printing(recipes.make_report), recipes.parts_of_job)
    ways.register(making.way_out)
    jobs.register(round_report.KIND, round_report.make_report, COMPARED)
    jobs.register(transcripts.KIND, transcripts.make, transcripts.PARTS)
    jobs.register(comparison.KIND, printing(comparison.make_pdf), COMPARED)
    for report in (checklist, excerpts, matrix, framework, contrast, cooccurrence, pictures, memos):
        jobs.register(report.KIND, printing(report.make_pdf), PARTS)
