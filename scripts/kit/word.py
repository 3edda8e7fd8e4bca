"""A sheet as a Word document: real headings, tables with a header, pictures with a text."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Length, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from scripts.kit.archive import normalised
from scripts.kit.markup import Node
from scripts.kit.picture import png_of

MONO, SERIF = "DejaVu Sans Mono", "Georgia"
INK, QUIET, ACCENT = (
    RGBColor(0x1D, 0x22, 0x25),
    RGBColor(0x53, 0x5B, 0x60),
    RGBColor(0x8A, 0x3B, 0x12),
)
HAIR, WASH = "C4BDB0", "F6F3EC"
BOX = "☐"
_MARGIN = Cm(2.4)
_TEXT_WIDTH = Cm(21 - 2 * 2.4)
# In characters of a column; past the widest, a text breaks into lines.
_NARROWEST, _WIDEST = 15, 90
_SIZES = {"Title": 26, "Heading 1": 17, "Heading 2": 12, "Heading 3": 11.5, "Heading 4": 11}
_DEEPEST = 4


class Sheet:
    """A document under construction; each method adds at its end."""

    def __init__(self, name: str, kit: str, day: datetime) -> None:
        """Begin a document called name, of this kit, dated day."""
        self.document: Document = docx.Document()
        self._drawings = 0
        _set_up(self.document, f"{name} · kit {kit}", day)
        _footer(self.document, f"{name} · kit {kit}")
        self.document.add_heading(name, level=0)

    def heading(self, level: int, nodes: Iterable[Node]) -> None:
        """Add a heading."""
        _write(self.document.add_heading(level=min(level, _DEEPEST)), nodes)

    def line(self, text: str, *, quiet: bool = False) -> Paragraph:
        """Add a paragraph of plain text."""
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(text)
        if quiet:
            run.font.size, run.font.color.rgb = Pt(9), QUIET
        return paragraph

    def paragraph(self, nodes: Iterable[Node], style: str | None = None) -> None:
        """Add a paragraph of inline nodes."""
        _write(self.document.add_paragraph(style=style), nodes)

    def item(self, mark: str, lead: Iterable[Node], rest: Iterable[Node]) -> None:
        """Add a paragraph behind a mark: lead in bold, then rest."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(0.8)
        paragraph.paragraph_format.first_line_indent = Cm(-0.8)
        paragraph.add_run(f"{mark}\t")
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))
        _write(paragraph, lead, bold=True)
        paragraph.add_run(" ")
        _write(paragraph, rest)

    def blocks(self, nodes: Iterable[Node]) -> None:
        """Add blocks of markup."""
        for node in nodes:
            _BLOCKS[node["kind"]](self, node)

    def table(self, header: list[list[Node]], rows: Iterable[list[list[Node]]]) -> None:
        """Add a table whose header repeats on each page."""
        body = list(rows)
        table = self.document.add_table(rows=1 + len(body), cols=len(header), style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, _widths([header, *body]), strict=True):
            column.width = width
            for cell in column.cells:
                cell.width = width
        for cells, nodes in zip(table.rows, [header, *body], strict=True):
            _keep_whole(cells._tr)
            for cell, content in zip(cells.cells, nodes, strict=True):
                _write(_first(cell), content, bold=nodes is header, size=9.5)
        _repeat(table.rows[0]._tr)
        for cell in table.rows[0].cells:
            _shade(cell._tc.get_or_add_tcPr(), WASH)
        self.document.add_paragraph().paragraph_format.space_after = Pt(2)

    def picture(self, svg: str, text: str) -> None:
        """Add a drawing with its alternative text."""
        png, width = png_of(svg)
        self._drawings += 1
        paragraph = self.document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shape = paragraph.add_run().add_picture(io.BytesIO(png), width=Pt(width))
        limit = Cm(19)
        if shape.height > limit:
            shape.width, shape.height = Emu(int(shape.width * limit / shape.height)), limit
        properties = shape._inline.docPr
        properties.set("descr", text)
        properties.set("name", f"Diagrama {self._drawings}")

    def code(self, title: str, text: str) -> None:
        """Add a block of code."""
        if title:
            caption = self.line(title, quiet=True)
            caption.paragraph_format.keep_with_next = True
            caption.paragraph_format.space_after = Pt(0)
        paragraph = self.document.add_paragraph(style="Código")
        for number, line in enumerate(text.split("\n")):
            run = paragraph.add_run(line)
            if number < text.count("\n"):
                run.add_break()

    def ruled(self, lines: int) -> None:
        """Add empty lines to write on."""
        for _ in range(lines):
            paragraph = self.document.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(10)
            _lines(paragraph)

    def new_page(self) -> None:
        """Begin a page."""
        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def saved(self) -> bytes:
        """Return the file, the same bytes everywhere."""
        file = io.BytesIO()
        self.document.save(file)
        return normalised(file.getvalue())


