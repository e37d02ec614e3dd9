"""Addresses of the coding floor, one module a subject."""

from coding.urls import (
    codebook,
    comparison,
    cooccurrence,
    excerpts,
    framework,
    matrix,
    memos,
    pictures,
    progress,
    recipes,
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
    *recipes.urlpatterns,
]
