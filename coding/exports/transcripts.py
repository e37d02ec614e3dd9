"""Coded transcripts as PDF with a margin, or as Word documents with comments, made by a job."""

from functools import partial
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from coding.exports import pdf
from coding.exports.composed import as_word
from coding.exports.downloads import ZIP_TYPE, file_name
from coding.exports.parts import Cover, Part
from coding.exports.printing import PDF, WORD
from coding.exports.setting import Watch
from coding.exports.tables import Table
from coding.exports.word.document import DOCX_TYPE
from coding.forms.transcripts import PrintForm
from coding.reports.in_blocks.transcripts import blocks_of_transcripts
from coding.reports.transcript import CodedTranscripts, Talk, Way, Wish, build
from interviews.models import Transcript
from projects import jobs
from projects.access import note
from projects.models import Access, Job, Project, User
from projects.refusals import Refused

KIND = "coded_transcripts"
"""The kind of job."""
MADE_AS = {Way.STRIPES: _lazy("PDF with stripes"), Way.NOTES: _lazy("PDF with numbered notes")}
MOST_IN_PDF = 4_000_000
"""Characters of all transcripts: about 1,500 pages."""
PARTS = (
    *pdf.PARTS,
    jobs.Part("documents", _lazy("writing the documents"), 0.0, _lazy("document %(done)s of %(total)s")),
)


def start(project: Project, user: User, form: PrintForm, file: str) -> Job:
    """Put the work that a valid form asks for in the queue."""
    file = WORD if file == WORD else PDF
    wishes: dict[str, object] = {"query": form.kept, "format": file}
    return jobs.start(project, user, KIND, _title(project, form.wish, file), wishes)


def _title(project: Project, wish: Wish, file: str) -> str:
    """By IDs, which stay when a participant withdraws; titles may tell more."""
    chosen = wish.transcripts
    made_as = _("Word") if file == WORD else MADE_AS[wish.way]
    if len(chosen) > 1:
        said = ngettext(
            "%(n)s coded transcript, as %(file)s", "%(n)s coded transcripts, as %(file)s", len(chosen)
        )
        return said % {"n": len(chosen), "file": made_as}
    transcript = Transcript.objects.get(project=project, pk=chosen[0])
    who = ", ".join(str(each) for each in transcript.appearances.select_related("participant")[:3])
    if not who:
        return _("A coded transcript, as %(file)s") % {"file": made_as}
    return _("Coded transcript of %(who)s, as %(file)s") % {"who": who, "file": made_as}


def make(job: Job, progress: jobs.Progress) -> jobs.Result:
    """The work of the job."""
    progress("reading")
    report = report_asked(job.project, job.owner, _asked_again(job))
    made = (
        _documents(job, report, progress) if job.wishes.get("format") == WORD else _pdf(job, report, progress)
    )
    note_taken(job.project, job.owner, report)
    return made


def _asked_again(job: Job) -> Wish:
    form = PrintForm(job.project, QueryDict(str(job.wishes["query"])), [])
    if not form.is_valid():
        raise Refused(_("What was asked for is no longer in the study. Choose the transcripts again."))
    return form.wish


def report_asked(project: Project, user: User, wish: Wish) -> CodedTranscripts:
    """Those that may be printed; raises ``Refused`` where there are none."""
    report = build(project, user, wish)
    if not report.talks:
        raise Refused(
            _("Nothing is left to print: nobody in these transcripts may be quoted, or they are gone.")
        )
    return report


def note_taken(project: Project, user: User, report: CodedTranscripts) -> None:
    """Let the access log tell of each transcript that a file takes out of the house."""
    for talk in report.talks:
        note(project, user, Access.Verb.DOWNLOADED, ("transcript", talk.pk, talk.title))


def table_of(report: CodedTranscripts) -> Table:
    """A row for each turn, with the codes of the passages in it."""
    header = [_("transcript"), _("turn"), _("speaker"), _("time mark"), _("words"), _("codes")]
    rows = (
        [talk.cited, turn.number, turn.who, turn.time, turn.words, "; ".join(talk.codes_in(turn))]
        for talk in report.talks
        for turn in talk.turns
    )
    return Table(header, rows)


def _pdf(job: Job, report: CodedTranscripts, progress: jobs.Progress) -> jobs.Result:
    refuse_too_long(report)
    html = render_to_string("reports/transcript.html", {"report": report})
    return jobs.Result(_name(job, report, "pdf"), pdf.PDF_TYPE, pdf.render(html, progress))


def refuse_too_long(report: CodedTranscripts) -> None:
    """Raise where the transcripts make more pages than one PDF holds."""
    characters = sum(talk.length for talk in report.talks)
    if characters > MOST_IN_PDF:
        sentence = _("These transcripts are too long for one PDF. Choose about %(n)s at once, or take Word.")
        raise Refused(sentence % {"n": max(1, len(report.talks) * MOST_IN_PDF // characters)})


def _documents(job: Job, report: CodedTranscripts, progress: jobs.Progress) -> jobs.Result:
    """One document, or a ZIP of one for each transcript."""
    if len(report.talks) == 1:
        return jobs.Result(_name(job, report, "docx"), DOCX_TYPE, _document(report, progress))
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for number, talk in enumerate(report.talks, start=1):
            beat = partial(_beat, progress, number, len(report.talks))
            beat()
            name = file_name(f"{number:03}", _short(talk), ending="docx")
            archive.writestr(name, _document(report.alone(talk), beat))
    return jobs.Result(_name(job, report, "zip"), ZIP_TYPE, buffer.getvalue())


def _document(report: CodedTranscripts, progress: Watch) -> bytes:
    return as_word(Cover(report.front), [Part(report.front.title, blocks_of_transcripts(report))], progress)


def _beat(progress: Watch, number: int, total: int, *_step: object) -> None:
    """Whatever step one document is at, it is one of so many."""
    progress("documents", number, total)


def _name(job: Job, report: CodedTranscripts, ending: str) -> str:
    what = _short(report.talks[0]) if len(report.talks) == 1 else _("transcripts")
    return file_name(job.project.slug, what, _("coded"), ending=ending)


def _short(talk: Talk) -> str:
    """For the name of a file: who speaks, not what it is called."""
    return _("transcript") if talk.cited == talk.title else talk.cited
