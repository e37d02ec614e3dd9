"""The bench is run by hand, so that it starts at all is asked here."""

import subprocess
import sys


def test_the_bench_starts_without_django_and_names_its_rows() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--help"], capture_output=True, text=True, check=True
    )
    assert "--rows" in done.stdout
