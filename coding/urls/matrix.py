"""Addresses of the theme matrix."""

from django.urls import path

from coding.views import matrix

urlpatterns = [
    path("<slug:slug>/matrix/", matrix.matrix, name="matrix"),
    path("<slug:slug>/matrix/cell/", matrix.matrix_cell, name="matrix_cell"),
    path("<slug:slug>/matrix.xlsx", matrix.matrix_file, {"form": "xlsx"}, name="matrix_xlsx"),
    path("<slug:slug>/matrix.csv", matrix.matrix_csv, name="matrix_csv"),
    path("<slug:slug>/matrix.pdf", matrix.matrix_file, {"form": "pdf"}, name="matrix_pdf"),
    path("<slug:slug>/matrix.docx", matrix.matrix_file, {"form": "docx"}, name="matrix_docx"),
]
