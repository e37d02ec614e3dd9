"""Addresses of the comparison of coders."""

from django.urls import path

from coding.views import comparison

urlpatterns = [
    path("<slug:slug>/comparison/", comparison.comparison, name="comparison"),
    path("<slug:slug>/comparison/passages/", comparison.comparison_passages, name="comparison_passages"),
    path("<slug:slug>/comparison.csv", comparison.comparison_csv, name="comparison_csv"),
    path("<slug:slug>/comparison.pdf", comparison.comparison_pdf, name="comparison_pdf"),
]
