"""Find and run the command-line tools that the validators ask."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tests.pages.model import MissingTool

TIMEOUT_SECONDS = 120
INSTALL = {
    "bash": "instale o bash pelo gerenciador de pacotes do sistema",
    "gcloud": "instale o Google Cloud CLI: https://docs.cloud.google.com/sdk/docs/install",
    "hadolint": "rode pip install -r requirements.txt",
    "promtool": "instale o pacote prometheus (Debian e Ubuntu: apt-get install prometheus)",
    "shellcheck": "rode pip install -r requirements.txt",
    "terraform": "instale o Terraform: https://developer.hashicorp.com/terraform/install",
}
_VERSION_COMMAND = {"promtool": ("--version",), "terraform": ("version",)}


@dataclass(frozen=True)
class Outcome:
    """How a tool ended: its exit code and what it wrote."""

    code: int
    stdout: str
    stderr: str


def find(name: str) -> str:
    """Return the path of the tool: beside this Python, or on PATH; raise MissingTool."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.is_file() else shutil.which(name)
    if found is None:
        raise MissingTool(f"falta o {name}; {INSTALL[name]}")
    return found


def run(
    command: Sequence[str],
    *,
    text: str = "",
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Outcome:
    """Run command, a list that never goes through a shell, with text as its standard input."""
    done = subprocess.run(
        list(command),
        input=text,
        cwd=folder,
        env=dict(environment) if environment is not None else None,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


@lru_cache
def version(name: str) -> str:
    """Return the version that the tool says it has; raise MissingTool."""
    command = [find(name), *_VERSION_COMMAND.get(name, ("--version",))]
    outcome = run(command)
    match = re.search(r"\d+\.\d+(?:\.\d+)?", outcome.stdout + outcome.stderr)
    return match.group() if match else "0"
