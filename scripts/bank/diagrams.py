"""Draw the Mermaid of a question as one SVG that the site and the printed kit share.

The real mermaid.js draws it, without a browser. The colours are put in last, so that a page may
follow its own light and dark while the paper has fixed ones, from the same cached drawing.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from xml.etree import ElementTree as ET

import mermaidx

from scripts.bank.svg import SVG_NAMESPACE, Colours, sanitise

# Part of the cache's key: raise it when the same source is to be drawn in another way.
DRAWING_VERSION = "3"
MAX_CHARACTERS = 20_000
# The kinds whose every part takes its colour from the palette.
KINDS = ("flowchart", "graph", "sequenceDiagram", "stateDiagram", "classDiagram", "erDiagram")
DRAWN_ID = "my-svg"
PLACEHOLDERS = {
    "ink": "#c81101",
    "line": "#c81102",
    "node": "#c81103",
    "group": "#c81104",
    "page": "#c81105",
    "accent": "#c81106",
    "accent_text": "#c81107",
}
THEME_VARIABLES = {
    "ink": """primaryTextColor secondaryTextColor tertiaryTextColor noteTextColor textColor
        titleColor nodeTextColor actorTextColor signalTextColor labelTextColor loopTextColor
        transitionLabelColor stateLabelColor relationLabelColor classText""",
    "line": """primaryBorderColor secondaryBorderColor tertiaryBorderColor noteBorderColor
        lineColor arrowheadColor defaultLinkColor nodeBorder clusterBorder actorBorder
        actorLineColor signalColor labelBoxBorderColor activationBorderColor transitionColor
        compositeBorder relationColor""",
    "node": """primaryColor mainBkg nodeBkg actorBkg stateBkg labelBoxBkgColor rowOdd
        compositeTitleBackground activationBkgColor""",
    "group": "secondaryColor tertiaryColor noteBkgColor altBackground rowEven",
    # A subgraph is an outline: the text on a line inside it stands on the same ground.
    "page": """background edgeLabelBackground labelBackgroundColor relationLabelBackground
        clusterBkg compositeBackground""",
    "accent": "specialStateColor innerEndBackground",
    "accent_text": "sequenceNumberColor",
}


@dataclass(frozen=True)
class Palette:
    """What a drawing is coloured with: CSS colours, or `var(--…)` where a browser shows it.

    ink: text; line: borders and arrows; node: inside of a node; group: inside of a
    note; page: behind the text on a line (opaque, the colour around the drawing); accent: marks
    such as the start of a state diagram; accent_text: text on accent; font: CSS font families.
    """

    ink: str
    line: str
    node: str
    group: str
    page: str
    accent: str
    accent_text: str
    font: str


class DiagramError(ValueError):
    """A Mermaid source can't be drawn: `line` counts from 1 inside it, `message` says why."""

    def __init__(self, line: int, message: str) -> None:
        self.line, self.message = line, message
        super().__init__(f"linha {line} do diagrama: {message}")


def render_svg(
    source: str, *, cache_dir: Path, palette: Palette, element_id: str | None = None
) -> str:
    """Return source drawn as an `<svg>` with its width and height in CSS pixels.

    It holds no script, link, HTML or address of another host. Its name (`aria-label`) and
    description come from `accTitle` and `accDescr`. Ids inside start with element_id, which must
    be unique in a page; by default it follows from the source. Drawings are kept in cache_dir,
    created when needed. Raises DiagramError.
    """
    drawn = _cached(_kept(source, cache_dir), lambda: _draw(source))
    named = drawn.replace(DRAWN_ID, element_id or f"diagrama-{_digest(source)[:10]}")
    for field in fields(palette):
        colour = PLACEHOLDERS.get(field.name, "{font}")
        named = named.replace(colour, getattr(palette, field.name).replace('"', "'"))
    return named


def is_drawn(source: str, *, cache_dir: Path) -> bool:
    """Tell whether render_svg would find source drawn in cache_dir."""
    return _kept(source, cache_dir).is_file()


def _kept(source: str, cache_dir: Path) -> Path:
    return cache_dir / f"{_digest(source)}.svg"


def _digest(source: str) -> str:
    key = "\0".join([DRAWING_VERSION, mermaidx.__version__, source])
    return hashlib.sha256(key.encode()).hexdigest()


def _cached(path: Path, make: Callable[[], str]) -> str:
    if path.is_file():
        return path.read_text(encoding="utf-8")
    text = make()
    path.parent.mkdir(parents=True, exist_ok=True)
    # Site, kit and tests may draw at the same time: nobody may read half a file.
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="\n", dir=path.parent, suffix=".tmp", delete=False
    ) as partial:
        partial.write(text)
    Path(partial.name).replace(path)
    return text


