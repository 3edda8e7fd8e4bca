"""Chromium, found on this machine: for the pictures of the README and for the tests."""

from __future__ import annotations

import os
import shutil

from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
VARIABLE = "CHROMIUM"
HOW_TO_INSTALL = (
    "O Chromium não foi encontrado. No Debian e no Ubuntu: apt install chromium; em outro sistema, "
    f"instale o Chrome ou ponha o caminho do executável na variável {VARIABLE}."
)
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def find_chromium() -> str | None:
    """Return the path of a Chromium: $CHROMIUM, or the first on the PATH; None without one."""
    wanted = os.environ.get(VARIABLE)
    return wanted or next(filter(None, map(shutil.which, NAMES)), None)


def launch(playwright: Playwright, executable: str) -> Browser:
    """Start Chromium without a window."""
    # As root, as in a container, Chromium refuses to run inside its own sandbox.
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    arguments = [*ARGUMENTS, "--no-sandbox"] if is_root else ARGUMENTS
    return playwright.chromium.launch(executable_path=executable, args=arguments)
