"""What becomes of many excerpts at once: another code, a code too, a tag, a pick for the report."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from coding.codebook import recoding
from coding.codebook.tree import CodeTree, tree_of
from coding.excerpts.asked import asked_of, understood
from coding.excerpts.listing import SearchTooLong
from coding.excerpts.retrieval import Passage
from coding.forms.bulk import BulkForms
from coding.forms.codebook_work import ticked
from coding.retrieval import bulk, picking
from coding.views.codebook import UNDO
from coding.views.codebook_work import left_out, recoded
from coding.views.excerpts import excerpts_page
from projects.access import May, can, project_for
from projects.models import Project
from projects.refusals import Refused
from projects.requests import SignedIn

Excerpts = list[tuple[int, Passage]]
Do = Callable[[Project, BulkForms, Excerpts], str]
"""Does it, and says so; raises ``Refused``."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def excerpts_recode(request: SignedIn, slug: str) -> HttpResponse:
    def do(project: Project, forms: BulkForms, excerpts: Excerpts) -> str:
        form = forms.recode
        if not excerpts or not form.is_valid():
            raise Refused(_("Tick excerpts and choose the code that they get; nothing was changed."))
        into = form.tree[int(form.cleaned_data["into"])].code
        return recoded(recoding.recode(project, excerpts, into, request.user, form.coder(request.user)))

    return _do(request, slug, "recode", do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def excerpts_code(request: SignedIn, slug: str) -> HttpResponse:
    """Apply a code too; where all of a list is coded, nobody has looked at each, which the codings say."""

    def do(project: Project, forms: BulkForms, excerpts: Excerpts) -> str:
        form = forms.also
        if not excerpts or not form.is_valid():
            raise Refused(_("Tick excerpts and choose the code that is applied; nothing was changed."))
        number = bulk.code_all(project, excerpts, form.chosen, request.user, is_auto=forms.takes_all)
        said = ngettext(
            "“%(code)s” was applied to %(n)s passage.", "“%(code)s” was applied to %(n)s passages.", number
        )
        return said % {"code": form.chosen, "n": f"{number:,}"}

    return _do(request, slug, "also", do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def excerpts_tag(request: SignedIn, slug: str) -> HttpResponse:
    def do(project: Project, forms: BulkForms, excerpts: Excerpts) -> str:
        form = forms.tag
        if not excerpts or not form.is_valid():
            raise Refused(_("Tick excerpts and type the tag that they get; nothing was changed."))
        name = form.cleaned_data["tag"]
        tagged = bulk.tag_all(project, excerpts, name, request.user, form.coder(request.user))
        said = ngettext(
            "%(n)s coding was tagged “%(tag)s”.", "%(n)s codings were tagged “%(tag)s”.", tagged.number
        )
        return " ".join(
            filter(None, [said % {"tag": name, "n": f"{tagged.number:,}"}, left_out(tagged.left_out)])
        )

    return _do(request, slug, "tag", do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def excerpts_pick(request: SignedIn, slug: str) -> HttpResponse:
    def do(project: Project, forms: BulkForms, excerpts: Excerpts) -> str:
        form = forms.pick
        if not excerpts or not form.is_valid():
            raise Refused(_("Tick excerpts and say why they are picked; nothing was changed."))
        passages = {passage for _code, passage in excerpts}
        number = len(picking.pick(project, passages, form.why, request.user))
        said = ngettext(
            "%(n)s quote was picked for the report.", "%(n)s quotes were picked for the report.", number
        )
        return said % {"n": f"{number:,}"}

    return _do(request, slug, "pick", do)


def _do(request: SignedIn, slug: str, what: str, do: Do) -> HttpResponse:
    """Back to the list where it was done; where it was refused, what was ticked and chosen stays.

    Links of the list that shows then, and reloading, lead to the list.
    """
    project = project_for(request.user, slug, May.CODE)
    back = f"{reverse('excerpts', args=[slug])}?{request.GET.urlencode()}"
    if request.method != "POST":
        return redirect(back)
    tree = tree_of(project)
    forms = BulkForms(tree, can(project.role, May.CHANGE_PROJECT), request.POST)
    forms.open = what
    try:
        said = do(project, forms, _excerpts(request, project, tree, forms))
    except Refused as error:
        messages.error(request, str(error))
        return excerpts_page(request, project, forms)
    messages.success(request, said, extra_tags=UNDO)
    return redirect(back)


def _excerpts(request: SignedIn, project: Project, tree: CodeTree, forms: BulkForms) -> Excerpts:
    """Those ticked, under codes in use; or all of the list."""
    if not forms.takes_all:
        return [each for each in ticked(forms.ticks) if each[0] in tree]
    form, query, _odd = understood(project, request.GET, whole=False)
    try:
        return bulk.all_of(asked_of(project, form, query).listing(request.user))
    except SearchTooLong as error:
        raise Refused(_("The words were not found in time. Narrow the list; nothing was changed.")) from error
