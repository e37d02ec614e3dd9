"""The engine of the PDFs as a process, as it works by itself."""

import sys
from pathlib import Path

from coding.exports import quicker
from coding.exports.typesetting import main

if __name__ == "__main__":
    quicker.take_over = lambda: None
    main(Path(sys.argv[1]))
