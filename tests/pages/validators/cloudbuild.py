"""Check a Cloud Build configuration: Google's schema, the order of steps, the commands in them."""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

from tests.pages.model import ToolVersion
from tests.pages.validators.documents import read_yaml
from tests.pages.validators.shell import UNKNOWN, Command, gcloud_commands
from tests.pages.validators.source import Problem, Source, refuse
from tests.pages.validators.tools import run

_SUBSTITUTION = re.compile(r"(?<!\$)\$(?:\{(\w+)\}|(\w+))", re.ASCII)


def check_build(source: Source) -> list[ToolVersion]:
    """Check a Cloud Build YAML text; return the tools that accepted it or raise ValidationError."""
    documents: list[Any] = read_yaml(source)
    refuse(source, [Problem(1, why) for why in _schema_problems(source.text)])
    if len(documents) != 1:
        refuse(source, [Problem(1, "deve ter um só documento YAML; separe o resto")])
    build = documents[0]
    refuse(source, [Problem(_find(source.text, name), why) for name, why in _order_problems(build)])
    return [
        ToolVersion("check-jsonschema", version("check-jsonschema")),
        ToolVersion("PyYAML", version("pyyaml")),
    ]


def build_commands(text: str) -> list[Command]:
    """Return the gcloud commands that the steps run; [] where the text is not a build."""
    try:
        build = yaml.safe_load(text)
    except yaml.YAMLError:
        return []
    steps = build.get("steps") if isinstance(build, dict) else None
    starts = iter(_entrypoint_lines(text))
    return [
        command
        for step in _steps(steps)
        for command in (
            _gcloud_step(step, next(starts, 1))
            if step.get("entrypoint") == "gcloud"
            else _script_step(step, text)
        )
    ]


def _steps(steps: Any) -> Iterator[dict[str, Any]]:
    yield from (
        step for step in (steps if isinstance(steps, list) else ()) if isinstance(step, dict)
    )


def _entrypoint_lines(text: str) -> Iterator[int]:
    for line, written in enumerate(text.split("\n"), start=1):
        if re.search(r"\bentrypoint['\"]?:\s*['\"]?gcloud\b", written):
            yield line


def _gcloud_step(step: dict[str, Any], line: int) -> Iterator[Command]:
    yield Command(line, ("gcloud", *(_expand(word) for word in _arguments(step))))


def _script_step(step: dict[str, Any], text: str) -> Iterator[Command]:
    scripts = [str(step.get("script") or "")]
    if step.get("entrypoint") in ("bash", "sh"):
        scripts += [argument for argument in _arguments(step) if not argument.startswith("-")]
    for script in scripts:
        first = _find(text, script.strip().split("\n")[0])
        for found in gcloud_commands(script.replace("$$", "$")):
            yield Command(first + found.line - 1, found.words)


def _arguments(step: dict[str, Any]) -> list[str]:
    given = step.get("args")
    return [str(argument) for argument in given] if isinstance(given, list) else []


def _expand(word: str) -> str:
    return _SUBSTITUTION.sub(UNKNOWN, word).replace("$$", "$")


def _find(text: str, needle: str) -> int:
    position = text.find(needle)
    return text.count("\n", 0, position) + 1 if position >= 0 else 1


def _schema_problems(text: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cloudbuild.yaml"
        file.write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
        outcome = run([*command, "vendor.cloudbuild", "--output-format", "json", str(file)])
    if outcome.code:
        report = json.loads(outcome.stdout)
        found = [*report.get("errors", ()), *report.get("parse_errors", ())]
        for error in found or [{"message": outcome.stdout}]:
            where = error.get("path", "$")
            yield f"o esquema do Cloud Build recusa {where}: {error['message']}; corrija o campo"


def _order_problems(build: dict[str, Any]) -> Iterator[tuple[str, str]]:
    known: set[str] = {"-"}
    for step in _steps(build.get("steps")):
        for name in step.get("waitFor") or ():
            if name not in known:
                why = f"waitFor cita “{name}”, que não é id de nenhum passo anterior; confira o id"
                yield str(name), why
        identifier = step.get("id")
        if identifier in known:
            yield str(identifier), f"dois passos têm o id “{identifier}”; renomeie um"
        known.add(str(identifier))
