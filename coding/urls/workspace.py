"""Addresses of the workspace, and of undo."""

from django.urls import path

from coding.views import undoing, workspace

PLACE = "<slug:slug>/transcripts/<int:pk>"

urlpatterns = [
    path(f"{PLACE}/code/", workspace.workspace, name="workspace"),
    path(f"{PLACE}/code/list/", workspace.codings_list, name="codings_list"),
    path(f"{PLACE}/code/<uuid:guid>/remove/", workspace.remove_coding, name="remove_coding"),
    path("<slug:slug>/undo/", undoing.undo, name="undo"),
    path("<slug:slug>/redo/", undoing.redo, name="redo"),
]
