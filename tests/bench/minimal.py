"""A minimal Django program: fifty excerpts of a code, and codings as JSON, from the same rows.

Without people, filters or looks it is the floor that the goals of rows 3 and 8 were set beside, so that the
ratio can be held on any machine.
"""

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import models
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path

from config import environment

PAGE = 50
TEMPLATE = (
    "<!DOCTYPE html><title>Excerpts</title>{% for words, transcript, start in rows %}"
    '<blockquote>{{ words }}</blockquote><a href="/{{ transcript }}/">{{ transcript }}:{{ start }}</a>'
    "{% endfor %}"
)

settings.configure(
    SECRET_KEY="measured, never served",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": environment.database("") | {"CONN_MAX_AGE": 600}},
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", {"page.html": TEMPLATE})]},
        }
    ],
)
django.setup()


class Text(models.Model):
    text = models.TextField()

    class Meta:
        app_label = "minimal"
        db_table = "interviews_revision"
        managed = False

    def __str__(self) -> str:
        return self.text


class Coded(models.Model):
    guid = models.UUIDField()
    code_id = models.IntegerField()
    coder_id = models.IntegerField()
    transcript_id = models.IntegerField()
    revision_id = models.IntegerField()
    start = models.IntegerField()
    end = models.IntegerField()
    made = models.DateTimeField()

    class Meta:
        app_label = "minimal"
        db_table = "coding_coding"
        managed = False

    def __str__(self) -> str:
        return f"[{self.start}, {self.end})"


def page(request: HttpRequest, code: int, number: int) -> HttpResponse:
    codings = Coded._default_manager.filter(code_id=code).order_by("transcript_id", "start")
    fields = codings.values_list("transcript_id", "revision_id", "start", "end")
    found = list(fields[(number - 1) * PAGE : number * PAGE])
    texts = dict(Text._default_manager.filter(pk__in={row[1] for row in found}).values_list("pk", "text"))
    rows = [(texts[revision][start:end], transcript, start) for transcript, revision, start, end in found]
    return render(request, "page.html", {"rows": rows})


def codings(_request: HttpRequest, transcript: int) -> JsonResponse:
    found = Coded._default_manager.filter(transcript_id=transcript).order_by("start", "-end", "pk")
    rows = found.values_list("guid", "code_id", "coder_id", "start", "end", "made")
    return JsonResponse(list(rows), safe=False)


urlpatterns = [path("codings/<int:transcript>/", codings), path("<int:code>/<int:number>/", page)]
application = get_wsgi_application()
