from __future__ import annotations

import pytest

from tests.pages.validators.conftest import Judge, Refusal

TEXTS = "  accTitle: Um título\n  accDescr: Uma descrição\n"


def test_a_diagram_that_can_be_drawn_is_accepted(judge: Judge) -> None:
    tools = judge("mermaid", f'flowchart TD\n{TEXTS}  a["A (b)"] --> b\n')

    assert [tool.name for tool in tools] == ["mermaid"]


@pytest.mark.parametrize("name", ["accTitle", "accDescr"])
def test_a_diagram_without_its_texts_is_refused(refusal: Refusal, name: str) -> None:
    kept = "\n".join(line for line in TEXTS.splitlines() if name not in line)

    assert f"falta {name}" in refusal("mermaid", f"flowchart TD\n{kept}\n  a --> b\n")


def test_a_diagram_that_does_not_parse_is_refused_on_its_line(refusal: Refusal) -> None:
    message = refusal("mermaid", f"flowchart TD\n{TEXTS}  Cloud Build --> c(\n")

    assert message.startswith("docs/p.md:14: ")
