"""Addresses of the coding floor, one module a subject."""

from coding.urls import codebook, comparison, excerpts, matrix, versions, workspace

urlpatterns = [
    *codebook.urlpatterns,
    *versions.urlpatterns,
    *workspace.urlpatterns,
    *excerpts.urlpatterns,
    *matrix.urlpatterns,
    *comparison.urlpatterns,
]
