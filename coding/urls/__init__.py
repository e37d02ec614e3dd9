"""Addresses of the coding floor, one module a subject."""

from coding.urls import codebook, comparison, excerpts, matrix, workspace

urlpatterns = [
    *codebook.urlpatterns,
    *workspace.urlpatterns,
    *excerpts.urlpatterns,
    *matrix.urlpatterns,
    *comparison.urlpatterns,
]
