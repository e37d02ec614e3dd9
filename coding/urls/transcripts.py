"""Addresses of coded transcripts on paper."""

from django.urls import path

from coding.views import transcripts

urlpatterns = [
    path("<slug:slug>/transcripts/print/", transcripts.print_transcripts, name="print_transcripts"),
]
