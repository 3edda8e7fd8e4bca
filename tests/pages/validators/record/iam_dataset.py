"""Record which of the IAM roles and permissions that the project names exist.

The source is a checkout of github.com/iann0036/iam-dataset, which lists Google's predefined roles
with their permissions; only the names that the project uses are kept.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

from tests.pages.validators.corpus import pages

_ROLE = re.compile(r"(?<![\w/])roles/(?:owner|editor|viewer|browser|[a-zA-Z]\w*\.\w+)")
_PERMISSION = re.compile(r"(?<![\w.@/-])[a-z][a-z0-9]+\.[a-zA-Z0-9]+\.[a-zA-Z]+(?![\w.(@-])")
_SUFFIXES = (".json", ".py", ".sh", ".tf", ".yaml")
# What the tests use.
_ALWAYS = "roles/aiplatform.user roles/storage.objectViewer roles/viewer"


def record_iam(root: Path, checkout: Path) -> tuple[dict[str, Any], list[str]]:
    """Return the table of the names that the project in root uses, and the roles that don't exist.

    checkout: a folder with a clone of the dataset, bare or not.
    """
    text = "\n".join([_ALWAYS, *_texts(root)])
    roles, permissions = _dataset(checkout)
    named = set(_ROLE.findall(text))
    commit = _git(checkout, "log", "-1", "--format=%h %cs").strip()
    table = {
        "source": f"iann0036/iam-dataset {commit}",
        "roles": sorted(named & roles),
        "permissions": sorted(set(_PERMISSION.findall(text)) & permissions),
    }
    return table, sorted(named - roles - {"roles/owner", "roles/editor"})


def _texts(root: Path) -> list[str]:
    files = [file for file in (root / "snippets").rglob("*") if file.suffix in _SUFFIXES]
    return [file.read_text(encoding="utf-8", errors="replace") for file in (*files, *pages(root))]


def _dataset(checkout: Path) -> tuple[set[str], set[str]]:
    listing = _git(checkout, "ls-tree", "-r", "--name-only", "HEAD", "gcp/roles/")
    roles: set[str] = set()
    permissions: set[str] = set()
    # One process for the thousands of small files.
    names = "".join(f"HEAD:{name}\n" for name in listing.splitlines())
    blobs = _git(checkout, "cat-file", "--batch=", text=names)
    for match in re.finditer(r"^\{\n.*?^\}$", blobs, re.MULTILINE | re.DOTALL):
        role = json.loads(match.group())
        roles.add(role["name"])
        permissions.update(role.get("includedPermissions", ()))
    return roles, permissions


def _git(checkout: Path, *command: str, text: str = "") -> str:
    done = subprocess.run(
        ["git", "-C", str(checkout), *command],
        input=text, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return done.stdout
