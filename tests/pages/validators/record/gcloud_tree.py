"""Record the gcloud commands of the project, from what the linter of gcloud says of each."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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
    results = dict(zip(texts, run_linter(texts), strict=True))
    learned = _learn(results)
    groups = _groups(texts)
    unknown = (text.removeprefix("gcloud").strip() for text in texts if not _path(results[text]))
    table = {
        "gcloud": version("gcloud"),
        "global_flags": {
            name: flag for one in learned for name, flag in sorted(one.flags(shared=True).items())
        },
        "groups": groups,
        "commands": {
            one.path: {"flags": one.flags(shared=False), "arguments": one.arguments()}
            for one in learned
        },
    }
    return table, [f"gcloud {name}" for name in unknown if name not in groups]


@dataclass(frozen=True)
class _Learned:
    """A command: its tree as gcloud gives it, a line that uses it well, and what probes showed."""

    path: str
    tree: Sequence[Any]
    good: str | None
    passed: frozenset[str]

    def flags(self, *, shared: bool) -> dict[str, Any]:
        """Return the flags, either those of every command or the command's own."""
        nodes = {f"--{leaf['name']}": leaf for leaf in _leaves(self.tree) if _is_flag(leaf)}
        return {
            name: self._flag(name, node)
            for name, node in sorted(nodes.items())
            if bool(node.get("global")) == shared and name != _HIDDEN
        }

    def arguments(self) -> list[dict[str, Any]]:
        """Return the tree without what all commands share."""
        return _arguments(self.tree, many=any(text in self.passed for text in self._longer()))

    def probes(self) -> list[str]:
        """Return command lines whose acceptance tells what the tree does not."""
        opaque = [leaf["name"] for leaf in _leaves(self.tree) if _is_opaque(leaf)]
        tries = [self._try(f"--{name}", value) for name in opaque for _, value in _PROBES]
        return [*self._longer(), *tries] if self.good else []

    def _flag(self, name: str, node: Mapping[str, Any]) -> dict[str, Any]:
        entry: dict[str, Any] = {"type": node["type"]}
        if _is_opaque(node):
            kinds = (kind for kind, value in _PROBES if self._try(name, value) in self.passed)
            entry["type"] = next(kinds, "other")
        elif node.get("choices"):
            entry = {"type": "string", "choices": node["choices"]}
        return entry

    def _try(self, name: str, value: str) -> str:
        return f"{self.good} {name}={value}"

    def _longer(self) -> list[str]:
        """Return the good line with more positional words than there are names for."""
        count = sum(1 for leaf in _leaves(self.tree) if leaf.get("positional"))
        if not count or self.good is None:
            return []
        head, *flags = re.split(r" (?='?--)", self.good)
        return [" ".join([head, *["exemplo"] * (count + 1), *flags])]


def _learn(results: Mapping[str, Any]) -> list[_Learned]:
    first: dict[str, _Learned] = {}
    for text, result in results.items():
        path = _path(result)
        if path and (path not in first or (result["success"] and first[path].good is None)):
            good = text if result["success"] else None
            tree = result["args_structure"]["arguments"]
            first[path] = _Learned(path, tree, good, frozenset())
    probes = [text for one in first.values() for text in one.probes()]
    answers = zip(probes, run_linter(probes), strict=True)
    passed = frozenset(text for text, answer in answers if answer["success"])
    return [replace(first[path], passed=passed) for path in sorted(first)]


def _path(result: Mapping[str, Any]) -> str:
    """Return the command that a result of the linter is about, "" for one that does not exist."""
    known = result["error_type"] != "UnrecognizedCommandError"
    named = known and result["args_structure"].get("arguments")
    return str(result["command_string_no_args"]).removeprefix("gcloud ") if named else ""


def _plain(command: Command) -> str:
    words = (word.replace(UNKNOWN, "1").replace("#", "-") for word in command.words)
    return " ".join(shlex.quote(word) for word in words if word != SPLAT)


def _leaves(tree: Sequence[Any]) -> list[Any]:
    return [
        leaf
        for node in tree
        for leaf in (_leaves(node["group"]["arguments"]) if "group" in node else [node])
    ]


def _is_flag(leaf: Mapping[str, Any]) -> bool:
    return not leaf.get("positional")


def _is_opaque(leaf: Mapping[str, Any]) -> bool:
    return _is_flag(leaf) and leaf["type"] not in _SIMPLE and not leaf.get("choices")


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
