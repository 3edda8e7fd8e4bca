"""Check Terraform: its own formatter, and every resource against the provider's schema."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator, Mapping
from importlib.metadata import version as package_version
from itertools import zip_longest
from typing import Any

import hcl2
from hcl2.utils import SerializationOptions

from tests.pages.model import ToolVersion
from tests.pages.validators.iam_names import permission_problem, role_problem
from tests.pages.validators.source import Problem, Source, refuse
from tests.pages.validators.terraform_table import RECORD, Body, Provider, load_provider
from tests.pages.validators.tools import find, run, version

Block = Mapping[str, Any]
# What is wrong with a block: the name of the member ("" for the whole block) and the message.
Finding = tuple[str, str]
_META = frozenset(("count", "for_each", "depends_on", "provider"))
_META_BLOCKS = frozenset(("lifecycle", "provisioner", "connection"))
_TOP = frozenset((
    "check", "data", "ephemeral", "import", "locals", "module", "moved", "output", "provider",
    "removed", "resource", "terraform", "variable",
))  # fmt: skip
_OPTIONS = SerializationOptions(with_comments=False, strip_string_quotes=True)
_LITERALS: Mapping[type, frozenset[str]] = {
    bool: frozenset(("bool", "string")),
    int: frozenset(("number", "string")),
    float: frozenset(("number", "string")),
    list: frozenset(("list", "object")),
    dict: frozenset(("map", "object")),
}


def check_terraform(source: Source) -> list[ToolVersion]:
    """Check a .tf text against the recorded schema, then by `terraform fmt -check`.

    Raises ValidationError; and MissingTool if all is right but there is no terraform to ask.
    """
    document = _parse(source)
    refuse(source, _document_problems(document, load_provider(), source.text))
    refuse(source, _format_problems(source.text))
    return [
        ToolVersion("terraform", version("terraform")),
        ToolVersion("terraform-provider-google", load_provider().version),
        ToolVersion("python-hcl2", package_version("python-hcl2")),
    ]


def _parse(source: Source) -> dict[str, Any]:
    try:
        return dict(hcl2.loads(source.text + "\n", serialization_options=_OPTIONS))
    except Exception as error:  # the parser's errors have no common class
        line = getattr(error, "line", 1)
        why = str(error).splitlines()[0] if str(error) else type(error).__name__
        at = line if isinstance(line, int) and line > 0 else 1
        refuse(source, [Problem(at, f"HCL inválido: {why}; corrija o bloco")])
        return {}


def _format_problems(text: str) -> Iterator[Problem]:
    # TF_* variables would change what terraform does; fmt needs none of them.
    plain = {key: value for key, value in os.environ.items() if not key.startswith("TF_")}
    outcome = run([find("terraform"), "fmt", "-no-color", "-"], text=text, environment=plain)
    if outcome.code:
        yield Problem(1, f"terraform fmt recusa: {' '.join(outcome.stderr.split())}")
        return
    pairs = zip_longest(text.rstrip("\n").split("\n"), outcome.stdout.rstrip("\n").split("\n"))
    for line, (written, formatted) in enumerate(pairs, start=1):
        if written != formatted:
            why = f"o terraform fmt escreveria “{formatted or ''}”"
            yield Problem(line, f"{why}; rode terraform fmt no arquivo")
            return


def _document_problems(document: Block, provider: Provider, text: str) -> Iterator[Problem]:
    for kind, blocks in document.items():
        if kind.startswith("__"):
            continue
        if kind not in _TOP:
            line = _locate(text, rf"{re.escape(kind)}\b")
            yield Problem(line, f"o Terraform não tem {kind} aqui; há: {', '.join(sorted(_TOP))}")
        elif kind in ("resource", "data"):
            for labelled in blocks:
                yield from _resource_problems(kind, labelled, provider, text)


def _resource_problems(
    kind: str, labelled: Block, provider: Provider, text: str
) -> Iterator[Problem]:
    known = provider.resources if kind == "resource" else provider.data
    for name, instances in _labels(labelled):
        for label, block in _labels(instances):
            header = rf'{kind}\s+"{re.escape(name)}"\s+"{re.escape(label)}"'
            if name not in known:
                why = _unknown_resource(kind, name, known, provider.version)
                yield Problem(_locate(text, header), why)
                continue
            found = [*_body_problems(block, known[name], name, top=True), *_iam(block, name)]
            for member, why in found:
                yield Problem(_locate(text, header, member), why)


def _locate(text: str, header: str, member: str = "") -> int:
    """Return the line where a block starts, or of its first member of that name."""
    start = re.search(rf"(?m)^{header}", text)
    if not start:
        return 1
    inside = re.compile(rf'(?m)^[ \t]+(?:dynamic\s+")?{re.escape(member)}\b') if member else None
    end = text.find("\n}", start.end())
    found = inside.search(text, start.end(), end if end >= 0 else len(text)) if inside else None
    position = found.end() if found else start.start()
    return text.count("\n", 0, position) + 1


def _labels(block: Block) -> Iterator[tuple[str, Any]]:
    for name, value in block.items():
        if not name.startswith("__"):
            yield name.strip('"'), value


def _unknown_resource(kind: str, name: str, known: Mapping[str, Body], release: str) -> str:
    near = difflib.get_close_matches(name, known, n=2, cutoff=0.8)
    hint = f"talvez {' ou '.join(near)}; " if near else ""
    word = "o recurso" if kind == "resource" else "a fonte de dados"
    return (
        f"{word} {name} não está na tabela (provider google {release}); {hint}confira o nome e "
        f"rode {RECORD} para registrar"
    )


def _body_problems(block: Block, body: Body, path: str, *, top: bool = False) -> Iterator[Finding]:
    given = dict(_labels(block))
    dynamic = {name: inner for item in given.pop("dynamic", ()) for name, inner in _labels(item)}
    for name, value in given.items():
        if not (top and name in (_META_BLOCKS if _is_block(value) else _META)):
            yield from _member_problems(name, value, body, path)
    for name, inner in dynamic.items():
        for content in inner.get("content", ()):
            yield from _member_problems(name, [content], body, path)
    for name in sorted(body.required - given.keys() - dynamic.keys()):
        yield path.rpartition(".")[2], f"{path} exige {name}; acrescente"


def _member_problems(name: str, value: Any, body: Body, path: str) -> Iterator[Finding]:
    if _is_block(value):
        if name in body.blocks:
            for item in value:
                yield from _body_problems(item, body.blocks[name], f"{path}.{name}")
        elif body.kinds.get(name) in ("map", "object"):
            yield name, f"{path}.{name} é argumento; escreva {name} = {{ … }}"
        else:
            yield name, _unknown_member("o bloco", name, body, path)
    elif name in body.blocks:
        yield name, f"{path}.{name} é bloco; escreva {name} {{ … }}, sem o sinal de igual"
    elif name not in body.kinds:
        yield name, _unknown_member("o argumento", name, body, path)
    elif type(value) in _LITERALS and body.kinds[name] not in _LITERALS[type(value)]:
        yield name, f"{path}.{name} espera {body.kinds[name]}; corrija o valor"


def _unknown_member(word: str, name: str, body: Body, path: str) -> str:
    names = sorted({*body.kinds, *body.blocks})
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.6) or names
    return f"{path} não tem {word} {name}; há: {', '.join(near)}"


def _iam(block: Block, name: str) -> Iterator[Finding]:
    role = block.get("role")
    if isinstance(role, str) and "${" not in role and (why := role_problem(role)):
        yield "role", why
    permissions = block.get("permissions") if name.endswith("_custom_role") else None
    for permission in permissions if isinstance(permissions, list) else ():
        if "${" not in permission and (why := permission_problem(permission)):
            yield "permissions", why


def _is_block(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and _has_mark(value[0])


def _has_mark(value: Any) -> bool:
    return isinstance(value, dict) and (
        "__is_block__" in value or any(_has_mark(inner) for inner in value.values())
    )
