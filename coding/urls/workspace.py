"""Addresses of the workspace."""

from django.urls import path

from coding.views import workspace

PLACE = "<slug:slug>/transcripts/<int:pk>"

urlpatterns = [
    path(f"{PLACE}/code/", workspace.workspace, name="workspace"),
    path(f"{PLACE}/code/list/", workspace.codings_list, name="codings_list"),
    path(f"{PLACE}/code/<uuid:guid>/remove/", workspace.remove_coding, name="remove_coding"),
]
