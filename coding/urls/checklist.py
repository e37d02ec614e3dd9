"""Addresses of the reporting checklist."""

from django.urls import path

from coding.views import checklist

urlpatterns = [
    path("<slug:slug>/checklist/", checklist.checklist, name="checklist"),
    path("<slug:slug>/checklist/item/", checklist.checklist_item, name="checklist_item"),
    path("<slug:slug>/checklist.csv", checklist.checklist_csv, name="checklist_csv"),
    path("<slug:slug>/checklist.docx", checklist.checklist_file, {"form": "docx"}, name="checklist_docx"),
    path("<slug:slug>/checklist.pdf", checklist.checklist_file, {"form": "pdf"}, name="checklist_pdf"),
]
