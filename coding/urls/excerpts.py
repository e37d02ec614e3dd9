"""Addresses of the excerpts, of queries, and of quotes picked among them."""

from django.urls import path

from coding.views import bulk, excerpts, queries, quotes

urlpatterns = [
    path("<slug:slug>/excerpts/", excerpts.excerpts, name="excerpts"),
    path("<slug:slug>/excerpts.csv", excerpts.excerpts_csv, name="excerpts_csv"),
    path("<slug:slug>/excerpts.pdf", excerpts.excerpts_file, {"form": "pdf"}, name="excerpts_pdf"),
    path("<slug:slug>/excerpts.docx", excerpts.excerpts_file, {"form": "docx"}, name="excerpts_docx"),
    path("<slug:slug>/excerpts.xlsx", excerpts.excerpts_file, {"form": "xlsx"}, name="excerpts_xlsx"),
    path("<slug:slug>/excerpts/recode/", bulk.excerpts_recode, name="excerpts_recode"),
    path("<slug:slug>/excerpts/code/", bulk.excerpts_code, name="excerpts_code"),
    path("<slug:slug>/excerpts/tag/", bulk.excerpts_tag, name="excerpts_tag"),
    path("<slug:slug>/excerpts/pick/", bulk.excerpts_pick, name="excerpts_pick"),
    path("<slug:slug>/excerpts/query/", queries.query_build, name="query_build"),
    path("<slug:slug>/excerpts/query/save/", queries.query_save, name="query_save"),
    path("<slug:slug>/excerpts/queries/<uuid:guid>/share/", queries.query_share, name="query_share"),
    path("<slug:slug>/excerpts/queries/<uuid:guid>/delete/", queries.query_delete, name="query_delete"),
    path("<slug:slug>/quotes/", quotes.quotes, name="quotes"),
    path("<slug:slug>/quotes/<uuid:guid>/reason/", quotes.quote_reason, name="quote_reason"),
    path("<slug:slug>/quotes/<uuid:guid>/move/", quotes.quote_move, name="quote_move"),
    path("<slug:slug>/quotes/<uuid:guid>/remove/", quotes.quote_remove, name="quote_remove"),
]
