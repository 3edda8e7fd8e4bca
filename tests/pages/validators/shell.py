"""Find the gcloud commands of a shell script, without running anything.

tree-sitter's grammar of bash reads the script, so that line continuations, pipes, redirects,
substitutions, functions and loops are what bash takes them for. Values that only a run would tell
stay marked as UNKNOWN.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import tree_sitter_bash
from tree_sitter import Language, Node, Parser

UNKNOWN = "\ue000"
SPLAT = "\ue001"
# Commands that run the words after them.
_WRAPPERS = frozenset(
    ("command", "env", "exec", "nice", "nohup", "sudo", "time", "timeout", "xargs")
)
_SHELLS = frozenset(("bash", "eval", "sh"))
_DEFAULT = re.compile(r"\$\{(?P<name>\w+):?[-=](?P<default>[^{}$`\"'\\]*)\}", re.ASCII)
_ARRAY = re.compile(r"\$\{(?P<name>\w+)\[[@*]\]\}", re.ASCII)


@dataclass(frozen=True)
class Command:
    """A gcloud command: its line (from 1) and words, quotes removed and variables replaced.

    UNKNOWN stands for a part that only a run would tell, SPLAT for any number of unknown words.
    """

    line: int
    words: tuple[str, ...]


@dataclass
class _Scope:
    """What the script assigns: each value that a name gets, and the words of each array."""

    values: dict[str, list[str]] = field(default_factory=dict)
    arrays: dict[str, list[str]] = field(default_factory=dict)
    functions: set[str] = field(default_factory=set)

    def value(self, name: str) -> str:
        found = set(self.values.get(name, ()))
        return found.pop() if len(found) == 1 else UNKNOWN


def gcloud_commands(script: str, variables: Mapping[str, str] | None = None) -> list[Command]:
    """Return the gcloud commands of the script in order; variables are names set outside of it."""
    data = script.encode("utf-8", "replace")
    tree = Parser(Language(tree_sitter_bash.language())).parse(data)
    scope = _Scope({name: [value] for name, value in (variables or {}).items()})
    nodes = list(_walk(tree.root_node))
    for node in nodes:
        _note(node, scope)
    commands = [command for node in nodes for command in _read(node, scope)]
    return sorted(commands, key=lambda command: command.line)


def _walk(top: Node) -> Iterator[Node]:
    # A stack and not recursion: hostile text nests deeper than Python's calls may.
    waiting = [top]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(node.children))


def _note(node: Node, scope: _Scope) -> None:
    if node.type == "function_definition":
        scope.functions.add(_text(node.child_by_field_name("name")))
    elif node.type == "for_statement":
        scope.values.setdefault(_text(node.child_by_field_name("variable")), []).append(UNKNOWN)
    elif node.type == "command" and _text(node.child_by_field_name("name")) == "read":
        for argument in node.children_by_field_name("argument"):
            scope.values.setdefault(_text(argument), []).append(UNKNOWN)
    elif node.type == "variable_assignment":
        _note_assignment(node, scope)


def _note_assignment(node: Node, scope: _Scope) -> None:
    name = _text(node.child_by_field_name("name"))
    value = node.child_by_field_name("value")
    if value is not None and value.type == "array":
        words = [word for child in value.named_children for word in _words(child, scope)]
        scope.arrays.setdefault(name, []).extend(words)
    else:
        appended = any(child.type == "+=" for child in node.children)
        known = "" if value is None else _value(value, scope)
        scope.values.setdefault(name, []).append(UNKNOWN if appended else known)


def _read(node: Node, scope: _Scope) -> Iterator[Command]:
    if node.type != "command":
        return
    words = _command_words(node, scope)
    name = words[0] if words else ""
    if name in _SHELLS:
        for script in words[1:]:
            if "gcloud" in script and not script.startswith("-"):
                first = node.start_point[0]
                yield from (
                    Command(first + inner.line, inner.words) for inner in gcloud_commands(script)
                )
        return
    start = _gcloud_index(words, scope)
    if start is not None and len(words) > start + 1:
        extra = (SPLAT,) if name == "xargs" else ()
        yield Command(node.start_point[0] + 1, ("gcloud", *words[start + 1 :], *extra))


def _gcloud_index(words: list[str], scope: _Scope) -> int | None:
    for index, word in enumerate(words):
        if word == "gcloud" or word.endswith("/gcloud"):
            return index
        if index == 0 and word not in _WRAPPERS and word not in scope.functions:
            return None
    return None


def _command_words(node: Node, scope: _Scope) -> list[str]:
    words: list[str] = []
    for child in (*node.named_children, *_after_redirect(node)):
        if child.type not in ("variable_assignment", "file_redirect", "herestring_redirect"):
            words.extend(_words(child, scope))
    return words


def _after_redirect(node: Node) -> Iterator[Node]:
    """Yield the words after `> file`, which the grammar hangs on the redirect."""
    parent = node.parent
    if parent is None or parent.type != "redirected_statement":
        return
    for redirect in parent.children_by_field_name("redirect"):
        yield from redirect.children_by_field_name("destination")[1:]


def _words(node: Node, scope: _Scope) -> list[str]:
    """Return the words that bash makes of one: several for an array, one otherwise."""
    text = _text(node).strip('"')
    array = _ARRAY.fullmatch(text)
    if array:
        return scope.arrays.get(array["name"], [SPLAT])
    return [SPLAT] if text in ("$@", "$*") else [_value(node, scope)]


def _value(node: Node, scope: _Scope) -> str:
    if node.type == "raw_string":
        return _text(node)[1:-1]
    if node.type == "ansi_c_string":
        return _text(node)[2:-1]
    if node.type == "simple_expansion":
        return scope.value(_text(node)[1:])
    if node.type == "expansion":
        return _expansion(_text(node), scope)
    if node.type in ("command_substitution", "arithmetic_expansion", "process_substitution"):
        return UNKNOWN
    return _literal(node, scope)


def _expansion(text: str, scope: _Scope) -> str:
    default = _DEFAULT.fullmatch(text)
    if default:
        known = scope.value(default["name"])
        return known if known != UNKNOWN else default["default"]
    return scope.value(text[2:-1])


def _literal(node: Node, scope: _Scope) -> str:
    """Return the text of a word or string, with each part that is not literal evaluated."""
    data, start = node.text or b"", node.start_byte
    parts, position = [], 0
    for child in node.named_children:
        if child.type != "string_content":
            parts.append(_plain(data[position : child.start_byte - start], node.type))
            parts.append(_value(child, scope))
            position = child.end_byte - start
    parts.append(_plain(data[position:], node.type))
    value = "".join(parts)
    return value[1:-1] if node.type == "string" else value


def _plain(data: bytes, kind: str) -> str:
    text = data.decode("utf-8", "replace").replace("\\\n", "")
    escaped = r'\\([$`"\\])' if kind == "string" else r"\\(.)"
    return re.sub(escaped, r"\1", text, flags=re.DOTALL)


def _text(node: Node | None) -> str:
    return (node.text or b"").decode("utf-8", "replace") if node is not None else ""
