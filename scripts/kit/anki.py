"""`perguntas.apkg`: an Anki card a question, which an update of the deck does not reset."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timezone
from pathlib import Path
from typing import Any

import genanki
from markupsafe import Markup

from scripts.bank import Question
from scripts.kit.archive import normalised
from scripts.kit.guide import picture_name
from scripts.kit.hypertext import html_of
from scripts.kit.kit import Kit
from scripts.kit.markup import blocks, inline

PROJECT = "engenheiro-mlops-gcp"
DECK = "Engenheiro MLOps na GCP"
# Part of every learner's collection: another number would be another deck, another kind of note.
MODEL_ID, DECK_ID = 1_710_260_423, 2_050_418_117
_CSS = """
.card { font: 1rem/1.5 Georgia, serif; max-width: 40em; margin: 0 auto; padding: 1em; text-align: left; }
h2 { font-size: 1.2em; line-height: 1.3; } h3 { font-size: .85em; text-transform: uppercase; letter-spacing: .06em; }
code, pre { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .85em; } pre { white-space: pre-wrap; }
img { max-width: 100%; background: #fff; } .id { opacity: .7; font-size: .85em; }
table { border-collapse: collapse; } td, th { border-top: 1px solid; padding: .3em .5em; vertical-align: top; }
"""  # noqa: E501
_FRONT = '<p class="id">{{Id}}</p><h2>{{Pergunta}}</h2>{{Cenário}}'
_BACK = "{{FrontSide}}<hr id=answer><h3>Resposta curta</h3>{{Resposta}}{{Figura}}<h3>Sinais de alerta</h3>{{Alertas}}"  # noqa: E501
_COLLECTION = "collection.anki2"
_FIELDS = ("Id", "Pergunta", "Cenário", "Resposta", "Figura", "Alertas")


def deck_file(kit: Kit, pictures: Mapping[str, str], alts: Sequence[str]) -> bytes:
    """Return the deck of kit; pictures are SVG drawings by name, alts their texts in order."""
    model = genanki.Model(
        MODEL_ID,
        PROJECT,
        fields=[{"name": name} for name in _FIELDS],
        templates=[{"name": "Pergunta", "qfmt": _FRONT, "afmt": _BACK}],
        css=_CSS,
    )
    deck = genanki.Deck(DECK_ID, DECK)
    for question, alt in zip(kit.questions, alts, strict=True):
        deck.add_note(_note(model, question, alt))
    return _packed(deck, pictures, kit)


def guid(question_id: str) -> str:
    """Return what Anki knows a question by, whatever becomes of its text."""
    return hashlib.sha256(f"{PROJECT}/{question_id}".encode()).hexdigest()[:20]


def _note(model: Any, question: Question, alt: str) -> Any:  # noqa: ANN401  (no types)
    tags = [question.theme, question.kind, *question.levels, *question.tags]
    return genanki.Note(
        model=model,
        fields=[
            question.id,
            str(html_of(inline(question.title))),
            str(html_of(blocks(question.scenario))),
            str(html_of(blocks(question.short_answer))),
            str(Markup('<img src="{}" alt="{}">').format(media_name(question), alt)),
            str(_flags(question)),
        ],
        guid=guid(question.id),
        tags=[tag.replace(" ", "_") for tag in tags],
    )


def media_name(question: Question) -> str:
    """Return the name of a picture in a collection that holds pictures of many decks."""
    return f"{PROJECT}-{picture_name(question)}"


def _flags(question: Question) -> Markup:
    items = (
        Markup("<li><b>{}</b> {}</li>").format(
            html_of(inline(flag.statement)), html_of(inline(flag.why))
        )
        for flag in question.red_flags
    )
    return Markup("<ul>{}</ul>").format(Markup("").join(items))


def _packed(deck: Any, pictures: Mapping[str, str], kit: Kit) -> bytes:  # noqa: ANN401
    moment = datetime.combine(kit.verified, time(12), timezone.utc).timestamp()
    with tempfile.TemporaryDirectory(prefix="anki-") as folder:
        media = []
        for question in kit.questions:
            path = Path(folder) / media_name(question)
            path.write_text(pictures[picture_name(question)], encoding="utf-8", newline="\n")
            media.append(str(path))
        package = Path(folder) / "perguntas.apkg"
        genanki.Package(deck, media).write_to_file(str(package), timestamp=moment)
        return normalised(package.read_bytes(), {_COLLECTION: _unsigned})


def _unsigned(database: bytes) -> bytes:
    """Return an SQLite file without the version of the library that wrote it last."""
    # https://www.sqlite.org/fileformat.html#the_database_header, offsets 92 to 99.
    return database[:92] + bytes(8) + database[100:]
