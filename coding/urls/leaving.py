"""Addresses of what leaves the house."""

from django.urls import path

from coding.views import leaving, publications

HOUSE = "<slug:slug>/leaving"

urlpatterns = [
    path(f"{HOUSE}/", publications.leaving, name="leaving"),
    path(f"{HOUSE}/new/", leaving.leaving_new, name="leaving_new"),
    path(f"{HOUSE}/groups/", publications.leaving_groups, name="leaving_groups"),
    path(f"{HOUSE}/words/<int:pk>/", publications.leaving_words, name="leaving_words"),
    path(f"{HOUSE}/checks/<int:pk>/", leaving.leaving_check, name="leaving_check"),
    path(f"{HOUSE}/checks/<int:pk>/allow/", leaving.leaving_allow, name="leaving_allow"),
    path(f"{HOUSE}/checks/<int:pk>/file/", leaving.leaving_file, name="leaving_file"),
    path(f"{HOUSE}/publications/", publications.publication_new, name="publication_new"),
    path(f"{HOUSE}/publications/<int:pk>/", publications.publication, name="publication"),
]
