"""All addresses."""

from django.urls import include, path

urlpatterns = [
    path("", include("projects.urls")),
    path("account/", include("allauth.urls")),
]
