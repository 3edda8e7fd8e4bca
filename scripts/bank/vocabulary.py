"""Closed vocabularies of the bank: themes, levels, kinds and tags."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

TAGS_FILE = Path(__file__).with_name("tags.txt")


@dataclass(frozen=True)
class Theme:
    """A theme: its folder under docs/perguntas, the prefix of its ids and its title."""

    slug: str
    prefix: str
    title: str


THEMES: dict[str, Theme] = {
    theme.slug: theme
    for theme in (
        Theme("orquestracao", "ORQ", "Infraestrutura e Orquestração"),
        Theme("automacao", "AUT", "CI/CD para Machine Learning"),
        Theme("escalabilidade", "ESC", "Escalabilidade e Serving"),
        Theme("monitoramento", "MON", "Monitoramento e Observabilidade"),
        Theme("seguranca", "SEG", "Segurança e Compliance"),
    )
}
LEVELS: tuple[str, ...] = ("júnior", "pleno", "sênior")
KINDS: tuple[str, ...] = ("conceitual", "cenário", "prática", "depuração", "arquitetura")

# Both ends of what one question may take in an interview, in minutes.
MIN_MINUTES, MAX_MINUTES = 3, 45


@cache
def load_tags() -> frozenset[str]:
    """Return the tags that a question may use, read from tags.txt (one a line)."""
    return frozenset(TAGS_FILE.read_text(encoding="utf-8").split())