def _set_up(document: Document, title: str, day: datetime) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.language = (
        title,
        "Engenheiro MLOps na GCP",
        "pt-BR",
    )
    properties.created = properties.modified = day
    properties.comments, properties.last_modified_by, properties.revision = "", "", 1
    section = document.sections[0]
    section.start_type = WD_SECTION.NEW_PAGE
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = (
        _MARGIN
    )
    normal = document.styles["Normal"]
    _font(normal, SERIF, 11)
    normal.paragraph_format.space_after = Pt(6)
    for style, size in _SIZES.items():
        _font(document.styles[style], SERIF, size)
        document.styles[style].font.color.rgb = ACCENT if style == "Heading 2" else INK
        document.styles[style].paragraph_format.keep_with_next = True
    for border in document.styles["Title"].element.pPr.findall(qn("w:pBdr")):
        border.getparent().remove(border)
    code = document.styles.add_style("Código", WD_STYLE_TYPE.PARAGRAPH)
    _font(code, MONO, 8)
    _shade(code.element.get_or_add_pPr(), WASH)


def _font(style: Any, name: str, size: float) -> None:  # noqa: ANN401  (styles have many types)
    style.font.name, style.font.size = name, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(key), name)
    for key in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(key), None)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "pt-BR")
    style.element.get_or_add_rPr().append(language)


def _footer(document: Document, text: str) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    for part in (f"{text} · página ", "PAGE", " de ", "NUMPAGES"):
        run = paragraph.add_run() if part.isupper() else paragraph.add_run(part)
        run.font.size, run.font.color.rgb = Pt(8.5), QUIET
        if part.isupper():
            _field(run, part)


def _field(run: Run, name: str) -> None:
    for kind in ("begin", name, "end"):
        if kind == name:
            element = OxmlElement("w:instrText")
            element.text = name
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _first(cell: _Cell) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    return paragraph


def _shade(properties: Any, colour: str) -> None:  # noqa: ANN401
    shade = OxmlElement("w:shd")
    for key, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour)):
        shade.set(qn(key), value)
    properties.append(shade)


def _lines(paragraph: Paragraph) -> None:
    borders = OxmlElement("w:pBdr")
    # Paragraphs with the same borders are one box; what divides it is the line between them.
    for side in ("bottom", "between"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", HAIR)):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc")


def _widths(rows: list[list[list[Node]]]) -> list[Length]:
    """Return the width of each column: what its longest text asks for, within bounds."""
    longest = [max(map(_length, column)) for column in zip(*rows, strict=True)]
    shares = [min(max(size, _NARROWEST), _WIDEST) for size in longest]
    return [Emu(int(_TEXT_WIDTH * share / sum(shares))) for share in shares]


def _length(nodes: Iterable[Node]) -> int:
    return sum(
        len(node["text"]) if "text" in node else _length(node.get("nodes", ())) for node in nodes
    )


def _repeat(row: Any) -> None:  # noqa: ANN401
    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _keep_whole(row: Any) -> None:  # noqa: ANN401
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _write(paragraph: Paragraph, nodes: Iterable[Node], *, bold: bool = False, italic: bool = False,
           strike: bool = False, size: float | None = None) -> None:  # fmt: skip
    for node in nodes:
        kind = node["kind"]
        if kind == "break":
            paragraph.add_run().add_break()
        elif kind in ("text", "mono"):
            _run(paragraph, node, bold, italic, strike, size)
        elif kind == "link":
            _link(paragraph, node, size)
        else:
            _write(
                paragraph, node["nodes"], bold=bold or kind == "strong",
                italic=italic or kind == "emphasis", strike=strike or kind == "strike", size=size,
            )  # fmt: skip


def _run(paragraph: Paragraph, node: Node, bold: bool, italic: bool, strike: bool,
         size: float | None) -> None:  # fmt: skip
    run = paragraph.add_run(node["text"])
    run.bold, run.italic, run.font.strike = bold or None, italic or None, strike or None
    if size:
        run.font.size = Pt(size)
    if node["kind"] == "mono":
        run.font.name = MONO
        run.font.size = Pt((size or 11) * 0.84)


def _link(paragraph: Paragraph, node: Node, size: float | None) -> None:
    start = len(paragraph._p)
    _write(paragraph, node["nodes"], size=size)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(node["url"], kind, is_external=True))
    for element in list(paragraph._p)[start:]:
        link.append(element)
        Run(element, paragraph).underline = True
    paragraph._p.append(link)


def _list(sheet: Sheet, node: Node) -> None:
    for number, item in enumerate(node["nodes"], start=node["start"]):
        mark = f"{number}." if node["start"] else "•"
        inner = item["nodes"]
        flat = [child for child in inner if child["kind"] not in _BLOCKS]
        first = (
            inner[0]["nodes"] if not flat and inner and inner[0]["kind"] == "paragraph" else flat
        )
        sheet.item(mark, [], first)
        sheet.blocks(child for child in inner[0 if flat else 1 :] if child["kind"] in _BLOCKS)


def _quoted(sheet: Sheet, node: Node) -> None:
    if node.get("title"):
        sheet.paragraph([{"kind": "strong", "nodes": node["title"]}])
    sheet.blocks(node["nodes"])


_BLOCKS: Mapping[str, Callable[[Sheet, Node], None]] = {
    "paragraph": lambda sheet, node: sheet.paragraph(node["nodes"]),
    "heading": lambda sheet, node: sheet.heading(node["level"], node["nodes"]),
    "code": lambda sheet, node: sheet.code(node["title"], node["text"]),
    "table": lambda sheet, node: sheet.table(node["header"], node["rows"]),
    "list": _list,
    "admonition": _quoted,
    "quote": _quoted,
    "rule": lambda sheet, _: sheet.ruled(1),
}
