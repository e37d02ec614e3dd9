"""Addresses of the coding floor, one module a subject."""

from coding.urls import (
    checklist,
    codebook,
    comparison,
    cooccurrence,
    excerpts,
    framework,
    matrix,
    memos,
    pictures,
    progress,
    resolving,
    rounds,
    search,
    transcripts,
    versions,
    workspace,
)

urlpatterns = [
    *codebook.urlpatterns,
    *versions.urlpatterns,
    *workspace.urlpatterns,
    *transcripts.urlpatterns,
    *progress.urlpatterns,
    *search.urlpatterns,
    *excerpts.urlpatterns,
    *memos.urlpatterns,
    *matrix.urlpatterns,
    *framework.urlpatterns,
    *cooccurrence.urlpatterns,
    *pictures.urlpatterns,
    *checklist.urlpatterns,
    *rounds.urlpatterns,
    *comparison.urlpatterns,
    *resolving.urlpatterns,
]
