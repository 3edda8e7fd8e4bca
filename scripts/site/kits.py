"""What the site offers of kits: ready-made ones, and the sheets that "Monte seu kit" prints."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scripts.bank import Bank
from scripts.bank.vocabulary import KINDS, LEVELS, THEMES
from scripts.kit.all_sheets import all_sheets, catalogue
from scripts.kit.ready import make_ready, plan_ready

READY_FOLDER = Path("kits") / "prontos"
SHEETS_FOLDER = Path("kits") / "folhas"


def offer(bank: Bank, *, made: bool) -> dict[str, Any]:
    """Return what the templates need; made tells whether publish will follow."""
    themes = [{"slug": theme.slug, "title": theme.title} for theme in THEMES.values()]
    return {
        "ready_kits": plan_ready(bank.questions),
        "kits_are_made": made,
        "builder": {
            "levels": LEVELS,
            "kinds": KINDS,
            "bank": {"themes": themes, "questions": catalogue(bank.questions)},
        },
    }


def publish(bank: Bank, root: Path, site: Path) -> None:
    """Write the ready-made kits and the sheets of all questions into the built site."""
    if not bank.questions:
        return
    make_ready(plan_ready(bank.questions), root, site / READY_FOLDER)
    sheets = site / SHEETS_FOLDER
    sheets.mkdir(parents=True, exist_ok=True)
    for name, content in all_sheets(bank.questions, root).items():
        (sheets / name).write_bytes(content)
