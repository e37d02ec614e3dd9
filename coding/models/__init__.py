"""What it was taken to mean: codebook, layers, codings, memos, rounds."""

from coding.models.codebook import Code, CodeRevision, Edition, Qualifier, QualifierValue
from coding.models.codings import Coding, CodingQualifier, TaggedCoding
from coding.models.framework import Summary
from coding.models.layers import Layer, Reading
from coding.models.memos import Memo
from coding.models.queries import SavedQuery
from coding.models.rounds import Round, RoundCoder, RoundTranscript

__all__ = [
    "Code",
    "CodeRevision",
    "Coding",
    "CodingQualifier",
    "Edition",
    "Layer",
    "Memo",
    "Qualifier",
    "QualifierValue",
    "Reading",
    "Round",
    "RoundCoder",
    "RoundTranscript",
    "SavedQuery",
    "Summary",
    "TaggedCoding",
]
