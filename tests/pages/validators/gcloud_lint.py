"""gcloud's own linter, which parses commands offline, without login and without running them.

`gcloud meta lint-gcloud-commands` takes over a second to start, so the commands of the whole
project go through it at once, the first time that one of them is asked for.
"""

from __future__ import annotations

import json
import os
import shlex
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from tests.pages.model import ValidationError
from tests.pages.validators.gcloud_table import Call, Flag
from tests.pages.validators.shell import SPLAT, UNKNOWN
from tests.pages.validators.tools import find, run

_OFFLINE = {
    "CLOUDSDK_AUTH_DISABLE_CREDENTIALS": "true",
    "CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK": "true",
    "CLOUDSDK_CORE_CHECK_GCE_METADATA": "false",
    "CLOUDSDK_CORE_DISABLE_PROMPTS": "1",
    "CLOUDSDK_CORE_DISABLE_USAGE_REPORTING": "true",
}
_BY_NAME = {"--project": "meu-projeto", "--region": "us-central1", "--location": "us-central1"}
_BY_TYPE = {"string": "exemplo", "float": "0.5"}


def lint_text(call: Call) -> str:
    """Return the call as the linter reads it best, with a fitting value for each unknown part.

    The linter splits at “#”, takes the word after any flag for its value, and parses numbers.
    """
    words = ["gcloud", *call.spec.path.split()]
    words += [_known(word, "exemplo") for word in call.positionals if word != SPLAT]
    for name, value in call.flags:
        flag = call.spec.flags.get(name)
        words.append(name if value is None else f"{name}={_known(value, _sample(flag))}")
    return " ".join(shlex.quote(word.replace("#", "-").replace("\n", " ")) for word in words)


def lint_call(call: Call, project: Iterable[str]) -> str | None:
    """Return what gcloud says is wrong with the call, or None; raise MissingTool without gcloud.

    project: the lint_text of every command of the project, linted together.
    """
    find("gcloud")
    wanted = lint_text(call)
    together = _lint(tuple(sorted(set(project))))
    return (together if wanted in together else _lint((wanted,)))[wanted]


def run_linter(commands: Sequence[str]) -> list[dict[str, Any]]:
    """Return the linter's result for each command line, in order; raise MissingTool."""
    gcloud = find("gcloud")
    with tempfile.TemporaryDirectory() as folder:
        listed = [{"id": f"c{i}", "command_string": text} for i, text in enumerate(commands)]
        file = Path(folder) / "commands.json"
        file.write_text(json.dumps(listed), encoding="utf-8")
        command = [gcloud, "meta", "lint-gcloud-commands", f"--commands-file={file}", "--serialize"]
        # A folder of its own: nothing of the machine's account or settings is read or written.
        environment = {**os.environ, **_OFFLINE, "CLOUDSDK_CONFIG": f"{folder}/config"}
        outcome = run(command, folder=Path(folder), environment=environment)
    return [_result(outcome.stdout, f"c{i}") for i in range(len(commands))]


def _result(answer: str, key: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(answer)[key][0]
    except (ValueError, KeyError, IndexError) as error:
        raise ValidationError(
            "o linter do gcloud não respondeu; rode gcloud meta lint-gcloud-commands --help "
            "e confira a instalação"
        ) from error
    return found


@lru_cache
def _lint(commands: tuple[str, ...]) -> Mapping[str, str | None]:
    results = run_linter(commands)
    return {
        text: None if result["success"] else str(result["error_message"])
        for text, result in zip(commands, results, strict=True)
    }


def _sample(flag: Flag | None) -> str:
    if flag is None:
        return "1"
    if flag.choices:
        return flag.choices[0]
    return _BY_NAME.get(flag.name, _BY_TYPE.get(flag.type, "1"))


def _known(value: str, sample: str) -> str:
    return value.replace(UNKNOWN, sample).replace(SPLAT, sample)
