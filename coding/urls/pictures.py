"""Addresses of pictures."""

from django.urls import path

from coding.views import pictures

urlpatterns = [
    path("<slug:slug>/pictures/", pictures.pictures, name="pictures"),
    path("<slug:slug>/pictures/<slug:kind>/", pictures.pictures, name="picture"),
    path("<slug:slug>/pictures/<slug:kind>.svg", pictures.picture_svg, name="picture_svg"),
    path("<slug:slug>/pictures/<slug:kind>.csv", pictures.picture_csv, name="picture_csv"),
    path(
        "<slug:slug>/pictures/<slug:kind>.xlsx", pictures.picture_file, {"form": "xlsx"}, name="picture_xlsx"
    ),
    path("<slug:slug>/pictures/<slug:kind>.pdf", pictures.picture_file, {"form": "pdf"}, name="picture_pdf"),
    path(
        "<slug:slug>/pictures/<slug:kind>.docx", pictures.picture_file, {"form": "docx"}, name="picture_docx"
    ),
]
