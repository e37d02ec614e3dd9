"""What it was taken to mean: codebook, layers, codings, memos, rounds."""

from coding.models.checklist import ChecklistAnswer
from coding.models.codebook import Code, CodeRevision, Edition, Qualifier, QualifierValue
from coding.models.codings import Coding, CodingQualifier, TaggedCoding
from coding.models.exemplars import Exemplar
from coding.models.framework import Summary, Support
from coding.models.layers import Assignment, Layer, Presence, Reading, ReadTurn
from coding.models.leaving import AllowedWord, Publication, PublishedID, Release
from coding.models.memos import Memo
from coding.models.queries import SavedQuery
from coding.models.quotes import PickedQuote
from coding.models.recipes import Recipe
from coding.models.resolutions import Resolution
from coding.models.rounds import Round, RoundCoder, RoundTranscript

__all__ = [
    "AllowedWord",
    "Assignment",
    "ChecklistAnswer",
    "Code",
    "CodeRevision",
    "Coding",
    "CodingQualifier",
    "Edition",
    "Exemplar",
    "Layer",
    "Memo",
    "PickedQuote",
    "Presence",
    "Publication",
    "PublishedID",
    "Qualifier",
    "QualifierValue",
    "ReadTurn",
    "Reading",
    "Recipe",
    "Release",
    "Resolution",
    "Round",
    "RoundCoder",
    "RoundTranscript",
    "SavedQuery",
    "Summary",
    "Support",
    "TaggedCoding",
]
