"""All addresses."""

from django.urls import include, path

urlpatterns = [
    path("", include("projects.urls")),
    path("account/", include("allauth.urls")),
    path("", include("interviews.urls")),
    path("", include("coding.urls")),
]
