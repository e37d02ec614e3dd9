"""Addresses of the coding floor, one module a subject."""

from coding.urls import codebook, comparison, excerpts, matrix, memos, workspace

urlpatterns = [
    *codebook.urlpatterns,
    *workspace.urlpatterns,
    *excerpts.urlpatterns,
    *memos.urlpatterns,
    *matrix.urlpatterns,
    *comparison.urlpatterns,
]
