"""Runs a part of the bench inside Django: ``python -m tests.bench.inside filling S facts.json``."""

import os
import sys
from importlib import import_module

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    import_module(f"tests.bench.{sys.argv[1]}").main(*sys.argv[2:])
