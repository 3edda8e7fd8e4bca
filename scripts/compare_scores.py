"""Compare the score sheets that several interviewers filled in for one kit."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.kit.compare_command import run

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
