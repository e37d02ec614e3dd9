"""Addresses of the coding floor, one module a subject."""

from coding.urls import codebook, comparison, excerpts, matrix, progress, workspace

urlpatterns = [
    *codebook.urlpatterns,
    *workspace.urlpatterns,
    *progress.urlpatterns,
    *excerpts.urlpatterns,
    *matrix.urlpatterns,
    *comparison.urlpatterns,
]
