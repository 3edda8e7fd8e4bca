"""What would run in a reader's browser, or read a file that it should not, is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.bank import check_bank, load_bank
from tests.scripts.bank.sample import TODAY, VALID, change, violations, write

HOSTILE_MARKDOWN = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example>",
    "texto <img src=x onerror=alert(1)> texto",
    "<svg/onload=alert(1)>",
    "<b>negrito</b>",
    "<!-- comentário -->",
    "<?php echo 1 ?>",
    "<![CDATA[x]]>",
    "<iframe srcdoc='<script>1</script>'></iframe>",
    '<div markdown="1" onclick="x">a</div>',
    "<details ontoggle=alert(1) open>",
    "- item\n\n    <script>alert(1)</script>",
    "> <script>alert(1)</script>",
    '!!! note "Título"\n    <img src=x onerror=alert(1)>',
    '!!! note "<img src=x onerror=alert(1)>"\n    texto',
    '=== "<img src=x onerror=alert(1)>"\n\n    texto',
    "[clique](javascript:alert(1))",
    "[clique](JaVaScRiPt:alert(1))",
    "[clique](java\tscript:alert(1))",
    "[clique](&#106;avascript:alert(1))",
    "[clique](data:text/html,<script>1</script>)",
    "[clique](vbscript:x)",
    "[clique](http://exemplo.com)",
    "[clique](//evil.example)",
    "[clique](https://user:pass@evil.example)",
    "[clique](https:evil.example)",
    "[clique](/etc/passwd)",
    "[clique](../../assets/x.js)",
    "[clique][r]\n\n[r]: javascript:alert(1)",
    "<javascript:alert(1)>",
    '<https://exemplo.com/"onclick=alert(1)>',
    "![figura](https://evil.example/pixel.png)",
    "![figura](../x.svg)",
    "# Outro\n{: onclick=alert(1) }",
    "texto{: style='position:fixed' }",
    "**texto**{: .md-banner }",
    "[a](https://exemplo.com){ onmouseover=alert(1) }",
    '*[HTML]: "><img src=x onerror=alert(1)>\n\nHTML',
    "`` `<script>` ``<script>alert(1)</script>",
    "```\n</code></pre><script>alert(1)</script>\n```\n<script>1</script>",
    "{!../../README.md!}",
    "{!/etc/passwd!}",
    "{!~/.ssh/id_rsa!}",
    "{!nao-existe.md!}",
    "texto {!aviso.md!} texto",
    "    {!aviso.md!}",
    "`{!/etc/passwd!}`",
    "```text\n{!/etc/passwd!}\n```",
    '--8<-- "automacao/x.py"',
    '```python\n--8<-- "/etc/passwd"\n```',
    '```python\n--8<-- "../README.md"\n```',
    '```python\n--8<-- "automacao/../../README.md"\n```',
    '```python\n--8<-- "https://evil.example/x.py"\n```',
    '```python\n-8<- "automacao/x.py"\n```',
    "```python\n--8<--\nautomacao/x.py\n--8<--\n```",
    '```python\n--8<-- "automacao/x.py:1:3"\n```',
    '```python\n--8<-- "automacao/nao_existe.py"\n```',
    '```python\n--8<-- "automacao/x.py:nao_existe"\n```',
    '```python\n--8<-- "automacao/x.py:aberta"\n```',
    '```python\n--8<-- "automacao/link.py"\n```',
    '```python\n--8<-- "automacao"\n```',
]


@pytest.mark.parametrize("hostile", HOSTILE_MARKDOWN)
def test_hostile_markdown_is_refused(tmp_path: Path, hostile: str) -> None:
    write(tmp_path, "print(1)\n# --8<-- [start:aberta]\n", "snippets/automacao/x.py")
    write(tmp_path, "aviso", "docs/_includes/aviso.md")
    write(tmp_path, "segredo", "README.md")
    (tmp_path / "snippets/automacao/link.py").symlink_to(tmp_path / "README.md")
    found = violations(tmp_path, change("Leia o `trafficSplit`.", hostile))
    assert found
    assert not any("segredo" in violation.message for violation in found)


@pytest.mark.parametrize("text", ["[" * 200_000, "*a " * 60_000, ("[" * 80 + "\n") * 2_000])
def test_paragraph_that_would_keep_the_parsers_busy_is_refused(tmp_path: Path, text: str) -> None:
    found = violations(tmp_path, change("Leia o `trafficSplit`.", text))
    assert any("4000 caracteres" in violation.message for violation in found)


def test_every_diagram_says_in_words_what_it_shows(tmp_path: Path) -> None:
    silent = "```mermaid\nflowchart TD\n  a --> b\n```"
    found = violations(tmp_path, change("Leia o `trafficSplit`.", silent))
    assert [violation.line for violation in found] == [23]


HOSTILE_DIAGRAMS = [
    '  click a "javascript:alert(1)"',
    '  click a href "https://evil.example"',
    '  %%{init: {"securityLevel": "loose"}}%%',
    '  x["<img src=x onerror=alert(1)>"]',
    '  x["<script>1</script>"]',
    "  style a fill:url(https://evil.example/x)",
    "  classDef default fill:red",
]


@pytest.mark.parametrize("line", HOSTILE_DIAGRAMS)
def test_hostile_diagram_is_refused_at_its_line(tmp_path: Path, line: str) -> None:
    text = change("  accTitle: Rollback\n", f"  accTitle: Rollback\n{line}\n")
    found = violations(tmp_path, text)
    assert [violation.line for violation in found] == [text.split("\n").index(line) + 1]


@pytest.mark.parametrize(
    "harmless",
    [
        "`<script>` e `onclick=` são só texto aqui, e `{: x }` também.",
        "```text\n<script>alert(1)</script> {: onclick=x }\n```",
        "a < b e b > c; use <= ou >=; R&D & cia.",
        "[página](../monitoramento/outra.md#ancora) e [âncora](#fontes)",
        "[site](https://docs.cloud.google.com/x?y=1&z=2#w)",
        '!!! warning "Cuidado"\n    Um aviso com **negrito**.',
        "| a | b |\n|:--|--:|\n| 1 | 2 |",
        '=== "Aba"\n\n    texto',
        "- [x] feito",
    ],
)
def test_ordinary_markdown_is_accepted(tmp_path: Path, harmless: str) -> None:
    assert violations(tmp_path, change("Leia o `trafficSplit`.", harmless)) == []


def test_include_and_snippet_in_their_forms_are_accepted_and_expanded(tmp_path: Path) -> None:
    write(
        tmp_path,
        "def f():\n    # --8<-- [start:corpo]\n    return 1\n    # --8<-- [end:corpo]\n",
        "snippets/a/x.py",
    )
    write(tmp_path, "Um aviso.\n", "docs/_includes/aviso.md")
    body = '{!aviso.md!}\n\n```python\n--8<-- "a/x.py:corpo"\n```'
    assert violations(tmp_path, change("Leia o `trafficSplit`.", body)) == []
    answer = load_bank(tmp_path, TODAY).questions[0].answer
    assert answer.startswith("Um aviso.\n\n```python\nreturn 1\n```")


@pytest.mark.parametrize("name", ["x.html", "x.js", "x.svg", ".htaccess", "reverter.md~"])
def test_stray_file_that_would_be_published_is_refused(tmp_path: Path, name: str) -> None:
    write(tmp_path, "<script>1</script>", f"docs/perguntas/automacao/{name}")
    assert any("seria publicado" in found.message for found in violations(tmp_path, VALID))


def test_other_pages_are_guarded_too(tmp_path: Path) -> None:
    write(tmp_path, "# Sobre\n\n<script>1</script>\n", "docs/sobre.md")
    write(tmp_path, "{!aviso.md!}\n", "docs/_includes/aviso.md")
    write(tmp_path, "# Kits\n\n{!aviso.md!}\n", "docs/kits.md")
    assert {found.path.name for found in check_bank(tmp_path)} == {"sobre.md", "kits.md"}
