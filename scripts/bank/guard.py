"""What must not reach a reader's browser, whoever sent the page.

Two readings, because parsers differ: the source is searched for raw HTML by CommonMark, and the
page is rendered with the site's own Markdown extensions and each tag, attribute and address of
the result must be on a short list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

import markdown
from markdown_it import MarkdownIt

from scripts.bank.fences import fenced_lines, find_fences

# The extensions of mkdocs.yml that change what HTML a page can produce.
EXTENSIONS: tuple[str, ...] = (
    "abbr", "admonition", "attr_list", "def_list", "md_in_html", "tables",
    "pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist",
)  # fmt: skip
_CONFIGS = {"pymdownx.tabbed": {"alternate_style": True}}

_TAGS = frozenset(
    "a abbr blockquote br code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr input label li"  # noqa: SIM905
    " ol p pre span strong summary table tbody td th thead tr ul".split()
)
_ATTRIBUTES = frozenset(
    "checked class disabled for href id name open start title type".split()  # noqa: SIM905
)
_STYLE = re.compile(r"text-align: (left|right|center);")
_MERMAID_REFUSED = re.compile(
    r"javascript:|data:[a-z]+/|%%\{|^---\s*$|<(?!br ?/?>)[a-z/!]"
    r"|^\s*(?:click|link|links|call|style|classDef|linkStyle)\b",
    re.IGNORECASE | re.MULTILINE,
)
_ATTRIBUTE_LIST = re.compile(r"\{ *[:#.][^}\n]*\}|\{[^}\n]*\bon[a-z]+ *=[^}\n]*\}")
_MAX_MERMAID = 4_000
MAX_PARAGRAPH = 4_000
_ACCESSIBLE = re.compile(r"^ *accTitle *: *\S.*^ *accDescr *: *\S", re.MULTILINE | re.DOTALL)

Problem = tuple[int, str]


def check_page(text: str, skip: int) -> list[Problem]:
    """Return (line from 1, message) for what text may not show; skip lines are front matter."""
    body = "\n" * skip + "\n".join(text.split("\n")[skip:])
    # The parsers take quadratic time on a long paragraph: a hostile one must not reach them.
    return _oversized(body) or (
        _raw_html(body) + _attribute_lists(body) + _diagrams(body) + _rendered(body, skip)
    )


def _oversized(body: str) -> list[Problem]:
    lines = body.split("\n")
    covered = fenced_lines(lines)
    found, size = [], 0
    for index, line in enumerate(lines):
        size = size + len(line) + 1 if line.strip() and index not in covered else 0
        if size > MAX_PARAGRAPH:
            message = f"o parágrafo passa de {MAX_PARAGRAPH} caracteres; divida-o"
            found.append((index + 1, message))
            size = 0
    return found


def _raw_html(body: str) -> list[Problem]:
    message = "há HTML cru, que não é aceito; use Markdown, ou ponha o trecho entre crases"
    found = []
    for token in MarkdownIt("commonmark").enable("table").parse(body):
        line = (token.map[0] if token.map else 0) + 1
        kinds = [token.type, *(child.type for child in token.children or ())]
        if "html_block" in kinds or "html_inline" in kinds:
            found.append((line, message))
    return found


def _attribute_lists(body: str) -> list[Problem]:
    lines = body.split("\n")
    covered = fenced_lines(lines)
    message = "há uma lista de atributos entre chaves ({: …}), que não é aceita; apague-a"
    return [
        (index + 1, message)
        for index, line in enumerate(lines)
        if index not in covered and _ATTRIBUTE_LIST.search(_without_code(line))
    ]


def _without_code(line: str) -> str:
    return re.sub(r"(`+).*?\1", "", line)


def _diagrams(body: str) -> list[Problem]:
    lines = body.split("\n")
    found = []
    for fence in find_fences(lines):
        if not fence.info.startswith("mermaid"):
            continue
        source = "\n".join(lines[fence.start + 1 : fence.end])
        refused = _MERMAID_REFUSED.search(source)
        if refused:
            line = fence.start + 2 + source.count("\n", 0, refused.start())
            found.append(
                (line, "o diagrama usa HTML, link, cor ou diretiva; deixe só nós, setas e textos")
            )
        if not _ACCESSIBLE.search(source):
            message = "o diagrama não tem accTitle: e accDescr:, nesta ordem; escreva o que ele diz"
            found.append((fence.start + 1, message))
        if len(source) > _MAX_MERMAID:
            found.append(
                (fence.start + 1, f"o diagrama passa de {_MAX_MERMAID} caracteres; divida-o")
            )
    return found


def _rendered(body: str, skip: int) -> list[Problem]:
    try:
        html = markdown.markdown(body, extensions=list(EXTENSIONS), extension_configs=_CONFIGS)
        collector = _Collector()
        collector.feed(html)
        collector.close()
    except Exception:  # a third-party parser on a stranger's text: any failure is a refusal
        return [(skip + 1, "o Markdown não pôde ser lido; simplifique a formatação da página")]
    return [(_find(body, needle, skip), message) for needle, message in collector.problems]


def _find(body: str, needle: str, skip: int) -> int:
    position = body.find(needle)
    return skip + 1 if position < 0 else body.count("\n", 0, position) + 1


class _Collector(HTMLParser):
    """Collects (text to look for in the source, message) for what is not on the lists."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.problems: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self.problems.append(
                (f"<{tag}", f"a página produz a marca <{tag}>, que não é aceita; use Markdown")
            )
        for name, value in attrs:
            self.problems += _attribute_problems(tag, name, value or "")

    def handle_comment(self, data: str) -> None:
        self.problems.append(("<!", "há um comentário de HTML; apague-o"))

    def handle_decl(self, decl: str) -> None:
        self.problems.append(("<!", "há uma declaração de HTML; apague-a"))

    def unknown_decl(self, data: str) -> None:
        self.handle_decl(data)

    def handle_pi(self, data: str) -> None:
        self.problems.append(("<?", "há uma instrução de processamento (<?); apague-a"))


def _attribute_problems(tag: str, name: str, value: str) -> Iterator[tuple[str, str]]:
    if name == "style":
        if not _STYLE.fullmatch(value):
            yield name, "há um atributo style; apague-o"
    elif name == "data-tabs" and re.fullmatch(r"[0-9]+:[0-9]+", value):
        return
    elif name not in _ATTRIBUTES:
        yield name, f"há um atributo “{name}”, que não é aceito; apague-o"
    elif tag == "input" and name == "type" and value not in {"checkbox", "radio"}:
        yield value, "há um campo de formulário; apague-o"
    elif name == "href":
        yield from ((value, why) for why in link_problems(value))


def link_problems(target: str) -> Iterator[str]:
    """Yield why a link's target is refused: only https, another page or an anchor."""
    try:
        parts = urlsplit(target.strip())
    except ValueError:
        yield "um link tem endereço malformado; corrija-o"
        return
    if any(ord(char) <= 32 or char in '\\"<>' for char in target):
        yield "um link tem espaço, aspas, barra invertida ou sinal de HTML; corrija-o"
    elif parts.scheme or parts.netloc:
        if parts.scheme != "https" or not parts.hostname or parts.username is not None:
            yield f"um link usa {parts.scheme or '//'}: em vez de https://; troque o endereço"
    elif parts.path and (parts.path.startswith("/") or not parts.path.endswith(".md")):
        yield "um link interno não aponta para uma página .md; escreva o caminho relativo dela"
