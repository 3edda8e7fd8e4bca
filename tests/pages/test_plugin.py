from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages import validators
from tests.pages.made_up import MadeUp, make

# pytester forgets what a run inside a test imported, and the parsers that the validators load can't
# be loaded twice: this import is before any such run.
assert validators

PAGE = """\
---
title: x
---

# T

```python title="a.py · executado com Python 3.12 em 2026-11-23"
--8<-- "tema/a.py:soma"
```

```text title="Saída"
--8<-- "tema/a.py.out"
```

```text
qualquer coisa
```

!!! note "Nota"

    ~~~python title="executado com Python 3.12 em 2026-11-23"
    assert True
    ~~~
"""
SNIPPET = "# --8<-- [start:soma]\nprint(1 + 1)\n# --8<-- [end:soma]\n"


@pytest.fixture
def site(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> MadeUp:
    monkeypatch.delenv("CI", raising=False)
    project = make(pytester.path)
    pytester.makeini("[pytest]\n")
    project.snippet("tema/a.py", SNIPPET)
    project.snippet("tema/a.py.out", "2\n")
    return project


def _run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return pytester.runpytest_inprocess(
        "-p", "tests.pages.plugin", "-p", "no:randomly", "docs", *arguments
    )


def test_items_are_the_blocks_of_the_page_in_reading_order(
    pytester: pytest.Pytester, site: MadeUp
) -> None:
    site.page(PAGE, "perguntas/tema/pergunta.md")
    lines = _run(pytester, "--collect-only", "-q").stdout.lines
    page = "docs/perguntas/tema/pergunta.md"
    assert [line for line in lines if "::" in line] == [
        f"{page}::L7-a.py:soma",
        f"{page}::L11-a.py.out",
        f"{page}::L21-python",
    ]


def test_good_page_passes(pytester: pytest.Pytester, site: MadeUp) -> None:
    site.page(PAGE)
    _run(pytester).assert_outcomes(passed=3)


def test_block_that_nothing_covers_fails_the_run(pytester: pytest.Pytester, site: MadeUp) -> None:
    site.page(f"{PAGE}\n```ruby\nputs 1\n```\n")
    result = _run(pytester)
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(["docs/pagina.md:25: nada confere a linguagem “ruby”*"])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_gcloud_of_the_prose_is_one_item_of_its_page(
    pytester: pytest.Pytester, site: MadeUp
) -> None:
    site.page("Use `gcloud ai modelos list` e `gcloud ai models listar`.\n")
    result = _run(pytester)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*pagina.md:1: *modelos*"])


def test_wrong_output_fails_both_items_and_stays(pytester: pytest.Pytester, site: MadeUp) -> None:
    committed = site.snippet("tema/a.py.out", "3\n")
    site.page(PAGE)
    _run(pytester).assert_outcomes(passed=1, failed=2)
    assert committed.read_text(encoding="utf-8") == "3\n"


@pytest.mark.parametrize("committed", ["3\n", None])
def test_outputs_are_rewritten_on_request(
    pytester: pytest.Pytester, site: MadeUp, committed: str | None
) -> None:
    output = Path(site.snippet("tema/a.py.out", committed or ""))
    if committed is None:
        output.unlink()
    site.page(PAGE)
    result = _run(pytester, "--rewrite-outputs")
    result.assert_outcomes(passed=3)
    result.stdout.fnmatch_lines(["reescrito: snippets/tema/a.py.out"])
    assert output.read_text(encoding="utf-8") == "2\n"


def test_markdown_outside_the_docs_is_not_collected(
    pytester: pytest.Pytester, site: MadeUp
) -> None:
    (site.root / "LEIAME.md").write_text("```ruby\nx\n```\n", encoding="utf-8")
    site.page("sem código\n")
    _run(pytester, "LEIAME.md").assert_outcomes()
