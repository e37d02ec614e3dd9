"""Addresses of the theme matrix."""

from django.urls import path

from coding.views import matrix

urlpatterns = [
    path("<slug:slug>/matrix/", matrix.matrix, name="matrix"),
    path("<slug:slug>/matrix.csv", matrix.matrix_csv, name="matrix_csv"),
    path("<slug:slug>/matrix.pdf", matrix.matrix_pdf, name="matrix_pdf"),
]
