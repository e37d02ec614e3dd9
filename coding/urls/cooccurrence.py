"""Addresses of co-occurrence."""

from django.urls import path

from coding.views import cooccurrence

urlpatterns = [
    path("<slug:slug>/cooccurrence/", cooccurrence.cooccurrence, name="cooccurrence"),
    path("<slug:slug>/cooccurrence/cell/", cooccurrence.cooccurrence_cell, name="cooccurrence_cell"),
    path("<slug:slug>/cooccurrence.csv", cooccurrence.cooccurrence_csv, name="cooccurrence_csv"),
    path(
        "<slug:slug>/cooccurrence.xlsx",
        cooccurrence.cooccurrence_file,
        {"form": "xlsx"},
        name="cooccurrence_xlsx",
    ),
    path(
        "<slug:slug>/cooccurrence.pdf",
        cooccurrence.cooccurrence_file,
        {"form": "pdf"},
        name="cooccurrence_pdf",
    ),
    path(
        "<slug:slug>/cooccurrence.docx",
        cooccurrence.cooccurrence_file,
        {"form": "docx"},
        name="cooccurrence_docx",
    ),
]
