"""Turn the SVG that Mermaid draws into one that is safe and small to put inside a page.

Works by allowing, not by forbidding: an element, attribute or style that is not known to be
harmless is left out, so a hostile label has nothing to hide behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree as ET

SVG_NAMESPACE = "http://www.w3.org/2000/svg"
SHAPES = frozenset(["path", "rect", "circle", "ellipse", "polygon", "polyline", "line"])
TEXTS = frozenset(["text", "tspan"])
ELEMENTS = SHAPES | TEXTS | frozenset(["svg", "g", "defs", "marker", "desc", "style"])
# Mermaid makes a link of a node when the author wrote `click`: its place stays, the link goes.
RENAMED = {"a": "g"}
POSITION = frozenset(["x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "dx", "dy", "transform"])
SIZE = frozenset(["d", "r", "rx", "ry", "width", "height", "points", "viewBox"])
MARKER_USE = frozenset(["marker-start", "marker-mid", "marker-end"])
MARKER_SIZE = frozenset(["markerWidth", "markerHeight", "markerUnits", "refX", "refY", "orient"])
LINES = frozenset(["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap"])
FONTS = frozenset(["font-size", "font-style", "font-weight", "text-anchor", "dominant-baseline"])
OTHERS = frozenset(["class", "id", "fill-rule", "clip-rule", "alignment-baseline"])
ATTRIBUTES = POSITION | SIZE | MARKER_USE | MARKER_SIZE | LINES | FONTS | OTHERS
STYLE_PROPERTIES = LINES | FONTS | {"rx", "ry"}
COLOUR_PROPERTIES = frozenset(["fill", "stroke"])
NEUTRAL_COLOURS = frozenset(["none", "transparent", "inherit"])
# Only what something points at keeps an id: a label must not be able to name a part of the page.
REFERENCED = frozenset(["svg", "marker", "desc"])
LONG_NUMBER = re.compile(r"-?\d+\.\d\d+")
PLAIN_VALUE = re.compile(r"[#\w .,%+()-]+(?:!important)?\Z")
INTERNAL_REFERENCE = re.compile(r"url\(#[\w.:-]+\)\Z")
FLAT_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SELECTOR = re.compile(r"[\w\s.#>\[\]$=\"-]+\Z")


class Colours:
    """Which colours may stand in a drawing, and what a foreign one becomes."""

    def __init__(self, allowed: Iterable[str], *, shape: str, line: str, text: str) -> None:
        """Take the allowed colours (`#rrggbb`) and the three that replace any other."""
        self.allowed = frozenset(allowed)
        self.shape, self.line, self.text = shape, line, text

    def permits(self, value: str) -> bool:
        """Tell whether a fill or stroke is neutral or one of the allowed colours."""
        plain = value.removesuffix("!important").strip().lower()
        return plain in NEUTRAL_COLOURS or as_hex(plain) in self.allowed

    def instead(self, tag: str, name: str) -> str:
        """Return the colour for an attribute `name` of a `tag` that came with a foreign one."""
        if tag in TEXTS:
            return self.text if name == "fill" else "none"
        return self.shape if name == "fill" else self.line


def as_hex(colour: str) -> str:
    """Return `rgb(1, 2, 3)` as `#010203`; any other text unchanged."""
    match = re.fullmatch(r"rgb\((\d+),\s*(\d+),\s*(\d+)\)", colour)
    return "#" + "".join(f"{int(part):02x}" for part in match.groups()) if match else colour


def sanitise(svg: str, colours: Colours) -> ET.Element:
    """Return a drawing of Mermaid rebuilt from allowed parts only, without namespaces.

    Raises xml.etree.ElementTree.ParseError if svg is not well-formed XML or declares a DTD.
    """
    if "<!" in svg:
        raise ET.ParseError("declaration in SVG")
    clean = _copy(ET.fromstring(svg), colours)  # noqa: S314  (no DTD: refused above)
    _drop_unused_markers(clean)
    _raise_group_titles(clean)
    for text in clean.iter():
        _merge_words(text)
    _prune_styles(clean)
    return clean


def _copy(element: ET.Element, colours: Colours) -> ET.Element:
    tag = _name(element)
    clean = ET.Element(tag, _attributes(tag, element.attrib, colours))
    clean.text = _safe_css(element.text or "", colours) if tag == "style" else element.text
    for child in element:
        if _name(child) in ELEMENTS:
            clean.append(_copy(child, colours))
            clean[-1].tail = child.tail
    return clean


def _name(element: ET.Element) -> str:
    namespace, _, name = element.tag.rpartition("}")
    local = name if namespace in ("", "{" + SVG_NAMESPACE) else ""
    return RENAMED.get(local, local)


def _attributes(tag: str, found: Mapping[str, str], colours: Colours) -> dict[str, str]:
    clean = {}
    for name, value in found.items():
        if name == "style":
            value = _declarations(value, colours)
        elif not _is_allowed(tag, name, value):
            continue
        elif name in ("d", "points", "transform"):
            value = LONG_NUMBER.sub(lambda number: f"{float(number[0]):.1f}", value)
        elif name in COLOUR_PROPERTIES:
            value = as_hex(value) if colours.permits(value) else colours.instead(tag, name)
        if value:
            clean[name] = value
    return clean


def _is_allowed(tag: str, name: str, value: str) -> bool:
    if name not in ATTRIBUTES or (name == "id" and tag not in REFERENCED):
        return False
    if name in MARKER_USE:
        return bool(INTERNAL_REFERENCE.match(value))
    return "url" not in value.lower() and ":" not in value


def _declarations(style: str, colours: Colours) -> str:
    kept = []
    for declaration in style.split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name not in STYLE_PROPERTIES or not PLAIN_VALUE.match(value) or "url" in value.lower():
            continue
        if name not in COLOUR_PROPERTIES or colours.permits(value):
            kept.append(f"{name}:{as_hex(value)}")
    return ";".join(kept)


def _safe_css(css: str, colours: Colours) -> str:
    rules = []
    for selectors, style in FLAT_RULE.findall(css):
        kept = [one for one in selectors.split(",") if one.startswith("#") and SELECTOR.match(one)]
        declarations = _declarations(style, colours)
        if kept and declarations:
            rules.append(",".join(kept) + "{" + declarations + "}")
    return "".join(rules)


def _drop_unused_markers(svg: ET.Element) -> None:
    used = {
        value[5:-1]
        for element in svg.iter()
        for name, value in element.attrib.items()
        if name in MARKER_USE
    }
    for parent in list(svg.iter()):
        for child in list(parent):
            if child.tag == "marker" and child.get("id") not in used:
                parent.remove(child)
        for child in list(parent):
            if child.tag == "defs" and len(child) == 0:
                parent.remove(child)


def _raise_group_titles(svg: ET.Element) -> None:
    # Mermaid draws lines after the titles of subgraphs, and so through them.
    for root in svg.iter("g"):
        parts = {part.get("class", ""): part for part in root}
        if "clusters" not in parts or "edgeLabels" not in parts:
            continue
        for cluster in parts["clusters"].findall("g[@class='cluster']"):
            for title in cluster.findall("g[@class='cluster-label']"):
                cluster.remove(title)
                parts["edgeLabels"].append(title)


def _merge_words(row: ET.Element) -> None:
    # Mermaid puts each word in an element of its own; without emphasis one text says the same.
    if row.tag != "tspan" or not len(row) or any(map(_is_emphasised, row)):
        return
    row.text = (row.text or "") + "".join((word.text or "") + (word.tail or "") for word in row)
    for word in list(row):
        row.remove(word)


def _is_emphasised(word: ET.Element) -> bool:
    return len(word) > 0 or set(word.attrib.values()) - {"normal", "text-inner-tspan"} != set()


def _prune_styles(svg: ET.Element) -> None:
    classes = {name for element in svg.iter() for name in element.get("class", "").split()}
    tags = {element.tag for element in svg.iter()}
    for style in svg.iter("style"):
        rules = FLAT_RULE.findall(style.text or "")
        style.text = "".join(_used_rules(rules, classes, tags))


def _used_rules(
    rules: Iterable[tuple[str, str]], classes: set[str], tags: set[str]
) -> Iterator[str]:
    for selectors, declarations in rules:
        kept = [one for one in selectors.split(",") if _can_match(one, classes, tags)]
        if kept:
            yield ",".join(kept) + "{" + declarations + "}"


def _can_match(selector: str, classes: set[str], tags: set[str]) -> bool:
    # Mermaid ships the rules of every look and shape with each drawing; most match nothing.
    if "data-look" in selector:
        return False
    wanted = set(re.findall(r"\.([\w-]+)", selector))
    types = set(re.findall(r"(?:^|[\s>])([a-z]\w*)", selector))
    return wanted <= classes and types <= tags
