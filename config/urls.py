"""All addresses."""

from django.urls import include, path

from coding.api import api

urlpatterns = [
    path("", include("projects.urls")),
    path("account/", include("allauth.urls")),
    path("api/", api.urls),
    path("", include("interviews.urls")),
    path("", include("coding.urls")),
]
