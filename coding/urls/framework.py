"""Addresses of the framework matrix, and of the contrast of two sets of codes."""

from django.urls import path

from coding.views import contrast, framework, framework_files

urlpatterns = [
    path("<slug:slug>/framework/", framework.framework, name="framework"),
    path("<slug:slug>/framework.csv", framework_files.framework_csv, name="framework_csv"),
    path(
        "<slug:slug>/framework.xlsx", framework_files.framework_file, {"form": "xlsx"}, name="framework_xlsx"
    ),
    path("<slug:slug>/framework.pdf", framework_files.framework_file, {"form": "pdf"}, name="framework_pdf"),
    path(
        "<slug:slug>/framework.docx", framework_files.framework_file, {"form": "docx"}, name="framework_docx"
    ),
    path(
        "<slug:slug>/framework/participant/<int:pk>/",
        framework.framework_participant,
        name="framework_participant",
    ),
    path("<slug:slug>/framework/participant/<int:pk>/case/", framework.framework_case, name="framework_case"),
    path("<slug:slug>/framework/participant/<int:pk>/type/", framework.framework_type, name="framework_type"),
    path("<slug:slug>/framework/theme/<int:pk>/", framework.framework_theme, name="framework_theme"),
    path("<slug:slug>/framework/theme/<int:pk>/across/", framework.framework_across, name="framework_across"),
    path("<slug:slug>/framework/<int:person_pk>/<int:pk>/", framework.framework_cell, name="framework_cell"),
    path("<slug:slug>/contrast/", contrast.contrast, name="contrast"),
    path("<slug:slug>/contrast.csv", contrast.contrast_csv, name="contrast_csv"),
    path("<slug:slug>/contrast.xlsx", contrast.contrast_file, {"form": "xlsx"}, name="contrast_xlsx"),
    path("<slug:slug>/contrast.pdf", contrast.contrast_file, {"form": "pdf"}, name="contrast_pdf"),
    path("<slug:slug>/contrast.docx", contrast.contrast_file, {"form": "docx"}, name="contrast_docx"),
]
