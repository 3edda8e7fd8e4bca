"""Write an interview kit: candidate's sheet, interviewer's guide, score sheet and manifest."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts.kit.command import run  # noqa: E402

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:], ROOT))
