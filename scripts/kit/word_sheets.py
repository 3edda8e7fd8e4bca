"""The two sheets as Word documents, from the same data as the PDFs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from scripts.kit.markup import Node
from scripts.kit.printable import clean, map_texts
from scripts.kit.word import BOX, Sheet

CANDIDATE_TITLE, GUIDE_TITLE = "Folha do candidato", "Guia do entrevistador"
_WRITING_LINES, _EVIDENCE_LINES = 14, 6
_BLANK = "." * 24
Data = Mapping[str, Any]


def candidate_document(data: dict[str, Any], day: date) -> bytes:
    """Return the candidate's sheet as a .docx file."""
    cleaned = map_texts(data, clean)
    sheet = Sheet(CANDIDATE_TITLE, cleaned["kit"], _noon(day))
    _facts(sheet, cleaned, f"Seu código: {_BLANK}")
    sheet.heading(1, _text("Como funciona"))
    for number, step in enumerate(cleaned["steps"], start=1):
        sheet.item(f"{number}.", [], step)
    for question in cleaned["questions"]:
        sheet.new_page()
        sheet.line(f"{question['id']} · {question['minutes']} min", quiet=True)
        sheet.heading(1, question["title"])
        if question["scenario"]:
            sheet.heading(2, _text("Cenário"))
            sheet.blocks(_lowered(question["scenario"]))
        sheet.ruled(_WRITING_LINES)
    return sheet.saved()


def guide_document(data: dict[str, Any], pictures: Mapping[str, str], day: date) -> bytes:
    """Return the interviewer's guide as a .docx file; pictures are SVG drawings by name."""
    cleaned = map_texts(data, clean)
    sheet = Sheet(GUIDE_TITLE, cleaned["kit"], _noon(day))
    _facts(sheet, cleaned, f"Candidato: {_BLANK}", f"Entrevistador: {_BLANK}", f"Data: {_BLANK}")
    sheet.paragraph(cleaned["wording"]["privacy"])
    _opening(sheet, cleaned)
    _scoring(sheet, cleaned["wording"])
    for question in cleaned["questions"]:
        _question(sheet, question, pictures)
    _closing(sheet, cleaned)
    for question in cleaned["questions"]:
        _appendix(sheet, question)
    return sheet.saved()


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12)


def _text(words: str) -> list[Node]:
    return [{"kind": "text", "text": words}]


def _lowered(nodes: Iterable[Node]) -> list[Node]:
    """Return blocks with their headings one level up: here a question is a heading of level 1."""
    return [
        {**node, "level": node["level"] - 1} if node["kind"] == "heading" else node
        for node in nodes
    ]


def _facts(sheet: Sheet, data: Data, *blanks: str) -> None:
    count = len(data["questions"])
    sheet.line(
        f"Kit {data['kit']} · {data['level']} · {data['minutes']} minutos · "
        + ("1 pergunta" if count == 1 else f"{count} perguntas")
    )
    for blank in blanks:
        sheet.line(blank)


def _opening(sheet: Sheet, data: Data) -> None:
    wording = data["wording"]
    sheet.heading(1, _text(f"Roteiro de abertura · {data['opening']} min"))
    for number, step in enumerate(wording["opening"], start=1):
        sheet.item(f"{number}.", [], step)
    sheet.heading(1, _text("Plano da entrevista"))
    rows = [
        [_text(step["start"]), [*_strong(step["label"]), *_text(" "), *step["title"]],
         _text(f"{step['minutes']} min")]
        for step in data["plan"]
    ]  # fmt: skip
    sheet.table([_text("Início"), _text("Parte"), _text("Duração")], rows)
    sheet.paragraph(wording["reserve"])
    if data["shortfalls"]:
        sheet.heading(1, _text("O que este kit não cobre"))
        _bullets(sheet, map(_text, data["shortfalls"]))
    sheet.heading(1, _text("Como conduzir"))
    _bullets(sheet, wording["conduct"])


