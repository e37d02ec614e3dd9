"""Large comparisons: reckoned by a job, kept, and shown by the page until what was compared changes.

Their lists, which are too long to wait for, are written by a job of their own.
"""

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from coding.codebook.tree import CodeTree
from coding.codebook.withholding import tree_without
from coding.comparing.compared import Compared, counted
from coding.comparing.ground import Ground, of_round, open_work
from coding.comparing.material import read
from coding.exports.csv import CSV_TYPE, lines
from coding.exports.downloads import file_name
from coding.exports.further_tables import LISTS, table_of
from coding.exports.tables import watched
from coding.forms.comparison import ComparisonForm
from coding.models import Round
from coding.reports import kept
from coding.reports.comparison import Agreement
from projects import files, jobs
from projects.jobs import Part, Progress, Result
from projects.models import Job, Project, User
from projects.refusals import Refused

KIND = "agreement_numbers"
"""The kind of job that keeps the numbers."""
LIST_KIND = "agreement_list"
"""The kind of job that writes a list as CSV."""
PARTS = (
    Part("reading", _lazy("reading"), 0.4),
    Part("comparing", _lazy("comparing"), 0.5),
    Part("keeping", _lazy("writing down what was found"), 0.1),
)
LIST_PARTS = (
    Part("reading", _lazy("reading"), 0.2),
    Part("comparing", _lazy("comparing"), 0.3),
    Part("writing", _lazy("writing the list"), 0.5),
)
JSON_TYPE = "application/json"


def key_of(round_: Round | None, form: ComparisonForm) -> str:
    """What is compared, by which rule, and how it is kept, in one line."""
    return f"{round_.pk if round_ else 'open'}?{form.kept}#{kept.FORM}"


def start(project: Project, user: User, round_: Round | None, form: ComparisonForm) -> Job:
    wishes: dict[str, object] = {
        "what": key_of(round_, form),
        "round": round_.pk if round_ else None,
        "query": form.kept,
        # Open work goes on: numbers of yesterday are not shown for those of today.
        "event": project.last_event if round_ is None else 0,
    }
    title = _("Numbers of the agreement of %(round)s") % {"round": round_} if round_ else _told(round_)
    return jobs.start(project, user, KIND, title, wishes)


def start_list(project: Project, user: User, round_: Round | None, form: ComparisonForm, which: str) -> Job:
    """Put the writing of a list in the queue; ``which`` is one of ``LISTS``."""
    wishes: dict[str, object] = {
        "round": round_.pk if round_ else None,
        "query": form.kept,
        "list": which,
    }
    title = _("%(comparison)s: %(list)s as CSV") % {"comparison": _told(round_), "list": LISTS[which]}
    return jobs.start(project, user, LIST_KIND, title, wishes)


def _told(round_: Round | None) -> str:
    return _("Agreement of %(round)s") % {"round": round_} if round_ else _("Comparison of open work")


def job_of(project: Project, user: User, round_: Round | None, form: ComparisonForm) -> Job | None:
    """The person's newest job on the same question, if nothing changed since."""
    asked = project.jobs.filter(owner=user, kind=KIND, wishes__what=key_of(round_, form))
    now = project.last_event if round_ is None else 0
    return asked.filter(wishes__event=now).select_related("result").order_by("-made", "-pk").first()


def shown(job: Job, project: Project, ground: Ground) -> Agreement | None:
    """What a job that is done found, with the codes as they are called."""
    if job.state != Job.State.DONE or job.result is None:
        return None
    tree: CodeTree = tree_without(ground.tree(project), project)
    return kept.from_bytes(files.read(job.result), tree)


def page_of(job: Job) -> str:
    """Where the result is looked at."""
    round_, query = job.wishes["round"], job.wishes["query"]
    if round_ is None:
        return f"{reverse('comparison', args=[job.project.slug])}?{query}"
    return f"{reverse('round_agreement', args=[job.project.slug, round_])}?{query}"


def compare(job: Job, progress: Progress) -> Result:
    """The work of the job: every number of the page."""
    round_ = _round(job)
    agreement = _compared(job, round_, progress).agreement
    progress("keeping")
    name = file_name(job.project.slug, round_ or "comparison", "numbers", ending="json")
    return Result(name, JSON_TYPE, kept.as_bytes(agreement))


def write_list(job: Job, progress: Progress) -> Result:
    """The work of the other job: a table, row by row."""
    round_ = _round(job)
    table, called = table_of(_compared(job, round_, progress), str(job.wishes["list"]))
    progress("writing")
    name = file_name(job.project.slug, round_ or "comparison", called, ending="csv")
    header, rows = watched(table, progress)
    return Result(name, CSV_TYPE, b"".join(part.encode() for part in lines(header, rows)))


def _compared(job: Job, round_: Round | None, progress: Progress) -> Compared:
    progress("reading")
    ground = of_round(round_, job.owner) if round_ else open_work(job.project, job.owner)
    wish = ComparisonForm(QueryDict(str(job.wishes["query"])), ground, round_).wish
    if not ground.shared(*wish.judges):
        raise Refused(_("No transcript was completed by two coders. Complete one, then compare."))
    material = read(job.project, job.owner, wish, ground)
    progress("comparing")
    return counted(material, wish.judges)


def _round(job: Job) -> Round | None:
    if job.wishes["round"] is None:
        return None
    round_ = job.project.rounds.select_related("edition").filter(pk=job.wishes["round"]).first()
    if round_ is None or not round_.revealed:
        raise Refused(_("The round is not there, or not revealed yet."))
    return round_
