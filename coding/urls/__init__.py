"""Addresses of the coding floor, one module a subject."""

from coding.urls import codebook, comparison, excerpts, matrix, search, workspace

urlpatterns = [
    *codebook.urlpatterns,
    *workspace.urlpatterns,
    *search.urlpatterns,
    *excerpts.urlpatterns,
    *matrix.urlpatterns,
    *comparison.urlpatterns,
]