def _draw(source: str) -> str:
    _refuse_unsupported(source)
    try:
        drawing = mermaidx.render(source, theme="base", config=_config()).svg()
        svg = sanitise(drawing, _colours())
    except ET.ParseError as error:
        raise DiagramError(1, "o desenho saiu ilegível; simplifique o diagrama") from error
    except Exception as error:  # the engine has no common class for its failures
        raise _explained(source, str(error)) from error
    return _finished(svg, source)


def _refuse_unsupported(source: str) -> None:
    if len(source) > MAX_CHARACTERS:
        raise DiagramError(1, f"passa de {MAX_CHARACTERS} caracteres; divida-o em dois")
    for number, line in enumerate(source.splitlines(), start=1):
        if re.match(r"\s*%%\{|---\s*$", line):
            hint = "configuração dentro do diagrama não é aceita; as cores vêm da página: apague-a"
            raise DiagramError(number, hint)
    number, first = _first_line(source)
    if not first.startswith(KINDS):
        raise DiagramError(number, f"deve começar por um destes: {', '.join(KINDS)}")


def _first_line(source: str) -> tuple[int, str]:
    for number, line in enumerate(source.splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("%%"):
            return number, line.strip()
    raise DiagramError(1, "está vazio")


def _config() -> dict[str, object]:
    plain = {"htmlLabels": False}
    variables = {
        name: PLACEHOLDERS[key] for key, names in THEME_VARIABLES.items() for name in names.split()
    }
    return {
        **plain,
        **dict.fromkeys(("flowchart", "class", "state", "er"), plain),
        "securityLevel": "strict",
        "deterministicIds": True,
        # Some shapes are drawn with a random wobble of no size; the kit is compared byte by byte.
        "handDrawnSeed": 1,
        "logLevel": "fatal",
        "themeVariables": variables,
    }


def _colours() -> Colours:
    return Colours(
        PLACEHOLDERS.values(),
        shape=PLACEHOLDERS["group"],
        line=PLACEHOLDERS["line"],
        text=PLACEHOLDERS["ink"],
    )


def _explained(source: str, error: str) -> DiagramError:
    match = re.search(r"(?:error on line |line:? )(\d+)", error)
    number = int(match[1]) if match else _first_line(source)[0]
    line = _line_in_source(source, number) if match else number
    near = source.splitlines()[line - 1].strip() if line <= len(source.splitlines()) else ""
    hint = 'ponha entre aspas os rótulos com espaço, parênteses ou acento: id["Rótulo"]'
    return DiagramError(line, f"erro de sintaxe do Mermaid perto de “{near[:60]}”; {hint}")


def _line_in_source(source: str, number: int) -> int:
    # Mermaid drops comments and leading blank lines before it counts.
    counted = 0
    for position, line in enumerate(source.splitlines(), start=1):
        if line.lstrip().startswith("%%") or (counted == 0 and not line.strip()):
            continue
        counted += 1
        if counted == number:
            return position
    return max(1, len(source.splitlines()))


def _finished(svg: ET.Element, source: str) -> str:
    _, _, width, height = (float(part) for part in svg.get("viewBox", "0 0 0 0").split())
    attributes = {
        "xmlns": SVG_NAMESPACE,
        "id": DRAWN_ID,
        "class": "diagrama-svg",
        "viewBox": svg.get("viewBox", ""),
        "width": f"{width:.0f}",
        "height": f"{height:.0f}",
        "role": "img",
        "aria-label": _accessible(source, "accTitle") or "Diagrama",
    }
    description = svg.find("desc")
    if description is not None:
        attributes["aria-describedby"] = description.get("id", "")
    svg.attrib.clear()
    svg.attrib.update({name: value for name, value in attributes.items() if value})
    for style in svg.iter("style"):
        style.text = (style.text or "") + _own_style()
    return ET.tostring(svg, encoding="unicode")


def _own_style() -> str:
    halo = f"stroke:{PLACEHOLDERS['page']};stroke-width:6px;paint-order:stroke"
    return (
        f"#{DRAWN_ID}{{font-family:{{font}};font-size:16px;fill:{PLACEHOLDERS['ink']}}}"
        f"#{DRAWN_ID} .edgeLabels>.cluster-label text{{fill:{PLACEHOLDERS['ink']};{halo}}}"
    )


def _accessible(source: str, key: str) -> str:
    match = re.search(rf"^\s*{key}\s*:\s*(.+)$", source, re.MULTILINE)
    return match[1].strip() if match else ""
