"""Addresses of the coding floor, one module a subject."""

from coding.urls import (
    codebook,
    comparison,
    cooccurrence,
    excerpts,
    framework,
    leaving,
    matrix,
    memos,
    pictures,
    progress,
    resolving,
    rounds,
    search,
    versions,
    workspace,
)

urlpatterns = [
    *codebook.urlpatterns,
    *versions.urlpatterns,
    *workspace.urlpatterns,
    *progress.urlpatterns,
    *search.urlpatterns,
    *excerpts.urlpatterns,
    *memos.urlpatterns,
    *matrix.urlpatterns,
    *framework.urlpatterns,
    *cooccurrence.urlpatterns,
    *pictures.urlpatterns,
    *rounds.urlpatterns,
    *comparison.urlpatterns,
    *resolving.urlpatterns,
    *leaving.urlpatterns,
]
