"""The pages of this project: the harness sees what the site shows, and all of snippets/."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from mkdocs.utils.meta import get_data

from scripts.bank.includes import expand_includes
from tests.pages.blocks import pages
from tests.pages.fences import Scanner, build_markdown
from tests.pages.orphans import find_orphans

ROOT = Path(__file__).resolve().parents[2]


class _Code(HTMLParser):
    """Counts what a reader sees as code or diagram in the HTML of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = (dict(attrs).get("class") or "").split()
        self.count += tag == "div" and not {"highlight", "diagrama"}.isdisjoint(classes)


@pytest.fixture(scope="module")
def scanner() -> Scanner:
    return Scanner(ROOT)


def test_harness_finds_as_many_blocks_as_the_site_shows(
    scanner: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    # mkdocs.yml names its folders as seen from the root.
    monkeypatch.chdir(ROOT)
    site = build_markdown(ROOT)
    found, shown = {}, {}
    for page in pages(ROOT):
        text = page.read_text(encoding="utf-8")
        code = _Code()
        code.feed(site.reset().convert(get_data(text)[0]))
        code.close()
        scan = scanner.scan(expand_includes(text, ROOT))
        found[page.name] = len(scan.fences) + len(scan.indented)
        shown[page.name] = code.count
    assert found == shown


def test_no_file_under_snippets_is_an_orphan(scanner: Scanner) -> None:
    assert find_orphans(ROOT, scanner) == []
