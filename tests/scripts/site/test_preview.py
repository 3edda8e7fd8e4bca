from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from scripts.site import preview


def config() -> MkDocsConfig:
    made = MkDocsConfig()
    made.load_dict({"site_name": "x", "extra_javascript": ["a.js"]})
    made.validate()
    made.theme = Theme(name="mkdocs", features=["navigation.instant", "navigation.top"])
    return made


def test_library_is_announced_to_mermaid2_and_then_taken_back() -> None:
    prepared = config()
    preview.announce_library(prepared)
    assert [str(script) for script in prepared.extra_javascript] == [preview.LIBRARY, "a.js"]
    preview.take_back_library(prepared)
    assert [str(script) for script in prepared.extra_javascript] == ["a.js"]


def test_instant_navigation_is_off_where_mermaid2_draws() -> None:
    prepared = config()
    preview.announce_library(prepared)
    assert prepared.theme["features"] == ["navigation.top"]


def test_library_comes_from_the_installed_package() -> None:
    content = preview.library()
    assert len(content) > 1_000_000
    assert content.endswith(preview.EXPORT)


def test_only_a_page_with_an_undrawn_diagram_gets_the_library() -> None:
    undrawn = '<body><pre><code class="language-mermaid">x</code></pre></body>'
    script = '<script src="../../assets/preview/mermaid.js"></script></body>'
    assert preview.add_script(undrawn, "a/b/").endswith(script)
    assert preview.add_script("<body></body>", "a/b/") == "<body></body>"
