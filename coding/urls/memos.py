"""Addresses of memos."""

from django.urls import path

from coding.views import memo_lists, memos

urlpatterns = [
    path("<slug:slug>/memos/", memo_lists.memos, name="memos"),
    path("<slug:slug>/memos.csv", memo_lists.memos_csv, name="memos_csv"),
    path("<slug:slug>/memos.md", memo_lists.memos_markdown, name="memos_markdown"),
    path("<slug:slug>/memos.xlsx", memo_lists.memos_file, {"form": "xlsx"}, name="memos_xlsx"),
    path("<slug:slug>/memos.pdf", memo_lists.memos_file, {"form": "pdf"}, name="memos_pdf"),
    path("<slug:slug>/memos.docx", memo_lists.memos_file, {"form": "docx"}, name="memos_docx"),
    path("<slug:slug>/memos/on/", memos.memos_on, name="memos_on"),
    path("<slug:slug>/memos/<uuid:guid>/", memos.memo, name="memo"),
    path("<slug:slug>/memos/<uuid:guid>/resolve/", memos.memo_resolve, name="memo_resolve"),
    path("<slug:slug>/memos/<uuid:guid>/change/", memos.memo_change, name="memo_change"),
    path("<slug:slug>/memos/<uuid:guid>/delete/", memos.memo_delete, name="memo_delete"),
]
