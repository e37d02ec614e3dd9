"""Taking a file out of the house: made anew for it, looked through, decided on, and only then downloaded."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coding.exports.downloads import attached
from coding.forms.leaving import DecisionForm, LeavingForm
from coding.leaving import deciding, making
from coding.leaving.asking import match_of
from coding.leaving.page import CheckPage, read
from projects.access import May, note, project_for
from projects.models import Access, Job, Project
from projects.refusals import Refused
from projects.requests import SignedIn


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leaving_new(request: SignedIn, slug: str) -> HttpResponse:
    """Asks how a file is to leave that was made for the team: by ``?job=``, or ``?of=`` an address."""
    project = project_for(request.user, slug, May.RELEASE)
    source = _source(request, project)
    form = LeavingForm(project, request.POST if request.method == "POST" else None)
    if form.is_valid():
        chosen = form.cleaned_data["publication"]
        job = making.start(project, request.user, source, chosen, form.left_out)
        return redirect("job", slug, job.pk)
    title = source.title if isinstance(source, Job) else making.title_of(source)
    return render(request, "coding/leaving_new.html", {"project": project, "form": form, "title": title})


def _source(request: SignedIn, project: Project) -> Job | str:
    address = request.GET.get("of", "")
    if address:
        if match_of(project, address.partition("?")[0]) is None:
            raise Http404
        return address
    number = request.GET.get("job", "")
    job = project.jobs.filter(pk=int(number), owner=request.user).first() if number.isdecimal() else None
    if job is None or not making.can_leave(job):
        raise Http404
    return job


def _checked(request: SignedIn, slug: str, pk: int) -> tuple[CheckPage, bytes]:
    """The person's own job and what was found in its file; anything else is not found."""
    project = project_for(request.user, slug, May.RELEASE)
    jobs = project.jobs.filter(kind=making.KIND, owner=request.user).select_related("result")
    found = read(project, get_object_or_404(jobs, pk=pk))
    if found is None:
        raise Http404
    return found


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leaving_check(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """What was found; posting decides."""
    page, _content = _checked(request, slug, pk)
    form = DecisionForm(page.checked.stale, page.silent, request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            deciding.decide(page.job, page.checked, said["decision"], said["reason"], request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("leaving_check", slug, pk)
    return render(request, "coding/leaving_check.html", {"project": page.project, "page": page, "form": form})


@login_required
@require_POST
def leaving_allow(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Words that the person ticked identify nobody in this study."""
    page, _content = _checked(request, slug, pk)
    found = {finding.key: finding.words for finding in page.open}
    words = [found[key] for key in request.POST.getlist("word") if key in found]
    count = deciding.allow(page.project, request.user, words)
    if count:
        said = ngettext("%(n)s is fine from now on.", "%(n)s are fine from now on.", count)
        messages.success(request, said % {"n": count})
    else:
        messages.info(request, _("Nothing was ticked."))
    return redirect("leaving_check", slug, pk)


@login_required
@require_safe
def leaving_file(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """The file, once it was let go."""
    page, content = _checked(request, slug, pk)
    if not page.may_be_taken:
        messages.error(request, _("It was not decided yet that this may leave the house."))
        return redirect("leaving_check", slug, pk)
    note(page.project, request.user, Access.Verb.DOWNLOADED, (making.KIND, page.job.pk, page.job.title))
    return attached(HttpResponse(content, content_type=page.checked.media_type), page.checked.name)
