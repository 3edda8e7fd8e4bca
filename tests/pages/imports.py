"""Which installed packages a Python snippet imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path


def imported_modules(source: str, folder: Path | None) -> set[str]:
    """Return the dotted names that source imports, through modules of its folder as well."""
    names: set[str] = set()
    waiting = [source]
    while waiting:
        for name in _direct(ast.parse(waiting.pop())):
            if name in names:
                continue
            names.add(name)
            neighbour = folder / f"{name}.py" if folder else None
            if neighbour and neighbour.is_file():
                waiting.append(neighbour.read_text(encoding="utf-8"))
    return names


def provides(package: str, modules: set[str]) -> bool:
    """Tell whether one of the modules is of the package, which must be installed.

    Raises PackageNotFoundError where it is not.
    """
    wanted = {module.replace(".", "/") for module in modules}
    for file in distribution(package).files or ():
        stem = file.name.split(".")[0]
        module = file.parent if stem == "__init__" else file.parent / stem
        if module.as_posix() in wanted:
            return True
    return False


def is_installed(package: str) -> bool:
    """Tell whether the package is installed for this Python."""
    try:
        distribution(package)
    except PackageNotFoundError:
        return False
    return True


def _direct(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
