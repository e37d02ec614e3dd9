"""Addresses of rounds."""

from django.urls import path

from coding.views import rounds

PLACE = "<slug:slug>/rounds/<int:pk>"

urlpatterns = [
    path("<slug:slug>/rounds/", rounds.rounds, name="rounds"),
    path("<slug:slug>/rounds/new/", rounds.round_new, name="round_new"),
    path(f"{PLACE}/", rounds.round, name="round"),
    path(f"{PLACE}/close/", rounds.round_close, name="round_close"),
    path(f"{PLACE}/cancel/", rounds.round_cancel, name="round_cancel"),
]
