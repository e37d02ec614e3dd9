"""The product's settings, with cheap password hashes and jobs done at once."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("VERBATIM_DEMO", "1")
os.environ.setdefault("VERBATIM_DATA_DIR", tempfile.mkdtemp(prefix="verbatim-tests-"))

from config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STATIC_ROOT = Path(tempfile.mkdtemp(prefix="verbatim-static-"))
