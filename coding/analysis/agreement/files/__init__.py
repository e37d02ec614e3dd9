"""Codings and judgements that other programs wrote as CSV."""
