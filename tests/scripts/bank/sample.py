"""A valid question to break in one place at a time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from scripts.bank import Violation, check_bank

TODAY = date(2026, 11, 23)
PLACE = "docs/perguntas/automacao/reverter.md"
VALID = """\
---
id: AUT-002
title: Como reverter um modelo?
description: Reverter sem apagar nada.
levels: [pleno, sênior]
kind: prática
minutes: 12
tags: [gcloud, rollback]
related: []
---
# Como reverter um modelo?

## Cenário

O canário recebe 10 % do tráfego.

## Resposta curta

Devolva o tráfego à versão anterior.

## Resposta completa

Leia o `trafficSplit`.

### Depois

Só então faça o *undeploy*.

## Arquitetura

```mermaid
flowchart TD
  accTitle: Rollback
  accDescr: O tráfego volta para a versão 1.
  a["v2"] -->|"rollback"| b["v1"]
```

## Na prática

```bash title="validado com shellcheck 0.11.0 em 2026-11-23"
gcloud ai endpoints list --region=us-central1
```

## Como avaliar

| Nível | O que se ouve |
|---|---|
| Júnior | "Reimplanto a versão anterior." |
| Pleno | "Mudo o tráfego, que já está implantado." |
| Sênior | "Congelo o retreino antes de mudar o tráfego." |

## Para aprofundar

1. **E se a versão 1 já saiu do endpoint?** Reimplantar custa minutos.
2. **O que mais volta?** As features
   e o limiar.
3. **Quem decide?** Quem está de plantão.

## Sinais de alerta

- **"Apago a versão ruim."** Apagar não tem volta.
- **"Movo o alias."** O alias não muda o que está implantado.

## Fontes

- [Versões](https://docs.cloud.google.com/a) — verificado em 2026-11-23
- [Alias](https://docs.cloud.google.com/b) — verificado em 2026-11-22
- [Implantar](https://docs.cloud.google.com/c_(d)) — verificado em 2026-11-21
"""


def write(root: Path, text: str | bytes = VALID, place: str = PLACE) -> Path:
    """Write text at place below root and return its path."""
    path = root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def change(old: str, new: str) -> str:
    """Return the valid question with the first old replaced by new; old must be there."""
    assert old in VALID
    return VALID.replace(old, new, 1)


def violations(root: Path, text: str | bytes, place: str = PLACE) -> list[Violation]:
    """Return what check_bank finds in a bank of this one question."""
    write(root, text, place)
    return check_bank(root, today=TODAY)
