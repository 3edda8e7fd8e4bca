"""What is typed becomes one request, or one line that says what may be typed."""

from __future__ import annotations

import pytest

from scripts.kit.problem import KitError
from scripts.kit.request import Request, read_request


def test_nothing_typed_is_the_default_hour_for_a_pleno() -> None:
    assert read_request() == Request("pleno", 60, 42)


def test_accents_case_and_order_do_not_matter() -> None:
    typed = read_request(level="SENIOR", themes=["Seguranca", "automação"], kinds=["pratica"])
    same = read_request(level="sênior", themes=["automacao", "seguranca"], kinds=["prática"])
    assert typed == same
    assert typed.themes == ("automacao", "seguranca")


def test_named_questions_keep_their_order_once() -> None:
    request = read_request(questions=["seg-001", "AUT-002", "SEG-001"])
    assert request.questions == ("SEG-001", "AUT-002")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"level": "mestre"}, "nível desconhecido: “mestre”; use um destes: júnior, pleno, sênior"),
        ({"level": ""}, "nível desconhecido: “”"),
        ({"themes": ["xyz"]}, "tema desconhecido: “xyz”; use um destes: orquestracao"),
        ({"kinds": ["xyz"]}, "tipo desconhecido: “xyz”; use um destes: conceitual"),
        ({"minutes": "abc"}, "--minutes “abc” não é um número inteiro"),
        ({"minutes": "1e3"}, "--minutes “1e3” não é um número inteiro"),
        ({"minutes": "-5"}, "--minutes “-5” não serve; use de 1 a 480 minutos"),
        ({"minutes": "0"}, "--minutes “0” não serve"),
        ({"minutes": "481"}, "--minutes “481” não serve"),
        ({"minutes": "9" * 5000}, "--minutes “9999"),
        ({"seed": "4.2"}, "--seed “4.2” não é um número inteiro"),
        ({"questions": ["AUT-001"], "themes": ["automacao"]}, "tire --theme e --kind"),
    ],
)
def test_what_does_not_exist_is_one_line(typed: dict[str, object], message: str) -> None:
    with pytest.raises(KitError) as caught:
        read_request(**typed)  # type: ignore[arg-type]
    (line,) = caught.value.lines
    assert message in line
    assert len(line) < 200


def test_control_characters_can_not_forge_a_second_line() -> None:
    with pytest.raises(KitError) as caught:
        read_request(level="x\nescrito\x1b[31m\u202e")
    assert caught.value.lines[0].startswith("nível desconhecido: “x\ufffdescrito\ufffd[31m\ufffd”")
