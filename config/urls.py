"""All addresses."""

from django.urls import include, path

from coding.api.api import api

handler400 = "projects.views.errors.bad_request"

urlpatterns = [
    path("", include("projects.urls")),
    path("account/", include("allauth.urls")),
    path("api/", api.urls),
    path("", include("interviews.urls")),
    path("", include("coding.urls")),
]
