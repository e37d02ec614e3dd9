"""Addresses of the search."""

from django.urls import path

from coding.views import search

urlpatterns = [
    path("<slug:slug>/search/", search.search, name="search"),
    path("<slug:slug>/search/code/", search.search_code, name="search_code"),
]
