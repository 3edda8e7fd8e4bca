"""The printed pages look as they did when somebody looked at them and approved.

After a change that is meant: `python -m tests.scripts.kit.approve`, and look at what it wrote.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from scripts.kit.export import CANDIDATE, GUIDE, Export
from tests.scripts.kit.looks import APPROVED, DOTS_PER_INCH, TOLERANCE, distance, picture

# What is shown on them: title pages, plan, scoring, a question as asked and as marked, appendix.
PAGES = {
    "candidato-1": (CANDIDATE, 1),
    "candidato-2": (CANDIDATE, 2),
    "entrevistador-1": (GUIDE, 1),
    "entrevistador-2": (GUIDE, 2),
    "entrevistador-3": (GUIDE, 3),
    "entrevistador-4": (GUIDE, 4),
    "entrevistador-5": (GUIDE, 5),
    "entrevistador-12": (GUIDE, 12),
    "entrevistador-13": (GUIDE, 13),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_approved(export: Export, name: str, tmp_path: Path) -> None:
    file, page = PAGES[name]
    shown = picture(export.files[file], page)
    with Image.open(APPROVED / f"{name}.png") as approved:
        apart = distance(shown, approved.convert("L"))
    if apart > TOLERANCE:
        shown.save(tmp_path / f"{name}.png")
    assert apart <= TOLERANCE, f"{name} mudou ({apart}); veja {tmp_path / name}.png"


def test_a_line_that_moved_is_seen(export: Export) -> None:
    shown = picture(export.files[CANDIDATE], 2)
    assert distance(shown, ImageChops.offset(shown, 0, DOTS_PER_INCH // 12)) > TOLERANCE


def test_a_word_that_is_gone_is_seen(export: Export) -> None:
    shown = picture(export.files[GUIDE], 5)
    without = shown.copy()
    without.paste(255, (110, 84, 260, 108))
    assert distance(shown, without) > TOLERANCE


def test_a_page_of_another_size_is_seen(export: Export) -> None:
    shown = picture(export.files[CANDIDATE], 1)
    assert distance(shown, shown.resize((shown.width, shown.height - 1))) > TOLERANCE


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb by WCAG 2."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("text", ["#1d2225", "#535b60", "#8a3b12"])
@pytest.mark.parametrize("ground", ["#ffffff", "#f6f3ec", "#f9f5ee"])
def test_each_ink_is_legible_on_each_ground_without_colour(text: str, ground: str) -> None:
    # A printer without colour keeps the luminance, and the contrast is computed from it alone.
    assert (luminance(ground) + 0.05) / (luminance(text) + 0.05) >= 4.5


def test_the_inks_of_the_sheets_are_those(export: Export) -> None:
    template = Path("scripts/kit/templates/comum.typ")
    text = (Path(__file__).resolve().parents[3] / template).read_text(encoding="utf-8")
    for ink in ("#1d2225", "#535b60", "#8a3b12", "#f6f3ec"):
        assert f'rgb("{ink}")' in text
