"""Addresses of the comparison of coders, in open work and in rounds."""

from django.urls import path

from coding.views import agreement, beside, codings_file, comparison, further

ROUND = "<slug:slug>/rounds/<int:pk>"

urlpatterns = [
    path("<slug:slug>/comparison/", comparison.comparison, name="comparison"),
    path("<slug:slug>/comparison/file/", codings_file.comparison_file, name="comparison_file"),
    path("<slug:slug>/comparison/passages/", comparison.comparison_passages, name="comparison_passages"),
    path(
        "<slug:slug>/comparison/side-by-side/<int:transcript>/",
        beside.comparison_side_by_side,
        name="comparison_side_by_side",
    ),
    path("<slug:slug>/comparison/reckon/", comparison.comparison_reckon, name="comparison_reckon"),
    path("<slug:slug>/comparison/list/", comparison.comparison_list, name="comparison_list"),
    path("<slug:slug>/comparison/further/", further.comparison_further, name="comparison_further"),
    path("<slug:slug>/comparison.csv", comparison.comparison_csv, name="comparison_csv"),
    path("<slug:slug>/comparison.pdf", comparison.comparison_as, {"form": "pdf"}, name="comparison_pdf"),
    path("<slug:slug>/comparison.docx", comparison.comparison_as, {"form": "docx"}, name="comparison_docx"),
    path(f"{ROUND}/agreement/", agreement.round_agreement, name="round_agreement"),
    path(f"{ROUND}/agreement/passages/", agreement.round_passages, name="round_passages"),
    path(f"{ROUND}/reckon/", agreement.round_reckon, name="round_reckon"),
    path(f"{ROUND}/list/", agreement.round_list, name="round_list"),
    path(f"{ROUND}/further/", further.round_further, name="round_further"),
    path(f"{ROUND}/agreement.csv", agreement.round_agreement_csv, name="round_agreement_csv"),
    path(f"{ROUND}/report/", agreement.round_report, name="round_report"),
    path(f"{ROUND}/over-time/", agreement.round_over_time, name="round_over_time"),
    path(f"{ROUND}/side-by-side/<int:transcript>/", beside.round_side_by_side, name="round_side_by_side"),
]
