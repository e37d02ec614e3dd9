"""Addresses of starting a study, its overview and its codebook."""

from django.urls import path

from coding.views import codebook, codebook_files, codebook_work, overview, qualifiers, recoding, start

urlpatterns = [
    path("new/", start.new_project, name="new_project"),
    path("<slug:slug>/", overview.project, name="project"),
    path("<slug:slug>/codes.css", codebook.code_colours, name="code_colours"),
    path("<slug:slug>/codebook/", codebook.codebook, name="codebook"),
    path("<slug:slug>/codebook/add/", codebook.code_add, name="code_add"),
    path("<slug:slug>/codebook.csv", codebook_files.codebook_csv, name="codebook_csv"),
    path("<slug:slug>/codebook/import/", codebook_files.codebook_import, name="codebook_import"),
    path("<slug:slug>/codebook/retired/", codebook_work.codebook_retired, name="codebook_retired"),
    path("<slug:slug>/codebook/qualifiers/", qualifiers.qualifiers, name="qualifiers"),
    path("<slug:slug>/codebook/qualifiers/<int:pk>/", qualifiers.qualifier, name="qualifier"),
    path("<slug:slug>/codebook/<int:pk>/", codebook.code, name="code"),
    path("<slug:slug>/codebook/<int:pk>/move/", codebook.code_move, name="code_move"),
    path("<slug:slug>/codebook/<int:pk>/delete/", codebook.code_delete, name="code_delete"),
    path("<slug:slug>/codebook/<int:pk>/onto/", codebook_work.code_onto, name="code_onto"),
    path("<slug:slug>/codebook/<int:pk>/merge/", codebook_work.code_merge, name="code_merge"),
    path("<slug:slug>/codebook/<int:pk>/split/", codebook_work.code_split, name="code_split"),
    path("<slug:slug>/codebook/<int:pk>/promote/", codebook_work.code_promote, name="code_promote"),
    path("<slug:slug>/codebook/<int:pk>/restore/", codebook_work.code_restore, name="code_restore"),
    path("<slug:slug>/codebook/<int:pk>/recode/", recoding.code_recode, name="code_recode"),
]
