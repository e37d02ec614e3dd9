"""Addresses of transcripts and participants."""

from django.urls import path

from interviews.views import attributes, importing, participants, transcripts, uploading, withdrawing

urlpatterns = [
    # transcripts
    path("<slug:slug>/transcripts/", transcripts.transcripts, name="transcripts"),
    path("<slug:slug>/transcripts/tags/", transcripts.tag_transcripts, name="tag_transcripts"),
    path("<slug:slug>/transcripts/upload/", uploading.upload, name="upload"),
    path("<slug:slug>/transcripts/upload/who/", uploading.staged, name="staged"),
    path("<slug:slug>/transcripts/<int:pk>/", transcripts.transcript, name="transcript"),
    path("<slug:slug>/transcripts/<int:pk>/tags/", transcripts.transcript_tag, name="transcript_tag"),
    path(
        "<slug:slug>/transcripts/<int:pk>/original/",
        transcripts.transcript_original,
        name="transcript_original",
    ),
    path("<slug:slug>/transcripts/<int:pk>/delete/", withdrawing.transcript_delete, name="transcript_delete"),
    # participants
    path("<slug:slug>/participants/", participants.participants, name="participants"),
    path("<slug:slug>/participants/import/", importing.import_participants, name="import_participants"),
    path("<slug:slug>/participants/import/<int:pk>/", importing.import_sheet, name="import_sheet"),
    path("<slug:slug>/participants/<int:pk>/", participants.participant, name="participant"),
    path("<slug:slug>/participants/<int:pk>/name/", participants.participant_name, name="participant_name"),
    path("<slug:slug>/participants/<int:pk>/withdraw/", withdrawing.withdraw, name="withdraw"),
    path(
        "<slug:slug>/participants/<int:pk>/cell/<int:attribute_pk>/",
        participants.participant_cell,
        name="participant_cell",
    ),
    # attributes
    path("<slug:slug>/attributes/", attributes.attributes, name="attributes"),
    path("<slug:slug>/attributes/<int:pk>/", attributes.attribute, name="attribute"),
    path("<slug:slug>/attributes/<int:pk>/move/", attributes.attribute_move, name="attribute_move"),
    path("<slug:slug>/attributes/<int:pk>/delete/", attributes.attribute_delete, name="attribute_delete"),
]
