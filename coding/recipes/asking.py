"""What each kind of part asks: the form of its own page, bound to the query that a recipe keeps."""

from collections.abc import Callable

from django import forms
from django.http import QueryDict

from coding.codebook.tree import CodeTree, tree_of
from coding.codebook.withholding import tree_without
from coding.excerpts.asked import form_of
from coding.excerpts.listing import tree_to_list
from coding.forms.contrast import ContrastForm
from coding.forms.cooccurrence import CoOccurrenceForm
from coding.forms.excerpts import ExcerptsForm
from coding.forms.framework import FrameworkForm
from coding.forms.matrix import MatrixForm
from coding.forms.memos import MemosForm
from coding.forms.pictures import PictureForm
from coding.forms.recipes import AgreementForm, CodebookPartForm, QuotesForm, SampleForm, TrailForm
from coding.forms.transcripts import TranscriptsForm
from coding.pictures.kinds import Kind as Picture
from projects.models import Project, User


def _tree(project: Project) -> CodeTree:
    return tree_without(tree_of(project), project)


def sample(project: Project, _user: User, query: QueryDict) -> SampleForm:
    return SampleForm(query, project)


def codebook(project: Project, _user: User, query: QueryDict) -> CodebookPartForm:
    return CodebookPartForm(query, project)


def quotes(_project: Project, _user: User, query: QueryDict) -> QuotesForm:
    return QuotesForm(query)


def excerpts(project: Project, _user: User, query: QueryDict) -> ExcerptsForm:
    return form_of(project, query, whole=True)


def transcripts(project: Project, _user: User, query: QueryDict) -> TranscriptsForm:
    return TranscriptsForm(query, project)


def framework(project: Project, _user: User, query: QueryDict) -> FrameworkForm:
    return FrameworkForm(query, project, _tree(project))


def matrix(project: Project, _user: User, query: QueryDict) -> MatrixForm:
    return MatrixForm(query, project)


def contrast(project: Project, _user: User, query: QueryDict) -> ContrastForm:
    return ContrastForm(query, project, _tree(project))


def cooccurrence(project: Project, _user: User, query: QueryDict) -> CoOccurrenceForm:
    return CoOccurrenceForm(query, project)


def picture(kind: Picture) -> Callable[[Project, User, QueryDict], PictureForm]:
    """The questions of one picture."""

    def asked(project: Project, _user: User, query: QueryDict) -> PictureForm:
        return PictureForm(query, project, kind)

    return asked


def agreement(project: Project, _user: User, query: QueryDict) -> AgreementForm:
    return AgreementForm(query, project)


def memos(project: Project, user: User, query: QueryDict) -> MemosForm:
    return MemosForm(query, project, user, tree_to_list(project))


def checklist(_project: Project, _user: User, _query: QueryDict) -> forms.Form:
    """Nothing: it is what it is."""
    return forms.Form({})


def trail(_project: Project, _user: User, query: QueryDict) -> TrailForm:
    return TrailForm(query)
