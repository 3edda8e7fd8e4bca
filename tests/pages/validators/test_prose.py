from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pages.model import MissingTool, ToolVersion, ValidationError
from tests.pages.validators import inline_commands, validate_inline


def check(tmp_path: Path, text: str) -> list[ToolVersion]:
    page = tmp_path / "docs" / "p.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text(text, encoding="utf-8")
    try:
        return validate_inline(page, tmp_path)
    except MissingTool as missing:
        pytest.skip(str(missing))


def test_collects_the_commands_of_the_prose_with_their_lines() -> None:
    text = "# T\n\nUse `gcloud ai models list` ou ``gcloud  ai\nmodels``; não `ls`.\n"

    assert inline_commands(text) == [(3, "gcloud ai models list"), (3, "gcloud ai models")]


@pytest.mark.parametrize(
    "text",
    [
        "```bash\ngcloud frob `gcloud a`\n```\n",
        "## Sinais de alerta\n\n- **\"Rodo `gcloud ai frob`\"** Não existe.\n",
        "!!! warning \"Não existe\"\n    Nem `gcloud ai frob`.\n\n    Nem `gcloud ai frob x`.\n",
        "o gcloud sem crases e `gcloudx a`\n",
    ],
)  # fmt: skip
def test_leaves_out_blocks_and_the_places_that_teach(text: str) -> None:
    assert inline_commands(text) == []


def test_the_prose_after_a_place_that_teaches_is_collected_again() -> None:
    text = (
        "!!! warning\n    `gcloud a`\n\n`gcloud b`\n\n"
        "## Sinais de alerta\n\n`gcloud c`\n\n## Fontes\n\n`gcloud d`\n"
    )

    assert [command for _, command in inline_commands(text)] == ["gcloud b", "gcloud d"]


@pytest.mark.parametrize(
    "cited",
    [
        "gcloud",
        "gcloud ai",
        "gcloud ai models upload",
        "gcloud ai endpoints update … --traffic-split=…",
        "gcloud ai models describe <MODELO>@2 --region=<REGIAO>",
    ],
)
def test_a_name_a_cut_and_a_whole_command_are_accepted(tmp_path: Path, cited: str) -> None:
    assert [tool.name for tool in check(tmp_path, f"Use `{cited}`.\n")] == ["gcloud"]


@pytest.mark.parametrize(
    ("cited", "why"),
    [
        ("gcloud ai frob", "“frob” não existe"),
        ("gcloud ai frob … --x", "“frob” não existe"),
        ("gcloud ai models list --frob", "não tem a opção --frob"),
        ("gcloud ai models describe --region=r", "exige MODEL"),
    ],
)
def test_a_wrong_command_in_the_prose_is_refused(tmp_path: Path, cited: str, why: str) -> None:
    with pytest.raises(ValidationError, match=rf"^docs/p\.md:3: .*{why}"):
        check(tmp_path, f"# T\n\nUse `{cited}`.\n")


def test_a_page_without_commands_has_nothing_to_accept(tmp_path: Path) -> None:
    assert check(tmp_path, "# T\n") == []


@given(
    st.lists(
        st.sampled_from(["`", "``", "gcloud ", "\n", "\n\n", "!!! warning\n", "    a", "## ", "é"])
    )
)
def test_any_page_is_read_without_an_error(parts: list[str]) -> None:
    text = "".join(parts)

    assert all(1 <= line <= text.count("\n") + 1 for line, _ in inline_commands(text))
