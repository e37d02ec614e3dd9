"""Addresses of starting a study, its overview and its codebook."""

from django.urls import path

from coding.views import codebook

urlpatterns = [
    path("<slug:slug>/codes.css", codebook.code_colours, name="code_colours"),
]
