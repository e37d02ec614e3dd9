"""Addresses of the codebook's versions and of reading again what was coded under an older one."""

from django.urls import path

from coding.views import exemplars, rereading, versions

PLACE = "<slug:slug>/codebook"

urlpatterns = [
    path(f"{PLACE}/versions/", versions.versions, name="versions"),
    path(f"{PLACE}/versions/compare/", versions.versions_compare, name="versions_compare"),
    path(f"{PLACE}/versions/compare.csv", versions.versions_compare_csv, name="versions_compare_csv"),
    path(f"{PLACE}/versions/<int:pk>/", versions.version, name="version"),
    path(f"{PLACE}/versions/<int:pk>.csv", versions.version_csv, name="version_csv"),
    path(f"{PLACE}/versions/<int:pk>/name/", versions.version_name, name="version_name"),
    path(f"{PLACE}/rereading/", rereading.rereading, name="rereading"),
    path(f"{PLACE}/<int:pk>/exemplars/", exemplars.exemplar_add, name="exemplar_add"),
    path(f"{PLACE}/exemplars/<uuid:guid>/unpin/", exemplars.exemplar_unpin, name="exemplar_unpin"),
]
