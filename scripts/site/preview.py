"""The authoring preview: the Mermaid library that mermaid2 uses, served from this machine."""

from __future__ import annotations

from importlib.resources import files as package_files

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

# mermaid2 takes a script of this name for the library, instead of asking another host for one.
LIBRARY = "assets/preview/mermaid.js"
# The copy inside the mermaidx package leaves the name that a page expects to its caller.
EXPORT = "\nglobalThis.mermaid = globalThis.__esbuild_esm_mermaid_nm.mermaid.default;\n"
UNDRAWN = 'class="language-mermaid"'


def announce_library(config: MkDocsConfig) -> None:
    """Name the library where mermaid2 looks for it when it starts, and suit the theme to it."""
    config.extra_javascript = [LIBRARY, *config.extra_javascript]
    # mermaid2 draws when a page loads, and an instant navigation loads none.
    features = config.theme.get("features", [])
    config.theme["features"] = [name for name in features if name != "navigation.instant"]


def take_back_library(config: MkDocsConfig) -> None:
    """Take the library out of the pages: it weighs 3 MB, and mermaid2 parses who holds its name."""
    config.extra_javascript = [script for script in config.extra_javascript if script != LIBRARY]


def add_script(html: str, url: str) -> str:
    """Return the HTML of the page at url with the library, if a diagram is left to mermaid2."""
    if UNDRAWN not in html:
        return html
    address = get_relative_url(LIBRARY, url)
    return html.replace("</body>", f'<script src="{address}"></script></body>')


def add_library(files: Files, config: MkDocsConfig) -> None:
    """Add the library, as shipped inside mermaidx, to what is served."""
    files.append(File.generated(config, LIBRARY, content=library()))


def library() -> str:
    """Return the script of the Mermaid library, which defines the global `mermaid`."""
    script = package_files("mermaidx").joinpath("assets").joinpath("mermaid.js")
    return script.read_text(encoding="utf-8") + EXPORT
