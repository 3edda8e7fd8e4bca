"""Weigh a first visit of each question page: bytes sent, compressed, by request.

Run by hand (python -m tests.benchmarks.page_weight) from the root, on a site built into site/.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from scripts.bank import load_bank
from scripts.site.chromium import HOW_TO_INSTALL, find_chromium, launch
from scripts.site.overview import question_url
from tests.site.browser import PHONE, visit
from tests.site.server import serve

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Print one line a page, then the requests of the heaviest one."""
    executable = find_chromium()
    if executable is None:
        print(HOW_TO_INSTALL, file=sys.stderr)
        return 1
    weights: dict[str, dict[str, int]] = {}
    with serve(ROOT / "site") as server, sync_playwright() as playwright:
        browser = launch(playwright, executable)
        for question in load_bank(ROOT).questions:
            server.sent.clear()
            with visit(browser, server.url, size=PHONE) as opened:
                opened.open(question_url(question), settle=True)
                print(f"{sum(server.sent.values()):7d} bytes  {question.id}", end="  ")
                print(f"{len(server.sent)} requisições, {len(opened.foreign)} a outro host")
            weights[question.id] = dict(server.sent)
    heaviest = max(weights.values(), key=lambda sent: sum(sent.values()))
    for path, size in sorted(heaviest.items(), key=lambda item: -item[1]):
        print(f"{size:9d}  {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
