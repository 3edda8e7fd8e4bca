"""Record the gcloud commands of the project, from what the linter of gcloud says of each."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.pages.validators.corpus import project_commands
from tests.pages.validators.gcloud_lint import run_linter
from tests.pages.validators.shell import SPLAT, UNKNOWN, Command, gcloud_commands
from tests.pages.validators.tools import find, version

SAMPLES = Path(__file__).parent / "gcloud_samples.sh"
_SIMPLE = ("string", "int", "float", "bool", "list", "dict")
# What a flag of a type of gcloud's own may take, tried in this order.
_PROBES = (("string", "exemplo"), ("int", "1"))
_HIDDEN = "--" + "-flag-file-line-"


def record_gcloud(root: Path) -> tuple[dict[str, Any], list[str]]:
    """Return the table of the gcloud commands of the project in root, and what it leaves out.

    Needs gcloud, no network and no account. A command that gcloud does not have is left out.
    """
    samples = gcloud_commands(SAMPLES.read_text(encoding="utf-8"))
    texts = list(dict.fromkeys(_plain(c) for c in (*samples, *project_commands(root))))
    results = list(zip(texts, run_linter(texts), strict=True))
    known: dict[str, list[str]] = {}
    trees: dict[str, list[Any]] = {}
    for text, result in results:
        arguments = result["args_structure"].get("arguments")
        if arguments and _is_known(result):
            path = result["command_string_no_args"].removeprefix("gcloud ")
            known.setdefault(path, []).append(text)
            trees[path] = arguments
    table = _table(trees, known, {text: r["success"] for text, r in results})
    names = (text.removeprefix("gcloud").strip() for text, r in results if not _is_known(r))
    return table, [f"gcloud {name}" for name in names if name not in table["groups"]]


def _is_known(result: Mapping[str, Any]) -> bool:
    return bool(result["error_type"] != "UnrecognizedCommandError")


def _plain(command: Command) -> str:
    words = (word.replace(UNKNOWN, "1").replace("#", "-") for word in command.words)
    return " ".join(shlex.quote(word) for word in words if word != SPLAT)


def _table(
    trees: Mapping[str, list[Any]], known: Mapping[str, list[str]], passed: Mapping[str, bool]
) -> dict[str, Any]:
    commands, shared = {}, {}
    for path, tree in sorted(trees.items()):
        good = next((text for text in known[path] if passed[text]), None)
        flags = {f"--{node['name']}": node for node in _leaves(tree) if not node.get("positional")}
        shared.update({name: node for name, node in flags.items() if node.get("global")})
        own = {name: node for name, node in flags.items() if not node.get("global")}
        commands[path] = {
            "flags": {name: _flag(name, node, good) for name, node in sorted(own.items())},
            "arguments": _arguments(tree, many=_takes_many(tree, good)),
        }
    shared.pop(_HIDDEN, None)
    return {
        "gcloud": version("gcloud"),
        "global_flags": {name: _flag(name, node, None) for name, node in sorted(shared.items())},
        "groups": _groups(passed),
        "commands": commands,
    }


def _leaves(tree: Sequence[Any]) -> list[Any]:
    return [
        leaf
        for node in tree
        for leaf in (_leaves(node["group"]["arguments"]) if "group" in node else [node])
    ]


def _flag(name: str, node: Mapping[str, Any], good: str | None) -> dict[str, Any]:
    entry: dict[str, Any] = {"type": node["type"]}
    if node["type"] not in _SIMPLE:
        entry["type"] = "string" if node.get("choices") else _probe(name, good)
    if node.get("choices"):
        entry["choices"] = node["choices"]
    return entry


def _probe(name: str, good: str | None) -> str:
    if good is None:
        return "other"
    tries = [f"{good} {name}={value}" for _, value in _PROBES]
    answers = run_linter(tries)
    kinds = (kind for (kind, _), answer in zip(_PROBES, answers, strict=True) if answer["success"])
    return next(kinds, "other")


def _takes_many(tree: Sequence[Any], good: str | None) -> bool:
    """Tell whether the command accepts more positional words than it has names for."""
    count = sum(1 for leaf in _leaves(tree) if leaf.get("positional"))
    if not count or good is None:
        return False
    head, *flags = re.split(r" (?=--)", good)
    longer = " ".join([head, *["exemplo"] * (count + 1), *flags])
    return bool(run_linter([longer])[0]["success"])


def _arguments(tree: Sequence[Any], *, many: bool) -> list[dict[str, Any]]:
    found = []
    for node in tree:
        if "group" in node:
            group = node["group"]
            inner = _arguments(group["arguments"], many=many)
            marks = {key: True for key in ("required", "mutex") if group.get(key)}
            if inner:
                found.append({"arguments": inner, **marks})
        elif node.get("positional"):
            marks = {"required": True} if node.get("required") else {}
            found.append({"positional": node["name"], **marks, **({"many": True} if many else {})})
        elif not node.get("global"):
            marks = {"required": True} if node["required"] else {}
            found.append({"flag": f"--{node['name']}", **marks})
    return found


def _groups(texts: Iterable[str]) -> dict[str, list[str]]:
    """Return the members of every group that the commands go through, from gcloud's completions."""
    groups: dict[str, list[str]] = {}
    top = _completions()
    for text in texts:
        node, path = top, ""
        for word in text.split()[1:]:
            groups[path] = sorted(node["commands"])
            if word not in node["commands"]:
                break
            node, path = node["commands"][word], f"{path} {word}".strip()
        if node["commands"]:
            groups[path] = sorted(node["commands"])
    return dict(sorted(groups.items()))


def _completions() -> dict[str, Any]:
    sdk = Path(find("gcloud")).resolve().parents[1]
    source = (sdk / "data" / "cli" / "gcloud_completions.py").read_text(encoding="utf-8")
    tree: dict[str, Any] = ast.literal_eval(source.split("STATIC_COMPLETION_CLI_TREE = ", 1)[1])
    return tree
