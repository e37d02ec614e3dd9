"""Addresses of composed reports."""

from django.urls import path

from coding.views import recipe_parts, recipes

urlpatterns = [
    path("<slug:slug>/reports/", recipes.reports, name="reports"),
    path("<slug:slug>/reports/new/", recipes.report_new, name="report_new"),
    path("<slug:slug>/reports/use/<slug:kind>/", recipe_parts.report_use, name="report_use"),
    path("<slug:slug>/reports/<uuid:guid>/", recipes.report, name="report"),
    path("<slug:slug>/reports/<uuid:guid>/make/", recipes.report_make, name="report_make"),
    path("<slug:slug>/reports/<uuid:guid>/delete/", recipes.report_delete, name="report_delete"),
    path("<slug:slug>/reports/<uuid:guid>/add/", recipe_parts.report_add, name="report_add"),
    path("<slug:slug>/reports/<uuid:guid>/<int:number>/", recipe_parts.report_part, name="report_part"),
    path("<slug:slug>/reports/<uuid:guid>/<int:number>/move/", recipe_parts.part_move, name="part_move"),
    path(
        "<slug:slug>/reports/<uuid:guid>/<int:number>/remove/", recipe_parts.part_remove, name="part_remove"
    ),
]
