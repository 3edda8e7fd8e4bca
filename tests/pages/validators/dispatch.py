"""Which validator judges which language."""

from __future__ import annotations

from pathlib import Path

from tests.pages.model import ToolVersion, ValidationError
from tests.pages.validators.gcloud import check_commands
from tests.pages.validators.jsons import check_json
from tests.pages.validators.mermaid import check_mermaid
from tests.pages.validators.shell import gcloud_commands
from tests.pages.validators.simple import check_bash, check_dockerfile, check_promql, check_sql
from tests.pages.validators.source import Source
from tests.pages.validators.terraform import check_terraform
from tests.pages.validators.yamls import check_yaml

_ALONE = {
    "dockerfile": check_dockerfile,
    "hcl": check_terraform,
    "json": check_json,
    "promql": check_promql,
    "sql": check_sql,
}
_IN_PROJECT = {"mermaid": check_mermaid, "yaml": check_yaml}


def validate_source(source: Source, language: str, root: Path) -> list[ToolVersion]:
    """Return the tools that accepted the source; raises as tests.pages.validators.validate does."""
    if language == "bash":
        accepted = check_bash(source)
        return accepted + check_commands(gcloud_commands(source.text), source, root)
    if language in _IN_PROJECT:
        return _IN_PROJECT[language](source, root)
    if language in _ALONE:
        return _ALONE[language](source)
    raise ValidationError(f"{source.at(1)}: nada confere a linguagem {language}; use text")
