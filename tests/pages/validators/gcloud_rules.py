"""What gcloud accepts without a word and Google Cloud refuses, or means something else by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.pages.validators.gcloud_arguments import split_items
from tests.pages.validators.gcloud_table import Call
from tests.pages.validators.iam_names import role_problem
from tests.pages.validators.shell import SPLAT, UNKNOWN

_ALIAS = re.compile(r"[a-z][a-zA-Z0-9-]{0,126}[a-z0-9]")
_OLD_REGISTRY = re.compile(r"(?<![\w.-])(?:[a-z]+\.)?gcr\.io/")
_PREBUILT = re.compile(
    r"docker\.pkg\.dev/vertex-ai(?:-restricted)?/prediction/[^@:]+(?:$|:(?!latest$))"
)


def rule_problems(call: Call) -> list[str]:
    """Return what is wrong with the values of the call, in Portuguese."""
    return [
        *_traffic_problems(call),
        *_alias_problems(call),
        *_image_problems(call),
        *_version_problems(call),
        *(problem for role in call.values("--role") if (problem := _role_problem(role))),
    ]


def _traffic_problems(call: Call) -> Iterator[str]:
    for split in call.values("--traffic-split"):
        shares = [item.partition("=")[2] for item in split_items(split)]
        if any(UNKNOWN in share for share in shares):
            continue
        if not all(re.fullmatch(r"\d+", share) for share in shares):
            yield f"--traffic-split={_shown(split)} tem um valor que não é inteiro; use de 0 a 100"
        elif sum(map(int, shares)) != 100:
            total = sum(map(int, shares))
            yield f"--traffic-split={_shown(split)} soma {total}; as partes devem somar 100"


def _alias_problems(call: Call) -> Iterator[str]:
    for value in call.values("--version-aliases"):
        for alias in split_items(value):
            if UNKNOWN not in alias and not _ALIAS.fullmatch(alias):
                yield (
                    f"o alias de versão “{alias}” não vale; comece por letra minúscula, termine "
                    "por minúscula ou número e use só letras, números e hífen"
                )


def _image_problems(call: Call) -> Iterator[str]:
    words = [*call.positionals, *(value for _, value in call.flags if value)]
    for word in words:
        if _OLD_REGISTRY.search(word):
            why = "o Container Registry foi desligado em 2025; use uma imagem do Artifact Registry"
            yield f"“{_shown(word)}” aponta para gcr.io: {why} (…-docker.pkg.dev/…)"
        if UNKNOWN not in word and _PREBUILT.search(word):
            yield f"a imagem pronta “{word}” só existe com a tag :latest; escreva :latest no fim"


def _version_problems(call: Call) -> Iterator[str]:
    if not call.spec.path.endswith("ai models delete-version"):
        return
    for model in call.positionals[:1]:
        if "@" not in model and UNKNOWN not in model and SPLAT not in model:
            yield f"delete-version precisa da versão; escreva {model}@NÚMERO_DA_VERSÃO"


def _role_problem(role: str) -> str | None:
    return None if UNKNOWN in role else role_problem(role)


def _shown(value: str) -> str:
    return value.replace(UNKNOWN, "…")