def _scoring(sheet: Sheet, wording: Data) -> None:
    sheet.heading(1, _text("Como pontuar"))
    sheet.paragraph(wording["scoring"])
    rows = [[_text(p["points"]), _text(p["level"]), _text(p["reading"])] for p in wording["points"]]
    sheet.table([_text("Nota"), _text("Ouviu-se"), _text("Leitura")], rows)
    _bullets(sheet, wording["rules"])
    sheet.heading(1, _text("Antes de entregar as notas: confira-se"))
    _bullets(sheet, wording["checks"], BOX)


def _question(sheet: Sheet, question: Data, pictures: Mapping[str, str]) -> None:
    sheet.new_page()
    sheet.line(
        f"{question['id']} · {question['theme']} · {question['kind']} · {question['levels']}"
        f" · {question['minutes']} min",
        quiet=True,
    )
    sheet.heading(1, question["title"])
    if question["scenario"]:
        sheet.heading(2, _text("Cenário"))
        sheet.blocks(_lowered(question["scenario"]))
    sheet.heading(2, _text("Resposta curta"))
    sheet.blocks(_lowered(question["short"]))
    sheet.heading(2, _text("Arquitetura"))
    sheet.picture(pictures[question["picture"]["file"]], question["picture"]["alt"])
    sheet.heading(2, _text("O que se ouve"))
    sheet.table(
        [_text("Nota"), _text("Nível"), _text("Frase")],
        [_score(score) for score in question["scores"]],
    )
    sheet.heading(2, _text("Para aprofundar"))
    for number, probe in enumerate(question["probes"], start=1):
        sheet.item(f"{number}.", probe["lead"], probe["rest"])
    sheet.heading(2, _text("Sinais de alerta"))
    for flag in question["flags"]:
        sheet.item(BOX, flag["lead"], flag["rest"])
    sheet.heading(2, _text("Evidência ouvida"))
    sheet.ruled(_EVIDENCE_LINES)


def _score(score: Data) -> list[list[Node]]:
    level = f"{score['level']} (esperada)" if score["expected"] else score["level"]
    return [_text(f"{BOX} {score['points']}"), _text(level), score["heard"]]


def _closing(sheet: Sheet, data: Data) -> None:
    sheet.new_page()
    sheet.heading(1, _text("Fechamento"))
    sheet.paragraph(data["wording"]["closing"])
    marks = "   ".join(f"{BOX} {points}" for points in range(1, 5))
    rows = [
        [_text(theme["title"]), _strong(question_id), _text(marks)]
        for theme in data["themes"]
        for question_id in theme["ids"]
    ]
    sheet.table([_text("Tema"), _text("Pergunta"), _text("Nota")], rows)
    for theme in data["themes"]:
        sheet.line(f"{theme['title']}: soma ........ de {4 * len(theme['ids'])}")
    sheet.line(f"Total das perguntas feitas: ........ de {4 * len(data['questions'])}")
    sheet.paragraph(data["wording"]["unasked"])


def _appendix(sheet: Sheet, question: Data) -> None:
    sheet.new_page()
    sheet.line(f"Apêndice · {question['id']}", quiet=True)
    sheet.heading(1, question["title"])
    parts = (
        ("Resposta completa", question["answer"]),
        ("Sobre o diagrama", question["architecture"]),
        ("Na prática", question["practice"]),
    )
    for title, nodes in parts:
        if nodes:
            sheet.heading(2, _text(title))
            sheet.blocks(nodes)
    sheet.heading(2, _text("Fontes"))
    for source in question["sources"]:
        link = {"kind": "link", "url": source["url"], "nodes": source["title"]}
        sheet.item("•", [], [link, *_text(f" — verificado em {source['verified']}")])


def _bullets(sheet: Sheet, lines: Iterable[list[Node]], mark: str = "•") -> None:
    for line in lines:
        sheet.item(mark, [], line)


def _strong(words: str) -> list[Node]:
    return [{"kind": "strong", "nodes": _text(words)}]
