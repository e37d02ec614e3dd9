"""Addresses of who has read what, and of the log."""

from django.urls import path

from coding.urls.workspace import PLACE
from coding.views import log, progress

urlpatterns = [
    path(f"{PLACE}/reading/", progress.reading, name="reading"),
    path(f"{PLACE}/turns/read/", progress.read_turn, name="read_turn"),
    path("<slug:slug>/progress/", progress.progress, name="progress"),
    path("<slug:slug>/progress/assign/", progress.progress_assign, name="progress_assign"),
    path("<slug:slug>/progress/take/", progress.progress_take, name="progress_take"),
    path("<slug:slug>/log/", log.log, name="log"),
    path("<slug:slug>/log.csv", log.log_csv, name="log_csv"),
]
