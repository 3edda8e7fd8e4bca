"""What lies in docs/assets is published as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.bank.assets import MAX_PICTURE, asset_problems
from scripts.bank.loader import check_bank
from tests.scripts.bank.sample import TODAY, write

SVG = '<svg xmlns="http://www.w3.org/2000/svg"{}>{}</svg>'


@pytest.mark.parametrize("name", ["x.html", "x.xhtml", "x.xml", "x.pdf", "x", "x.svgz", "x.HTML"])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, name: str) -> None:
    write(tmp_path, "<script>1</script>", f"docs/assets/{name}")
    assert [found.path.name for found in check_bank(tmp_path, today=TODAY)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        SVG.format(' onload="alert(1)"', ""),
        SVG.format("", "<script>alert(1)</script>"),
        SVG.format("", "<foreignObject/>"),
        SVG.format("", '<a href="javascript:alert(1)"><path/></a>'),
        SVG.format("", '<path fill="URL(https://evil.example/x)"/>'),
        SVG.format("", "<style>@import 'https://evil.example/x'</style>"),
        SVG.format("", r"<style>path{fill:u\72l(x)}</style>"),
        SVG.format("", '<x:script xmlns:x="http://www.w3.org/1999/xhtml">1</x:script>'),
        "<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG.format("", "&a;"),
        '<?xml-stylesheet href="x.css"?>' + SVG.format("", ""),
        SVG.format("", "<path>"),
        SVG.format("", "<g>" * 20_000),
        SVG.format("", "<g/>" * MAX_PICTURE),
        "",
        "\xff",
    ],
)
def test_an_svg_that_would_run_or_load_something_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.svg"
    path.write_bytes(text.encode("latin-1"))
    assert list(asset_problems(path))


def test_a_plain_drawing_is_accepted(tmp_path: Path) -> None:
    style = "<style>@media(prefers-color-scheme:dark){path{stroke:#fff}}</style>"
    path = tmp_path / "x.svg"
    path.write_text(SVG.format(' viewBox="0 0 9 9"', f'{style}<path d="M0 0h9"/>'))
    assert list(asset_problems(path)) == []
