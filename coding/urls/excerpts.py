"""Addresses of the excerpts."""

from django.urls import path

from coding.views import excerpts

urlpatterns = [
    path("<slug:slug>/excerpts/", excerpts.excerpts, name="excerpts"),
    path("<slug:slug>/excerpts.csv", excerpts.excerpts_csv, name="excerpts_csv"),
    path("<slug:slug>/excerpts.pdf", excerpts.excerpts_file, {"form": "pdf"}, name="excerpts_pdf"),
    path("<slug:slug>/excerpts.docx", excerpts.excerpts_file, {"form": "docx"}, name="excerpts_docx"),
    path("<slug:slug>/excerpts.xlsx", excerpts.excerpts_file, {"form": "xlsx"}, name="excerpts_xlsx"),
]
