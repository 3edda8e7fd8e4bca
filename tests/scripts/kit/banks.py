"""Banks of made-up questions, valid by the format, whose answers are full of marked words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from scripts.bank import Bank, Question, load_bank
from scripts.bank.vocabulary import THEMES
from tests.scripts.bank.sample import TODAY

# Words that stand in an answer and nowhere else: none may reach the candidate.
SECRETS = (
    "segredocurto", "segredocompleto", "segredonodiagrama", "segredoacessivel", "segredodescrito",
    "segredoprosa", "segredopratico", "segredonotitulo", "segredojunior", "segredopleno",
    "segredosenior", "segredosonda", "segredoacrescenta", "segredofrase", "segredoporque",
    "segredofonte",
)  # fmt: skip

_PAGE = """\
---
id: {id}
title: {title}
description: segredonotitulo
levels: [{levels}]
kind: {kind}
minutes: {minutes}
tags: [gcloud, rollback]
related: []
---
# {title}

## Cenário

{scenario}

## Resposta curta

O segredocurto responde em poucas palavras o que a pergunta quer saber.

## Resposta completa

### Primeiro

O segredocompleto explica com calma tudo o que {id} pede a quem responde.

!!! warning "Cuidado com `#eval`"
    Um texto recuado, com **negrito** e [um link](https://example.com/pagina).

| Opção | Custo → µs ≥ 3 |
|---|--:|
| `a_long_name/with/many/parts-and-more` | 10 |

## Arquitetura

Uma linha de segredoprosa sobre a figura que vem depois.

```mermaid
flowchart TD
  accTitle: Nome com segredoacessivel
  accDescr: Descrição com segredodescrito
  a["segredonodiagrama"] -->|"passa"| b["Fim"]
```

## Na prática

```bash title="validado com shellcheck 0.11.0 em 2026-11-23"
gcloud ai endpoints list --region=us-central1 # segredopratico {long}
```

## Como avaliar

| Nível | O que se ouve |
|---|---|
| Júnior | "Eu digo segredojunior e paro por aqui." |
| Pleno | "Eu digo segredopleno e explico por quê." |
| Sênior | "Eu digo segredosenior e o que perco." |

## Para aprofundar

1. **E se segredosonda acontecer?** Espera-se segredoacrescenta com um número.
2. **O que mais volta?** As features e o limiar.
3. **Quem decide?** Quem está de plantão.

## Sinais de alerta

- **"O segredofrase resolve."** Está errado por segredoporque.
- **"Movo o alias."** O alias não muda o que está implantado.

## Fontes

- [Fonte segredofonte](https://docs.cloud.google.com/a) — verificado em 2026-11-23
- [Alias](https://docs.cloud.google.com/b) — verificado em 2026-11-22
- [Implantar](https://docs.cloud.google.com/c_(d)) — verificado em 2026-11-21
"""


@dataclass(frozen=True)
class Entry:
    """What matters of a made-up question."""

    theme: str = "automacao"
    number: int = 1
    minutes: int = 10
    kind: str = "prática"
    levels: tuple[str, ...] = ("pleno", "sênior")
    title: str = "Como reverter um modelo em produção?"
    scenario: str = "O canário recebe 10 % do tráfego → p99 ≥ 300 ms, “assim” — 5 µs."

    @property
    def id(self) -> str:
        return f"{THEMES[self.theme].prefix}-{self.number:03}"


ONE_PER_THEME = tuple(Entry(theme=theme) for theme in THEMES)


def write_entry(root: Path, entry: Entry) -> Path:
    """Write the question file of entry below root and return its path."""
    path = root / "docs" / "perguntas" / entry.theme / f"pergunta-{entry.number}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        _PAGE.format(
            id=entry.id,
            title=entry.title,
            levels=", ".join(entry.levels),
            kind=entry.kind,
            minutes=entry.minutes,
            scenario=entry.scenario,
            long="palavra" * 30,
        ),
        encoding="utf-8",
    )
    return path


def write_bank(root: Path, entries: Iterable[Entry] = ONE_PER_THEME) -> Path:
    """Write the question files of entries below root and return root."""
    for entry in entries:
        write_entry(root, entry)
    return root


def make_bank(root: Path, entries: Iterable[Entry] = ONE_PER_THEME) -> Bank:
    """Write entries below root and load them."""
    return load_bank(write_bank(root, entries), TODAY)


def question(entry: Entry) -> Question:
    """Return a question with the fields that selection looks at, without a file."""
    return Question(
        id=entry.id, title=entry.title, description="", levels=entry.levels, kind=entry.kind,
        minutes=entry.minutes, tags=(), related=(), theme=entry.theme, slug="x", path=Path("x"),
        source="", root=Path(), sections={}, rubric={}, probes=(), red_flags=(), sources=(),
    )  # fmt: skip
