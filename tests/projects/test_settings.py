"""Bad settings stop the start with a sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
GOOD_KEY = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRST"


def check(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command, Django's check if none is said, in an environment that is this alone."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    kept["VERBATIM_DATA_DIR"] = os.environ["VERBATIM_DATA_DIR"]
    return subprocess.run(  # noqa: S603 - the commands are this file's own
        [sys.executable, "manage.py", *(command or ("check",))],
        cwd=ROOT,
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_starts_with_a_long_random_key_outside_the_demo() -> None:
    assert check(VERBATIM_SECRET_KEY=GOOD_KEY).returncode == 0


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({}, "VERBATIM_SECRET_KEY is missing, known or too short"),
        (
            {"VERBATIM_SECRET_KEY": "demo-only-key-that-every-reader-of-the-source-knows-never-use-it"},
            "known",
        ),
        ({"VERBATIM_SECRET_KEY": "a" * 60}, "VERBATIM_SECRET_KEY"),
        ({"VERBATIM_SECRET_KEY": GOOD_KEY, "VERBATIM_DEBUG": "1"}, "debug mode is for the demo alone"),
        ({"VERBATIM_DEMO": "ture"}, "VERBATIM_DEMO is 'ture'; set it to 0 or 1"),
        ({"VERBATIM_DEMO": "1", "VERBATIM_MAX_UPLOAD_MB": "ten"}, "VERBATIM_MAX_UPLOAD_MB is 'ten'"),
        ({"VERBATIM_DEMO": "1", "VERBATIM_DATA_DIR": "files"}, "set it to an absolute path"),
        ({"VERBATIM_DEMO": "1", "DATABASE_URL": "nonsense"}, "DATABASE_URL"),
        ({"VERBATIM_DEMO": "1", "VERBATIM_TIME_ZONE": "Mars/Olympus"}, "VERBATIM_TIME_ZONE"),
    ],
)
def test_a_bad_setting_stops_the_start_and_says_which(environment: dict[str, str], sentence: str) -> None:
    outcome = check(**environment)
    assert outcome.returncode != 0
    assert sentence in outcome.stderr


def test_a_command_without_settings_prints_the_sentence_alone() -> None:
    outcome = check("import_transcripts", "study", "a.txt")
    assert outcome.returncode == 2
    assert outcome.stderr.startswith("VERBATIM_SECRET_KEY is missing")
    assert "Traceback" not in outcome.stderr
