"""The product's settings, with cheap password hashes and jobs done at once."""

import os
import tempfile

os.environ.setdefault("VERBATIM_DEMO", "1")
os.environ.setdefault("VERBATIM_STATIC_DIR", tempfile.mkdtemp(prefix="verbatim-static-"))
os.environ.setdefault("VERBATIM_DATA_DIR", tempfile.mkdtemp(prefix="verbatim-tests-"))

from config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
WHITENOISE_AUTOREFRESH = True
"""Files are looked for when they are asked for: each of thousands of clients would list them all at first."""
