"""Says where Verbatim is served; plain Python, because it runs at every start. Called by bin/run.

``announce.py free HOST PORT`` sees that the port can be had; ``announce.py served HOST PORT FOLDER`` waits
until the web process answers, then prints the address and, from FOLDER, a demo's login.
"""

import socket
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

PATIENCE = 60


def free(host: str, port: str) -> None:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, int(port)))
        except OSError as error:
            sys.exit(
                f"Verbatim can't listen at {host}:{port} ({error.strerror}); VERBATIM_PORT chooses another."
            )


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as response:  # noqa: S310  our own address
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def served(host: str, port: str, folder: str) -> None:
    asked = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104  compared, not bound
    deadline = time.monotonic() + PATIENCE
    while not answers(f"http://{asked}:{port}/health/"):
        if time.monotonic() > deadline:
            sys.exit(f"Nothing answered at port {port} for {PATIENCE} seconds.")
        time.sleep(0.05)
    print(f"\nVerbatim is served at http://{asked}:{port}/")
    login = Path(folder) / "demo-login"
    if login.exists():
        print(f"Log in as {login.read_text(encoding='utf-8').strip()}", flush=True)


if __name__ == "__main__":
    what, *where = sys.argv[1:]
    if what == "free":
        free(*where)
    else:
        served(*where)
