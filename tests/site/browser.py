"""A visit to the site that is not let out of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Route

PHONE, DESKTOP = (390, 844), (1280, 900)
Scheme = Literal["light", "dark"]


class Visit:
    """A fresh browser profile that records what leaves the site and what goes wrong in it."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.context, self.site = context, site
        self.foreign: list[str] = []
        self.errors: list[str] = []
        context.route("**/*", self._guard)
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on(
            "console",
            lambda message: (
                self.errors.append(message.text) if message.type in ("error", "warning") else None
            ),
        )

    def open(self, path: str, *, settle: bool = False) -> None:
        """Open a page of the site; with settle, wait until it asks for nothing more."""
        self.page.goto(self.site + path, wait_until="networkidle" if settle else "load")

    def _guard(self, route: Route) -> None:
        if route.request.url.startswith((self.site, "data:", "blob:")):
            route.continue_()
        else:
            self.foreign.append(route.request.url)
            route.abort()


@contextmanager
def visit(
    browser: Browser,
    site: str,
    *,
    size: tuple[int, int] = DESKTOP,
    scheme: Scheme = "light",
    javascript: bool = True,
) -> Iterator[Visit]:
    """Open a fresh profile for the site at the address site (ends in /)."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
        java_script_enabled=javascript,
        locale="pt-BR",
    )
    try:
        yield Visit(context, site)
    finally:
        context.close()
