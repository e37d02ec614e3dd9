"""The only reader of environment variables; a bad value stops the start with a sentence."""

import os
import zoneinfo
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

WAL = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
NO_MAIL = tuple(f"django.core.mail.backends.{name}.EmailBackend" for name in ("dummy", "console"))
"""Backends that reach nobody; the console's would write reset links into the log, so it is no default."""
DEMO_KEY = "demo-only-key-that-every-reader-of-the-source-knows-never-use-it"


def flag(name: str, default: str = "0") -> bool:
    """Read an on/off variable; anything but ``0``, ``1`` or nothing is refused."""
    value = os.environ.get(name) or default
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} is {value!r}; set it to 0 or 1")
    return value == "1"


def whole(name: str, default: int, least: int = 1) -> int:
    """Read a whole number that is at least ``least``."""
    value = os.environ.get(name) or str(default)
    if not value.isascii() or not value.isdigit() or int(value) < least:
        raise ImproperlyConfigured(f"{name} is {value!r}; set it to a whole number of at least {least}")
    return int(value)


def folder(name: str, default: Path) -> Path:
    """Read an absolute folder, made if it is not there."""
    path = Path(os.environ.get(name) or default)
    if not path.is_absolute():
        raise ImproperlyConfigured(f"{name} is {str(path)!r}; set it to an absolute path")
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name}: the folder {path} can't be made ({error.strerror}); choose another"
        ) from error
    return path


def secret_key(demo: bool) -> str:
    """The signing key; outside the demo a known or short one is refused."""
    key = os.environ.get("VERBATIM_SECRET_KEY") or (DEMO_KEY if demo else "")
    if not demo and (key == DEMO_KEY or len(key) < 50 or len(set(key)) < 10):
        raise ImproperlyConfigured(
            "VERBATIM_SECRET_KEY is missing, known or too short; set it to 50 or more random characters, "
            'for example from: python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
        )
    return key


def debug(demo: bool) -> bool:
    """Django's debug mode, which shows settings and texts to anybody: for the demo alone."""
    if flag("VERBATIM_DEBUG") and not demo:
        raise ImproperlyConfigured("VERBATIM_DEBUG is 1, but debug mode is for the demo alone; set it to 0")
    return flag("VERBATIM_DEBUG")


def database(default: str) -> dict[str, Any]:
    """The database named by ``DATABASE_URL``, with what each engine needs to serve a team."""
    url = os.environ.get("DATABASE_URL") or default
    chosen: dict[str, Any] = environ.Env.db_url_config(url)
    if chosen.get("ENGINE") == "django.db.backends.sqlite3":
        return chosen | {
            "CONN_MAX_AGE": 600,  # opening it and reading its schema costs as much as a page's queries
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": f"{WAL} PRAGMA secure_delete=ON;",
            },
        }
    if chosen.get("ENGINE") == "django.db.backends.postgresql":
        return chosen | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
    raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:/// or postgres://")


def time_zone(name: str, default: str) -> str:
    zone = os.environ.get(name) or default
    if zone not in zoneinfo.available_timezones():
        raise ImproperlyConfigured(f"{name} is {zone!r}; set it to a zone such as Europe/London")
    return zone


def mail(name: str) -> dict[str, Any]:
    """How mail is sent; nothing set means that links are shown to be copied instead."""
    try:
        return dict(environ.Env.email_url_config(os.environ.get(name) or "dummymail://"))
    except environ.ImproperlyConfigured as error:
        raise ImproperlyConfigured(f"{name} can't be read: {error}") from error
