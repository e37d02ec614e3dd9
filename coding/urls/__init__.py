"""Addresses of the coding floor, one module a subject."""

from coding.urls import codebook, comparison, excerpts, matrix, progress, versions, workspace

urlpatterns = [
    *codebook.urlpatterns,
    *versions.urlpatterns,
    *workspace.urlpatterns,
    *progress.urlpatterns,
    *excerpts.urlpatterns,
    *matrix.urlpatterns,
    *comparison.urlpatterns,
]
